"""Quantities of a sentence: percentages, fractions, multiples, money, measures and counted things."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from tasks.targets.named_numbers import names_a_thing
from tasks.targets.nouns import counted_noun
from tasks.targets.numbers import WORDS, number_at
from tasks.targets.phrases import Found
from tasks.targets.qualifiers import with_surroundings
from tasks.targets.quantity_records import Measure, Quantity, Unit, unit_books
from tasks.targets.tokens import Token
from tasks.targets.word_quantities import FOLDS, HALVES, MULTIPLE_VERBS, PARTS, TIMES, is_part, word_quantity

_COMPARED = {"as", "more", "the", "its", "higher", "over", "larger", "greater", "their", "our"}
_SUM_KWH = 100_000  # a sum of energy, which is written in MWh; what a thing uses or saves is less
_DASHES = {"-", "–", "—"}
_CARBON = {"co2", "co2e", "co2eq", "carbon", "ghg", "greenhouse", "emissions", "emission"}


def find_quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """The quantities of a sentence in order, without overlaps."""
    found, place = list[Quantity](), 0
    while place < len(tokens):
        begun = tokens[place].kind == "number" or _begins(tokens[place].low)
        one = _quantity_at(tokens, place) if begun else None
        if one is not None:
            found.append(with_surroundings(tokens, one))
        place = max(one.last if one else 0, place + 1)
    return found


@lru_cache(maxsize=50_000)
def _begins(low: str) -> bool:
    """Whether a quantity can begin with a word or sign; nearly all words of a release are told apart by this alone."""
    meant = (
        low in HALVES
        or low in MULTIPLE_VERBS
        or low in FOLDS
        or low in WORDS
        or low in TIMES
        or low in ("half", "a", "as", "gender", "every")
    )
    return meant or unit_books()[1].begins(low)


def _quantity_at(tokens: Sequence[Token], place: int) -> Quantity | None:
    token = tokens[place]
    kinds = [one.kind for one in tokens[place : place + 4] if one.glued or one is token]
    if kinds == ["number", "word", "sign", "word"]:
        return None  # an address: "1t.org"
    if token.kind == "word" and (found := word_quantity(tokens, place)) is not None:
        return found
    return _money_before(tokens, place) or _number_quantity(tokens, place)


def _money_before(tokens: Sequence[Token], place: int) -> Quantity | None:
    sign = unit_books()[1].at(tokens, place)
    if sign is None or sign.last >= len(tokens):
        return None
    if sign.last - place == 2 and not (tokens[place + 1].glued and tokens[place].capital):
        return None
    if (read := number_at(tokens, sign.last)) is None:
        return None
    (value, end, scale), top = read, None
    joints = {"and", *_DASHES} if place and tokens[place - 1].low == "from" else {"to", "and", *_DASHES}
    if end + 1 < len(tokens) and tokens[end].low in joints:  # "from $5 million to $8 million" is no range
        second = unit_books()[1].at(tokens, end + 1)
        upper = number_at(tokens, second.last if second and second.last < len(tokens) else end + 1)
        if upper is not None and (second is not None or upper[2] > 1):
            shared = scale if scale > 1 else upper[2]
            if upper[0] * upper[2] > value * shared:
                scale, top, end = shared, upper[0] * upper[2], upper[1]
    end += end < len(tokens) and tokens[end].low in ("dollars", "euros")  # "$4 million dollars"
    return Quantity(place, end, _rounded(value * scale), sign.entry.name, "money", value_max=top and _rounded(top))


def _rounded(value: float) -> float:
    return round(value, 6)


def _number_quantity(tokens: Sequence[Token], place: int) -> Quantity | None:
    read = number_at(tokens, place)
    if read is None or (read[0] == 0.0 and tokens[place].kind == "word") or names_a_thing(tokens, place):
        return None
    value, end, scale = read
    if (
        end < len(tokens)
        and tokens[end].low in PARTS
        and tokens[end].low != "half"
        and scale == 1.0
        and is_part(tokens, end + 1)
    ):
        part = value * PARTS[tokens[end].low]
        return Quantity(place, end + 1, round(part, 2), "%", "percent") if 0 < part <= 100 else None
    if shared := _one_in(tokens, value, end):
        return Quantity(place, shared[1], shared[0], "%", "percent")
    if (
        end < len(tokens)
        and tokens[end].low == "times"
        and (_compares(tokens, end + 1) or [one.low for one in tokens[end + 1 : end + 3]] == ["water", "positive"])
    ):
        return Quantity(place, end + 1, value, "x", "multiple")
    if end < len(tokens) and (tokens[end].low == "fold" or (tokens[end].low in ("x", "time") and tokens[end].glued)):
        return Quantity(place, end + 1, value, "x", "multiple")
    return _with_unit(tokens, place, value, end, scale)


def _one_in(tokens: Sequence[Token], value: float, end: int) -> tuple[float, int] | None:
    """The share of "one in four", "nine out of ten", and the token behind it."""
    behind = [token.low for token in tokens[end + 1 : end + 3]]
    if behind in (["in", "every"], ["out", "of"]) or (value == 1 and behind[:1] == ["in"] and behind[-1] in WORDS):
        end += 1  # "one litre in every ten", "one litre in ten"
    words = [token.low for token in tokens[end : end + 4]]
    skip = 1 if words[:1] == ["in"] else 2 if words[:2] == ["out", "of"] else 0
    if words[skip : skip + 1] == ["every"]:
        skip += 1
    if not skip or value > 20 or end + skip >= len(tokens):
        return None
    whole = number_at(tokens, end + skip)
    if whole is None or not 1 < whole[0] <= 100 or whole[0] <= value or whole[2] > 1:
        return None
    return round(100 * value / whole[0], 2), whole[1]


def _compares(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].low in _COMPARED


def _with_unit(tokens: Sequence[Token], place: int, value: float, end: int, scale: float) -> Quantity | None:
    """A number, or a range of numbers, with the unit or the counted noun behind it."""
    start, top, top_scale = place, None, scale
    upper = _upper(tokens, place, value, end)
    if upper is not None:
        top, end, top_scale = upper
    compared = (
        end + 1 < len(tokens)
        and tokens[end].low in ("fewer", "less", "more", "additional", "new")
        and unit_books()[0].at(tokens, end + 1) is not None
    )
    deed: Literal["reduce", "increase"] | None = "reduce" if compared and tokens[end].low in ("fewer", "less") else None
    end += compared
    unit = unit_books()[0].at(tokens, end) if end < len(tokens) else None
    if (
        unit is not None
        and unit.entry.name == "%"
        and unit.last < len(tokens)
        and tokens[unit.last].low in ("point", "points")
    ):
        return None
    low = value * (scale if scale > 1 or top is None else top_scale)
    high = top * top_scale if top is not None else None
    if high is not None and high <= low:
        low, high = (high, None) if tokens[place - 1].low == "from" else (low, None)
    if end < len(tokens) and _hyphened(tokens, end, unit):
        return None
    if unit is None:
        return _counted(tokens, start, low, high, end, scale=max(scale, top_scale))
    entry = unit.entry
    if entry.name == "MW" and tokens[end].text == "mw" and not tokens[end].glued:
        return None
    if entry.name in ("°C", "m2"):
        return None
    kind: Measure = (
        "money" if entry.money else "percent" if entry.name == "%" else "points" if entry.name == "pp" else "measure"
    )
    name = entry.carbon if entry.carbon and _weighs_carbon(tokens, unit.last) else entry.name
    factor = entry.factor
    if name == "kWh" and low >= _SUM_KWH:
        name, factor = "MWh", factor / 1000
    return Quantity(
        start,
        unit.last,
        _rounded(low * factor),
        name,
        kind,
        value_max=_rounded(high * factor) if high is not None else None,
        deed=deed,
    )


def _hyphened(tokens: Sequence[Token], end: int, unit: Found[Unit] | None) -> bool:
    """Whether a number is part of an adjective ("a 10-acre campus", "30-day readmissions"), and not of a level ("the 250-gram
    mark") or a share."""
    if tokens[end].kind != "word" or not tokens[end].glued or tokens[end].start == tokens[end - 1].end:
        return False
    if unit is None:
        return True
    behind = tokens[unit.last].low if unit.last < len(tokens) else ""
    return unit.entry.name not in ("%", "pp") and behind not in (
        "mark",
        "level",
        "target",
        "limit",
        "goal",
        "threshold",
        "",
        ".",
        ",",
    )


def _upper(tokens: Sequence[Token], place: int, value: float, end: int) -> tuple[float, int, float] | None:
    """The upper end of a range: "20-25", "between 25 and 30", "10 to 12", each also with the unit said twice."""
    behind = end
    if behind < len(tokens) and tokens[behind].low in ("%", "percent", "per"):
        behind += 2 if tokens[behind].low == "per" else 1
    if behind + 1 >= len(tokens) or tokens[behind].low not in {"and", "to", *_DASHES}:
        return None
    joint, before = tokens[behind].low, tokens[place - 1].low if place else ""
    if joint == "and" and before != "between":
        return None
    if joint == "to" and before in ("from", "by", "increase", "rising", "rise") and before != "by":
        return None
    if joint in _DASHES and not tokens[behind].glued and before != "from" and joint == "—":
        return None
    later = tokens[behind + 1].low
    if behind > end and joint == "to" and len(later) == 4 and later.isdigit() and later[:2] == "20":
        return None  # "by 15% to 2028": when, not how much
    read = number_at(tokens, behind + 1)
    if read is None or (read[0] * read[2] <= value and joint not in _DASHES) or 1900 <= value <= 2100:
        return None
    return read


def _weighs_carbon(tokens: Sequence[Token], place: int) -> bool:
    """Whether what is weighed is CO2: "tonnes of CO2", "tonnes of greenhouse gases", "Mt CO2e"."""
    skipped = 0
    while place < len(tokens) and skipped < 4:
        low = tokens[place].low
        if low in _CARBON:
            return True
        if low not in ("of", "annual", "direct", "absolute", "equivalent", "net", "lower", "fewer", "less", "in"):
            return False
        place, skipped = place + 1, skipped + 1
    return False


def _counted(
    tokens: Sequence[Token], start: int, value: float, top: float | None, end: int, *, scale: float
) -> Quantity | None:
    digits = tokens[start].kind == "number"
    year = digits and scale == 1.0 and 1900 <= value <= 2100 and not {",", "."} & set(tokens[start].text)
    one_of = value == 1 and end < len(tokens) and tokens[end].low == "of"
    if year or one_of:
        return None  # "every one of our vans" counts none
    noun = counted_noun(tokens, end)
    if noun is not None:
        return Quantity(start, noun[1], _rounded(value), noun[0], "count", value_max=top and _rounded(top))
    return Quantity(start, end, _rounded(value), None, "plain", value_max=top and _rounded(top))
