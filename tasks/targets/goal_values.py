"""The values of goals whose fate is told: which is old, and which was passed."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.targets.goals import GOAL_NOUNS, goal_at
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


_DATED = {"deadline", "date"}
_BEYOND = (["ahead", "of"], ["better", "than"], ["lower", "than"], ["higher", "than"], ["more", "than"])


def is_behind(sentence: Sentence, quantities: Sequence[Quantity], number: int) -> bool:
    """Whether a value is that of a goal which a result before it is told to be ahead of, and is: "make up 41 %, ahead of the
    target of 40 %". Where it is further than the result, the goal still stands."""
    one = quantities[number]
    words = sentence.lows(max(0, one.lead - 8), one.lead)
    ahead = next((at for at in range(len(words) - 1) if words[at : at + 2] in _BEYOND), None)
    if ahead is None or (GOAL_NOUNS | _DATED).isdisjoint(words[ahead:]):
        return False
    beyond = words[ahead] != "ahead"
    return any(other.unit == one.unit and (beyond or other.value >= one.value) for other in quantities[:number])


def is_surpassed(sentence: Sentence, quantities: Sequence[Quantity], number: int) -> bool:
    """Whether a value is that of a goal which a result of the same unit beside it has passed: "cut by 42 %, beating its goal of 40 %"."""
    one = quantities[number]
    goal = goal_at(sentence.goals, one.first)
    return (
        goal is not None
        and goal.fate == "exceeded"
        and any(other.unit == one.unit and goal_at(sentence.goals, other.first) is not goal for other in quantities)
    )
