"""Archives: the members of .zip and the pages of .warc files, within bounds of number, size and ratio."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

MAX_MEMBERS = 100_000
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive; `name` is its path inside, or its URL. Without `content` there is a `reason`."""

    name: str
    content: bytes = b""
    content_type: str | None = None
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    reason: str | None = None
    detail: str = ""


def zip_members(path: Path) -> Iterator[Member]:
    """The files of a zip, nothing unpacked to disk."""
    try:
        with zipfile.ZipFile(path) as archive:
            for place, info in enumerate(archive.infolist()):
                if place >= MAX_MEMBERS:
                    yield Member("", reason="too_many_members", detail=f"{path} has more than {MAX_MEMBERS}: split it")
                    return
                if not info.is_dir():
                    yield _zip_member(archive, info)
    except (zipfile.BadZipFile, OSError, ValueError) as wrong:
        yield Member("", reason="broken_archive", detail=f"{path} is no whole zip ({wrong}): fetch it again")


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    if info.flag_bits & 1:
        return Member(info.filename, reason="encrypted", detail=f"{info.filename} needs a password: unpack it first")
    try:
        with archive.open(info) as file:
            content = file.read(MAX_BYTES + 1)  # never what the directory of the zip claims
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError) as wrong:
        return Member(info.filename, reason="broken_archive", detail=f"{info.filename} cannot be unpacked ({wrong})")
    if len(content) > MAX_BYTES:
        return Member(
            info.filename, reason="too_large", detail=f"{info.filename} unpacks to more than {MAX_BYTES} bytes"
        )
    return Member(info.filename, content)


def warc_members(path: Path) -> Iterator[Member]:
    """The answers and resources of a WARC file that are text or PDF; others are not releases."""
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type not in ("response", "resource"):
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI") or "record"
                head = record.http_headers
                status = head.get_statuscode() if head else "200"
                kind = (
                    head.get_header("Content-Type") if head else record.rec_headers.get_header("Content-Type")
                ) or ""
                content = record.content_stream().read(MAX_BYTES + 1)
                if status != "200" or not kind.lower().startswith(("text/", "application/xhtml", "application/pdf")):
                    continue
                if len(content) > MAX_BYTES:
                    yield Member(url, reason="too_large", detail=f"{url} has more than {MAX_BYTES} bytes")
                    continue
                headers = tuple(head.headers) if head else ()
                yield Member(url, content, kind, url if url.startswith("http") else None, headers)
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError) as wrong:
        yield Member(
            "", reason="broken_archive", detail=f"{path} is no whole WARC ({wrong}): what stands before was read"
        )
