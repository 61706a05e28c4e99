"""A statement (a target with the release that says it), the promise behind it, events, and near misses."""

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
Status = Literal["open", "achieved", "withdrawn", "overdue"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A target as stored, with what the ledger must know of its release.

    `said_on` is the release's publication date, or the UTC date of its first sight where it has none;
    `said_at` its publication time, UTC, where it states one: it puts the releases of a day in order.
    """

    target_id: str
    release_id: str
    said_on: date
    target: Target
    said_at: datetime | None = None


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
    status: Status
    first_said_on: date
    last_said_on: date
    statement_count: int
    last_target_id: str
    company_key: str


@dataclass(frozen=True, slots=True)
class PromiseEvent:
    """What a release did to a promise. `release_id` and `target_id` are None for overdue alone.

    `rule` says why the event is what it is, `met_by` why the row was taken for this promise.
    """

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
    met_by: str | None
    company_key: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A row that was not taken for a promise that it resembles: a person should look.

    `other_promise_id` is the promise it was kept apart from; `promise_id` the one it opened, None for an achievement
    or a withdrawal that met none.
    """

    review_id: str
    company: str
    promise_id: str | None
    other_promise_id: str
    target_id: str
    other_target_id: str
    wording: str
    other_wording: str
    rule: str
    company_key: str


@dataclass(frozen=True, slots=True)
class Book:
    """Every promise as it stands, everything that happened to it in order, and the near misses."""

    promises: tuple[Promise, ...]
    events: tuple[PromiseEvent, ...]
    reviews: tuple[NearMiss, ...] = ()
