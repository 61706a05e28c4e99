"""The book of promises: a function of all statements and of a day, whatever the order in which they arrived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import groupby

from tasks.ledger.companies import company_key
from tasks.ledger.meetings import Meeting, meet_achievement, meet_targets, meet_withdrawal, once_each, without_replaced
from tasks.ledger.records import Book, NearMiss, Statement
from tasks.ledger.rulings import NO_RULINGS, Rulings
from tasks.ledger.threads import (
    Thread,
    digest,
    find_overdue,
    open_thread,
    promise_of,
    take_achievement,
    take_besides,
    take_target,
    take_withdrawal,
)
from tasks.ledger.wording import in_words

__all__ = ["LEDGER_VERSION", "Book", "company_book", "keep_book", "key_of"]

LEDGER_VERSION = "3"  # another version works out the whole ledger anew
_MIDNIGHT = datetime(1, 1, 1, tzinfo=UTC)


def keep_book(statements: Iterable[Statement], as_of: date, rulings: Rulings = NO_RULINGS) -> Book:
    """Promises and events from every statement said by `as_of`.

    Statements without a company are in no book: nobody could be held to them. What a company said before is met release
    by release in order of the day it was said.
    """
    by_company: dict[str, list[Statement]] = defaultdict(list)
    for one in {one.target_id: one for one in statements}.values():
        if key := key_of(one, rulings):
            by_company[key].append(one)
    books = [company_book(key, by_company[key], as_of, rulings) for key in sorted(by_company)]
    return Book(
        tuple(promise for book in books for promise in book.promises),
        tuple(event for book in books for event in book.events),
        tuple(review for book in books for review in book.reviews),
    )


def key_of(statement: Statement, rulings: Rulings = NO_RULINGS) -> str:
    """The key of the company that owns a row, after verdicts; empty where nobody does."""
    key = company_key(rulings.companies.get(statement.target_id, statement.target.company))
    return company_key(rulings.names[key]) if key in rulings.names else key


def company_book(key: str, statements: Sequence[Statement], as_of: date, rulings: Rulings = NO_RULINGS) -> Book:
    """The book of one company, from all its statements in any order."""
    if rulings.one and any(one.target_id in rulings.one for one in statements):
        rulings = _whole_promises(key, statements, as_of, rulings)
    threads, reviews = _threads(key, statements, as_of, rulings)
    for thread in threads:
        find_overdue(thread, as_of)
    return Book(
        tuple(promise_of(thread) for thread in threads),
        tuple(event for thread in threads for event in thread.events),
        tuple(reviews),
    )


def _whole_promises(key: str, statements: Sequence[Statement], as_of: date, rulings: Rulings) -> Rulings:
    """Two promises that are one are so with all their rows, whichever two of them the verdict names."""
    threads, _ = _threads(key, statements, as_of, replace(rulings, one={}))
    whole = {row: frozenset(thread.rows) for thread in threads for row in thread.rows}
    grown: dict[str, frozenset[str]] = {}
    for row, others in rulings.one.items():
        group = frozenset().union(*(whole.get(one, frozenset((one,))) for one in (row, *others)))
        for one in group:
            grown[one] = grown.get(one, frozenset()) | group
    return replace(rulings, one=grown)


def _threads(
    key: str, statements: Sequence[Statement], as_of: date, rulings: Rulings
) -> tuple[list[Thread], list[NearMiss]]:
    counted = [one for one in statements if one.said_on <= as_of and one.target_id not in rulings.wrong]
    threads: list[Thread] = []
    reviews: list[NearMiss] = []
    for _, of_release in groupby(sorted(counted, key=_order), key=lambda one: (one.said_on, one.release_id)):
        reviews += _release(key, threads, list(of_release), rulings)
    return threads, reviews


def _order(statement: Statement) -> tuple[object, ...]:
    target = statement.target
    when = statement.said_at or _MIDNIGHT
    year = target.target_year or 9999
    return (statement.said_on, when, statement.release_id, target.start, year, statement.target_id)


def _release(key: str, threads: list[Thread], rows: list[Statement], rulings: Rulings) -> Iterator[NearMiss]:
    """One release meets the promises that stood before it: its results, then its targets, then what it drops."""
    before = list(threads)
    of_kind = {
        kind: [one for one in rows if one.target.kind == kind] for kind in ("target", "achievement", "withdrawal")
    }
    reached: set[str] = set()
    for row in of_kind["achievement"]:
        for meeting in meet_achievement(before, row, rulings):
            if meeting.thread is None:
                yield from _near(key, meeting, None)
            elif meeting.thread.promise_id not in reached:
                take_achievement(meeting.thread, row, meeting.rule)
                reached.add(meeting.thread.promise_id)
    taken: set[str] = set()
    for meeting in meet_targets(before, without_replaced(before, once_each(of_kind["target"])), rulings):
        if meeting.thread is None:
            opened = open_thread(key, meeting.row)
            threads.append(opened)
            yield from _near(key, meeting, opened)
        elif meeting.thread.promise_id in taken:
            take_besides(meeting.thread, meeting.row)
        else:
            same_day = meeting.thread.heard_on == meeting.row.said_on
            take_target(meeting.thread, meeting.row, meeting.rule, silent=same_day)
            taken.add(meeting.thread.promise_id)
    for row in of_kind["withdrawal"]:
        dropped = meet_withdrawal(before, row, taken, rulings)
        if dropped and dropped.thread:
            take_withdrawal(dropped.thread, row, dropped.rule)
        elif dropped:
            yield from _near(key, dropped, None)


def _near(key: str, meeting: Meeting, opened: Thread | None) -> Iterator[NearMiss]:
    """A near miss as a row for a person to look at."""
    other = meeting.near
    if other is None:
        return
    said = other.latest
    yield NearMiss(
        review_id=digest(other.promise_id, meeting.row.target_id),
        company=meeting.row.target.company or "",
        promise_id=opened.promise_id if opened else None,
        other_promise_id=other.promise_id,
        target_id=meeting.row.target_id,
        other_target_id=said.target_id,
        wording=in_words(meeting.row.target),
        other_wording=in_words(other.held),
        rule=meeting.rule,
        company_key=key,
    )
