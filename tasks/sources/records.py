"""What a source is, what fetching it brought, and what was set aside."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

SourceKind = Literal["folder", "feed", "page"]
Outcome = Literal["new", "known", "changed", "not_modified", "failed", "refused"]


def content_id(*parts: str | bytes) -> str:
    """A name made from the thing itself: 32 hex digits of SHA-256 over the parts, each preceded by its length."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Source:
    """A stanza of sources.toml. `location` is a URL, or for a folder an absolute path."""

    name: str
    kind: SourceKind
    location: str
    issuer: str | None = None
    language: str | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the last complete fetch of a source left behind; it makes the next one conditional."""

    source: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes that carry one release, as they came.

    `item_key` names the item within its source and stays the same when its content changes: a path relative to the
    folder, a feed entry's guid or link, a page's URL. What a feed said about the entry comes along (`feed_*`).
    """

    source: str
    item_key: str
    url: str | None
    content: bytes
    content_type: str | None
    fetched_at: datetime
    issuer_hint: str | None = None
    feed_title: str | None = None
    feed_published: datetime | str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, 64 hex digits."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def document_id(self) -> str:
        """One version of one item of one source."""
        return content_id(self.source, self.item_key, self.content)

    @property
    def release_id(self) -> str:
        """One item of one source, whatever its versions."""
        return content_id(self.source, self.item_key)


@dataclass(frozen=True, slots=True)
class ArchivedDocument:
    """Where a document's bytes stand in the WARC archive. `warc_file` is relative to the archive's folder."""

    document: RawDocument
    warc_file: str
    warc_offset: int


@dataclass(frozen=True, slots=True)
class FetchAttempt:
    """One attempt to read a source, an entry's page or a file, and how it ended."""

    source: str
    url: str
    outcome: Outcome
    fetched_at: datetime
    http_status: int | None = None
    byte_count: int | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """Something set aside: the stage, what it was, a short reason in snake case, and what to do about it."""

    stage: Literal["fetch", "clean", "extract"]
    ref: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Harvest:
    """All that fetching one source brought. `state` is None where the fetch was not complete."""

    source: Source
    documents: tuple[RawDocument, ...] = ()
    attempts: tuple[FetchAttempt, ...] = ()
    rejects: tuple[Reject, ...] = ()
    state: SourceState | None = None
    unchanged: int = field(default=0)
