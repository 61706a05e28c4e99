"""Housekeeping: what is done once a day, whether or not something came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from tasks.sources.retention import archive_files, outdated
from warehouse.connect import writer
from warehouse.place import Place
from warehouse.store import read, store

TOLD = ("meta_told_gone", "meta_told")


@dataclass(frozen=True, slots=True)
class Tellable:
    """Something that people should know: `kind` is source or overdue, `said` a line for them."""

    kind: str
    ref: str
    said: str
    is_told: bool


@task(cache_policy=NO_CACHE)
def trim_archive(folder: Path, now: datetime, keep_days: int | None, keep_bytes: int | None) -> tuple[int, int, int]:
    """Delete what is beyond the bounds, each file with a line in the log; files left, bytes left, files deleted."""
    files, log = archive_files(folder), get_run_logger()
    gone = outdated(files, now, keep_days, keep_bytes)
    for file in gone:
        file.path.unlink(missing_ok=True)
        log.warning(
            "Deleted %s (%d bytes, of %s): it is beyond what PLEDGEBOOK_KEEP_ARCHIVE_DAYS or _GB keep. Its pages can "
            "no longer be cleaned anew; what was read from them stays.",
            file.path,
            file.size,
            f"{file.written_at:%Y-%m-%d}",
        )
    return len(files) - len(gone), sum(file.size for file in files) - sum(file.size for file in gone), len(gone)


@task(cache_policy=NO_CACHE)
def find_tellable(warehouse: Place) -> list[Tellable]:
    """Sources that need care and overdue promises, those of which people were told already marked."""
    with writer(warehouse) as connection:
        return [Tellable(**row) for row in read(connection, "tellable")]


@task(cache_policy=NO_CACHE)
def store_told(warehouse: Place, told: Sequence[Tellable], now: datetime) -> None:
    """Remember of what people have been told; forget what is no longer so."""
    rows = pa.table(
        {
            "kind": pa.array([one.kind for one in told], pa.string()),
            "ref": pa.array([one.ref for one in told], pa.string()),
            "told_at": pa.array([now] * len(told), pa.timestamp("us", "UTC")),
        }
    )
    with writer(warehouse) as connection:
        store(connection, TOLD, {"meta_told": rows})
