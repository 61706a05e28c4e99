"""Store: where rows cross into the warehouse. Each task is one short transaction, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks import rows
from tasks.copies import store_releases
from tasks.extract import Extracted
from tasks.fetch import Fetched, Memory
from tasks.ledger.book import keep_book
from tasks.ledger.wording import in_words
from tasks.sources.archive import close_marks
from tasks.sources.records import KnownItem, Source, SourceState
from tasks.targets.extract import EXTRACTOR_VERSION
from warehouse import publish as published_copy
from warehouse.connect import writer
from warehouse.store import BOOK, FETCH, build_marts, read, store

BATCH = 2000  # documents a transaction: readers of the lock wait well under a second


@task(cache_policy=NO_CACHE)
def recall(warehouse: Path) -> Memory:
    """What the book knows of sources and items."""
    with writer(warehouse) as connection:
        items, states = read(connection, "known_items"), read(connection, "source_states")
        stored = {row["warc_file"]: row["warc_offset"] for row in read(connection, "stored_offsets")}
    known: dict[str, dict[str, KnownItem]] = {}
    for item in items:
        source, key = item.pop("source"), item.pop("item_key")
        known.setdefault(source, {})[key] = KnownItem(**item)
    return Memory(known, {state["source"]: SourceState(**state) for state in states}, stored)


@task(cache_policy=NO_CACHE)
def store_documents(warehouse: Path, extracted: Sequence[Extracted], run_id: str, now: datetime) -> None:
    """Documents with their releases, sections and targets; a release's rows are replaced as a set."""
    for start in range(0, len(extracted), BATCH):
        batch = extracted[start : start + BATCH]
        archived = [one.cleaned.archived for one in batch]
        releases = [one.cleaned.release for one in batch if one.cleaned.release]
        found = [(one.cleaned.release.release_id, one.targets) for one in batch if one.cleaned.release]
        tables = {
            "raw_document": rows.documents(archived, run_id, now),
            "raw_fetch": rows.archived_fetches(archived, run_id),
            "raw_reject": rows.rejects([one.cleaned.reject for one in batch if one.cleaned.reject], run_id, now),
            "core_release": rows.releases(releases, run_id, now),
            "core_release_field": rows.fields(releases),
            "core_release_sketch": rows.sketches(releases),
            "core_section": rows.sections(releases),
            "core_target": rows.targets(found, EXTRACTOR_VERSION, run_id),
        }
        with writer(warehouse) as connection:
            store_releases(connection, tables)


@task(cache_policy=NO_CACHE)
def store_fetch(warehouse: Path, planned: Sequence[Source], fetched: Fetched, run_id: str, now: datetime) -> None:
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
def store_book(warehouse: Path, as_of: date) -> None:
    """The ledger, kept anew from every statement in the book."""
    with writer(warehouse) as connection:
        book = keep_book([rows.statement(row) for row in read(connection, "statements")], as_of)
        tables = {"core_promise": rows.promises(book.promises), "core_promise_event": rows.events(book.events)}
        store(connection, BOOK, tables)


@task(cache_policy=NO_CACHE)
def store_marts(warehouse: Path) -> None:
    """The weekly tables, filled anew."""
    with writer(warehouse) as connection:
        said = [rows.statement(row) for row in read(connection, "statements")]
        wording = [{"target_id": one.target_id, "wording": in_words(one.target)} for one in said]
        build_marts(connection, rows.arrow("target_id wording", wording))


@task(cache_policy=NO_CACHE)
def publish(warehouse: Path, published: Path) -> None:
    """Replace the copy that readers open."""
    published_copy.publish(warehouse, published)
