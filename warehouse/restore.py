"""A book file that a killed process left torn: set aside, and what was published last put in its place.

A checkpoint of DuckDB 1.5 writes the block that lists all tables in place, 256 KiB at once. A process that is killed
within that write leaves half of it, the block's checksum no longer agrees, and the file cannot be opened: seen once in
some 400 kills. The published copy is never written in place, so it is whole.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

_log = logging.getLogger(__name__)
TORN = ("Corrupt database file", "checksum")
_ASIDE = ".damaged-"


def published_beside(path: Path) -> Path:
    """The copy of a book file that readers open."""
    return path.with_name(f"{path.stem}_read.duckdb")


def copy_whole(source: Path, target: Path, mode: int) -> None:
    """A copy that takes the place of `target` at once, when it is on the disk; raises OSError, leaving `target`."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    draft = Path(name)
    try:
        with source.open("rb") as read, os.fdopen(handle, "wb") as write:
            shutil.copyfileobj(read, write, 1 << 20)
            write.flush()
            os.fsync(write.fileno())
        draft.chmod(mode)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def restore(path: Path) -> None:
    """Set a torn book aside and put the published copy in its place; the caller holds the lock.

    What was stored and not published yet stands in the archive, and is stored again by the next run. Killed at any
    moment it leaves the torn file where it was, or the whole one.
    """
    aside = path.with_name(f"{path.name}{_ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    aside.hardlink_to(path)
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)  # it goes on from the file that is torn
    published = published_beside(path)
    if published.is_file():
        copy_whole(published, path, 0o644)
    else:
        path.unlink()
    what = f"{published} is in its place" if published.is_file() else "nothing was published yet, it begins anew"
    _log.warning("%s was torn by a process that was killed: %s, the torn one is kept as %s", path, what, aside.name)


def restored_since(path: Path) -> datetime | None:
    """The time of the published copy that was put in the place of a torn book, until something is published again."""
    published = published_beside(path)
    asides = [one.stat().st_ctime for one in path.parent.glob(f"{path.name}{_ASIDE}*")]
    said = published.stat().st_mtime if published.is_file() else 0.0
    return datetime.fromtimestamp(said, UTC) if asides and max(asides) > said else None
