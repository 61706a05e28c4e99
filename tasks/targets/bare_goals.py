"""Goals that are told by their thing alone: dropped ("is dropping its target for electric cars by 2033"), or given another
year ("extends the deadline for its cage-free egg goal by two years to 2027"). Their figure stands in the release that set them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.targets.attach import dated
from tasks.targets.clauses import clause_at
from tasks.targets.goals import GOAL_NOUNS, Goal
from tasks.targets.marks import Sentence
from tasks.targets.meant import stance_in
from tasks.targets.period_records import Period
from tasks.targets.reading import Reading, owner_of
from tasks.targets.records import Target, Topic
from tasks.targets.replaced_years import replaced_year
from tasks.targets.subjects import Span, leading, metric_words, scopes_in, topic_words
from tasks.targets.topics_of_figures import sells_vehicles

_RULE = "goal without its figure"
_OWNED = {"its", "our", "their", "'s", "the"}
_AFRESH = {"new", "instead", "replaced", "replacing", "replaces", "revised"}  # what takes its place is the row
_OF_DATES = {"for", "by", "in", "of", "end", "the", "until", "to", "from"}
_NO_MORE = {"plans", "aims", "expects", "intends", "plan", "aim", "expect", "intend", "committed"}


def bare_goals(reading: Reading) -> Iterator[Target]:
    """A withdrawal for each goal that a sentence drops, a target for each whose year it moves, where neither figure nor end
    state says how much."""
    sentence = reading.sentence
    # "the deadline for its target" is one goal
    by_verb = {goal.verb: goal for goal in (*sentence.goals, *_no_longer_planned(sentence))}
    for goal in by_verb.values():
        meant = goal.fate == "moved" or (goal.fate == "dropped" and _is_named_goal(sentence, goal))
        if not meant or _says_how_much(reading, goal) or _AFRESH & set(sentence.lows(0, len(sentence.tokens))):
            continue
        thing = _thing(sentence, goal)
        words = topic_words(sentence, [thing], firm=True)
        topic = leading(words) if words else None
        if topic == "energy" and sells_vehicles(sentence, thing):
            topic = "products"
        if topic is not None and (row := _row(reading, goal, thing, topic)) is not None:
            yield row


def _no_longer_planned(sentence: Sentence) -> Iterator[Goal]:
    """What is no longer planned, as a goal that is dropped: "no longer plans to make green steel by 2031"."""
    for cue in sentence.cues:
        if cue.entry.name == "dropped" and sentence.low(cue.last - 1) in _NO_MORE and sentence.low(cue.last) == "to":
            yield Goal(cue.first, len(sentence.tokens), cue.last, cue.first, "dropped")


def _is_named_goal(sentence: Sentence, goal: Goal) -> bool:
    if sentence.low(goal.noun) == "to":
        return True
    return sentence.low(goal.noun) in GOAL_NOUNS and bool(_OWNED & set(sentence.lows(goal.first, goal.noun)))


def _says_how_much(reading: Reading, goal: Goal) -> bool:
    """Whether the goal has a figure or an end state, which make a row of their own."""
    figures = [one.first for one in reading.sentence.quantities if one.kind != "plain"]
    return any(goal.first <= at < goal.last for at in (*figures, *(state.first for state in reading.states)))


def _thing(sentence: Sentence, goal: Goal) -> Span:
    """The words of a goal that say what it is for: before its noun ("its electric car sales target"), else behind it."""
    owned = [at + 1 for at in range(goal.first, goal.noun) if sentence.low(at) in _OWNED]
    before = (max(owned, default=goal.first), goal.noun)
    if sentence.topics_in(*before):
        return before
    last = min([goal.last, *(one.first for one in sentence.periods if one.first > goal.noun)])
    while last > goal.noun + 1 and sentence.low(last - 1) in _OF_DATES:
        last -= 1
    return (goal.noun + 2, last)


def _row(reading: Reading, goal: Goal, thing: Span, topic: Topic) -> Target | None:
    sentence, clauses, passage = reading.sentence, reading.clauses, reading.sentence.passage
    number = clause_at(clauses, goal.noun)
    stance = stance_in(reading, number, goal.noun)
    if stance != {"dropped": "dropped", "moved": "promised"}[goal.fate]:
        return None  # "has no plans to drop", "may drop"
    owner, strange = owner_of(reading, number, goal.noun)
    if strange:
        return None
    due = _due(sentence, goal)
    deadline = dated(sentence, due) if due else None
    before = replaced_year(sentence, clauses[number], deadline) if goal.fate == "moved" else None
    if goal.fate == "moved" and (before is None or deadline is None or deadline.year == before):
        return None  # raised or lowered, and nobody says to what
    metric = sentence.text(*thing)
    return Target(
        company=owner,
        action="reduce" if topic == "ghg" else "reach",
        topic=topic,
        metric=metric_words(metric) or topic,
        evidence=reading.release.text[passage.start : passage.end],
        start=passage.start,
        end=passage.end,
        scopes=scopes_in(metric) if topic == "ghg" else (),
        target_year=deadline.year if deadline else None,
        deadline_text=deadline.text if deadline else None,
        previous_year=before,
        kind="withdrawal" if goal.fate == "dropped" else "target",
        rules=(_RULE, "deadline") if due else (_RULE,),
    )


def _due(sentence: Sentence, goal: Goal) -> Period | None:
    """The year of a goal, the last one where it is moved."""
    due = [
        one
        for one in sentence.periods
        if goal.first <= one.first < goal.last and one.role in ("deadline", "time") and one.year is not None
    ]
    return (due[-1] if goal.fate == "moved" else due[0]) if due else None


_BEHIND = 300  # characters behind a goal without its figure within which the figure stands: the next sentence or two


def with_their_figures(rows: Sequence[tuple[str, Target]]) -> list[tuple[str, Target]]:
    """The rows of a release where a goal told without its figure is one row with the figure behind it: "has moved its methane
    target from 2025 to 2027. By then, leakage is to be 40 % lower". Rows come with the labels of their sections."""
    kept: list[tuple[str, Target]] = []
    for label, row in rows:
        moved = kept[-1][1] if kept else None
        if moved is None or moved.rules[:1] != (_RULE,) or not _is_figure_of(moved, row):
            kept.append((label, row))
        else:
            kept[-1] = label, replace(row, topic=moved.topic, previous_year=moved.previous_year)
    return kept


def _is_figure_of(moved: Target, row: Target) -> bool:
    near = moved.end <= row.start <= moved.end + _BEHIND
    return near and row.value is not None and row.kind == "target" and row.target_year == moved.target_year
