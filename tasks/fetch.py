"""Fetch: sources to documents, their bytes in the archive before anything else happens to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.sources.archive import write_warc
from tasks.sources.harvest import harvest_all
from tasks.sources.records import ArchivedDocument, Harvest, Source, SourceState


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a run brought: harvests by source, and the new documents with their place in the archive."""

    harvests: tuple[Harvest, ...]
    archived: tuple[ArchivedDocument, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What the warehouse knows of sources: item key to SHA-256 by source, and the state of each source."""

    known: Mapping[str, Mapping[str, str]]
    states: Mapping[str, SourceState]


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
) -> Fetched:
    """Read every source, archive what is new as `warc_file`."""
    harvests = harvest_all(
        sources,
        memory.states,
        memory.known,
        now=now,
        since=since,
        until=until,
        contact=contact,
        allowed_hosts=allowed_hosts,
    )
    documents = [document for harvest in harvests for document in harvest.documents]
    archived = write_warc(archive, warc_file, documents) if documents else []
    return Fetched(tuple(harvests), tuple(archived))
