"""Which quantities of a sentence are no outcomes: start levels, replaced goals, second measures of what was just said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.targets.goal_values import (
    is_against_planned,
    is_behind,
    is_goal_behind,
    is_level_of_goal,
    is_more_than_planned,
    is_rounded,
    is_surpassed,
    moved_to,
    says_again,
)
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.in_passing import is_in_passing
from tasks.targets.marks import Sentence
from tasks.targets.quantity_records import Quantity

_EARLIER = {
    "previously",
    "earlier",
    "originally",
    "formerly",
    "former",
    "original",
    "old",
    "initial",
    "previous",
    "prior",
}
_ORIGIN = {"made", "sourced", "produced", "manufactured", "derived", "generated", "come", "comes", "coming"}
_DRAWN = {"source", "sourcing", "supply", "supplying", "obtain", "obtaining", "get", "buy", "buying", "purchase"}  # fmt: skip
_INSTEAD = (["instead", "of"], ["rather", "than"], ["place", "of"])
_EQUALS = {
    "equal",
    "good",
    "equivalent",
    "equals",
    "corresponds",
    "corresponding",
    "or",
    "amounts",
    "amounting",
    "translates",
    "translating",
    "equating",
    "equates",
    "representing",
}
_FILL = {
    "to",
    "a",
    "an",
    "about",
    "around",
    "roughly",
    "some",
    "approximately",
    "(",
    ",",
    "is",
    "which",
    "nearly",
    "almost",
    "the",
    "of",
    "over",
    "more",
    "than",
    "as",
    "much",
    "for",
}


@dataclass
class Roles:
    """The part of each quantity by its number: outcomes are in none of the other maps. A map gives the outcome's number."""

    start_level: dict[int, int] = field(default_factory=dict)
    replaced: dict[int, int] = field(default_factory=dict)
    second: dict[int, int] = field(default_factory=dict)
    aside: set[int] = field(default_factory=set)

    def is_outcome(self, number: int) -> bool:
        """Whether a quantity is one that something is to come to or change by."""
        return (
            number not in self.aside
            and number not in self.start_level
            and number not in self.replaced
            and number not in self.second
        )

    def value(self, roles: dict[int, int], number: int, quantities: Sequence[Quantity]) -> float | None:
        """The value that stands in a role for an outcome."""
        return next((quantities[one].value for one, of in roles.items() if of == number), None)


def roles_of(sentence: Sentence) -> Roles:
    """The roles of a sentence's quantities."""
    roles = Roles()
    quantities = sentence.quantities
    for number, one in enumerate(quantities):
        if is_goal_behind(sentence, quantities, number):
            if is_level_of_goal(sentence, quantities, number):
                roles.start_level[number] = number + 1
                continue
            roles.aside.add(number)
            if quantities[number + 1].value <= one.value:
                roles.aside.add(number + 1)
            continue
        if number in roles.aside:
            continue
        words = sentence.lows(max(0, one.lead - 6), one.lead)
        other = _partner(quantities, number)
        if (newer := moved_to(sentence, quantities, number)) is not None:
            roles.replaced[number] = newer
            continue
        if any(
            told(sentence, quantities, number) for told in (is_surpassed, is_behind, is_more_than_planned, is_rounded)
        ):
            roles.aside.add(number)
            continue
        if (again := _tells_again(sentence, quantities, number, roles)) is not None:
            roles.second[number] = again
        elif _is_second(sentence, quantities, number, roles):
            roles.second[number] = number - 1
        elif _is_left(sentence, one, words):
            _leave(sentence, roles, number)
        elif (
            (words[-2:] in _INSTEAD or (words[-3:-1] in _INSTEAD and words[-1] in ("the", "a", "its")))
            and other is not None
        ) or (any(word in _EARLIER for word in words[-4:]) and other is not None and not _is_new(words)):
            roles.replaced[number] = other
        elif (
            words[-1:] == ["after"]
            and number
            and {"planned", "promised", "announced", "pledged"} & set(sentence.lows(one.last, one.last + 7))
        ):
            roles.replaced[number] = number - 1  # "45 % by 2028, after 60 % by 2026 had been planned"
        elif number and says_again(sentence, quantities[number - 1], one):
            roles.aside.add(number)
        elif is_against_planned(sentence, one, words) and other is not None:
            roles.replaced[number] = other  # "60 %, against the 50 % it had planned"
        elif words[-1:] == ["not"] and sentence.low(one.last) == "but" and number + 1 < len(quantities):
            roles.replaced[number] = number + 1  # "will have not 5,000 but 8,000"
        elif words[-2:] == [",", "not"] and number and _alike(one, quantities[number - 1]):
            roles.replaced[number] = number - 1  # "is to fall by 45 %, not 40 %"
        elif is_in_passing(sentence, one, words):
            earlier = number - 1 if number else None
            later = number + 1 if words[-1:] == [","] and number + 1 < len(quantities) else None
            if later is not None and _alike(one, quantities[later]):
                roles.start_level[number] = later
            elif earlier is not None and _alike(one, quantities[earlier]):
                roles.start_level[number] = earlier
            else:
                roles.aside.add(number)
    return roles


def _is_left(sentence: Sentence, one: Quantity, words: Sequence[str]) -> bool:
    """Whether a level is one to come from: "from 26 %"; not "made from 50 % recycled plastic", "source from 100 % ..."."""
    if words[-1:] == ["from"]:
        drawn = not _DRAWN.isdisjoint(words) and sentence.low(one.last) in ("renewable", "recycled", "certified")
        return not drawn and _ORIGIN.isdisjoint(words[-2:-1])
    return words[-2:-1] == ["from"] and words[-1] in ("the", "about", "a", "around")


def _is_new(words: Sequence[str]) -> bool:
    return bool(words) and words[-1] in ("to", "by") and "than" not in words[-4:]


def _alike(one: Quantity, other: Quantity) -> bool:
    return (
        one.unit == other.unit
        or one.kind == "plain"
        or other.kind == "plain"
        or (one.kind == "count" and other.kind == "count")
    )


def _partner(quantities: Sequence[Quantity], number: int) -> int | None:
    """The nearest other quantity of the same unit: the one behind, else the one before."""
    for other in (number + 1, number - 1):
        if 0 <= other < len(quantities) and _alike(quantities[number], quantities[other]):
            return other
    return None


def _leave(sentence: Sentence, roles: Roles, number: int) -> None:
    """ "from A to B": A is where it starts, or the goal that is replaced where a goal is what changes."""
    quantities = sentence.quantities
    one = quantities[number]
    to = number + 1 if number + 1 < len(quantities) and _alike(one, quantities[number + 1]) else None
    if to is not None:
        between = sentence.lows(one.last, quantities[to].lead)
        if not ("to" in between or sentence.low(quantities[to].lead) == "to") or len(between) > 14:
            to = None
    back = number - 1 if number and _alike(one, quantities[number - 1]) else None
    partner = to if to is not None else back
    if partner is None:
        roles.aside.add(number)
        return
    behind = sentence.lows(one.last, one.last + 9)
    before = sentence.lows(max(0, one.lead - 14), one.lead)
    promised = any(
        word in ("promised", "planned", "pledged", "announced", "committed", "targeted") for word in behind[:8]
    ) and any(word in ("it", "had", "previously", "we") for word in behind[:8])
    goals = any(word in GOAL_NOUNS for word in before)
    raised = {
        "raised",
        "raises",
        "raising",
        "lifted",
        "increased",
        "tightened",
        "strengthened",
        "lowered",
        "cut",
        "updated",
    }
    moved = any(goal.fate == "moved" and goal.verb < one.first for goal in sentence.goals)
    goal = moved or (goals and (to is not None or bool(raised & set(before))))
    promised = promised or any(word in ("envisioned", "envisaged", "pledged") for word in behind[:3])
    planned = {"sum", "amount", "number", "budget"} & set(before) and "will" in before
    promised = promised or bool(planned and raised & set(before))  # "raises the sum that it will invest"
    promised = promised or (partner == back and _is_lower_cut(sentence, quantities[partner], one))
    (roles.replaced if goal or promised else roles.start_level)[number] = partner


def _is_lower_cut(sentence: Sentence, change: Quantity, one: Quantity) -> bool:
    """Whether what a change is "up from" is the change that was promised before: no level falls from a lower one."""
    verbs = [deed for deed in sentence.deeds if deed.first < change.lead and sentence.is_verb(deed)]
    falls = bool(verbs) and verbs[-1].entry.name == "reduce" and sentence.low(change.lead - 1) != "to"
    return falls and one.value < change.value and sentence.lows(one.lead - 2, one.lead) == ["up", "from"]


_CUTS = {"reduction", "cut", "decrease", "drop", "improvement", "decline", "saving"}


def _tells_again(sentence: Sentence, quantities: Sequence[Quantity], number: int, roles: Roles) -> int | None:
    """The level that a change tells again: "to 430 kg a tonne by 2030, a cut of 47 % from 1990"."""
    one = quantities[number]
    words = sentence.lows(one.lead - 4, one.lead)
    cut = len(words) == 4 and words[:2] == [",", "a"] and words[2] in _CUTS and words[3] == "of"
    if one.kind != "percent" or not cut:
        return None
    levels = (
        at for at in range(number - 1, -1, -1) if roles.is_outcome(at) and quantities[at].kind in ("measure", "count")
    )
    return next(levels, None)


_LEVEL_BEHIND = 9  # tokens: "25 % more recovered materials by 2030, to 25 million tonnes"


def _is_second(sentence: Sentence, quantities: Sequence[Quantity], number: int, roles: Roles) -> bool:
    """ "512 kg, equal to a 34 % reduction", "96 GWh, or about 70 %", "475 kg (about 40 %)"."""
    if not number or not roles.is_outcome(number - 1):
        return False
    one, before = quantities[number], quantities[number - 1]
    if before.kind == "percent" and one.kind in ("measure", "count") and sentence.low(one.lead - 1) == "to":
        changed = any(deed.entry.name in ("increase", "reduce") for deed in sentence.deeds if deed.first < one.lead)
        verbs = {
            deed.first for deed in sentence.deeds if before.last < deed.first < one.lead and sentence.is_verb(deed)
        }
        return changed and not verbs and one.lead - before.last < _LEVEL_BEHIND
    if one.kind == before.kind == "money" and one.unit != before.unit:
        return sentence.lows(before.last, one.lead)[-1:] == ["("]  # the same sum in another currency
    if (
        one.unit == before.unit
        or one.kind in ("money", "multiple", "plain", "all")
        or before.kind in ("multiple", "all", "plain")
    ):
        return False
    between = sentence.lows(before.last, one.first)
    if any(word in _EQUALS for word in between):
        at = next(place for place, word in enumerate(between) if word in _EQUALS)
        return all(word in _FILL | _EQUALS for word in between[at:]) and len(between) < 22
    tail = between[-3:]
    return (
        bool({"(", ","} & set(tail))
        and bool(tail)
        and tail[-1] in ("about", "around", "roughly", "some", "approximately", "(")
        and len(between) < 8
    )
