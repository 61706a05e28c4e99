"""The archive of fetched bytes: WARC files, one a run, gzip per record, found again by file and offset."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.sources.errors import SourceError
from tasks.sources.records import ArchivedDocument, RawDocument

# The bytes are archived decompressed: these headers would no longer be true of them.
_OF_THE_TRANSFER = {"content-encoding", "transfer-encoding", "content-length"}


def write_warc(folder: Path, file_name: str, documents: Iterable[RawDocument]) -> list[ArchivedDocument]:
    """Append a record for each document; on disk when this returns.

    Raises SourceError where the folder cannot be written. A record that a killed run left half written does no harm:
    nothing points to it, and no other run writes to its file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / file_name).open("ab") as file:
            writer = WARCWriter(file, gzip=True)
            archived = [_append(writer, file, file_name, document) for document in documents]
            file.flush()
            os.fsync(file.fileno())
    except OSError as wrong:
        raise SourceError(
            f"{folder / file_name} cannot be written ({wrong.strerror}): make room or make it writable"
        ) from wrong
    return archived


def _append(writer: WARCWriter, file: io.BufferedWriter, name: str, document: RawDocument) -> ArchivedDocument:
    offset = file.tell()
    payload = io.BytesIO(document.content)
    when = {"WARC-Date": f"{document.fetched_at:%Y-%m-%dT%H:%M:%SZ}"}
    if document.headers and document.url:
        kept = [(key, value) for key, value in document.headers if key.lower() not in _OF_THE_TRANSFER]
        head = StatusAndHeaders("200 OK", kept, protocol="HTTP/1.1")
        record = writer.create_warc_record(document.url, "response", payload, http_headers=head, warc_headers_dict=when)
    else:
        uri = document.url or f"urn:pledgebook:{quote(document.source)}:{quote(document.item_key)}"
        kind = document.content_type or "application/octet-stream"
        record = writer.create_warc_record(uri, "resource", payload, warc_content_type=kind, warc_headers_dict=when)
    writer.write_record(record)
    return ArchivedDocument(document, name, offset)


def read_document(folder: Path, warc_file: str, offset: int) -> bytes:
    """The bytes of a document, as they came.

    Raises SourceError where the file or the record is not there.
    """
    try:
        with (folder / warc_file).open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            return bytes(record.content_stream().read())
    except (OSError, StopIteration) as wrong:
        raise SourceError(
            f"{folder / warc_file} has no record at {offset}: restore the archive from a backup"
        ) from wrong
