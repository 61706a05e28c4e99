"""The archive of fetched bytes: WARC files, one a run, gzip per record, found again by file and offset."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import time
import zlib
from base64 import b32encode
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.sources.errors import ArchiveError, SourceError
from tasks.sources.records import ArchivedDocument, RawDocument

ITEM = "WARC-Pledgebook-Item"  # all that is known of the document besides its bytes, as JSON
OPEN_MARK = ".open"
SYNC_EVERY_S = 5.0
ABANDONED_S = 3600.0
# The bytes are archived decompressed: these headers would no longer be true of them.
_OF_THE_TRANSFER = {"content-encoding", "transfer-encoding", "content-length"}


class Journal:
    """The WARC file of one run. A document is in it before anything else happens to it.

    While the run has not stored all of it in the book, a mark lies beside the file: after a kill the next run finds
    there what need not be fetched again.
    """

    def __init__(self, folder: Path, file_name: str) -> None:
        self.archived: list[ArchivedDocument] = []
        self._folder, self._name = folder, file_name
        self._file: io.BufferedWriter | None = None
        self._writer: WARCWriter | None = None
        self._synced = time.monotonic()

    def keep(self, document: RawDocument) -> None:
        """Append a document; given to the kernel when this returns, and to the disk every few seconds.

        Raises SourceError where the folder cannot be written. A record that a killed run left half written does no
        harm: no other run writes to its file.
        """
        try:
            file = self._opened()
            self.archived.append(_append(self._writer or WARCWriter(file, gzip=True), file, self._name, document))
            file.flush()
            if time.monotonic() - self._synced > SYNC_EVERY_S:
                self._sync(file)
        except OSError as wrong:
            raise self._unwritable(wrong) from wrong

    def close(self) -> None:
        """All of it on disk; raises SourceError where it cannot be written."""
        if self._file:
            try:
                self._sync(self._file)
                self._file.close()
            except OSError as wrong:
                raise self._unwritable(wrong) from wrong

    def _opened(self) -> io.BufferedWriter:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{self._name}{OPEN_MARK}").touch()
            self._file = (self._folder / self._name).open("ab")
            self._writer = WARCWriter(self._file, gzip=True)
        return self._file

    def _sync(self, file: io.BufferedWriter) -> None:
        file.flush()
        os.fsync(file.fileno())
        self._synced = time.monotonic()

    def _unwritable(self, wrong: OSError) -> SourceError:
        place = self._folder / self._name
        return SourceError(f"{place} cannot be written ({wrong.strerror}): make room or make it writable")


def unstored(folder: Path, stored: Mapping[str, int], lost_since: datetime | None = None) -> list[ArchivedDocument]:
    """What killed runs archived and did not store. `stored`: the last offset that the book has of each file;
    `lost_since`: a time from which what was stored was lost again, so that all later files are looked at."""
    marks = sorted(folder.glob(f"*{OPEN_MARK}")) if folder.is_dir() else []
    names = [mark.name.removesuffix(OPEN_MARK) for mark in marks]
    if lost_since is not None:
        later = (one.name for one in folder.glob("*.warc.gz") if one.stat().st_mtime > lost_since.timestamp())
        names = sorted({*names, *later})
    return [one for name in names for one in _records(folder, name) if one.warc_offset > stored.get(name, -1)]


def close_marks(folder: Path, own: str) -> None:
    """Take away the mark of a run that stored all, and of older ones whose files nobody writes to any more."""
    for mark in folder.glob(f"*{OPEN_MARK}"):
        file = folder / mark.name.removesuffix(OPEN_MARK)
        quiet = not file.exists() or time.time() - file.stat().st_mtime > ABANDONED_S
        if file.name == own or quiet:
            mark.unlink(missing_ok=True)


def _records(folder: Path, name: str) -> Iterator[ArchivedDocument]:
    """The documents of a file, up to the record that was being written when its run was killed."""
    try:
        with (folder / name).open("rb") as file:
            records = ArchiveIterator(file)
            for record in records:
                said = record.rec_headers.get_header(ITEM)
                offset = records.offset  # get_record_offset() reads to the end of the record, or tells the one before
                content = record.content_stream().read()
                length = int(record.rec_headers.get_header("Content-Length") or 0)
                if said and (record.http_headers is not None or len(content) == length):
                    yield ArchivedDocument(_document(json.loads(said), content, record), name, offset)
    except (OSError, ArchiveLoadFailed, EOFError, zlib.error):
        return  # the end of what was written; all before it is whole


def _document(said: dict[str, Any], content: bytes, record: Any) -> RawDocument:
    when = said["feed_published"]
    is_moment = when is not None and said["feed_published_is_moment"]
    headers = record.http_headers.headers if record.http_headers else ()
    del said["feed_published_is_moment"]
    return RawDocument(
        **said
        | {
            "content": content,
            "fetched_at": datetime.fromisoformat(said["fetched_at"]),
            "feed_published": datetime.fromisoformat(when) if is_moment else when,
            "feed_fields": {key: tuple(values) for key, values in said["feed_fields"].items()},
            "headers": tuple((str(key), str(value)) for key, value in headers),
        }
    )


def _said(document: RawDocument) -> str:
    """All of a document but its bytes and headers, as one line of ASCII."""
    names = (field.name for field in dataclasses.fields(document) if field.name not in ("content", "headers"))
    said = {name: getattr(document, name) for name in names}
    moment = isinstance(document.feed_published, datetime)
    return json.dumps(said | {"feed_published_is_moment": moment}, default=lambda value: value.isoformat())


def _append(writer: WARCWriter, file: io.BufferedWriter, name: str, document: RawDocument) -> ArchivedDocument:
    offset = file.tell()
    payload = io.BytesIO(document.content)
    when = {"WARC-Date": f"{document.fetched_at:%Y-%m-%dT%H:%M:%SZ}", ITEM: _said(document)}
    if document.headers and document.url:
        kept = [(key, value) for key, value in document.headers if key.lower() not in _OF_THE_TRANSFER]
        head = StatusAndHeaders("200 OK", kept, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            _uri(document.url), "response", payload, http_headers=head, warc_headers_dict=when
        )
    else:
        uri = document.url or f"urn:pledgebook:{quote(document.source)}:{quote(document.item_key)}"
        kind = document.content_type or "application/octet-stream"
        # A resource's block is its payload: one digest for both, where the library would make three passes.
        digest = f"sha1:{b32encode(hashlib.sha1(document.content, usedforsecurity=False).digest()).decode()}"
        record = writer.create_warc_record(
            _uri(uri),
            "resource",
            payload,
            length=len(document.content),
            warc_content_type=kind,
            warc_headers_dict=when | {"WARC-Payload-Digest": digest, "WARC-Block-Digest": digest},
        )
    writer.write_record(record)
    return ArchivedDocument(document, name, offset)


def _uri(url: str) -> str:
    """As one line of ASCII: a header of a WARC record must not be able to begin another."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


# What a file that is damaged, cut short or of another kind brings: from the disk, from gzip, from the WARC reader.
_UNREADABLE = (OSError, StopIteration, ArchiveLoadFailed, EOFError, zlib.error, ValueError, KeyError, TypeError)


def read_archived(folder: Path, warc_file: str, offset: int) -> ArchivedDocument:
    """A document with its bytes and all that was known of it, as they came.

    Raises ArchiveError where the file or the record is not there, or is damaged.
    """
    record, content = _record_at(folder, warc_file, offset)
    try:
        said = json.loads(record.rec_headers.get_header(ITEM))
        return ArchivedDocument(_document(said, content, record), warc_file, offset)
    except _UNREADABLE as wrong:
        raise _damaged(folder / warc_file, offset) from wrong


def _record_at(folder: Path, warc_file: str, offset: int) -> tuple[Any, bytes]:
    place = folder / warc_file
    try:
        with place.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            return record, bytes(record.content_stream().read())
    except FileNotFoundError as wrong:
        raise ArchiveError(f"{place} is not there: restore the archive from a backup", reason="not_archived") from wrong
    except _UNREADABLE as wrong:
        raise _damaged(place, offset) from wrong


def _damaged(place: Path, offset: int) -> ArchiveError:
    message = f"{place} has no whole record at {offset}: restore the archive from a backup"
    return ArchiveError(message, reason="archive_damaged")
