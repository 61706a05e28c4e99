"""Quantities that a word or two mean by themselves: "halve", "double", "a third", "tenfold", "every fourth"."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.targets.halves import OF_TIME, is_half_of_things
from tasks.targets.numbers import WORDS, number_at
from tasks.targets.quantity_records import Quantity
from tasks.targets.tokens import Token

_FRACTIONS = {
    "half": 50.0,
    "third": 100 / 3,
    "quarter": 25.0,
    "fifth": 20.0,
    "sixth": 100 / 6,
    "eighth": 12.5,
    "tenth": 10.0,
}
PARTS = _FRACTIONS | {f"{name}s": value for name, value in _FRACTIONS.items() if name != "half"} | {"halves": 50.0}
MULTIPLE_VERBS = {
    stem + ending: value
    for stem, value in {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}.items()
    for ending in ("e", "es", "ed", "ing")
}
HALVES = {"halve", "halves", "halved", "halving"}
FOLDS = {f"{word}fold": value for word, value in WORDS.items() if value > 1} | {"hundredfold": 100.0}
TIMES = {"twice": 2.0, "thrice": 3.0}
_EVERY = {"third": 33.33, "fourth": 25.0, "fifth": 20.0, "tenth": 10.0}  # "every fourth car"
_AS_MANY = (["many", "women", "as", "men"], ["many", "girls", "as", "boys"])


def word_quantity(tokens: Sequence[Token], place: int) -> Quantity | None:
    """What a word or two mean by themselves: halve, double, a third, tenfold, one in four."""
    low, behind = tokens[place].low, tokens[place + 1].low if place + 1 < len(tokens) else ""
    if low in HALVES and tokens[place - 1].low not in ("better", "other", "two", "both"):
        return Quantity(place, place + 1, 50.0, "%", "percent", deed="reduce")
    if (
        low in MULTIPLE_VERBS
        and not (place + 1 < len(tokens) and tokens[place + 1].glued and tokens[place + 1].kind == "word")
        and behind not in ("digit", "materiality", "glazing", "decker", "down")
    ):
        return Quantity(place, place + 1, float(MULTIPLE_VERBS[low]), "x", "multiple", deed="increase")
    if low in FOLDS:
        return Quantity(place, place + 1, FOLDS[low], "x", "multiple")
    after = tokens[place + 2].low if place + 2 < len(tokens) else ""
    if low in TIMES and behind == "as" and after in ("much", "many"):
        return Quantity(place, place + 1, TIMES[low], "x", "multiple")
    if low == "half" and number_at(tokens, place) is None:
        return Quantity(place, place + 1, 50.0, "%", "percent") if is_half_of_things(tokens, place) else None
    every_second = low == "every" and behind in ("second", "other") and after not in OF_TIME
    if every_second or (low == "gender" and behind == "parity"):
        return Quantity(place, place + 2, 50.0, "%", "percent")
    if low == "every" and behind in _EVERY and after not in OF_TIME:
        return Quantity(place, place + 2, _EVERY[behind], "%", "percent")
    if low == "as" and [token.low for token in tokens[place + 1 : place + 5]] in _AS_MANY:
        return Quantity(place, place + 5, 50.0, "%", "percent")
    if low == "a" and behind in PARTS and behind != "half" and is_part(tokens, place + 2):
        return Quantity(place, place + 2, round(PARTS[behind], 2), "%", "percent")
    return None


def is_part(tokens: Sequence[Token], place: int) -> bool:
    """Whether "a third" is a part of a whole, not the third of a row."""
    return place >= len(tokens) or tokens[place].low not in OF_TIME
