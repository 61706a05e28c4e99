"""What a feed says: its entries, and what it says of itself. Records that cross from the parsing child as JSON."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from tasks.sources.dates import FeedDate
from tasks.sources.records import content_id


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed, as it stands there; `content` is HTML of the longest body that the feed carries.

    `fields` are what wires say besides: issuer, tickers, isin, subjects, enclosures; each a tuple of texts.
    """

    guid: str | None
    link: str | None
    title: str | None
    date: FeedDate | None
    content: str
    fields: dict[str, tuple[str, ...]]

    @property
    def fingerprint(self) -> str:
        """Changes when what the feed says of the entry changes; its date counts only where it says nothing else."""
        when = self.date.text if self.date and not self.content else ""
        return content_id(self.title or "", self.link or "", self.content, when)

    @property
    def issuer(self) -> str | None:
        """Who issues it, as the feed says."""
        return next(iter(self.fields.get("issuer", ())), None)


@dataclass(frozen=True, slots=True)
class Aside:
    """An item of a feed that was set aside: its place from 0 or its name, a reason, and what to do."""

    ref: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a feed's bytes gave. `kind` is feedparser's name of the format, json or sitemap.

    `item_count` counts what the feed lists; each is an entry or aside. `older` leads to the page before (RFC 5005).
    """

    kind: str
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    asides: tuple[Aside, ...] = ()
    item_count: int = 0
    every_s: int | None = None
    older: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class NoFeed:
    """Why the bytes are no feed; `feeds` are those that the page names (autodiscovery)."""

    reason: str
    detail: str
    feeds: tuple[str, ...] = ()


def as_page(entry: Entry) -> bytes:
    """What the feed carries of an entry, as a page of its own."""
    title = escape(entry.title or "")
    head = f'<html><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body><h1>{title}</h1>{entry.content}</body></html>".encode(errors="replace")


def to_json(found: Reading | NoFeed) -> bytes:
    """A line for the parent process."""
    kept = _plain(found) | {"is": type(found).__name__}
    return json.dumps(kept, default=_plain, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    """A record as a dictionary, one level deep; a date as text."""
    if isinstance(value, date):
        return value.isoformat()
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def from_json(line: bytes) -> Reading | NoFeed:
    """What the child said."""
    said: dict[str, Any] = json.loads(line)
    if said.pop("is") == "NoFeed":
        return NoFeed(**said | {"feeds": tuple(said["feeds"])})
    entries = tuple(_entry(one) for one in said["entries"])
    asides = tuple(Aside(**one) for one in said["asides"])
    return Reading(**said | {"entries": entries, "asides": asides})


def _entry(said: dict[str, Any]) -> Entry:
    when = said["date"]
    if when:
        at = datetime.fromisoformat(when["at"]) if when["at"] else None
        when = FeedDate(date.fromisoformat(when["on"]), at, when["origin"])
    fields = {name: tuple(values) for name, values in said["fields"].items()}
    return Entry(**said | {"date": when, "fields": fields})
