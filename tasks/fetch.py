"""Fetch: sources to documents, their bytes in the archive before anything else happens to them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tasks.sources.archive import Journal, unstored
from tasks.sources.harvest import harvest_all
from tasks.sources.records import ArchivedDocument, Harvest, KnownItem, Source, SourceState


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a run brought: harvests by source, and the new documents with their place in the archive.

    `archived` begins with what a killed run had archived and not stored.
    """

    harvests: tuple[Harvest, ...]
    archived: tuple[ArchivedDocument, ...]
    archive: Path
    warc_file: str
    states_before: Mapping[str, SourceState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """What the warehouse knows: items by source and key, the state of each source, the last record of each WARC, and
    since when a restored book lacks what had been stored."""

    known: Mapping[str, Mapping[str, KnownItem]]
    states: Mapping[str, SourceState]
    stored: Mapping[str, int] = field(default_factory=dict)
    lost_since: datetime | None = None


@task(cache_policy=NO_CACHE)
def fetch(
    sources: list[Source],
    memory: Memory,
    now: datetime,
    archive: Path,
    warc_file: str,
    since: date | None = None,
    until: date | None = None,
    contact: str | None = None,
    allowed_hosts: tuple[str, ...] = (),
    due_only: bool = False,
) -> Fetched:
    """Read every source, archive what is new as `warc_file`; with `due_only` those alone whose time has come."""
    recovered = unstored(archive, memory.stored, memory.lost_since)
    journal = Journal(archive, warc_file)
    try:
        with _progress(sources) as done:
            harvests = harvest_all(
                sources,
                memory.states,
                _with(memory.known, recovered),
                now=now,
                keep=journal.keep,
                since=since,
                until=until,
                contact=contact,
                allowed_hosts=allowed_hosts,
                due_only=due_only,
                done=done,
            )
    finally:
        journal.close()
    archived = (*recovered, *journal.archived)
    return Fetched(tuple(harvests), archived, archive, warc_file, memory.states)


def _with(
    known: Mapping[str, Mapping[str, KnownItem]], recovered: Sequence[ArchivedDocument]
) -> dict[str, dict[str, KnownItem]]:
    """What is known, and what a killed run had archived: it is not fetched again."""
    both = {source: dict(items) for source, items in known.items()}
    for one in recovered:
        document = one.document
        item = KnownItem(document.sha256, document.fingerprint, document.url, document.feed_title)
        both.setdefault(document.source, {})[document.item_key] = item
    return both


class _Done:
    """Counts sources on a progress bar."""

    def __init__(self, bar: Progress, total: int) -> None:
        self._bar, self._new = bar, 0
        self._line = bar.add_task("sources", total=total, new=0)

    def __call__(self, harvest: Harvest) -> None:
        self._new += len(harvest.documents)
        self._bar.update(self._line, advance=1, new=self._new)


@contextmanager
def _progress(sources: Sequence[Source]) -> Iterator[_Done]:
    """A bar on a terminal, nothing elsewhere: a log needs no thousand lines."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[new]} new"),
    )
    console = Console(file=sys.stderr)
    with Progress(
        *columns, TimeElapsedColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        yield _Done(bar, len(sources))
