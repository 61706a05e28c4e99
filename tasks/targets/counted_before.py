"""A bare number that goes on with what the sentence before counted: "It has planted 90,000 trees. It will reach 200,000"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.marks import Sentence
from tasks.targets.quantities import find_quantities
from tasks.targets.quantity_records import Quantity
from tasks.targets.tokens import tokenize

_ENDS = {"by", "in", "before", "until", "within", ".", ",", ";", ""}
_TO = {"reach", "reaches", "reaching", "to", "of", "for", "plant", "train", "support", "deliver", "install", "build", "target", "targets", "targeting"}  # fmt: skip
_NUMBER = {"number", "figure", "total"}
_LEAST = 10


def with_units_told(sentence: Sentence) -> list[Quantity]:
    """The quantities of a sentence, bare numbers with the unit of the only thing that was counted or measured before."""
    bare = [one for one in sentence.quantities if _is_bare(sentence, one)]
    told = (_only_one_before(sentence, bare[0]) or _only_one(sentence.passage.before)) if bare else None
    if told is None:
        return sentence.quantities
    if told not in sentence.quantities and any(one.kind == told.kind for one in sentence.quantities):
        return sentence.quantities
    return [replace(one, unit=told.unit, kind=told.kind) if one in bare else one for one in sentence.quantities]


def _is_bare(sentence: Sentence, one: Quantity) -> bool:
    """Whether a number stands where its unit would follow, and is not the first of its sentence's words."""
    return (
        one.kind == "plain"
        and one.value >= _LEAST
        and (sentence.low(one.last) in _ENDS or sentence.lows(one.last, one.last + 2) == ["of", "them"])
        and sentence.low(one.lead - 1) in _TO
    )


def _only_one_before(sentence: Sentence, bare: Quantity) -> Quantity | None:
    """The only counted thing of a sentence, where a goal of so many of them follows: "has planted 6 million trees, against a
    target of 20 million"."""
    counted = [one for one in sentence.quantities if one.kind in ("count", "measure")]
    of_goal = sentence.low(bare.lead - 1) in ("of", "to") and sentence.low(bare.lead - 2) in GOAL_NOUNS
    of_goal = of_goal or _goes_on_with_number(sentence, counted[0].last, bare.lead) if counted else of_goal
    of_goal = of_goal or sentence.low(bare.lead - 1) in ("reach", "reaching")
    return counted[0] if of_goal and len(counted) == 1 and counted[0].last <= bare.lead else None


@lru_cache(maxsize=256)
def _only_one(text: str) -> Quantity | None:
    """The only counted thing or measure of a sentence."""
    found = [one for one in find_quantities(tokenize(text)) if one.kind in ("count", "measure")]
    return found[0] if len(found) == 1 else None


def _goes_on_with_number(sentence: Sentence, first: int, last: int) -> bool:
    """Whether "the number" stands for what was counted: "152 women, and the number is to grow to 300"."""
    return any(sentence.low(at + 1) != "of" for at in sentence.places(_NUMBER, first, last))
