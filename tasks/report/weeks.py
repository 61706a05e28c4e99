"""Which weeks a report writes: those asked for, else those that differ from the files of the last report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tasks.report.files import whole
from tasks.report.pages import templates_digest

_WEEK = re.compile(r"(\d{4})-W(\d{2})\Z")
_DIGEST = ".digest"
LAYOUT = "2"  # raised where the same tables make other files


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


@dataclass(frozen=True, slots=True)
class Held:
    """What the book holds of a week: a figure that changes with any of its rows, and whether it has anything to say."""

    digest: str
    told: bool


def weeks_to_write(held: Mapping[str, Held], folder: Path, wanted: Wanted) -> tuple[str, ...]:
    """The weeks to write, oldest first: of those with something to tell, or with files of an earlier report that the
    book has taken back, the ones that were asked for; without a wish those whose files differ from the book.

    A single week asked for is written even if nothing happened in it.
    """
    if wanted.first is not None and wanted.first == wanted.last:
        return (wanted.first,)
    written = {path.parent.name for path in folder.glob(f"*-W*/{_DIGEST}")}
    known = sorted({week for week, one in held.items() if one.told} | written)
    if not wanted.by_change:
        return tuple(week for week in known if wanted.holds(week))
    return tuple(week for week in known if week_digest(held.get(week)) != _written_digest(folder / week))


def week_digest(held: Held | None) -> str:
    """The figure that stands beside a week's files: of what they hold, and of how they are made."""
    told = held.digest if held else "nothing"
    return hashlib.sha256(f"{LAYOUT} {templates_digest()} {told}".encode()).hexdigest()


def mark_written(place: Path, digest: str) -> None:
    """Say of a folder's files what they hold; the last thing written, so that a killed report is repeated."""
    with whole(place / _DIGEST) as handle:
        handle.write(digest.encode("ascii"))


def is_written(place: Path, digest: str) -> bool:
    """Whether a folder's files hold just this."""
    return _written_digest(place) == digest


def _written_digest(place: Path) -> str | None:
    written = place / _DIGEST
    return written.read_text(encoding="ascii") if written.is_file() else None
