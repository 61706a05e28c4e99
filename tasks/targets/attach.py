"""Which deadline, base year and earlier value belong to which quantity."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.targets.passages import Passage
from tasks.targets.periods import Period, find_periods
from tasks.targets.quantities import Quantity
from tasks.targets.stance import clause_around

_SAME_TIME = re.compile(
    r"\b(?:same (?:time ?frame|timeframe|period|date|year|deadline|horizon|time)|by then|in that time|until then|over that period)\b",
    re.IGNORECASE,
)
_SAME_BASE = re.compile(r"\b(?:same (?:base(?:line)?(?: year)?|basis|timeframe|time frame|period))\b", re.IGNORECASE)
_CHANGED_GOAL = re.compile(
    r"\b(?:goals?|targets?|ambitions?|commitments?|aims?|objectives?|pledges?|previously|earlier|planned|original\w*)\b",
    re.IGNORECASE,
)
_PREVIOUSLY = re.compile(
    r"(?:previously|earlier|formerly|originally|instead of|rather than|up from|old(?:er)? (?:goal|target) of|previous (?:goal|target) of|previous)\s+(?:a |an |the )?(?:\w+ ){0,3}?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:from|and)\s+(?:(?:about|around|some|a|an|currently|today['’]s|the current)\s+)*$", re.IGNORECASE
)
_TO = re.compile(
    r"^[^.;]{0,60}?\bto\s+(?:(?:a|at least|about|around|below|over|more than|less than|some|under)\s+)*$", re.IGNORECASE
)


JOINT = re.compile(r"[,;:]|(?<!\w)(?:and|while|but|or)(?!\w)", re.IGNORECASE)


def blocking(text: str, quantity: Quantity, quantities: Sequence[Quantity]) -> list[int]:
    """Where the quantities stand that may have periods of their own: "20 % hydrogen into three grids by 2028" is one,
    as no comma or conjunction stands between them."""
    starts = []
    for other in quantities:
        first, last = sorted((quantity, other), key=lambda one: one.start)
        if other is quantity or JOINT.search(text[first.end : last.start]):
            starts.append(other.start)
    return starts


def _nearest(periods: Sequence[Period], start: int, end: int, starts: Sequence[int]) -> Period | None:
    """The period for a quantity: behind it and before the next quantity, else before it, else behind the next ones."""
    following = min((place for place in starts if place > start), default=None)
    behind = [one for one in periods if one.start >= end and (following is None or one.start < following)]
    if behind:
        return behind[0]
    preceding = max((place for place in starts if place < start), default=-1)
    before = [one for one in periods if one.end <= start]
    close = [one for one in before if one.start > preceding]
    if close:
        return close[-1]
    later = [one for one in periods if one.start >= end]
    if later:
        return later[0]
    return before[-1] if before else None


def _of_clause(text: str, place: tuple[int, int], starts: Sequence[int], periods: Sequence[Period]) -> Period | None:
    """The nearest period of the clause, else the nearest of the sentence."""
    start, end = clause_around(text, place[0])
    inside = [one for one in periods if start <= one.start < end]
    return _nearest(inside, *place, starts) or _nearest(periods, *place, starts)


def deadline_for(
    start: int, end: int, starts: Sequence[int], periods: Sequence[Period], lead: Sequence[Period], passage: Passage
) -> Period | None:
    """The deadline of what stands at `start:end`: in the sentence, in the line over the list, or in the sentence before
    where this one refers to it."""
    place = (start, end)
    own = _of_clause(passage.text, place, starts, [one for one in periods if one.role == "deadline"])
    if own is None:
        years = [one for one in periods if one.role == "year" and (one.year or 0) >= 2024]
        own = _of_clause(passage.text, place, starts, years)
    if own is not None:
        return own
    above = [one for one in lead if one.role == "deadline"]
    if above:
        return above[-1]
    years = [one for one in lead if one.role == "year"]
    if years:
        return years[-1]
    if _SAME_TIME.search(passage.text):
        told = [one for one in find_periods(passage.before, None) if one.role == "deadline" and one.year]
        return told[-1] if told else None
    if re.search(
        r"\b(?:goals?|targets?|ambitions?|commitments?)\b", passage.heading, re.IGNORECASE
    ) and passage.label in ("list", "table"):
        named = [one for one in find_periods(passage.heading, None) if one.role != "base" and one.year]
        return named[-1] if named else None
    return None


def base_year_for(
    start: int, end: int, starts: Sequence[int], periods: Sequence[Period], lead: Sequence[Period], passage: Passage
) -> Period | None:
    """The base of what stands at `start:end`: in the sentence, in the line over the list, in a sentence that speaks of
    the same base, or in the next one where it says what progress is measured against."""
    own = _of_clause(passage.text, (start, end), starts, [one for one in periods if one.role == "base"])
    above = [one for one in lead if one.role == "base"]
    if own is not None or above:
        return own or above[-1]
    if _SAME_BASE.search(passage.text):
        told = [one for one in find_periods(passage.before, None) if one.role == "base"]
        return told[-1] if told else None
    if (
        re.search(r"\b(?:measured|compared|baseline|base year|reference)\b", passage.after[:120], re.IGNORECASE)
        and len(passage.after) < 160
    ):
        told = [one for one in find_periods(passage.after, None) if one.role == "base"]
        return told[0] if told else None
    return None


def previous_for(text: str, quantity: Quantity, quantities: Sequence[Quantity]) -> tuple[float | None, float | None]:
    """Of a quantity the value that it replaces and the level that it starts from, where "from X to Y" says so."""
    for other in quantities:
        if other is quantity or other.unit != quantity.unit:
            continue
        if _PREVIOUSLY.search(text[: other.start][-60:]) and other.start > quantity.end:
            return other.value, None
        if (
            other.end <= quantity.start
            and _FROM.search(text[: other.start][-40:])
            and _TO.match(text[other.end : quantity.start])
        ):
            if _CHANGED_GOAL.search(text[: other.start]) and re.search(
                r"\b(?:rais|increas|lift|lower|rais|revis|tighten|step|strengthen|up|cut)\w*",
                text[: other.start],
                re.IGNORECASE,
            ):
                return other.value, None
            return None, other.value
    return None, None
