"""A statement (a target with the release that says it), the promise behind it, and events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tasks.targets.records import Target

EventKind = Literal[
    "new",
    "restated",
    "raised",
    "lowered",
    "brought_forward",
    "delayed",
    "rebased",
    "achieved",
    "withdrawn",
    "overdue",
]


@dataclass(frozen=True, slots=True)
class Statement:
    """A target as stored, with what the ledger must know of its release.

    `said_on` is the release's publication date, or the UTC date of its first sight where it has none (`dated_by`).
    """

    target_id: str
    release_id: str
    said_on: date
    dated_by: Literal["published", "first_seen"]
    first_seen_at: datetime
    target: Target


@dataclass(frozen=True, slots=True)
class Promise:
    """The same target across releases, as it stands after the last statement."""

    promise_id: str
    company: str
    topic: str
    action: str
    metric: str
    wording: str
    value: float | None
    value_max: float | None
    unit: str | None
    per: str | None
    scopes: tuple[int, ...]
    base_year: int | None
    target_year: int | None
    status: Literal["open", "achieved", "withdrawn", "overdue"]
    first_said_on: date
    last_said_on: date
    statement_count: int
    last_target_id: str


@dataclass(frozen=True, slots=True)
class PromiseEvent:
    """What a release did to a promise. `release_id` and `target_id` are None for overdue alone."""

    event_id: str
    promise_id: str
    kind: EventKind
    happened_on: date
    release_id: str | None
    target_id: str | None
    value_before: float | None
    value_after: float | None
    year_before: int | None
    year_after: int | None
    note: str | None
    rule: str
