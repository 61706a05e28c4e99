"""A promise while its history is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date

from tasks.ledger.changes import Change, changes, told_changes
from tasks.ledger.measures import is_bare, measured
from tasks.ledger.records import Promise, PromiseEvent, Statement, Status
from tasks.ledger.sameness import BY_SENTENCE
from tasks.ledger.subjects import Subject, content_words, family_of, subject_of
from tasks.ledger.wording import in_words
from tasks.targets.records import Target

WORDINGS = 6  # earlier wordings of a promise that a new row is compared with


def digest(*parts: object) -> str:
    """An id: a hash of what makes the thing itself."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]


def sentence_words(statement: Statement) -> frozenset[str]:
    """The content words of the sentence that a row was read from."""
    return content_words(statement.target.evidence, statement.target.topic)


@dataclass(slots=True)
class Thread:
    """A promise, its statements so far and what they did to it.

    `held` is the promise as it stands: the latest target, with what it left unsaid (scopes, base, deadline) as before.
    """

    promise_id: str
    company_key: str
    held: Target
    latest: Statement
    first_on: date
    year_set_on: date
    wordings: dict[Subject, Statement] = field(default_factory=dict)
    events: list[PromiseEvent] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    values: set[float | None] = field(default_factory=set)
    years: set[int | None] = field(default_factory=set)
    heard_on: date = date.min
    status: Status = "open"

    @property
    def subject(self) -> Subject:
        """What it measures, as worded last."""
        return next(reversed(self.wordings))


def open_thread(company_key: str, row: Statement) -> Thread:
    """A promise with its first statement: new, and what the text says that it replaced."""
    target = row.target
    thread = Thread(
        digest(company_key, target.topic, row.target_id), company_key, target, row, row.said_on, row.said_on
    )
    _note_wording(thread, row)
    first = Change("new", "first stated", value_after=target.value, year_after=target.target_year)
    for change in (first, *told_changes(target)):
        _record(thread, row, change, None)
    _remember(thread, target)
    return thread


def take_target(thread: Thread, row: Statement, met_by: str, *, silent: bool = False) -> None:
    """The promise is said again, changed or not. `silent`: a repetition that is no event, as of the same day."""
    before, said = thread.held, row.target
    if met_by == BY_SENTENCE:
        said = replace(said, action=before.action, topic=before.topic, metric=before.metric)
    after = _completed(before, said)
    found = changes(before, after, thread.values, thread.years)
    changed = any(change.kind != "restated" for change in found)
    if changed or not silent:
        for change in found:
            _record(thread, row, change, met_by)
    if changed and thread.status == "achieved":
        thread.status = "open"
    if family_of(after) != family_of(before):
        thread.wordings.clear()  # net zero is what stands now; another cut is another promise
    if after.target_year != before.target_year:
        thread.year_set_on = row.said_on
    thread.held, thread.latest = after, row
    if met_by != BY_SENTENCE:
        _note_wording(thread, row)
    _remember(thread, after)
    _heard(thread, row)


def take_besides(thread: Thread, row: Statement) -> None:
    """Another row of a release that has spoken of the promise already, by a verdict: counted, no event."""
    _note_wording(thread, row)
    _heard(thread, row)


def take_achievement(thread: Thread, row: Statement, met_by: str) -> None:
    """It is reached."""
    held = thread.held
    change = Change("achieved", "a result reaches it", held.value, row.target.value, held.target_year)
    _record(thread, row, change, met_by)
    thread.status = "achieved"
    _heard(thread, row)


def take_withdrawal(thread: Thread, row: Statement, met_by: str) -> None:
    """It is given up."""
    _record(
        thread, row, Change("withdrawn", "the text drops it", thread.held.value, None, thread.held.target_year), met_by
    )
    thread.status = "withdrawn"
    _heard(thread, row)


def find_overdue(thread: Thread, as_of: date) -> None:
    """Its year has passed and nothing was heard: overdue from the first day after it, or since it was said so late."""
    year = thread.held.target_year
    if thread.status != "open" or year is None or year >= as_of.year or not 0 < year < 9999:
        return
    due = max(date(year + 1, 1, 1), thread.year_set_on)
    change = Change("overdue", "its year has passed", thread.held.value, None, year)
    _record(thread, None, change, None, due)
    thread.events.sort(key=lambda event: event.happened_on)
    thread.status = "overdue"


def promise_of(thread: Thread) -> Promise:
    """The promise as it stands."""
    held = thread.held
    return Promise(
        promise_id=thread.promise_id,
        company=held.company or "",
        topic=held.topic,
        action=held.action,
        metric=held.metric,
        wording=in_words(held),
        value=held.value,
        value_max=held.value_max,
        unit=held.unit,
        per=held.per,
        scopes=held.scopes,
        base_year=held.base_year,
        target_year=held.target_year,
        status=thread.status,
        first_said_on=thread.first_on,
        last_said_on=thread.heard_on,
        statement_count=len(thread.rows),
        last_target_id=thread.latest.target_id,
        company_key=thread.company_key,
    )


def _note_wording(thread: Thread, row: Statement) -> None:
    subject = subject_of(row.target)
    thread.wordings.pop(subject, None)
    thread.wordings[subject] = row
    if len(thread.wordings) > WORDINGS:
        del thread.wordings[next(iter(thread.wordings))]


def _remember(thread: Thread, held: Target) -> None:
    thread.values |= {measured(held, held.value), measured(held, held.previous_value)}
    thread.years |= {held.target_year, held.previous_year}
    if not thread.rows:
        _heard(thread, thread.latest)


def _heard(thread: Thread, row: Statement) -> None:
    thread.heard_on = max(thread.heard_on, row.said_on)
    thread.rows.append(row.target_id)


def _completed(before: Target, after: Target) -> Target:
    """The new row with what it left unsaid."""
    unsaid: dict[str, object] = {}
    if not after.scopes and before.scopes and not subject_of(after).boundary:
        unsaid["scopes"] = before.scopes
    if after.base_year is None and before.base_year is not None:
        unsaid["base_year"] = before.base_year
    if after.target_year is None and before.target_year is not None:
        unsaid |= {"target_year": before.target_year, "deadline_text": before.deadline_text}
    if is_bare(after):
        unsaid |= {"action": before.action, "value": before.value, "value_max": before.value_max, "unit": before.unit}
    if after.per == "intensity" and before.per:
        unsaid["per"] = before.per
    return replace(after, **unsaid) if unsaid else after  # type: ignore[arg-type]


def _record(thread: Thread, row: Statement | None, change: Change, met_by: str | None, on: date | None = None) -> None:
    day = on or (row.said_on if row else None)
    if day is None:
        message = f"{change.kind} of {thread.promise_id} has neither a release nor a day"
        raise ValueError(message)
    thread.events.append(
        PromiseEvent(
            event_id=digest(thread.promise_id, change.kind, row.target_id if row else day),
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
            met_by=met_by,
            company_key=thread.company_key,
        )
    )
