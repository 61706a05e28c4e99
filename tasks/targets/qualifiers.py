"""What stands around a quantity: "at least", a minus sign, "a year"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Qualifier
from tasks.targets.tokens import Token

_AT_LEAST = (("at", "least"), ("more", "than"), ("over",), ("no", "less", "than"), ("not", "less", "than"), ("a", "minimum", "of"), ("minimum", "of"), ("in", "excess", "of"), ("upwards", "of"), ("exceeding",), ("above",), ("greater", "than"), ("no", "fewer", "than"), ("not", "fewer", "than"), ("beyond",), (">",), ("≥",), ("well", "over"))  # fmt: skip


_AT_MOST = (("as", "many", "as"), ("as", "much", "as"), ("up", "to"), ("less", "than"), ("below",), ("under",), ("no", "more", "than"), ("not", "more", "than"), ("at", "most"), ("a", "maximum", "of"), ("maximum", "of"), ("not", "exceeding"), ("fewer", "than"), ("at", "or", "below"), ("no", "higher", "than"), ("lower", "than"), ("<",), ("≤",), ("within",), ("within", "±"))  # fmt: skip


_ABOUT = {"about", "around", "some", "roughly", "approximately", "nearly", "almost", "circa", "ca", "~", "approx"}


_SMALL_WORDS = {"a", "an", "the", "of", "another", "further", "additional", "its", "their", "our"}


_YEARLY = (("a", "year"), ("per", "year"), ("each", "year"), ("every", "year"), ("annually",), ("per", "annum"), ("/", "year"), ("year", "on", "year"), ("yearly",), ("p", ".", "a"))  # fmt: skip
_GOING = {"go", "goes", "going", "rise", "rises", "climb", "ramp", "ramped", "ramping", "scale", "scaled", "scaling", "step", "stepped", "move", "moved", "gone", "rising", "rose", "climbing"}  # fmt: skip
_CHANGES = {"reduction", "reductions", "cut", "cuts", "decrease", "increase", "improvement"}
_YEARLY_BY_FIRST = {first: [rate for rate in _YEARLY if rate[0] == first] for first, *_ in _YEARLY}


def with_surroundings(tokens: Sequence[Token], one: Quantity) -> Quantity:
    """The quantity with the qualifier before it, the minus sign, and whether it is a yearly rate."""
    qualifier, first = _qualifier(tokens, one.first)
    if first and tokens[first - 1].low == "between":
        first -= 1
    minus = one.first > 0 and _is_minus(tokens, one.first - 1)
    if (
        one.last + 1 < len(tokens)
        and tokens[one.last].low == "or"
        and tokens[one.last + 1].low in ("more", "less", "below", "lower", "fewer", "under")
    ):
        qualifier = "at_least" if tokens[one.last + 1].low == "more" else "at_most"
    return replace(one, lead=first, qualifier=qualifier, yearly=_is_yearly(tokens, one), minus=minus)


def _is_minus(tokens: Sequence[Token], place: int) -> bool:
    """Whether a sign lowers the number behind it; a dash with room on both sides is one between two thoughts."""
    sign, number = tokens[place], tokens[place + 1]
    if sign.low in ("minus", "−"):
        return True
    if sign.low not in ("-", "–") or sign.end != number.start:
        return False
    return not (sign.glued and place > 0 and tokens[place - 1].kind == "number")


def _qualifier(tokens: Sequence[Token], first: int) -> tuple[Qualifier | None, int]:
    at = first
    while at > 0 and tokens[at - 1].low in _SMALL_WORDS and tokens[at - 1].low != "of":
        at -= 1
    for place in dict.fromkeys((first, at)):
        words = tuple(token.low for token in tokens[max(0, place - 3) : place])
        for name, wordings in (("at_least", _AT_LEAST), ("at_most", _AT_MOST)):
            for wording in wordings:
                if words[-len(wording) :] == wording and not (wording == ("above",) and "(" in words):
                    if wording == ("up", "to") and words[:1] and words[0] in _GOING:
                        continue  # "is to go up to 60 %" says where it goes
                    longer = words[-3:-2] + words[-2:]
                    if name == "at_least" and wording == ("exceeding",) and words[-2:-1] == ("not",):
                        continue
                    if name == "at_least" and longer[:1] in (("no",), ("not",)) and wording == ("more", "than"):
                        continue
                    return name, place - len(wording)  # type: ignore[return-value]
        if words and words[-1] in _ABOUT:
            return "about", place - 1
    return None, first


def _is_yearly(tokens: Sequence[Token], one: Quantity) -> bool:
    """Whether "a year" and the like stand behind, with at most a few words between; "in each year" is no rate."""
    words = [token.low for token in tokens[one.last : one.last + 4]]
    for at, low in enumerate(words[:2]):
        if low in ("annual", "yearly") and not _CHANGES.isdisjoint(words[at + 1 : at + 3]):
            return True  # "a 4 % linear annual reduction"
    for place in range(one.last, min(one.last + 7, len(tokens))):
        low = tokens[place].low
        if low in (".", ";", ",", "(", "by", "until", "from", "in", "before", "to", "and"):
            return False
        rates = _YEARLY_BY_FIRST.get(low, ())
        rate = next(
            (one for one in rates if tuple(token.low for token in tokens[place : place + len(one)]) == one), None
        )
        if rate is not None:
            behind = tokens[place + len(rate)].low if place + len(rate) < len(tokens) else ""
            return behind not in ("early", "earlier", "ahead", "before", "later", "late")  # "a year ahead of time"
    return False
