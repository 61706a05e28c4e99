"""Which weeks a report writes: those asked for, else those that differ from the files of the last report."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from tasks.report.files import write_report

_WEEK = re.compile(r"(\d{4})-W(\d{2})\Z")
_DIGEST = ".digest"


class WeekError(ValueError):
    """A week that is no ISO week, or a period that ends before it begins."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The weeks `first` to `last`, both inclusive; None leaves that side open. Both None: what has changed."""

    first: str | None = None
    last: str | None = None

    @property
    def by_change(self) -> bool:
        """Whether the weeks are found by comparing them with what was written before."""
        return self.first is None and self.last is None

    def holds(self, week: str) -> bool:
        """ISO weeks written as YYYY-Www sort as text."""
        return (self.first is None or self.first <= week) and (self.last is None or week <= self.last)


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day, as "2025-W18"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _checked(week: str) -> str:
    match = _WEEK.match(week.strip())
    try:
        return iso_week(date.fromisocalendar(int(match[1]), int(match[2]), 1))  # type: ignore[index]
    except (TypeError, ValueError) as wrong:
        message = f"{week!r} is no ISO week: write it like 2025-W18"
        raise WeekError(message) from wrong


def chosen_weeks(week: str | None, since: date | None, until: date | None) -> Wanted:
    """What the parameters of a report ask for.

    Raises WeekError for a malformed week, for a week together with a period, and for a period that ends before it
    begins.
    """
    if week:
        if since or until:
            raise WeekError("a report takes either a week or since and until, not both")
        return Wanted(_checked(week), _checked(week))
    if since and until and until < since:
        message = f"the period ends on {until} before it begins on {since}: swap since and until"
        raise WeekError(message)
    return Wanted(iso_week(since) if since else None, iso_week(until) if until else None)


def of_weeks(tables: Mapping[str, pd.DataFrame], weeks: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The rows of some weeks, by table, index renewed."""
    chosen = set(weeks)
    return {name: table[table["week"].isin(chosen)].reset_index(drop=True) for name, table in tables.items()}


def weeks_to_write(tables: Mapping[str, pd.DataFrame], folder: Path, wanted: Wanted) -> tuple[str, ...]:
    """The weeks to write, oldest first. A single week asked for is written even if nothing happened in it."""
    if wanted.first is not None and wanted.first == wanted.last:
        return (wanted.first,)
    known = sorted({week for table in tables.values() for week in table["week"].unique()})
    if not wanted.by_change:
        return tuple(week for week in known if wanted.holds(week))
    return tuple(week for week in known if _changed(of_weeks(tables, [week]), folder / week))


def _changed(tables: Mapping[str, pd.DataFrame], place: Path) -> bool:
    """Whether a week differs from its files; one in which nothing ever happened has none and needs none."""
    written = _written_digest(place)
    counts = tables["out_week_summary"].select_dtypes("number")
    return written != _digest(tables) and (written is not None or bool(counts.to_numpy().any()))


def write_week(tables: Mapping[str, pd.DataFrame], folder: Path, week: str) -> list[Path]:
    """Write one week's files into a folder named after it; the digest last, so that a killed report is repeated."""
    place = folder / week
    files = write_report(tables, place, title=f"Week {week}")
    draft = place / f"{_DIGEST}.{os.getpid()}"
    draft.write_text(_digest(tables), encoding="ascii")
    draft.replace(place / _DIGEST)
    return files


def _digest(tables: Mapping[str, pd.DataFrame]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tables):
        digest.update(name.encode())
        digest.update(tables[name].to_csv(index=False).encode())
    return digest.hexdigest()


def _written_digest(place: Path) -> str | None:
    written = place / _DIGEST
    return written.read_text(encoding="ascii") if written.is_file() else None
