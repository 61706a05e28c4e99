"""JSON Feed 1.0 and 1.1 (jsonfeed.org), which feedparser does not read."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import urljoin

from tasks.sources.dates import read_date
from tasks.sources.entries import Aside, Entry, NoFeed, Reading


def read_json(content: bytes, now: datetime, url: str, max_entries: int) -> Reading | NoFeed:
    """The entries of a JSON feed; items that are no objects are set aside one by one."""
    try:
        said = json.loads(content.decode("utf-8-sig", errors="replace"), strict=False)
    except (ValueError, RecursionError) as wrong:
        return NoFeed("no_feed", f"{url} is no whole JSON ({wrong}): fetch it again or name the feed's own address")
    items = said.get("items") if isinstance(said, dict) else None
    if not isinstance(items, list):
        return NoFeed(
            "no_feed", f"{url} is JSON, but no JSON Feed: it has no list `items`; name the feed's own address"
        )
    read = [_entry(item, now, url) for item in items[:max_entries]]
    asides = [
        Aside(str(place), "malformed", "the item is no object with an id, URL, title or text: see the feed's source")
        for place, entry in enumerate(read)
        if entry is None
    ]
    if left := len(items) - max_entries if len(items) > max_entries else 0:
        detail = f"the feed lists {len(items)} entries, {left} of them were left: raise max_entries of the source"
        asides.append(Aside(f"{left} entries", "too_many_entries", detail))
    return Reading(
        kind="json",
        title=_text(said.get("title")),
        entries=tuple(entry for entry in read if entry),
        asides=tuple(asides),
        item_count=len(items),
        older=_text(said.get("next_url")),
    )


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).replace("\0", "").encode(errors="replace").decode().strip() or None


def _entry(item: Any, now: datetime, base: str) -> Entry | None:
    if not isinstance(item, dict):
        return None
    link = _text(item.get("url")) or _text(item.get("external_url"))
    try:
        link = urljoin(base, link) if link else None
    except ValueError:
        link = None
    link = link if link and link.lower().startswith(("http://", "https://")) else None
    content = _text(item.get("content_html"))
    if content is None:
        plain = _text(item.get("content_text")) or _text(item.get("summary")) or ""
        content = "".join(f"<p>{escape(part)}</p>" for part in plain.split("\n\n") if part.strip())
    entry = Entry(_text(item.get("id")), link, _text(item.get("title")), None, content, _fields(item))
    if not (entry.guid or entry.link or entry.title or entry.content):
        return None
    for name in ("date_published", "date_modified"):
        if (raw := _text(item.get(name))) and (found := read_date(raw, now, origin=name)):
            return Entry(entry.guid, entry.link, entry.title, found, entry.content, entry.fields)
    return entry


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _fields(item: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    subjects = tuple(tag for one in _list(item.get("tags"))[:20] if (tag := _text(one)))
    files = [one.get("url") for one in _list(item.get("attachments"))[:20] if isinstance(one, dict)]
    enclosures = tuple(found for one in files if (found := _text(one)))
    return {name: values for name, values in (("subjects", subjects), ("enclosures", enclosures)) if values}
