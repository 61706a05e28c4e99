"""The book of promises: a function of all statements and of a day, whatever the order in which they arrived."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tasks.ledger.changes import Change, changes, told_changes
from tasks.ledger.records import Promise, PromiseEvent, Statement
from tasks.ledger.sameness import company_key, same_subject
from tasks.ledger.wording import in_words


@dataclass(frozen=True, slots=True)
class Book:
    """Every promise as it stands, and everything that happened to it, in order."""

    promises: tuple[Promise, ...]
    events: tuple[PromiseEvent, ...]


@dataclass(slots=True)
class _Thread:
    """A promise while its history is read."""

    promise_id: str
    statements: list[Statement] = field(default_factory=list)
    events: list[PromiseEvent] = field(default_factory=list)
    ended: str | None = None

    @property
    def standing(self) -> Statement:
        """The latest statement that is a target; an achievement or a withdrawal does not change what was promised."""
        stated = [one for one in self.statements if one.target.kind == "target"]
        return (stated or self.statements)[-1]


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]


def _order(statement: Statement) -> tuple[object, ...]:
    target = statement.target
    return (statement.said_on, statement.release_id, target.start, target.target_year or 9999, statement.target_id)


def keep_book(statements: Iterable[Statement], as_of: date) -> Book:
    """Promises and events from every statement said by `as_of`.

    Statements without a company are in no book: nobody could be held to them. What a company said before is met release
    by release in order of the day it was said.
    """
    by_company: dict[str, list[Statement]] = defaultdict(list)
    for statement in {one.target_id: one for one in statements}.values():
        if statement.said_on <= as_of and statement.target.company:
            by_company[company_key(statement.target.company)].append(statement)
    threads = [thread for key in sorted(by_company) for thread in _company(key, sorted(by_company[key], key=_order))]
    for thread in threads:
        _find_overdue(thread, as_of)
    return Book(
        tuple(_promise(thread) for thread in threads),
        tuple(event for thread in threads for event in thread.events),
    )


def _company(key: str, statements: list[Statement]) -> list[_Thread]:
    threads: list[_Thread] = []
    releases: dict[tuple[date, str], list[Statement]] = defaultdict(list)
    for one in statements:
        releases[one.said_on, one.release_id].append(one)
    for of_release in releases.values():
        taken: set[str] = set()
        for kind in ("target", "achievement", "withdrawal"):
            _meet(key, threads, [one for one in of_release if one.target.kind == kind], taken)
    return threads


def _meet(key: str, threads: list[_Thread], rows: list[Statement], taken: set[str]) -> None:
    """Rows of one release meet the promises that stand, best match first; each promise meets one row of a kind."""
    pairs = sorted(
        (
            (-_likeness(thread, row), number, position)
            for number, row in enumerate(rows)
            for position, thread in enumerate(threads)
            if thread.promise_id not in taken or row.target.kind != "target"
            if _likeness(thread, row) > 0
        ),
    )
    met: dict[int, int] = {}
    for _, number, position in pairs:
        if number not in met and position not in met.values():
            met[number] = position
    for number, row in enumerate(rows):
        if number in met:
            thread = threads[met[number]]
            _take(thread, row)
        elif row.target.kind == "target":
            thread = _Thread(_hash(key, row.target.topic, row.target_id))
            threads.append(thread)
            _open(thread, row)
        else:
            continue  # an achievement or a withdrawal of something that was never promised here is no event
        if row.target.kind == "target":
            taken.add(thread.promise_id)


def _likeness(thread: _Thread, row: Statement) -> float:
    """0 for another promise; more for the same subject, the same year and the same value."""
    standing = thread.standing.target
    if thread.ended == "withdrawn" or (thread.ended and row.target.kind == "withdrawal"):
        return 0.0
    subject = same_subject(standing, row.target)
    if not subject:
        return 0.0
    same_year = (row.target.previous_year or row.target.target_year) == standing.target_year
    same_value = (
        row.target.previous_value if row.target.previous_value is not None else row.target.value
    ) == standing.value
    if row.target.kind == "achievement" and not _reaches(standing.value, row):
        return 0.0
    return subject + same_year + 0.5 * same_value


def _reaches(wanted: float | None, row: Statement) -> bool:
    got = row.target.value
    if wanted is None or got is None:
        return wanted is None and got is None
    return got <= wanted if row.target.action == "limit" else got >= wanted


def _open(thread: _Thread, row: Statement) -> None:
    """The first release that states it: new, and what its text says that it replaced."""
    thread.statements.append(row)
    first = Change("new", "first stated", value_after=row.target.value, year_after=row.target.target_year)
    for change in (first, *told_changes(row.target)):
        thread.events.append(_event(thread, row, change))


def _take(thread: _Thread, row: Statement) -> None:
    before = thread.standing.target
    thread.statements.append(row)
    if row.target.kind == "achievement":
        thread.ended = "achieved"
        found = [Change("achieved", "an achievement reaches it", before.value, row.target.value)]
    elif row.target.kind == "withdrawal":
        thread.ended = "withdrawn"
        found = [Change("withdrawn", "the text drops it", before.value, None, before.target_year)]
    else:
        found = changes(before, row.target)
        if any(change.kind != "restated" for change in found):
            thread.ended = None
    thread.events += [_event(thread, row, change) for change in found]


def _event(thread: _Thread, row: Statement | None, change: Change, on: date | None = None) -> PromiseEvent:
    day = on or (row.said_on if row else None)
    if day is None:
        message = f"{change.kind} of {thread.promise_id} has neither a release nor a day"
        raise ValueError(message)
    return PromiseEvent(
        event_id=_hash(thread.promise_id, change.kind, row.target_id if row else day),
        promise_id=thread.promise_id,
        kind=change.kind,
        happened_on=day,
        release_id=row.release_id if row else None,
        target_id=row.target_id if row else None,
        value_before=change.value_before,
        value_after=change.value_after,
        year_before=change.year_before,
        year_after=change.year_after,
        note=change.note,
        rule=change.rule,
    )


def _find_overdue(thread: _Thread, as_of: date) -> None:
    year = thread.standing.target.target_year
    if thread.ended or year is None or year >= as_of.year:
        return
    # A promise whose year had passed when it was last spoken of was overdue from that day on, not before.
    due = max(date(year + 1, 1, 1), thread.statements[-1].said_on)
    change = Change("overdue", "its year has passed", year_before=year)
    thread.events.append(_event(thread, None, change, due))
    thread.ended = "overdue"


def _promise(thread: _Thread) -> Promise:
    latest = thread.standing
    target = latest.target
    return Promise(
        promise_id=thread.promise_id,
        company=target.company or "",
        topic=target.topic,
        action=target.action,
        metric=target.metric,
        wording=in_words(target),
        value=target.value,
        value_max=target.value_max,
        unit=target.unit,
        per=target.per,
        scopes=target.scopes,
        base_year=target.base_year,
        target_year=target.target_year,
        status=thread.ended or "open",  # type: ignore[arg-type]
        first_said_on=thread.statements[0].said_on,
        last_said_on=thread.statements[-1].said_on,
        statement_count=len(thread.statements),
        last_target_id=latest.target_id,
    )
