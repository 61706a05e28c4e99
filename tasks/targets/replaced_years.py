"""The year that a goal's year replaces, as the text tells it."""

from __future__ import annotations

from tasks.targets.attach import Dated
from tasks.targets.clauses import Clause
from tasks.targets.marks import Sentence
from tasks.targets.periods import deadlines, first_year
from tasks.targets.quantity_records import Quantity

_SOONER = {"before": 1, "sooner": 1, "earlier": 1, "ahead": 1, "early": 1, "later": -1}


def replaced_year(sentence: Sentence, clause: Clause, deadline: Dated | None) -> int | None:
    """The year that a row's year replaces: named ("rather than 2050"), or so many years from it ("eight years sooner")."""
    named = next(
        (one.year for one in sentence.periods if one.role == "previous" and clause.first <= one.first < clause.last),
        None,
    )
    if named is not None or deadline is None or deadline.year is None:
        return named
    for due in deadlines(sentence.periods):
        moved = any(goal.fate == "moved" and goal.verb < due.first < goal.last for goal in sentence.goals)
        if moved and due.year == deadline.year and (earlier := first_year(sentence.tokens, due)) is not None:
            return earlier  # "delayed its goal from 2025 to 2030"
    for goal in sentence.goals:
        told = [one for one in deadlines(sentence.periods) if goal.first <= one.first < goal.last]
        later = goal.fate == "moved" and len(told) == 2 and sentence.low(told[1].first) == "to"
        if later and told[1].year == deadline.year:
            return told[0].year  # "the goal for 2030 has been brought forward to 2027"
    for at in sentence.places({"year"}, clause.first, len(sentence.tokens)):
        sooner = _SOONER.get(sentence.low(at + 1)) if sentence.low(at - 1) in ("a", "one") else None
        if sooner and sentence.low(at + 2) == "than" and _PLANNED & set(sentence.lows(at + 3, at + 8)):
            return deadline.year + sooner  # "a year earlier than it had planned"
    for one in sentence.quantities:
        if one.kind == "plain" and (years := _moved_by(sentence, one)):
            return int(deadline.year + years)
        if (
            one.kind == "plain"
            and sentence.low(one.last) == "years"
            and sentence.low(one.last + 1) in _SOONER
            and (sentence.low(one.last + 1) != "later" or sentence.low(one.last + 2) == "than")
            and one.first >= clause.first
            and _sooner_than_planned(sentence, one.last + 1)
        ):
            return int(deadline.year + _SOONER[sentence.low(one.last + 1)] * one.value)
    return None


_FORWARD = ("bring", "brought", "pull", "advanc", "accelerat", "speed")


def _moved_by(sentence: Sentence, one: Quantity) -> float:
    """By how many years a goal's year is moved, back from what it is now: "extends the deadline for its goal by two years to 2027"."""
    moved = any(goal.fate == "moved" and goal.verb < one.first for goal in sentence.goals)
    if not moved or sentence.low(one.lead - 1) != "by" or sentence.low(one.last) not in ("year", "years"):
        return 0
    verb = next(goal.verb for goal in sentence.goals if goal.fate == "moved")
    return (
        one.value
        if sentence.low(verb).startswith(_FORWARD) or "forward" in sentence.lows(verb, one.first)
        else -one.value
    )


_PLANNED = {"its", "our", "previous", "previously", "original", "originally", "initial", "earlier", "planned", "than", "prior", "later", "announced", "promised", "pledged"}  # fmt: skip


def _sooner_than_planned(sentence: Sentence, at: int) -> bool:
    """Whether "years ahead" is told of a plan of one's own, not of others' dates, nor "ahead of schedule"."""
    if sentence.low(at) not in ("ahead", "before"):
        return True
    return bool(_PLANNED & set(sentence.lows(at + 1, at + 5)))
