"""Housekeeping of a lake: small files become large ones, and what no reader can see any more is deleted.

Each load adds files of its own to every table that it touches, and each change leaves the rows before it: good for
readers, who keep their snapshot, and a growing heap. A file warehouse has no such heap.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import duckdb

from warehouse.errors import WarehouseError
from warehouse.lake import opened, published_snapshot, turn
from warehouse.place import Lake, Place


@dataclass(frozen=True, slots=True)
class Tidied:
    """Snapshots before and after, and files that were deleted."""

    snapshots_before: int
    snapshots_after: int
    files_deleted: int


def tidy(place: Place, keep_days: int) -> Tidied:
    """Merge small files, forget snapshots older than `keep_days` days, delete the files that no other one needs.

    What is published and what is newest stays, however old. A reader that began before and reads on for more than an
    hour may find its files gone: files are deleted an hour after they were given up, by the next call. Raises
    WarehouseError where the place is a file.
    """
    if not isinstance(place, Lake):
        raise WarehouseError(f"{place} is a file, which needs no housekeeping; a lake does")
    with turn(place), closing(opened(place)) as connection:
        before = _snapshots(connection)
        # Rows that are still in the catalogue go to files; files that are mostly deleted rows are written anew.
        for step in ("ducklake_flush_inlined_data", "ducklake_rewrite_data_files", "ducklake_merge_adjacent_files"):
            connection.execute(f"call {step}('lake')").fetchall()
        if old := _old(connection, keep_days, published_snapshot(place)):
            connection.execute(f"call ducklake_expire_snapshots('lake', versions => {old})").fetchall()
        aged = "older_than => now() - interval '1 hour'"
        deleted = connection.execute(f"call ducklake_cleanup_old_files('lake', {aged})").fetchall()
        return Tidied(before, _snapshots(connection), len(deleted))


def _snapshots(connection: duckdb.DuckDBPyConnection) -> int:
    found: int = connection.execute("select count(*) from lake.snapshots()").fetchall()[0][0]
    return found


def _old(connection: duckdb.DuckDBPyConnection, keep_days: int, published: int | None) -> list[int]:
    """Snapshots to forget: neither the newest nor the published one."""
    sql = """
        select snapshot_id from lake.snapshots()
        where snapshot_time < now() - to_days(?) and snapshot_id < (select max(snapshot_id) from lake.snapshots())
            and snapshot_id is distinct from ?
        order by snapshot_id
    """
    return [row[0] for row in connection.execute(sql, [keep_days, published]).fetchall()]
