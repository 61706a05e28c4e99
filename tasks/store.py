"""Store: where rows cross into the warehouse. Each task is one short transaction, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from tasks import rows
from tasks.bookkeeping import keep_ledger
from tasks.copies import store_releases
from tasks.extract import Extracted
from tasks.fetch import Fetched, Memory
from tasks.ledger.verdicts import read_verdicts
from tasks.releases.clean import CLEANER_VERSION
from tasks.sources.archive import close_marks
from tasks.sources.records import KnownItem, Source, SourceState
from tasks.targets.extract import EXTRACTOR_VERSION
from tasks.watchlist import read_watch_list
from warehouse import publish as published_copy
from warehouse.checks import CheckResult
from warehouse.connect import writer
from warehouse.marts import refresh_marts
from warehouse.place import Place
from warehouse.restore import restored_since
from warehouse.store import FETCH, READING, read, store

BATCH = 2000  # documents a transaction: readers of the lock wait well under a second


@task(cache_policy=NO_CACHE)
def recall(warehouse: Place) -> Memory:
    """What the book knows of sources and items."""
    with writer(warehouse) as connection:
        items, states = read(connection, "known_items"), read(connection, "source_states")
        stored = {row["warc_file"]: row["warc_offset"] for row in read(connection, "stored_offsets")}
    known: dict[str, dict[str, KnownItem]] = {}
    for item in items:
        source, key = item.pop("source"), item.pop("item_key")
        known.setdefault(source, {})[key] = KnownItem(**item)
    lost_since = restored_since(warehouse) if isinstance(warehouse, Path) else None
    return Memory(known, {state["source"]: SourceState(**state) for state in states}, stored, lost_since)


def document_tables(batch: Sequence[Extracted], run_id: str, now: datetime) -> dict[str, pa.Table]:
    """All that a batch of documents puts into the book, by table."""
    archived = [one.cleaned.archived for one in batch]
    releases = [one.cleaned.release for one in batch if one.cleaned.release]
    found = [(one.cleaned.release.release_id, one.targets) for one in batch if one.cleaned.release]
    read = [(one.cleaned.archived.document, EXTRACTOR_VERSION if one.cleaned.release else None) for one in batch]
    items = [(document.release_id, document.document_id, CLEANER_VERSION, extractor) for document, extractor in read]
    return {
        "raw_document": rows.documents(archived, run_id, now),
        "raw_fetch": rows.archived_fetches(archived, run_id),
        "raw_reject": rows.rejects([one.cleaned.reject for one in batch if one.cleaned.reject], run_id, now),
        "core_release": rows.releases(releases, run_id, now),
        "core_release_field": rows.fields(releases),
        "core_release_sketch": rows.sketches(releases),
        "core_section": rows.sections(releases),
        "core_target": rows.targets(found, EXTRACTOR_VERSION, run_id),
        "core_reading": rows.readings(items, run_id, now),
    }


def put_documents(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """The tables of `document_tables` into the book; a release's rows are replaced as a set."""
    store_releases(connection, tables)
    store(connection, READING, tables)


@task(cache_policy=NO_CACHE)
def store_documents(warehouse: Place, extracted: Sequence[Extracted], run_id: str, now: datetime) -> None:
    """Documents with their releases, sections and targets; a release's rows are replaced as a set."""
    for start in range(0, len(extracted), BATCH):
        tables = document_tables(extracted[start : start + BATCH], run_id, now)
        with writer(warehouse) as connection:
            put_documents(connection, tables)


@task(cache_policy=NO_CACHE)
def store_fetch(warehouse: Place, planned: Sequence[Source], fetched: Fetched, run_id: str, now: datetime) -> None:
    """What makes the next fetch conditional; after the documents, so that nothing is skipped after a kill."""
    tables = {
        "raw_source": rows.sources(planned, fetched.harvests, fetched.states_before, now),
        "raw_fetch": rows.attempts([one for harvest in fetched.harvests for one in harvest.attempts], run_id),
        "raw_reject": rows.rejects([one for harvest in fetched.harvests for one in harvest.rejects], run_id, now),
        "raw_notice": rows.notices([one for harvest in fetched.harvests for one in harvest.notices], run_id, now),
    }
    with writer(warehouse) as connection:
        store(connection, FETCH, tables)
    close_marks(fetched.archive, fetched.warc_file)


@task(cache_policy=NO_CACHE)
def store_book(warehouse: Place, as_of: date, verdicts: Path, watch_list: Path) -> None:
    """The ledger, brought up to date as of a day, under the verdicts of a file and by the names of another."""
    for one in keep_ledger(warehouse, as_of, read_verdicts(verdicts), read_watch_list(watch_list)):
        if one.problem:
            get_run_logger().warning("Verdict %s has no effect: %s", one.verdict.verdict_id, one.problem)


@task(cache_policy=NO_CACHE)
def store_marts(warehouse: Place) -> None:
    """The weekly tables: the weeks whose releases, targets or events changed are filled anew."""
    with writer(warehouse) as connection:
        if unworded := read(connection, "unworded_targets"):
            store(connection, ("core_target_wording",), {"core_target_wording": rows.wordings(unworded)})
        refresh_marts(connection)


@task(cache_policy=NO_CACHE)
def publish(warehouse: Place, published: Place) -> tuple[CheckResult, ...]:
    """Let readers see the book as it is now; returns the warnings of the checks that found rows."""
    return published_copy.publish(warehouse, published)
