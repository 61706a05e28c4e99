"""The copy that readers open: replaced as a whole, never locked, never half written."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from warehouse.checks import CheckResult, refuse_if_broken
from warehouse.connect import locked, writer
from warehouse.errors import WarehouseError
from warehouse.marts import refresh_marts


def publish(path: Path, published: Path) -> tuple[CheckResult, ...]:
    """Bring the weekly tables up to date, check the book, then put a copy of it in the place of the published file.

    Returns the warnings of the checks that found rows.

    Raises PublishRefused where an error check finds rows, WarehouseError where the copy cannot be written; the old
    published file stays in both cases.
    """
    with writer(path) as connection:
        refresh_marts(connection)
        warnings = refuse_if_broken(connection, published)
    # The file is closed by now: copying one that this process has open would drop the lock, and has lost a commit.
    with locked(path):
        try:
            _replace(path, published)
        except OSError as wrong:
            message = f"{published} could not be written ({wrong.strerror}): free the disk or make it writable"
            raise WarehouseError(message) from wrong
    return warnings


def _replace(path: Path, published: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{published.name}.", dir=published.parent)
    draft = Path(name)
    try:
        with path.open("rb") as source, os.fdopen(handle, "wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
            target.flush()
            os.fsync(target.fileno())
        draft.chmod(0o444)
        draft.replace(published)
    finally:
        draft.unlink(missing_ok=True)
    published.with_name(f"{published.name}.wal").unlink(missing_ok=True)
