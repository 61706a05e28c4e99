"""Goals that are dropped without a figure: "is dropping its target for electric cars by 2033"."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.targets.attach import dated
from tasks.targets.clauses import clause_at
from tasks.targets.goals import GOAL_NOUNS, Goal
from tasks.targets.marks import Sentence
from tasks.targets.owners import owner_at
from tasks.targets.reading import Reading, is_introduced, known_owner, stance_in
from tasks.targets.records import Target, Topic
from tasks.targets.subjects import Span, leading, metric_words, scopes_in, topic_words
from tasks.targets.topics_of_figures import sells_vehicles

_OWNED = {"its", "our", "their", "'s", "the"}
_AFRESH = {"new", "instead", "replaced", "replacing", "replaces", "revised"}  # what takes its place is the row
_OF_DATES = {"for", "by", "in", "of", "end", "the", "until"}


def dropped_goals(reading: Reading) -> Iterator[Target]:
    """A withdrawal for each goal that a sentence drops and names by its thing alone; the value that it had stands in the
    release that set it."""
    sentence = reading.sentence
    for goal in sentence.goals:
        if goal.fate != "dropped" or sentence.low(goal.noun) not in GOAL_NOUNS or _says_how_much(reading, goal):
            continue
        if _AFRESH & set(sentence.lows(0, len(sentence.tokens))) or not _OWNED & set(sentence.lows(goal.first, goal.noun)):
            continue
        thing = _thing(sentence, goal)
        words = topic_words(sentence, [thing], firm=True)
        topic = leading(words) if words else None
        if topic == "energy" and sells_vehicles(sentence, thing):
            topic = "products"
        if topic is not None and (row := _row(reading, goal, thing, topic)) is not None:
            yield row


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
    if stance_in(reading, number, goal.noun) != "dropped":
        return None  # "has no plans to drop", "may drop"
    owner, strange = owner_at(sentence, clauses, number, goal.noun, reading.release.issuer)
    if strange or not is_introduced(owner, reading):
        return None
    due = next(
        (one for one in sentence.periods if goal.first <= one.first < goal.last and one.role in ("deadline", "time")), None
    )
    metric = sentence.text(*thing)
    return Target(
        company=known_owner(owner, reading),
        action="reduce" if topic == "ghg" else "reach",
        topic=topic,
        metric=metric_words(metric) or topic,
        evidence=reading.release.text[passage.start : passage.end],
        start=passage.start,
        end=passage.end,
        scopes=scopes_in(metric) if topic == "ghg" else (),
        target_year=due.year if due else None,
        deadline_text=dated(sentence, due).text if due else None,
        kind="withdrawal",
        rules=("goal dropped",),
    )
