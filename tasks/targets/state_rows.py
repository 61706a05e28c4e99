"""Rows of end states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.targets.attach import Around, Dated, base_for, dated, deadline_for
from tasks.targets.causes import causes
from tasks.targets.clauses import Clause, clause_at
from tasks.targets.fields import since_behind, validator_of
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.marks import Sentence
from tasks.targets.meant import kind_of, stance_in
from tasks.targets.reading import Reading, is_due_later, owner_of
from tasks.targets.records import Target
from tasks.targets.replaced_years import replaced_year
from tasks.targets.state_records import State
from tasks.targets.subjects import metric_words, scopes_in

_REPEATS = frozenset(
    "across along for in throughout at its their our value supply scope scopes operations suppliers".split()
)
_OPENS = _REPEATS | {"by", "the", "then", "all", "other"}


def repeated_states(sentence: Sentence, states: list[State]) -> Iterator[State]:
    """A state said once for two things and dates: "net zero in its operations by 2025 and across its supply chain by 2030"."""
    for number, state in enumerate(states):
        end = min(
            [one.first for one in states[number + 1 :]]
            + [one.lead for one in sentence.quantities if one.first > state.last]
            + [len(sentence.tokens)]
        )
        due = [one for one in sentence.periods if one.role == "deadline" and state.last <= one.first < end]
        for earlier, later in pairwise(due):
            between = sentence.lows(earlier.last, later.first)
            if (
                _behind_and(between) in _OPENS
                and not _REPEATS.isdisjoint(between)
                and not any(earlier.last <= one.first < later.first and sentence.is_verb(one) for one in sentence.deeds)
                and later.first - earlier.last < 12
            ):
                yield replace(
                    state,
                    first=later.first - 1,
                    last=later.first,
                    metric=(earlier.last + between.index("and") + 1, later.first),
                )


def _behind_and(words: Sequence[str]) -> str:
    """What the part behind "and" begins with, "by" where it is a date alone; nothing where there is no "and"."""
    if "and" not in words:
        return ""
    return next((low for low in words[words.index("and") + 1 :] if low not in (",", "by")), "by")


_NEEDED = {"needed", "required", "necessary", "essential"}


def state_row(reading: Reading, state: State) -> Target | None:
    """The row of an end state; None where it is not promised, or nobody's own."""
    sentence, clauses, passage = reading.sentence, reading.clauses, reading.sentence.passage
    at = clause_at(clauses, state.first)
    stance = stance_in(reading, at, state.first)
    if stance in ("perhaps", "other", "open"):
        return None
    if "survey" in causes(sentence, 0, len(sentence.tokens)):
        return None
    dated_here = any(one.role == "deadline" for one in sentence.periods)
    before = set(sentence.lows(state.first - 12, state.first))
    if _NEEDED & before and "to" in before and not dated_here:
        return None  # "technologies needed to achieve carbon neutrality"
    owner, strange = owner_of(reading, at, state.first)
    if strange:
        return None
    deadline = deadline_for(sentence, clauses, (state.first, state.last), reading.anchors, reading.around)
    if stance == "done" and reading.release.published_on is not None and is_due_later(reading, state.last):
        return None  # "an emission-free fleet in 2033 is what our towns need" promises nothing new
    if (kind := kind_of(reading, stance, deadline)) is None:
        return None
    if kind == "achievement" and (deadline is None or deadline.year is None):
        deadline = _since(sentence, state)
    listed = reading.listed and reading.lead_promises
    if kind == "achievement" and (deadline is None or deadline.year is None):
        if not _is_told_as_reached(sentence, state):
            return None
    elif deadline is None and not (listed or _is_goal(reading, state)):
        return None
    near = sentence.text(clauses[at].first, clauses[at].last)
    based = base_for(sentence, clauses, (state.first, state.last), reading.anchors, Around(), change=False)
    return Target(
        company=owner,
        action=state.action,
        topic=state.topic,
        metric=_metric(sentence, state),
        evidence=reading.release.text[passage.start : passage.end],
        start=passage.start,
        end=passage.end,
        scopes=(scopes_in(sentence.text(*state.metric)) or (() if _measured(reading, clauses[at]) else scopes_in(near)))
        if state.topic == "ghg"
        else (),
        base_year=based if state.action not in ("eliminate", "peak", "reach") and len(reading.anchors) <= 2 else None,
        target_year=deadline.year if deadline else None,
        deadline_text=deadline.text if deadline else None,
        previous_year=replaced_year(sentence, clauses[at], deadline),
        validated_by=validator_of(reading, state.topic) if state.action == "net_zero" else None,
        kind=kind,
        confidence=0.5,
        rules=(state.rule, *(("deadline",) if deadline else ())),
    )


def _is_told_as_reached(sentence: Sentence, state: State) -> bool:
    """Whether an end state without a year is told with the goal that it was ("no longer uses polystyrene, a year ahead of
    its pledge"), or as done ("has now eliminated plastic cutlery", "closed its last coal mine", "sends nothing to landfill")."""
    if state.rule == "named end state":
        told = {"pledged", "promised", "planned", "announced"} & set(sentence.lows(state.last, state.last + 6))
        if told and sentence.low(state.first - 1) == "now":
            return True  # "are now carbon neutral, as pledged in 2020"
    if state.rule == "no longer":
        return bool((GOAL_NOUNS | {"promised", "planned"}) & set(sentence.lows(0, len(sentence.tokens))))
    if state.rule == "last of a thing":
        return sentence.low(state.first - 2).endswith("ed")  # "scrapped its last diesel bus"
    if state.rule == "verb of ending":
        last = sentence.low(state.metric[0] + 1) in ("last", "final", "remaining")
        perfect = {"has", "have", "'ve"} & set(sentence.lows(state.first - 3, state.first))
        if perfect or (last and sentence.low(state.first).endswith("ed")):
            return True
    sends = state.rule == "none of a thing" and sentence.low(state.first - 1) in ("sends", "send")
    return sends or _of_met_goal(sentence, state)


def _of_met_goal(sentence: Sentence, state: State) -> bool:
    """Whether a state is the goal that a sentence says was met."""
    return any(goal.fate == "met" and goal.first <= state.first < goal.last for goal in sentence.goals)


def _since(sentence: Sentence, state: State) -> Dated | None:
    """The year since which a state holds, or in which it was reached: "has been carbon neutral since 2017", "sent no waste to
    landfill in 2023"."""
    told = since_behind(sentence, state.last)
    if told is None and (state.rule == "none of a thing" or _of_met_goal(sentence, state)):
        behind = (one for one in sentence.periods if one.first >= state.last and one.year)
        told = next((one for one in behind if one.role == "time"), None)
    return dated(sentence, told) if told is not None else None


def _metric(sentence: Sentence, state: State) -> str:
    """What comes to the state: "net-zero emissions across the value chain", "operational carbon emissions" for a peak."""
    words = metric_words(sentence.text(*state.metric))
    if state.action == "peak":
        return (
            metric_words(" ".join(word for word in words.split() if not word.lower().startswith("peak"))) or "emissions"
        )
    if state.rule == "named end state" and state.metric[0] == state.last and state.action != "reach":
        return metric_words(sentence.text(state.first, state.metric[1]))
    return words or state.topic


def _measured(reading: Reading, clause: Clause) -> bool:
    """Whether a clause has a figure beside its end state."""
    return any(clause.first <= one.first < clause.last and one.kind != "plain" for one in reading.sentence.quantities)


def _is_goal(reading: Reading, state: State) -> bool:
    """Whether a state without a deadline is called a goal, or intended by "still intends to" and the like, and owned."""
    sentence = reading.sentence
    if sentence.passage.label in ("headline", "heading") or "how" in sentence.lows(0, state.first):
        return False  # "will tell how it intends to give up single-use cups"
    named = any(
        low in GOAL_NOUNS or low in ("intends", "intend", "commits", "committed", "pledges", "pledged")
        for low in sentence.lows(0, state.first)
    )
    lows = sentence.lows(0, len(sentence.tokens))
    own = any(low in ("we", "our", "its", "company", "group", "us", "firm", "both", "partners") for low in lows)
    issuer = reading.release.issuer
    return named and (own or (issuer is not None and issuer.split()[0] in sentence.passage.text))
