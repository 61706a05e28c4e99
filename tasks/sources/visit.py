"""A visit to one source: what it has brought so far, and how it ends as a harvest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tasks.sources.errors import FetchError
from tasks.sources.http import Client
from tasks.sources.parsing import Parsers
from tasks.sources.records import (
    FetchAttempt,
    Harvest,
    Known,
    Notice,
    NoticeKind,
    Outcome,
    RawDocument,
    Reject,
    Source,
    SourceState,
)
from tasks.sources.robots import Robots
from tasks.sources.schedule import FAILING, after_failure

_OUTCOMES: dict[str, Outcome] = {
    "refused": "refused",
    "robots": "robots",
    "robots_unknown": "waiting",
    "waiting": "waiting",
    "blocked": "blocked",
}


@dataclass(frozen=True, slots=True)
class Equipment:
    """What all visits of a run share. `keep` archives a document at once; `since` and `until` bound dated entries."""

    client: Client
    parsers: Parsers
    robots: Robots
    now: datetime
    keep: Callable[[RawDocument], None]
    since: date | None = None
    until: date | None = None
    due_only: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is left out by its date: only then may the next visit believe that it saw all."""
        return self.since is None and self.until is None


@dataclass(slots=True)
class Visit:
    """What one visit has brought so far. Every item is counted once: new, changed, known or set aside."""

    source: Source
    state: SourceState
    known: Known
    equipment: Equipment
    documents: list[RawDocument] = field(default_factory=list)
    attempts: list[FetchAttempt] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    complete: bool = True

    def keep(self, document: RawDocument, *, changed: bool) -> None:
        """A new or changed document, archived before anything else happens to it."""
        self.equipment.keep(document)
        self.documents.append(document)
        self.counts["changed" if changed else "new"] += 1

    def aside(self, ref: str, reason: str, detail: str, *, count: int = 1) -> None:
        """An item that is set aside."""
        self.rejects.append(Reject("fetch", f"{self.source.name}:{ref}"[:1000], reason, detail))
        self.counts["aside"] += count

    def note(self, kind: NoticeKind, detail: str) -> None:
        """Something for the operator."""
        self.notices.append(Notice(self.source.name, kind, detail))

    def failed_at(self, url: str, wrong: FetchError) -> None:
        """An attempt at an item's own page that brought nothing."""
        self.attempts.append(attempt_of(self.source, url, self.equipment.now, wrong))

    def end(self, state: SourceState | None, outcome: Outcome, url: str, status: int | None, size: int) -> Harvest:
        """The harvest of a visit that came to its end; the source's own attempt stands first."""
        counts = self.counts
        own = FetchAttempt(
            self.source.name,
            url,
            outcome,
            self.equipment.now,
            status,
            size,
            item_count=sum(counts.values()),
            new_count=counts["new"],
            changed_count=counts["changed"],
            known_count=counts["known"],
            aside_count=counts["aside"],
        )
        return Harvest(
            self.source,
            tuple(self.documents),
            (own, *self.attempts),
            tuple(self.rejects),
            state,
            counts["known"],
            tuple(self.notices),
            self.complete,
        )

    def broken(self, url: str, wrong: FetchError) -> Harvest:
        """The harvest of a source that could not be read: a reason, a weight, and a notice when it becomes serious."""
        outcome = _OUTCOMES.get(wrong.reason, "failed")
        own = attempt_of(self.source, url, self.equipment.now, wrong)
        if outcome == "waiting":
            state = replace(self.state, retry_at=wrong.retry_at) if wrong.retry_at else self.state
            return Harvest(self.source, (), (own,), (), state, complete=False)
        state = after_failure(self.state, wrong, self.equipment.now)
        if state.retired_at:
            self.note(
                "gone", f"{url} answered 410, gone for good: it is not read any more; take it out of sources.toml"
            )
        elif self.state.failures < FAILING <= state.failures:
            since = state.failing_since_at or self.equipment.now
            self.note("failing", f"{url} has brought nothing since {since:%Y-%m-%d}: {wrong}")
        reject = Reject("fetch", self.source.name, wrong.reason, str(wrong))
        attempts = (own, *self.attempts)
        return Harvest(
            self.source, tuple(self.documents), attempts, (reject, *self.rejects), state, 0, tuple(self.notices), False
        )


def attempt_of(source: Source, url: str, now: datetime, wrong: FetchError) -> FetchAttempt:
    """The attempt that ended in this error."""
    outcome = _OUTCOMES.get(wrong.reason, "failed")
    return FetchAttempt(source.name, url, outcome, now, wrong.status, None, str(wrong))
