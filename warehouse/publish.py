"""What readers see. Of a file a copy: replaced as a whole, never locked, never half written; of a lake a snapshot."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from warehouse.checks import CheckResult, refuse_if_broken
from warehouse.connect import locked, writer
from warehouse.errors import WarehouseError
from warehouse.lake import latest_snapshot, opened, show, transaction, turn
from warehouse.marts import refresh_marts
from warehouse.place import Lake, Place
from warehouse.restore import copy_whole


def publish(place: Place, published: Place) -> tuple[CheckResult, ...]:
    """Bring the weekly tables up to date, check the book, then show it to readers: as a copy in the place of the
    published file, or as the lake's snapshot.

    Returns the warnings of the checks that found rows.

    Raises PublishRefused where an error check finds rows, WarehouseError where the copy cannot be written; what was
    published before stays in both cases.
    """
    if isinstance(place, Lake):
        return _publish_lake(place)
    if isinstance(published, Lake):
        raise WarehouseError(f"{place} is a file: its published copy is one too, and not {published}")
    return _publish_file(place, published)


def _publish_lake(lake: Lake) -> tuple[CheckResult, ...]:
    with turn(lake) as gate:
        with transaction(lake) as connection:
            refresh_marts(connection)
            warnings = refuse_if_broken(connection, lake)
        with closing(opened(lake, read_only=True)) as book:
            show(gate, latest_snapshot(book))
    return warnings


def _publish_file(path: Path, published: Path) -> tuple[CheckResult, ...]:
    with writer(path) as connection:
        refresh_marts(connection)
        warnings = refuse_if_broken(connection, published)
    # The file is closed by now: copying one that this process has open would drop the lock, and has lost a commit.
    with locked(path):
        try:
            copy_whole(path, published, 0o444)
            published.with_name(f"{published.name}.wal").unlink(missing_ok=True)
        except OSError as wrong:
            message = f"{published} could not be written ({wrong.strerror}): free the disk or make it writable"
            raise WarehouseError(message) from wrong
    return warnings
