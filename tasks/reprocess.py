"""Reprocess: read again what the book has, and say what that changes; nothing is stored here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks import rows
from tasks.releases.clean import CLEANER_VERSION
from tasks.reprocess_reading import Chunk, read_chunk
from tasks.rereading import pages
from tasks.rereading.plan import Planned, chunks
from tasks.rereading.run import Run
from tasks.targets.extract import EXTRACTOR_VERSION
from warehouse.connect import writer
from warehouse.place import Place
from warehouse.store import read, staged, table

STORED = ("documents", "releases", "sections", "targets", "rejects")


@task(cache_policy=NO_CACHE)
def plan(warehouse: Place, run: Run) -> list[Planned]:
    """The items of a range of days; without one those that another version than today's read last."""
    wanted = {
        "stage": run.stage,
        "since": run.since,
        "until": run.until,
        "cleaner_version": CLEANER_VERSION,
        "extractor_version": EXTRACTOR_VERSION,
    }
    with (
        writer(warehouse) as connection,
        staged(connection, {"wanted": rows.arrow(" ".join(wanted), [wanted])}),
    ):
        return [Planned(**row) for row in read(connection, "reread_plan")]


@task(cache_policy=NO_CACHE)
def cut(warehouse: Place, portion: Sequence[Planned], first: int, run: Run) -> list[Chunk]:
    """A portion in pieces, numbered from `first`, each with the rows that the book has of it."""
    items = [{"release_id": one.release_id, "ref": one.ref} for one in portion]
    with writer(warehouse) as connection, staged(connection, {"wanted": rows.arrow("release_id ref", items)}):
        stored = {name: table(connection, f"reread_{name}") for name in STORED}
    return [Chunk(first + number, piece, _of(stored, piece), run) for number, piece in enumerate(chunks(portion))]


def _of(stored: dict[str, pa.Table], piece: Sequence[Planned]) -> dict[str, pa.Table]:
    ids, refs = pa.array([one.release_id for one in piece]), pa.array([one.ref for one in piece])
    mine = {
        name: stored[name].filter(pc.is_in(stored[name]["release_id"], ids)) for name in stored if name != "rejects"
    }
    return mine | {"rejects": stored["rejects"].filter(pc.is_in(stored["rejects"]["ref"], refs))}


@task(cache_policy=NO_CACHE)
def reread(batch: Sequence[Chunk]) -> list[Counter[str]]:
    """Read pieces again and keep the outcome of each on disk; returns what each of them counted."""
    return [read_chunk(chunk) for chunk in batch]


@task(cache_policy=NO_CACHE)
def write_diff(run: Run, pieces: int, folder: Path, heading: str) -> list[Path]:
    """What the new reading changes, as files."""
    return pages.write_diff(run.spool, pieces, folder, heading)
