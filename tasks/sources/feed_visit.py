"""A visit to a feed or a news sitemap: ask, read, and take what is new of its entries.

state -> (due?) -> GET, conditional -> parsing child -> identity -> each entry: known, or its page, or what the feed
carries -> archive. All that is decided is decided by pure functions; this is the order in which they are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from urllib.parse import urljoin

from tasks.sources.entries import Entry, NoFeed, Reading
from tasks.sources.entry_visit import take_entry
from tasks.sources.errors import FetchError
from tasks.sources.http import Fetched
from tasks.sources.identity import Book, policy_for
from tasks.sources.records import FetchAttempt, Harvest, SourceState
from tasks.sources.schedule import (
    FAILING,
    MOVES_BELIEVED,
    after_redirect,
    after_success,
    gap_s,
    reading_place,
    shrunk,
    stale_after_s,
    wants_full,
)
from tasks.sources.visit import Visit

HISTORY_PAGES = 50
PAGES_PER_RUN = 300  # of one source; the others wait for the next run


async def visit_feed(visit: Visit) -> Harvest:
    """Read a feed or sitemap; raises FetchError where it brings nothing."""
    source, state, equipment = visit.source, visit.state, visit.equipment
    url = reading_place(source, state)
    conditional = visit.known and not wants_full(state, equipment.now)
    etag, last_modified = (state.etag, state.last_modified) if conditional else (None, None)
    if source.robots:
        await equipment.robots.check(url)
    async with equipment.client.holding(url, etag=etag, last_modified=last_modified) as answer:
        if answer.status == 304:
            visit.counts["known"] = len(visit.known)
            kept = after_redirect(after_success(state), answer.moved_to)
            return visit.end(kept, "not_modified", url, 304, 0)
        reading = await _read(visit, answer, url)
    readings = [reading, *await _more(visit, reading, url)]
    entries = [entry for one in readings for entry in one.entries]
    policy, why = (
        (source.identity, None) if source.identity else policy_for(entries, Book.of(visit.known), state.identity)
    )
    if why:
        visit.note("identity", f"entries are now told apart by {policy}, no longer by {state.identity}: {why}")
    for one in readings:
        for aside in one.asides:
            left = int(aside.ref.split()[0]) if aside.reason == "too_many_entries" else 1
            visit.aside(aside.ref, aside.reason, aside.detail, count=left)
    await _take_all(visit, entries, policy)
    outcome = "new" if visit.documents else "known"
    after = _state_after(visit, replace(state, identity=policy), answer, readings)
    return visit.end(after, outcome, url, answer.status, len(answer.content))  # type: ignore[arg-type]


async def _read(visit: Visit, answer: Fetched, url: str) -> Reading:
    found = await visit.equipment.parsers.feed(
        answer.content,
        visit.equipment.now,
        url=answer.url,
        content_type=answer.header("content-type") or "",
        max_entries=visit.source.max_entries,
    )
    if isinstance(found, NoFeed):
        raise FetchError(found.detail or url, reason=found.reason, status=answer.status, weight="soft")
    return found


async def _more(visit: Visit, reading: Reading, url: str) -> list[Reading]:
    """Older pages of a feed on the first visit (RFC 5005), the sitemaps of an index at every one."""
    if reading.kind == "sitemapindex":
        targets = [entry.link or "" for entry in reading.entries][:HISTORY_PAGES]
        pages = [await _page_of(visit, target) for target in targets]
        return [page for page in pages if page]
    found: list[Reading] = []
    seen, older = {url}, reading.older if visit.source.history and not visit.known else None
    while older and len(found) < HISTORY_PAGES:
        older = urljoin(url, older)
        if older in seen:
            break
        seen.add(older)
        page = await _page_of(visit, older)
        if page is None:
            break
        found.append(page)
        older = page.older
    return found


async def _page_of(visit: Visit, url: str) -> Reading | None:
    try:
        answer = await visit.equipment.client.get(url)
        reading = await _read(visit, answer, url)
    except FetchError as wrong:
        visit.failed_at(url, wrong)
        return None
    now, size = visit.equipment.now, len(answer.content)
    visit.attempts.append(FetchAttempt(visit.source.name, url, "known", now, answer.status, size))
    return reading


async def _take_all(visit: Visit, entries: Sequence[Entry], policy: str) -> None:
    """Every entry gets its one outcome; one that the feed lists twice, alike, is known the second time."""
    book = Book.of(visit.known)
    taken: dict[str, str] = {}
    pages = 0
    for entry in entries:
        key = book.key_of(entry, policy)  # type: ignore[arg-type]
        mark = entry.fingerprint
        if key in taken and taken[key] != mark:
            visit.aside(key, "same_name", "another entry has the same name and other content: set `identity`")
        elif key in taken or not _in_period(entry, visit.equipment.since, visit.equipment.until):
            visit.counts["known"] += 1
        elif pages >= PAGES_PER_RUN:
            visit.aside(key, "later", f"{PAGES_PER_RUN} pages were read of this source: it is read in the next run")
            visit.complete = False
        else:
            pages += await take_entry(visit, entry, key, mark)
        taken.setdefault(key, mark)


def _in_period(entry: Entry, since: date | None, until: date | None) -> bool:
    if entry.date is None:
        return True
    return (since is None or since <= entry.date.on) and (until is None or entry.date.on <= until)


def _state_after(visit: Visit, state: SourceState, answer: Fetched, readings: Sequence[Reading]) -> SourceState | None:
    """What the next visit needs; of a visit that left things out nothing that would let the next believe it saw all."""
    if not visit.equipment.whole:
        return None
    now, listed = visit.equipment.now, readings[0].item_count
    entries = [entry for one in readings for entry in one.entries]
    gap = gap_s([_moment(entry) for entry in entries[:100] if entry.date])
    smaller = shrunk(state.usual_entry_count, listed)
    if smaller and not shrunk(state.usual_entry_count, state.entry_count or 0):
        visit.note("shrinking", f"it lists {listed} entries where it used to list {state.usual_entry_count}")
    if state.failures >= FAILING:
        visit.note("recovered", "it answers again")
    if answer.moved_to and state.moved_seen == MOVES_BELIEVED - 1 and answer.moved_to == state.moved_to:
        visit.note("moved", f"it moved for good: it is read from {answer.moved_to} now; write that into sources.toml")
    dates = [moment for entry in entries if entry.date and (moment := _moment(entry)) <= now]
    return replace(
        after_redirect(after_success(state), answer.moved_to),
        etag=answer.header("etag") if visit.complete else None,
        last_modified=answer.header("last-modified") if visit.complete else None,
        last_full_at=now,
        last_new_at=now if visit.documents and visit.known else max(dates, default=now if visit.documents else None),
        gap_s=gap if gap is not None else state.gap_s,
        floor_s=int(max(answer.fresh_for(now).total_seconds(), min(readings[0].every_s or 0, 86_400))),
        entry_count=listed,
        usual_entry_count=state.usual_entry_count if smaller else listed,
        stale_after_s=stale_after_s(visit.source, gap if gap is not None else state.gap_s),
    )


def _moment(entry: Entry) -> datetime:
    """The entry's date as a moment; a day begins at its midnight, UTC."""
    if entry.date is None:
        raise ValueError("an entry without a date has no moment")
    return entry.date.at or datetime.combine(entry.date.on, time(), UTC)
