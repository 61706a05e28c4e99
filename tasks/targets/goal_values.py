"""The values of goals whose fate is told: which is old, and which was passed."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.targets.goals import goal_at
from tasks.targets.marks import Sentence
from tasks.targets.quantity_records import Quantity


def moved_to(sentence: Sentence, quantities: Sequence[Quantity], number: int) -> int | None:
    """The value that a goal is moved to, for the old one within its words: "expanded its pledge to plant 5 million to 8 million"."""
    goal = goal_at(sentence.goals, quantities[number].first)
    if goal is None or goal.fate != "moved" or number + 1 >= len(quantities):
        return None
    one, other = quantities[number], quantities[number + 1]
    told = sentence.low(other.lead - 1) == "to" and sentence.low(one.lead - 1) not in ("to", "from")
    return number + 1 if told and other.first < goal.last and one.unit == other.unit else None


def is_surpassed(sentence: Sentence, quantities: Sequence[Quantity], number: int) -> bool:
    """Whether a value is that of a goal which a result of the same unit beside it has passed: "cut by 42 %, beating its goal of 40 %"."""
    one = quantities[number]
    goal = goal_at(sentence.goals, one.first)
    return (
        goal is not None
        and goal.fate == "exceeded"
        and any(other.unit == one.unit and goal_at(sentence.goals, other.first) is not goal for other in quantities)
    )
