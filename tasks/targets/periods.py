"""Deadlines and base years of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Role = Literal["deadline", "base", "previous", "year"]


@dataclass(frozen=True, slots=True)
class Period:
    """A year with its role, at `start:end` of its sentence; `text` is its wording. A deadline without a year is null."""

    start: int
    end: int
    year: int | None
    role: Role
    text: str


_Y = r"(?:19|20)\d\d"
_FISCAL = r"(?:(?:FY|CY)\s?'?|(?:the )?(?:fiscal|financial|calendar|business)(?: year)?s?(?: ending (?:\w+ )?)? |the year |the end of |year[- ]end |end[- ]of[- ](?:year )?|end[- ]|early |late |mid[- ]|(?:spring|summer|autumn|fall|winter|Q[1-4]|(?:the )?(?:first|second|third|fourth) (?:half|quarter)(?: of)?|H[12]) (?:of )?|(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:\d{1,2}(?:st|nd|rd|th)?,? )?|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) )"
_SPLIT = r"(?:\s?[/–-]\s?(?:\d\d(?!\d)|20\d\d))?"
_YEAR = rf"(?P<Y>{_Y}|(?<=FY)\d\d(?!\d)|(?<=FY\s)\d\d(?!\d)){_SPLIT}(?!\d|[-–]\d{{4}})"
_OTHER_YEAR = _YEAR.replace("<Y>", "<Z>")  # a pattern may name a group but once
_DEADLINE = re.compile(
    rf"(?<!\w)(?:by|before|until|till|through|no later than|not later than|come|as early as|as of|starting in|starting|from|after|in|for|during|over the \w+ years to|to|towards|at the latest by|and in|and by|of|ideally)\s+(?:the |at the )?(?:(?:end|close|start|beginning|middle) of )?(?:the )?{_FISCAL}*{_YEAR}(?: (?:season|harvest|crop year|fiscal year|financial year))?",
    re.IGNORECASE,
)
_BASE = re.compile(
    rf"(?:(?:from|against|versus|vs\.?|relative to|compared (?:to|with|against)|in comparison (?:to|with)|over|on|than(?: in)?|below|under|above|as measured against|measured against|with|using|taking|to|at|of)\s+)?(?:(?:a|an|the|its|their|our|that of|where \w+ (?:was|were) in|those of)\s+)*(?:(?:base(?:line)?[- ]?year|baseline|reference year|base|benchmark)(?: level)?s?\s*(?:of|:|is|was|in|\()?\s*(?:the )?(?:{_FISCAL})*{_YEAR}|(?:{_FISCAL})*{_OTHER_YEAR}(?:['’]s)?[\s-]*(?:base(?:line)?(?:[- ]year)?|levels?|reference(?: year)?|as (?:the |a |its |our )?(?:base|baseline|reference)(?: year)?|= ?100|benchmark))",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"(?<!\w)(?:against|versus|vs\.?|relative to|compared (?:to|with|against)|in comparison (?:to|with)|over|on|than(?: in)?|below|measured against|from|since|base:?|baseline:?|from where (?:they|it) (?:were|was) in)\s+(?:(?:the|that of|those of|what they were in|what it was in|its|in|level of|levels of) )*(?:{_FISCAL})*{_YEAR}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<!\w)(?:by |before |in |within |until |at |around |towards? )?(?:the )?(?:(?P<decade>(?:end|turn|close) of (?:the|this) decade|this decade|decade['’]s end|end of decade)|(?P<mid>(?:middle of the century|mid-?century))|(?P<next>(?:the )?end of next year|next year)|(?P<this>(?:the )?end of (?:this|the) year|this year|(?:the )?current (?:financial |fiscal )?year|this (?:summer|autumn|winter|spring)|year[- ]end(?! (?:FY ?)?(?:19|20)\d\d))|mid-?(?P<twenties>20\d)0s)(?!\w)",
    re.IGNORECASE,
)
_SPANS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"fifteen": 15, "twenty": 20, "eighteen": 18}
_SPAN = re.compile(
    rf"(?<!\w)(?:within|over|in|during|for|across)\s+(?:the )?(?:next |coming |following |space of )?(?P<n>\d{{1,2}}|an?|one|{'|'.join(_SPANS)})[- ](?P<u>year|month|decade)s?(?: period)?(?!\w| ago)",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"(?:between|from|\()\s*(?P<A>{_Y})\s*(?:and|to|[–-])\s*(?P<Y>{_Y})(?!\d)", re.IGNORECASE)
_SPANNED = re.compile(rf"(?<![\w–-])(?P<A>{_Y})\s?[–-]\s?(?P<Y>{_Y})(?![\d–-])")
_CHANGE = re.compile(
    rf"(?<!\w)(?:from|rather than|instead of|previously|originally|earlier)\s+(?:in |by )?(?:FY ?)?(?P<A>{_Y})(?:,)?\s+(?:(?:out |forward |back )?to)\s+(?:FY ?)?(?P<Y>{_Y})(?!\d)",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    rf"(?<!\w)(?:rather than|instead of|not|previously|originally|up from|earlier goal of|earlier target of)\s+(?:by |in |the )?(?:FY ?)?(?P<Y>{_Y})(?!\d)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"(?<![\w-])(?P<Y>{_Y})(?: \w+){{0,3}} (?:goals?|targets?|ambitions?|commitments?|objectives?|pledges?)(?!\w)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\w.,/-])(?:FY\s?)?(?P<Y>{_Y}){_SPLIT}(?![\w%/-]|,\d)", re.IGNORECASE)
_SPLIT_END = re.compile(rf"({_Y})\s?[/–-]\s?(\d\d(?!\d)|20\d\d)")


def _year(match: re.Match[str]) -> int:
    """The year of a match; a split year ("2019/20") is its later one, "FY28" is 2028."""
    if split := _SPLIT_END.search(match[0]):
        last = split[2]
        later = int(last) if len(last) == 4 else int(split[1][:2] + last)
        if 0 < later - int(split[1]) <= 1:
            return later
    year = int(match.groupdict().get("Z") or match["Y"])
    return year if year > 99 else 2000 + year


def find_periods(text: str, published: date | None) -> list[Period]:
    """The periods of a sentence in order, without overlaps. Relative ones count from `published`, else have no year."""
    today = published.year if published else None
    found: list[Period] = []

    def take(start: int, end: int, year: int | None, role: Role) -> None:
        if all(end <= one.start or one.end <= start for one in found):
            found.append(Period(start, end, year, role, text[start:end].strip(" (,")))

    for m in _CHANGE.finditer(text):
        if int(m["A"]) >= (today or 2020):
            take(m.start(), m.start("Y") - 1, int(m["A"]), "previous")
            take(m.start("Y"), m.end(), int(m["Y"]), "deadline")
    for m in _REPLACED.finditer(text):
        if int(m["Y"]) >= (today or 2020):
            take(m.start(), m.end(), int(m["Y"]), "previous")
    for m in _RANGE.finditer(text):
        take(m.start("A"), m.end("A"), int(m["A"]), "base" if today is not None and int(m["A"]) < today else "year")
        take(m.start(), m.end(), int(m["Y"]), "deadline")
        if not any(one.end == m.end() for one in found):
            take(m.end("A") + 1, m.end(), int(m["Y"]), "deadline")
    for m in _SPANNED.finditer(text):
        if int(m["Y"]) - int(m["A"]) > 1:
            take(m.start(), m.end(), int(m["Y"]), "deadline")
    for pattern in (_BASE, _AGAINST):
        for m in pattern.finditer(text):
            year = _year(m)
            future = year > (today if today is not None else 2024)
            take(m.start(), m.end(), year, "deadline" if future else "base")
    readings: list[tuple[re.Pattern[str], Callable[[re.Match[str]], int | None], Role]] = [
        (_SPAN, lambda m: _after(published, m), "deadline"),
        (_NAMED, lambda m: _named(m, today), "deadline"),
        (_HEAD, _year, "deadline"),
        (_DEADLINE, _year, "deadline"),
        (_BARE, _year, "year"),
    ]
    for pattern, year_of, role in readings:
        for m in pattern.finditer(text):
            start, end = (m.start("Y"), m.end("Y")) if pattern is _HEAD else m.span()
            take(start, end, year_of(m), role)
    return sorted(found, key=lambda one: one.start)


def _after(published: date | None, m: re.Match[str]) -> int | None:
    if published is None:
        return None
    number = m["n"].lower()
    count = int(number) if number.isdigit() else _SPANS.get(number, 1)
    months = count * {"month": 1, "year": 12, "decade": 120}[m["u"].lower()]
    return published.year + (published.month - 1 + months) // 12


def _named(m: re.Match[str], today: int | None) -> int | None:
    if m["mid"]:
        return 2050
    if m["twenties"]:
        return int(m["twenties"]) * 10 + 5
    if m["decade"]:
        return (today // 10 + 1) * 10 if today is not None else 2030
    if today is None:
        return None
    return today + 1 if m["next"] else today
