"""What sources bring: each read for itself, many side by side, none stopping the others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

from tasks.sources.errors import FetchError
from tasks.sources.feed_visit import visit_feed
from tasks.sources.folder_visit import visit_folder
from tasks.sources.http import Client
from tasks.sources.page_visit import visit_page
from tasks.sources.parsing import Parsers
from tasks.sources.politeness import host_of
from tasks.sources.records import FetchAttempt, Harvest, Known, Outcome, RawDocument, Source, SourceState
from tasks.sources.robots import Robots
from tasks.sources.schedule import due_at, reading_place
from tasks.sources.visit import Equipment, Visit

AT_ONCE = 32  # sources read side by side

_VISITS = {
    "feed": visit_feed,
    "sitemap": visit_feed,
    "page": visit_page,
    "folder": visit_folder,
    "archive": visit_folder,
}


def harvest_all(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    known: Mapping[str, Known],
    *,
    now: datetime,
    keep: Callable[[RawDocument], None],
    since: date | None = None,
    until: date | None = None,
    contact: str | None = None,
    allowed_hosts: Iterable[str] = (),
    due_only: bool = False,
    done: Callable[[Harvest], None] | None = None,
) -> list[Harvest]:
    """Read sources side by side; the harvests in the order of the sources. `done` hears of each as it ends.

    `known` maps the item keys in the book to what it has of them. `keep` archives a document, at once. Never raises
    for what a source does: a source that fails is a harvest with the reason in `rejects`.
    """

    async def read() -> list[Harvest]:
        async with Client(contact, allowed_hosts) as client, Parsers() as parsers:
            _leave_alone(client, states.values(), now)
            equipment = Equipment(client, parsers, Robots(client), now, keep, since, until, due_only)
            return await visit_all(sources, states, known, equipment, done)

    # A thread of its own: the caller may be inside an event loop already.
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(asyncio.run, read()).result()


def _leave_alone(client: Client, states: Iterable[SourceState], now: datetime) -> None:
    """Hosts that asked for quiet in an earlier run have it in this one."""
    for state in states:
        if state.retry_host and state.retry_at and state.retry_at > now:
            client.hosts.leave_alone(f"https://{state.retry_host}", state.retry_at)


async def visit_all(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    known: Mapping[str, Known],
    equipment: Equipment,
    done: Callable[[Harvest], None] | None = None,
) -> list[Harvest]:
    """Visits to many sources, a bounded number at once."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(source: Source) -> Harvest:
        async with slots:
            found = await visit_source(source, states.get(source.name), known.get(source.name, {}), equipment)
            if done:
                done(found)
            return found

    return await asyncio.gather(*map(one, sources))


async def visit_source(source: Source, state: SourceState | None, known: Known, equipment: Equipment) -> Harvest:
    """One source; never raises for what it does."""
    before = state or SourceState(source.name)
    if before.location != source.location:
        # Another address than the one that was retired, moved or failing: a new beginning, but for what is known.
        before = SourceState(source.name, location=source.location, identity=before.identity)
    visit = Visit(source, before, known, equipment)
    url = reading_place(source, before)
    if skipped := _not_now(source, before, equipment, url):
        return Harvest(source, attempts=(skipped,), state=before, complete=False)
    try:
        return await _VISITS[source.kind](visit)
    except FetchError as wrong:
        ended, status = visit.broken(url, wrong), wrong.status
    if before.moved_to and url == before.moved_to and ended.state and not ended.state.retired_at:
        # What it moved to is not there: back to the catalogue's address, which may move it again.
        return replace(ended, state=replace(ended.state, moved_to=None, moved_seen=0))
    if status == 429 and ended.state:
        return replace(ended, state=replace(ended.state, retry_host=host_of(url)))
    return ended


def _not_now(source: Source, state: SourceState, equipment: Equipment, url: str) -> FetchAttempt | None:
    """Why a source is not read in this run: retired, asked to wait, or not due."""

    def skipped(outcome: Outcome, detail: str) -> FetchAttempt:
        return FetchAttempt(source.name, url, outcome, equipment.now, detail=detail)

    if state.retired_at:
        return skipped("retired", f"gone for good since {state.retired_at:%Y-%m-%d}: take it out of sources.toml")
    if source.kind in ("folder", "archive"):
        return None
    if state.retry_at and state.retry_at > equipment.now:
        return skipped("waiting", f"it asked to be left alone until {state.retry_at:%Y-%m-%d %H:%M:%S} UTC")
    due = due_at(source, state) if equipment.due_only else None
    if due and due > equipment.now:
        return skipped("not_due", f"due at {due:%Y-%m-%d %H:%M:%S} UTC")
    return None
