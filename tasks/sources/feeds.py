"""Feeds: bytes to entries. RSS, Atom and RDF by feedparser, JSON Feed, news sitemaps. Runs in the parsing child."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from tasks.sources.dates import FeedDate, read_date
from tasks.sources.discovery import feeds_of_page
from tasks.sources.entries import Aside, Entry, NoFeed, Reading
from tasks.sources.jsonfeed import read_json
from tasks.sources.salvage import as_utf8, cut_short, items_in, one_by_one
from tasks.sources.sitemap import is_sitemap, read_sitemap
from tasks.sources.wires import wire_fields

MAX_ENTRIES = 2000
SLICE_S = 2.0  # processor time of one item, where a feed has to be read item by item
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_DATES = ("published", "issued", "created", "updated", "modified", "dc_date", "date")
_ROOT = re.compile(rb"<(?:[\w.\-]+:)?(?:rss|rdf|feed)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def parse_feed(
    content: bytes,
    now: datetime,
    *,
    url: str = "",
    content_type: str = "",
    max_entries: int = MAX_ENTRIES,
    slices: bool = False,
) -> Reading | NoFeed:
    """The entries of a feed in its order; never raises for what the bytes are.

    feedparser is given bytes only: it would open a string that looks like a path. With `slices` each item is read by
    itself, so that one that takes too long is set aside alone.
    """
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return NoFeed("empty", f"{url} is empty: see in a browser whether the feed is there")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return read_json(content, now, url, max_entries)
    if is_sitemap(content):
        return read_sitemap(content, now, max_entries)
    return _xml(as_utf8(content, content_type), now, url, max_entries, slices=slices)


def _xml(body: bytes, now: datetime, url: str, max_entries: int, *, slices: bool) -> Reading | NoFeed:
    """A feed in XML, as UTF-8."""
    if _HTML.match(body[:4096]) and not _ROOT.search(body[:8192]):
        return _no_feed(body, url, "html", "a web page")
    kept, listed = cut_short(body, max_entries)
    if slices:
        return _sliced(kept, now, url, listed, max_entries)
    parsed = _feedparser(kept)
    if not parsed.get("version") and not parsed.entries:
        return _no_feed(body, url, "no_feed", "no RSS, Atom, RDF or JSON feed")
    return _whole(parsed, kept, now, url, listed)


def _no_feed(body: bytes, url: str, reason: str, what: str) -> NoFeed:
    feeds = feeds_of_page(body, url)
    remedy = f"it names {', '.join(feeds[:3])}" if feeds else "name the feed's own address"
    return NoFeed(reason, f"{url} is {what}: {remedy}", tuple(feeds))


def _feedparser(content: bytes) -> Any:
    """What feedparser reads. Told the feed's address it would make guids absolute, and a move would change them."""
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(
        io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _whole(parsed: Any, kept: bytes, now: datetime, url: str, listed: int) -> Reading:
    """A feed that feedparser read; where it saw fewer items than stand there, the others are salvaged."""
    us_order = not str(parsed.feed.get("language", "en-us")).lower().startswith(("en-gb", "en-au", "en-nz", "en-ie"))
    found = list(parsed.entries)
    in_text = len(items_in(kept))
    asides: list[Aside] = []
    if in_text > len(found):
        salvaged, lost = one_by_one(kept, lambda part: _feedparser(part).entries, SLICE_S)
        if len(salvaged) > len(found):
            found, asides = salvaged, lost
    entries, unnamed = _entries(found, now, url, us_order)
    asides += unnamed
    return _reading(parsed, entries, asides, max(listed, len(found), len(entries) + len(asides)))


def _sliced(kept: bytes, now: datetime, url: str, listed: int, max_entries: int) -> Reading | NoFeed:
    found, asides = one_by_one(kept, lambda part: _feedparser(part).entries, SLICE_S)
    if not found:
        return NoFeed("parse_limit", f"{url} takes too long or too much memory to read: ask its owner to mend it")
    entries, unnamed = _entries(found[:max_entries], now, url, True)
    return _reading(feedparser.FeedParserDict(feed={}, version="salvaged"), entries, [*asides, *unnamed], listed)


def _entries(found: list[Any], now: datetime, url: str, us_order: bool) -> tuple[list[Entry], list[Aside]]:
    read = [_entry(one, now, url, us_order) for one in found]
    unnamed = [
        Aside(str(place), "empty_entry", "the entry has no link, guid, title or text: nothing can be read from it")
        for place, one in enumerate(read)
        if not (one.guid or one.link or one.title or one.content)
    ]
    return [one for one in read if one.guid or one.link or one.title or one.content], unnamed


def _reading(parsed: Any, entries: list[Entry], asides: list[Aside], listed: int) -> Reading:
    left = listed - len(entries) - len(asides)
    if left > 0:
        detail = f"the feed lists {listed} entries, {left} of them were left: raise max_entries of the source"
        asides = [*asides, Aside(f"{left} entries", "too_many_entries", detail)]
    links = {str(link.get("rel")): str(link.get("href") or "") for link in parsed.feed.get("links", [])}
    return Reading(
        kind=str(parsed.get("version") or "unknown"),
        title=_text(parsed.feed.get("title")),
        entries=tuple(entries),
        asides=tuple(asides),
        item_count=listed,
        every_s=_every_s(parsed.feed),
        older=links.get("prev-archive") or links.get("next") or None,
        moved_to=_text(parsed.feed.get("newlocation") or parsed.feed.get("itunes_new-feed-url")),
    )


def _every_s(feed: Any) -> int | None:
    """How often the feed says that it changes: `ttl` in minutes, or the syndication module's period."""
    ttl = str(feed.get("ttl") or "").strip()
    if ttl.isdecimal() and int(ttl[:9]) > 0:
        return int(ttl[:9]) * 60
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    often = str(feed.get("sy_updatefrequency") or "1").strip()
    return period // max(1, int(often[:6])) if period and often.isdecimal() else period


def _text(value: Any) -> str | None:
    return str(value).replace("\0", "").strip() or None if value else None


def _entry(entry: Any, now: datetime, url: str, us_order: bool) -> Entry:
    bodies = [str(one.get("value") or "") for one in entry.get("content", [])] + [str(entry.get("summary") or "")]
    return Entry(
        guid=_text(entry.get("id")),
        link=_link(entry, url),
        title=_text(entry.get("title")),
        date=entry_date(entry, now, us_order),
        content=max(bodies, key=len).replace("\0", ""),
        fields=wire_fields(entry),
    )


def _link(entry: Any, url: str) -> str | None:
    """The entry's own page, absolute; a guid is one only where it is an address by itself."""
    link = _text(entry.get("feedburner_origlink")) or _text(entry.get("link"))
    if link is None or (link == entry.get("id") and not link.lower().startswith(("http://", "https://"))):
        return None
    try:
        link = urljoin(url, link)
    except ValueError:
        return None
    return link if link.lower().startswith(("http://", "https://")) else None


def entry_date(entry: Any, now: datetime, us_order: bool) -> FeedDate | None:
    """The first of an entry's dates that can be true; publication before change."""
    for name in _DATES:
        raw = entry.get(name) if name in entry else None
        if raw and (found := read_date(str(raw), now, origin=name, us_order=us_order)):
            return found
    return None
