"""RSS and Atom: a feed's bytes to entries."""

from __future__ import annotations

import calendar
import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

import feedparser

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # no feed is older than the web


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. `key` is its guid, else its link; `content` HTML of what the feed itself carries."""

    key: str
    link: str | None
    title: str | None
    published: datetime | None
    content: str


def parse_feed(content: bytes, now: datetime) -> list[Entry] | None:
    """The entries of a feed in its order, without those that neither guid nor link names; None where it is no feed.

    feedparser is given bytes only: it would open a string that looks like a path.
    """
    parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=True)
    if not parsed.get("version") and not parsed.entries:
        return None
    entries = [_entry(entry, now) for entry in parsed.entries]
    return [entry for entry in entries if entry.key]


def _entry(entry: Any, now: datetime) -> Entry:
    link = str(entry.get("link") or "") or None
    bodies = [str(one.get("value") or "") for one in entry.get("content", [])] or [str(entry.get("summary") or "")]
    title = str(entry.get("title") or "").strip() or None
    return Entry(
        key=str(entry.get("id") or link or ""),
        link=link,
        title=title,
        published=_when(entry.get("published_parsed") or entry.get("updated_parsed"), now),
        content=max(bodies, key=len),
    )


def _when(parsed: Any, now: datetime) -> datetime | None:
    """A feed's date in UTC; None where it cannot be true."""
    if not parsed:
        return None
    try:
        found = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found if EARLIEST <= found <= now + timedelta(days=2) else None


def as_page(entry: Entry) -> bytes:
    """What the feed carries of an entry, as a page of its own."""
    title = escape(entry.title or "")
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{entry.content}</body></html>".encode()
