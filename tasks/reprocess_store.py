"""What was read again into the book, in short transactions; and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks import rows
from tasks.releases.clean import CLEANER_VERSION
from tasks.rereading.plan import RereadingError
from tasks.rereading.run import Run
from tasks.store import document_tables, put_documents
from tasks.targets.extract import EXTRACTOR_VERSION
from warehouse import copies
from warehouse.connect import writer
from warehouse.place import Place
from warehouse.store import DOCUMENTS, READING, read, staged, store, table

TOGETHER = 6  # pieces of work a transaction: some 2,000 items
UNDONE = 2000  # items a transaction
NOTHING = document_tables((), "", datetime.now(UTC))  # every table that ingest stores, without a row
REPLACED = ("raw_reject", *(name for name in NOTHING if name.startswith("core_") and name != "core_reading"))
# A new reading of the stored text leaves documents and releases as they are.
OF_TARGETS = tuple(step for step in DOCUMENTS if not step.startswith(("raw_", "core_release", "core_section")))


@dataclass(frozen=True, slots=True)
class Undone:
    """How many items are as they were before; those that stay as they are, for a newer version was fetched since."""

    items: int
    kept: tuple[str, ...]


@task(cache_policy=NO_CACHE)
def is_unfinished(warehouse: Place) -> bool:
    """Whether a reprocess was stopped before the ledger and the weekly tables followed."""
    with writer(warehouse) as connection:
        return any(row["finished_at"] is None for row in read(connection, "reprocess_runs"))


@task(cache_policy=NO_CACHE)
def store_reread(warehouse: Place, run: Run, pieces: int) -> int:
    """Keep what is there, then put what was read in its place; returns how many items were left as they are.

    Left are those that an ingest has brought or read since this run looked. Each transaction leaves a book in which
    every release is whole, of the old reading or the new one.
    """
    left = 0
    for start in range(0, pieces, TOGETHER):
        tables = run.spool.together(range(start, min(start + TOGETHER, pieces)))
        if start and not tables["touched"].num_rows:
            continue
        with writer(warehouse) as connection:
            if not start:
                _begin(connection, run)
            left += _put(connection, tables, run)
    return left


def _begin(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    copies.begin(connection, REPLACED)
    said = {"run_id": run.run_id, "stage": run.stage, "published_since": run.since, "published_until": run.until}
    said |= {"cleaner_version": CLEANER_VERSION, "extractor_version": EXTRACTOR_VERSION, "began_at": run.now}
    store(connection, ("meta_reprocess",), {"meta_reprocess": rows.arrow(" ".join(said), [said])})


def _put(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table], run: Run) -> int:
    with staged(connection, {"touched": tables["touched"]}):
        unmoved = table(connection, "reread_unmoved")
    still = {name: _among(one, copies.key_of(name), unmoved) for name, one in tables.items()}
    with staged(connection, {"touched": still["touched"]}):
        copies.keep(connection, REPLACED)
    if run.stage == "clean":
        _put_releases(connection, still)
    else:
        store(connection, (*OF_TARGETS, *READING), still)
    return int(tables["touched"].num_rows - still["touched"].num_rows)


def _among(one: pa.Table, key: str, wanted: pa.Table) -> pa.Table:
    return one.filter(pc.is_in(one[key], wanted[key])) if key in one.column_names else one


def _put_releases(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """As ingest stores documents; and what was set aside while cleaning and is read now is so no more."""
    put_documents(connection, tables)
    store(connection, ("raw_reject_gone",), tables)


@task(cache_policy=NO_CACHE)
def finish(warehouse: Place, now: datetime, *, undone: bool) -> None:
    """Note that the ledger and the weekly tables have followed."""
    step = "meta_reprocess_undone" if undone else "meta_reprocess_finished"
    with writer(warehouse) as connection:
        store(connection, (step,), {"finished": rows.arrow("finished_at", [{"finished_at": now}])})


@task(cache_policy=NO_CACHE)
def put_back(warehouse: Place) -> Undone:
    """The rows that the last reprocess replaced, stored again as ingest would, some thousand items a transaction.

    Raises RereadingError where there is nothing to take back. Stopped in the middle, the next one does the rest.
    """
    with writer(warehouse) as connection:
        runs, touched = read(connection, "reprocess_runs"), table(connection, "undoable")
    if not runs or runs[0]["undone_at"]:
        raise RereadingError(_nothing(runs[0]["undone_at"] if runs else None))
    back = touched.filter(touched["comes_back"])
    for start in range(0, back.num_rows, UNDONE):
        with writer(warehouse) as connection:
            _back(connection, back.slice(start, UNDONE))
    kept = touched.filter(pc.invert(touched["comes_back"]))
    return Undone(back.num_rows, tuple(kept["ref"].to_pylist()))


def _back(connection: duckdb.DuckDBPyConnection, undone: pa.Table) -> None:
    copies.follow(connection, REPLACED)
    with staged(connection, {"undone": undone, "wanted": undone}):
        before = {name: copies.kept(connection, name) for name in REPLACED}
        tables = NOTHING | before | {"raw_document": table(connection, "reread_documents")}
        tables["raw_reject"] = before["raw_reject"].filter(pc.equal(before["raw_reject"]["stage"], "clean"))
        tables["core_reading"] = table(connection, "previous_readings")
        _put_releases(connection, tables)
        store(connection, ("core_reading_gone",), {"core_reading": tables["core_reading"]})
        copies.drop(connection, REPLACED)


def _nothing(undone_at: datetime | None) -> str:
    if undone_at is None:
        return "there is nothing to undo: no reprocess has changed this book"
    return f"there is nothing to undo: the last reprocess was undone at {undone_at:%Y-%m-%d %H:%M} UTC"
