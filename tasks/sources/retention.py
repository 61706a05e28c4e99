"""How much of the archive is kept: by age and by size, where the operator has set a bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tasks.sources.archive import OPEN_MARK

_YOUNG = timedelta(hours=1)  # a run may still write to it


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A WARC file: its path, size in bytes, when it was written last (UTC), whether a run has yet to store it."""

    path: Path
    size: int
    written_at: datetime
    is_open: bool


def archive_files(folder: Path) -> list[ArchiveFile]:
    """The files of the archive, oldest first; none where there is no archive yet."""
    found = [
        ArchiveFile(
            path,
            (told := path.stat()).st_size,
            datetime.fromtimestamp(told.st_mtime, UTC),
            path.with_name(f"{path.name}{OPEN_MARK}").exists(),
        )
        for path in folder.glob("*.warc.gz")
    ]
    return sorted(found, key=lambda file: (file.written_at, file.path.name))


def outdated(
    files: Iterable[ArchiveFile], now: datetime, keep_days: int | None, keep_bytes: int | None
) -> list[ArchiveFile]:
    """Which files are to go: those older than so many days, then the oldest until the rest fits into so many bytes.

    Without a bound none. What a run still writes, or has yet to store, stays.
    """
    kept = list(files)
    free = [file for file in kept if not file.is_open and now - file.written_at > _YOUNG]
    gone = [file for file in free if keep_days is not None and now - file.written_at > timedelta(days=keep_days)]
    size = sum(file.size for file in kept) - sum(file.size for file in gone)
    for file in [file for file in free if file not in gone]:
        if keep_bytes is None or size <= keep_bytes:
            break
        gone.append(file)
        size -= file.size
    return gone
