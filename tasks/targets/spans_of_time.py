"""Periods without a year of their own: "within five years", "by the end of the decade", "mid-century"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from tasks.targets.numbers import WORDS
from tasks.targets.period_records import Period
from tasks.targets.tokens import Token

_COUNTS = WORDS | {"a": 1.0, "an": 1.0}


_SPAN_STARTS = {"within", "over", "in", "during", "for", "across", "after"}


_SPAN_FILL = {
    "the",
    "next",
    "coming",
    "following",
    "a",
    "space",
    "of",
    "its",
    "period",
    "first",
    "another",
    "about",
    "just",
    "less",
    "than",
    "under",
}


def begins_span(low: str) -> bool:
    """Whether a span of time or a named period can begin with a word."""
    return low in _SPAN_STARTS or low in _COUNTS or low in _MONTHS or low in _named_forms()


def span_at(tokens: Sequence[Token], place: int, published: date | None) -> Period | None:
    """ "within five years", "over the next 18 months", "in three years' time"; "a five-year, $20 million commitment"."""
    if (long := _lasting(tokens, place, published)) is not None:
        return long
    if tokens[place].low not in _SPAN_STARTS:
        return None
    at = place + 1
    fill: list[str] = []
    while at < len(tokens) and tokens[at].low in _SPAN_FILL and len(fill) < 4:
        fill.append(tokens[at].low)
        at += 1
    if at < len(tokens) and tokens[at].low in _COUNTS:
        count, at = _COUNTS[tokens[at].low], at + 1
    elif at < len(tokens) and tokens[at].kind == "number" and len(tokens[at].low) <= 2 and tokens[at].low.isdigit():
        count, at = float(tokens[at].low), at + 1
    elif (fill and fill[-1] == "a") or (
        at < len(tokens) and tokens[at].low == "decade" and {"next", "coming", "following"} & set(fill)
    ):
        count = 1.0
    else:
        return None
    if at >= len(tokens):
        return None
    months = {"year": 12, "years": 12, "month": 1, "months": 1, "decade": 120, "decades": 120}.get(tokens[at].low)
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    reaches = behind == "to" and at + 2 < len(tokens) and tokens[at + 2].kind == "number"
    if months is None or reaches or behind in ("ago", "earlier", "old", "of"):
        return None
    ahead = {"next", "coming"} & set(fill)
    if tokens[place].low in ("for", "during", "after", "across") and not ahead:
        return None
    if tokens[place].low == "in" and not ahead and fill[:1] == ["the"]:
        return None
    ends = behind in ("", ".", ";")  # "will give 3 million to the programme over the three years."
    if (
        tokens[place].low == "over"
        and fill[:1] == ["the"]
        and not (ends or {"next", "coming", "following"} & set(fill))
    ):
        return None
    if published is None:
        return Period(place, at + 1, None, "deadline")
    year = published.year + (published.month - 1 + int(count * months)) // 12
    return Period(place, at + 1, year, "deadline")


def later_at(tokens: Sequence[Token], place: int, earlier: Sequence[Period], published: date | None) -> Period | None:
    """ "to 80 % by 2027 and to 100 % two years later": counted from the deadline before; "seven years from now"."""
    count = _COUNTS.get(tokens[place].low) if place + 2 < len(tokens) else None
    words = [token.low for token in tokens[place + 1 : place + 4]]
    if count is not None and words == ["years", "from", "now"]:
        return Period(place, place + 4, published.year + int(count) if published else None, "deadline")
    year = earlier[-1].year if earlier and earlier[-1].role == "deadline" else None
    if count is None or year is None or words[:2] not in (["years", "later"], ["year", "later"]) or "than" in words[2:]:
        return None
    return Period(place, place + 3, year + int(count), "deadline")


_LASTS = {"commitment", "pledge", "investment", "initiative", "program", "programme", "plan", "goal", "partnership", "campaign"}  # fmt: skip


def _lasting(tokens: Sequence[Token], place: int, published: date | None) -> Period | None:
    """How long a pledge lasts: "five-year, $20 million commitment", "10-year plan to plant"."""
    count = _COUNTS.get(tokens[place].low)
    if (
        count is None
        and tokens[place].kind == "number"
        and tokens[place].low.isdecimal()
        and len(tokens[place].low) <= 2
    ):
        count = float(tokens[place].low)
    if count is None or tokens[place].low in ("a", "an") or place + 2 >= len(tokens) or tokens[place + 1].low != "year":
        return None
    rest = [token.low for token in tokens[place + 2 : place + 9]]
    if not _LASTS & set(rest) or not any(
        word in ("$", "€", "£", "r", "rs", "ksh") or (word.isalpha() and len(word) == 3 and word.isupper())
        for word in rest
    ):
        return None
    return Period(place, place + 2, published.year + int(count) if published else None, "deadline")


def named_at(tokens: Sequence[Token], place: int, published: date | None) -> Period | None:
    """ "by the end of the decade", "mid-century", "by the end of next year", "this summer"."""
    if (month := _month_at(tokens, place, published)) is not None:
        return month
    forms = _named_forms().get(tokens[place].low)
    if forms is None:
        return None
    words = [token.low for token in tokens[place : place + 9]]
    for form, meaning in forms:
        if tuple(words[: len(form)]) == form:
            if (
                meaning == "this year"
                and len(words) > len(form)
                and (words[len(form)].startswith(("19", "20", "fy")) or words[len(form)] == "end")
            ):
                return None
            start = place
            while start > 0 and tokens[start - 1].low in _LEADS and place - start < 4:
                start -= 1
            return Period(start, place + len(form), _named_year(meaning, published), "deadline")
    return None


_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}
_UNTIL = {"by", "before", "until"}


def _month_at(tokens: Sequence[Token], place: int, published: date | None) -> Period | None:
    """ "by December", "before the end of March", "by 30 September": the first such month from the release on."""
    month = _MONTHS.get(tokens[place].low)
    if month is None or not tokens[place].capital or (place + 1 < len(tokens) and tokens[place + 1].kind == "number"):
        return None
    start = place - (place > 0 and tokens[place - 1].low.isdigit())
    while start > 0 and tokens[start - 1].low in ("the", "end", "of", "mid", "early", "late"):
        start -= 1
    if start == 0 or tokens[start - 1].low not in _UNTIL:
        return None
    year = None if published is None else published.year + (month < published.month)
    return Period(start - 1, place + 1, year, "deadline")


_CLAUSE = 10  # tokens from "by the time" to its year


def timed_at(tokens: Sequence[Token], place: int) -> int | None:
    """The token of "by the time" before a place: "by the time we close fiscal 2028"; None where it does not stand there."""
    first = max(0, place - _CLAUSE)
    words = [token.low for token in tokens[first:place]]
    return next((first + at for at in range(len(words)) if words[at : at + 3] == ["by", "the", "time"]), None)


_LEADS = {
    "by",
    "before",
    "in",
    "within",
    "until",
    "at",
    "around",
    "towards",
    "toward",
    "the",
    "end",
    "of",
    "close",
    "turn",
    "middle",
    "later",
    "no",
    "than",
    "through",
    "during",
}


_NAMED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("end", "of", "the", "decade"), "decade"),
    (("end", "of", "this", "decade"), "decade"),
    (("close", "of", "the", "decade"), "decade"),
    (("turn", "of", "the", "decade"), "decade"),
    (("this", "decade"), "decade"),
    (("the", "decade", "is", "out"), "decade"),
    (("the", "decade", "ends"), "decade"),
    (("within", "the", "decade"), "decade"),
    (("the", "decade", "closes"), "decade"),
    (("decade", "'s", "end"), "decade"),
    (("end", "of", "decade"), "decade"),
    (("middle", "of", "the", "century"), "century"),
    (("mid", "century"), "century"),
    (("midcentury",), "century"),
    (("next", "year"), "next year"),
    (("this", "year"), "this year"),
    (("end", "of", "the", "year"), "this year"),
    (("year", "end"), "this year"),
    (("the", "current", "financial", "year"), "this year"),
    (("the", "current", "fiscal", "year"), "this year"),
    (("the", "current", "year"), "this year"),
    (("this", "summer"), "this year"),
    (("this", "autumn"), "this year"),
    (("this", "fall"), "this year"),
    (("this", "winter"), "this year"),
    (("this", "spring"), "this year"),
    (("next", "spring"), "next year"),
    (("next", "summer"), "next year"),
    (("next", "autumn"), "next year"),
    (("next", "fall"), "next year"),
    (("with", "immediate", "effect"), "this year"),
    (("by", "christmas"), "this year"),
    (("before", "christmas"), "this year"),
    (("by", "easter"), "next easter"),
    (("mid", "2020", "s"), "2025"),
    (("mid", "2030", "s"), "2035"),
    (("mid", "2040", "s"), "2045"),
    (("early", "2030", "s"), "2033"),
    (("late", "2020", "s"), "2029"),
)


@cache
def _named_forms() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The named periods by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, meaning in _NAMED:
        found.setdefault(form[0], []).append((form, meaning))
    return found


def _named_year(meaning: str, published: date | None) -> int | None:
    if meaning.isdigit():
        return int(meaning)
    if meaning == "century":
        return 2050
    if meaning == "decade":
        return (published.year // 10 + 1) * 10 if published else 2030
    if published is None:
        return None
    if meaning == "next easter":
        return published.year + (published.month > 4)
    return published.year + (meaning == "next year")
