"""Dates that belong to a goal: to another one than is asked for, or to the one that is moved to them."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.targets.goals import goal_at
from tasks.targets.marks import Sentence
from tasks.targets.period_records import Period


def is_in_brackets_of_another(sentence: Sentence, period: Period, place: int, anchors: Sequence[int]) -> bool:
    """Whether a date in brackets is that of what stands before them: "99 % of waste (2025), a net gain of 15 %"."""
    alone = sentence.low(period.first - 1) == "(" and sentence.low(period.last) == ")"
    if alone:
        return period.last <= place and any(at < period.first for at in anchors)
    opened = max(sentence.places({"("}, 0, period.first), default=-1)
    closed = min(sentence.places({")"}, opened + 1, len(sentence.tokens)), default=-1)
    within = opened >= 0 and opened < period.first < closed
    return within and not opened < place < closed and any(opened < at < closed for at in anchors)


def is_of_another_goal(sentence: Sentence, period: Period, place: int) -> bool:
    """Whether a date is that of a goal whose fate is told: "has dropped its goal for 2030 and will close a mine"."""
    goal = goal_at(sentence.goals, period.first)
    return goal is not None and goal.fate != "moved" and not goal.first <= place < goal.last


def moved_to_date(sentence: Sentence, given: Sequence[Period], place: int) -> Period | None:
    """The date that a goal is moved to: "the goal of X by 2030 has been brought forward to 2027"."""
    goal = goal_at(sentence.goals, place)
    if goal is None or goal.fate != "moved":
        return None
    to = [one for one in given if goal.verb < one.first < goal.last and sentence.low(one.first) == "to"]
    return to[-1] if to else None
