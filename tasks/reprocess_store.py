"""What was read again into the book, in short transactions; and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks import rows
from tasks.releases.clean import CLEANER_VERSION
from tasks.rereading.plan import RereadingError, Stage
from tasks.rereading.spool import Spool
from tasks.targets.extract import EXTRACTOR_VERSION
from warehouse.connect import writer
from warehouse.copies import follow_the_originals
from warehouse.store import DOCUMENTS, READING, read, staged, store, table

TOGETHER = 6  # pieces of work a transaction: some 2,000 items
UNDONE = 2000  # items a transaction
KEEP = ("previous_release", "previous_section", "previous_target", "previous_reject", "previous_reading")
_OF_A_FETCH = {"raw_document", "raw_document_current", "raw_fetch"}  # a new reading fetches nothing
STEPS: dict[Stage, tuple[str, ...]] = {
    "clean": (*(step for step in DOCUMENTS if step not in _OF_A_FETCH), "raw_reject_gone", *READING),
    "extract": ("core_target", "core_target_gone", *READING),
}
BACK = (
    "undone_target",
    "undone_section",
    "undone_release",
    "core_release_duplicates",
    "undone_reject",
    "undone_reading",
)


@dataclass(frozen=True, slots=True)
class Undone:
    """How many items are as they were before; those that stay as they are, for a newer version was fetched since."""

    items: int
    kept: tuple[str, ...]


@task(cache_policy=NO_CACHE)
def is_unfinished(warehouse: Path) -> bool:
    """Whether a reprocess was stopped before the ledger and the weekly tables followed."""
    with writer(warehouse) as connection:
        return any(row["finished_at"] is None for row in read(connection, "reprocess_runs"))


@task(cache_policy=NO_CACHE)
def store_reread(
    warehouse: Path,
    spool: Spool,
    pieces: int,
    stage: Stage,
    since: date | None,
    until: date | None,
    run_id: str,
    now: datetime,
) -> int:
    """Keep what is there, then put what was read in its place; returns how many items were left as they are.

    Left are those that an ingest has brought or read since this run looked. Each transaction leaves a book in which
    every release is whole, of the old reading or the new one.
    """
    run = {"run_id": run_id, "stage": stage, "published_since": since, "published_until": until, "began_at": now}
    run |= {"cleaner_version": CLEANER_VERSION, "extractor_version": EXTRACTOR_VERSION}
    left = 0
    for number, start in enumerate(range(0, pieces, TOGETHER)):
        tables = _together(spool, range(start, min(start + TOGETHER, pieces)), stage)
        if number and not tables["touched"].num_rows:
            continue
        with writer(warehouse) as connection:
            if number == 0:
                follow_the_originals(connection)
                store(
                    connection,
                    ("previous_gone", "meta_reprocess"),
                    {"meta_reprocess": rows.arrow(" ".join(run), [run])},
                )
            left += _store(connection, tables, stage)
    return left


def _together(spool: Spool, numbers: Iterable[int], stage: Stage) -> dict[str, pa.Table]:
    of_stage = {"clean": ("raw_reject", "core_release", "core_section"), "extract": ()}[stage]
    names = ("touched", "raw_document", "core_target", "core_reading", *of_stage)
    numbers = list(numbers)
    return {name: pa.concat_tables([spool.get(number, name) for number in numbers]) for name in names}


def _store(connection: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], stage: Stage) -> int:
    with staged(connection, {"touched": tables["touched"]}):
        unmoved = table(connection, "reread_unmoved")
    keys = {name: "ref" if name == "raw_reject" else "release_id" for name in tables}
    still = {name: one.filter(pc.is_in(one[keys[name]], unmoved[keys[name]])) for name, one in tables.items()}
    if still["touched"].num_rows:
        store(connection, (*KEEP, *STEPS[stage]), still)
    return int(tables["touched"].num_rows - still["touched"].num_rows)


@task(cache_policy=NO_CACHE)
def finish(warehouse: Path, now: datetime, *, undone: bool) -> None:
    """Note that the ledger and the weekly tables have followed."""
    step = "meta_reprocess_undone" if undone else "meta_reprocess_finished"
    with writer(warehouse) as connection:
        store(connection, (step,), {"finished": rows.arrow("finished_at", [{"finished_at": now}])})


@task(cache_policy=NO_CACHE)
def put_back(warehouse: Path) -> Undone:
    """The rows that the last reprocess replaced, in their place again, some thousand items a transaction.

    Raises RereadingError where there is nothing to take back. Stopped in the middle, the next one does the rest.
    """
    with writer(warehouse) as connection:
        runs, touched = read(connection, "reprocess_runs"), table(connection, "undoable")
        follow_the_originals(connection)
    if not runs or runs[0]["undone_at"]:
        raise RereadingError(_nothing(runs[0]["undone_at"] if runs else None))
    back = touched.filter(touched["comes_back"])
    for start in range(0, back.num_rows, UNDONE):
        with writer(warehouse) as connection:
            store(connection, BACK, {"undone": back.slice(start, UNDONE)})
    kept = touched.filter(pc.invert(touched["comes_back"]))
    return Undone(back.num_rows, tuple(kept["ref"].to_pylist()))


def _nothing(undone_at: datetime | None) -> str:
    if undone_at is None:
        return "there is nothing to undo: no reprocess has changed this book"
    return f"there is nothing to undo: the last reprocess was undone at {undone_at:%Y-%m-%d %H:%M} UTC"
