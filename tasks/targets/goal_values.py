"""Values told beside goals: which is old, which was passed, which is only a level or goes beyond the one before."""

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
    """Whether a value is that of a goal which a result of the same unit beside it has passed ("cut by 42 %, beating its goal of
    40 %"), or says more exactly ("met its goal of a 30 % cut: emissions are 33 % below 2018")."""
    one = quantities[number]
    goal = goal_at(sentence.goals, one.first)
    if goal is None or goal.fate not in ("exceeded", "met"):
        return False
    alike = (other for other in quantities if other.unit == one.unit)
    result = next((other for other in alike if goal_at(sentence.goals, other.first) is not goal), None)
    if result is None or goal.fate == "exceeded":
        return result is not None
    return result.first > one.last and not {":", ";"}.isdisjoint(sentence.lows(goal.verb, result.first))


_PLANNED = {
    "announced",
    "planned",
    "promised",
    "pledged",
    "targeted",
    "previously",
    "originally",
    "first",
    "earlier",
    "before",
}


def is_more_than_planned(sentence: Sentence, quantities: Sequence[Quantity], number: int) -> bool:
    """Whether a figure is what a goal goes beyond the one before it by: "3 million tonnes, 1 million more than it had planned"."""
    behind = sentence.lows(quantities[number].last, quantities[number].last + 8)
    compared = behind[:2] in (["more", "than"], ["fewer", "than"], ["less", "than"], ["higher", "than"])
    return compared and number > 0 and bool(_PLANNED & set(behind))


_CLOSE = 5  # percentage points


def is_rounded(sentence: Sentence, quantities: Sequence[Quantity], number: int) -> bool:
    """Whether a share is told again in brackets as it is to the point: "more than three quarters (78 %)"."""
    if number + 1 >= len(quantities):
        return False
    one, exact = quantities[number], quantities[number + 1]
    bracketed = sentence.lows(one.last, exact.lead) == ["("] and sentence.low(exact.last) == ")"
    return bracketed and one.kind == exact.kind == "percent" and 0 < abs(exact.value - one.value) <= _CLOSE


def is_goal_behind(sentence: Sentence, quantities: Sequence[Quantity], number: int) -> bool:
    """Whether a level is told beside its goal: "down 26 % (goal: 20 %)"."""
    if number + 1 >= len(quantities):
        return False
    between = sentence.lows(quantities[number].last, quantities[number + 1].lead)
    return len(between) < 9 and between[-1:] == [":"] and "(" in between and bool(GOAL_NOUNS & set(between))


def is_level_of_goal(sentence: Sentence, quantities: Sequence[Quantity], number: int) -> bool:
    """Whether a share is what has been reached of the share beside it: "Women in management: 29 % (target: 35 %)"."""
    one, goal = quantities[number], quantities[number + 1]
    told = sentence.low(one.lead - 1) in (":", "is", "was", "at", "to", "reached", "stood")
    return told and one.kind == goal.kind == "percent" and one.value < goal.value


def says_again(sentence: Sentence, before: Quantity, one: Quantity) -> bool:
    """Whether a share is the one before in other words: "one litre in ten - 10 % of its fuel", "half, or 50 %"."""
    same = one.kind == before.kind == "percent" and one.value == before.value
    return same and one.lead - before.last <= 2 and sentence.low(before.last) in ("–", "—", "-", "(", ",", "or")


_AGAINST_THE = (["against", "the"], ["versus", "the"], ["than", "the"])
_PLANNED = {"planned", "promised", "announced", "pledged", "set", "communicated", "intended"}


def is_against_planned(sentence: Sentence, one: Quantity, words: Sequence[str]) -> bool:
    """Whether a figure is told as one that was planned before: "the 50 % it had planned", "the 30 % we first set ourselves"."""
    if not (list(words[-2:]) in _AGAINST_THE or list(words[-3:]) == ["opposed", "to", "the"]):
        return False
    behind = sentence.lows(one.last, one.last + 5)
    return not {"it", "we", "they"}.isdisjoint(behind[:1]) and not _PLANNED.isdisjoint(behind)
