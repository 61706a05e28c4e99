"""A period and the part it plays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Role = Literal["deadline", "base", "previous", "time"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period at the tokens `first:last`. A deadline whose year the release's date would have to give has none."""

    first: int
    last: int
    year: int | None
    role: Role


UNKNOWN_TODAY = 2024  # what tells past from future where a release has no date: the newest gold labels begin there


def year_of(published: date | None) -> int:
    """The year from which a release looks ahead."""
    return published.year if published else UNKNOWN_TODAY
