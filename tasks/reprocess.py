"""Reprocess: read again what the book has, and say what that changes; nothing is stored here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks import rows
from tasks.releases.clean import CLEANER_VERSION
from tasks.reprocess_reading import Chunk, read_chunk
from tasks.rereading import pages
from tasks.rereading.plan import Planned, Stage, chunks
from tasks.rereading.spool import Spool
from tasks.targets.extract import EXTRACTOR_VERSION
from warehouse.connect import writer
from warehouse.store import read, staged, table


@task(cache_policy=NO_CACHE)
def plan(warehouse: Path, stage: Stage, since: date | None, until: date | None) -> list[Planned]:
    """The items of a range of days; without one those that another version than today's read last."""
    wanted = {
        "stage": stage,
        "since": since,
        "until": until,
        "cleaner_version": CLEANER_VERSION,
        "extractor_version": EXTRACTOR_VERSION,
    }
    with (
        writer(warehouse) as connection,
        staged(connection, {"wanted": rows.arrow(" ".join(wanted), [wanted])}),
    ):
        return [Planned(**row) for row in read(connection, "reread_plan")]


@task(cache_policy=NO_CACHE)
def cut(
    warehouse: Path,
    portion: Sequence[Planned],
    first: int,
    stage: Stage,
    archive: Path,
    spool: Spool,
    run_id: str,
    now: datetime,
) -> list[Chunk]:
    """A portion in pieces, numbered from `first`, each with the rows that the book has of it."""
    items = [{"release_id": one.release_id, "ref": one.ref} for one in portion]
    with writer(warehouse) as connection, staged(connection, {"wanted": rows.arrow("release_id ref", items)}):
        stored = {name: table(connection, f"reread_{name}") for name in ("releases", "sections", "targets", "rejects")}
    return [
        Chunk(first + number, stage, piece, _of(stored, piece), archive, spool, run_id, now)
        for number, piece in enumerate(chunks(portion))
    ]


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
def write_diff(spool: Spool, pieces: int, folder: Path, heading: str) -> list[Path]:
    """What the new reading changes, as files."""
    return pages.write_diff(spool, pieces, folder, heading)
