"""The same promise in headline, body, quote and list is one row; the fullest sentence is its evidence."""

from __future__ import annotations

import re
from collections import defaultdict

from tasks.targets.records import Target

_COMPARED = ("base_year", "per", "deadline_text", "previous_value", "previous_year", "validated_by", "qualifier")
_ALSO = re.compile(r"\b(?:also|additionally|furthermore|in addition)\b", re.IGNORECASE)
_PLAIN = {
    "emissions",
    "of",
    "the",
    "its",
    "our",
    "their",
    "and",
    "to",
    "in",
    "from",
    "for",
    "carbon",
    "ghg",
    "greenhouse",
    "gas",
    "co2",
}
_FAINT = {"headline": 2, "heading": 2, "about": 1, "subhead": 2}


def _fullness(label: str, target: Target) -> tuple[int, int, int]:
    stated = sum(getattr(target, name) is not None for name in _COMPARED) + len(target.scopes)
    return (-_FAINT.get(label, 0), stated, len(target.evidence))


def same_promise(one: Target, other: Target) -> bool:
    """Whether two rows of one release are one promise, one of them perhaps told with less."""
    if (one.kind, one.action, one.topic, one.company) != (other.kind, other.action, other.topic, other.company):
        return False
    if one.value != other.value or (one.unit != other.unit and one.value is not None):
        return False
    if (
        one.evidence == other.evidence
        and one.metric != other.metric
        and one.value is not None
        and one.start == other.start
    ):
        figures = "percent quantity" in one.rules and "percent quantity" in other.rules
        same = one.target_year == other.target_year and one.scopes == other.scopes and one.per == other.per
        return same and not figures  # two figures of a sentence are two promises, however equal
    if one.value is not None and one.evidence != other.evidence and _adds(one, other):
        return False
    years = {one.target_year, other.target_year} - {None}
    scopes = {one.scopes, other.scopes} - {()}
    if (
        one.value is None
        and one.action == "eliminate"
        and set(one.metric.lower().split()).isdisjoint(other.metric.lower().split())
    ):
        return False
    return len(years) <= 1 and len(scopes) <= 1


def _adds(one: Target, other: Target) -> bool:
    """Whether the later of two rows is said to come on top, and measures another thing: "Acme also aims to"."""
    later = max(one, other, key=lambda row: row.start)
    return _ALSO.search(later.evidence) is not None and not _words(one.metric) & _words(other.metric) - _PLAIN


def _words(metric: str) -> set[str]:
    return set(metric.lower().split())


def one_row_each(rows: list[tuple[str, Target]]) -> list[Target]:
    """One row a promise, in reading order of the evidence that was kept."""
    kept: list[tuple[str, Target]] = []
    alike: defaultdict[object, list[int]] = defaultdict(list)  # the places in `kept` of rows that may be one promise
    for label, row in rows:
        places = alike[row.kind, row.action, row.topic, row.company, row.value]
        place = next((number for number in places if same_promise(row, kept[number][1])), None)
        if place is None:
            places.append(len(kept))
            kept.append((label, row))
        elif _fullness(label, row) > _fullness(*kept[place]):
            kept[place] = (label, row)
    return sorted((row for _, row in kept), key=lambda row: row.start)
