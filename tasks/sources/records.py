"""What a source is, what fetching it brought, and what was set aside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

SourceKind = Literal["folder", "archive", "feed", "sitemap", "page"]
Outcome = Literal[
    "new",
    "known",
    "changed",
    "not_modified",
    "failed",
    "refused",
    "blocked",
    "robots",
    "waiting",
    "not_due",
    "retired",
]
Identity = Literal["guid", "link", "content"]
Pages = Literal["auto", "always", "never"]
NoticeKind = Literal["moved", "gone", "identity", "shrinking", "failing", "recovered"]


def content_id(*parts: str | bytes) -> str:
    """A name made from the thing itself: 32 hex digits of SHA-256 over the parts, each preceded by its length."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Source:
    """A stanza of sources.toml. `location` is a URL, or for a folder or an archive an absolute path.

    `pages`: whether an entry's link is fetched: where the feed carries only the lede (auto), always, never.
    `identity` fixes what names an entry; without it the policy is found and kept in the source's state.
    `every_minutes`: a floor for the interval. `stale_after_days`: silence that is no longer its rhythm.
    `robots`: whether robots.txt binds the feed itself (pages it always binds). `history`: whether older pages of the
    feed (RFC 5005) are read on the first visit.
    """

    name: str
    kind: SourceKind
    location: str
    issuer: str | None = None
    language: str | None = None
    enabled: bool = True
    pages: Pages = "auto"
    identity: Identity | None = None
    every_minutes: int | None = None
    stale_after_days: int | None = None
    robots: bool = False
    history: bool = False
    max_entries: int = 2000


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the book remembers of a source; it makes the next fetch conditional, polite and on time.

    A reading that changes nothing leaves it as it was, but for `last_fetched_at`, which is the last attempt's.
    `failures` counts hard and soft failures in thirds of a hard one; `entry_count` and `usual_entry_count` are what the
    feed listed last and lists as a rule.
    """

    source: str
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None
    moved_to: str | None = None
    moved_seen: int = 0
    identity: Identity = "guid"
    failures: float = 0.0
    last_reason: str | None = None
    failing_since_at: datetime | None = None
    retry_at: datetime | None = None
    retry_host: str | None = None
    retired_at: datetime | None = None
    last_new_at: datetime | None = None
    gap_s: int | None = None
    floor_s: int = 0
    entry_count: int | None = None
    usual_entry_count: int | None = None
    stale_after_s: int | None = None
    last_fetched_at: datetime | None = None
    last_full_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item that the book has: the hash of its bytes, and what tells without reading whether it changed.

    `fingerprint`: of a feed's entry a hash of what the feed says of it, of a file its size and time.
    """

    sha256: str
    fingerprint: str | None = None
    url: str | None = None
    title: str | None = None


Known = Mapping[str, KnownItem]


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
    feed_published_from: str | None = None
    feed_fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fingerprint: str | None = None

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
    """One attempt to read a source, an entry's page or a file, and how it ended.

    Of a source that was read, `item_count` = new + changed + known + set aside.
    """

    source: str
    url: str
    outcome: Outcome
    fetched_at: datetime
    http_status: int | None = None
    byte_count: int | None = None
    detail: str | None = None
    item_count: int | None = None
    new_count: int | None = None
    changed_count: int | None = None
    known_count: int | None = None
    aside_count: int | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """Something set aside: the stage, what it was, a short reason in snake case, and what to do about it."""

    stage: Literal["fetch", "clean", "extract"]
    ref: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the operator should know of a source: what it did, what was done about it, what is left to do."""

    source: str
    kind: NoticeKind
    detail: str


@dataclass(frozen=True, slots=True)
class Harvest:
    """All that fetching one source brought. `state` is None where nothing about the source is to be kept."""

    source: Source
    documents: tuple[RawDocument, ...] = ()
    attempts: tuple[FetchAttempt, ...] = ()
    rejects: tuple[Reject, ...] = ()
    state: SourceState | None = None
    unchanged: int = field(default=0)
    notices: tuple[Notice, ...] = ()
    complete: bool = True
