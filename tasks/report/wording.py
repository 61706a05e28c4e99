"""Words and figures of the report: kinds of events, topics, days, what a promise was and what it is now."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of events that a chart shows in one colour."""

    name: str
    label: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`vocabulary.toml`: groups in the order of a stacked bar, words by kind and by topic."""

    groups: tuple[Group, ...]
    kinds: Mapping[str, str]
    topics: Mapping[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The words that stand beside this module."""
    read = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
    groups = tuple(Group(one["name"], one["label"], tuple(one["kinds"])) for one in read["group"])
    return Vocabulary(groups, read["kinds"], read["topics"])


def topic_words(topic: str) -> str:
    """A topic in words; one without words of its own is called by its name."""
    return vocabulary().topics.get(topic, topic)


def group_of(kind: str) -> str:
    """The group that a kind of event belongs to."""
    return next(group.name for group in vocabulary().groups if kind in group.kinds)


def grouped(counts: Mapping[str, Any]) -> dict[str, int]:
    """Counts by kind of event, added up by group; `restated` belongs to none."""
    return {group.name: sum(int(counts[kind] or 0) for kind in group.kinds) for group in vocabulary().groups}


def in_counts(counts: Mapping[str, int]) -> str:
    """Counts by group in words: "5 new, 1 overdue"; a group without a label of its own is called by its name."""
    labels = {group.name: group.label for group in vocabulary().groups}
    return ", ".join(f"{count} {labels.get(name, name)}" for name, count in counts.items() if count) or "nothing"


def figure(value: float) -> str:
    """A number as people write it: 12,000 or 47.3."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def _value(value: Any, unit: Any) -> str | None:
    return None if value is None else f"{figure(value)} {unit or ''}".rstrip()


def from_what_to_what(change: Mapping[str, Any]) -> str:
    """What a change did to value and year: "30 % to 50 %, 2030 to 2035"; empty where it touched neither.

    `change` has value_before, value_after, unit, year_before and year_after.
    """
    if change["kind"] == "new":
        return ""
    value = (_value(change["value_before"], change["unit"]), _value(change["value_after"], change["unit"]))
    years = (change["year_before"], change["year_after"])
    told = [f"{before} → {after}" for before, after in (value, years) if before and after and before != after]
    if not told and change["kind"] in ("overdue", "withdrawn"):
        told = [str(one) for one in (value[0], years[0] and f"by {years[0]}") if one]
    return ", ".join(told)


def in_full(day: date) -> str:
    """A day as it is written in English text: "28 April 2025"."""
    return f"{day.day} {day:%B %Y}"


def week_in_words(week: str) -> str:
    """The days of an ISO week: "28 April to 4 May 2025"."""
    first = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    last = first + timedelta(days=6)
    start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
    return f"{start if first.year == last.year else in_full(first)} to {in_full(last)}"
