"""A visit to a folder or an archive: files that changed, each by its form, everything unreadable set aside by name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tasks.sources.containers import Member, warc_members, zip_members
from tasks.sources.dates import read_date
from tasks.sources.entries import NoFeed, as_page
from tasks.sources.errors import FetchError
from tasks.sources.folder import (
    ARCHIVES,
    CONTENT_TYPES,
    INSIDE,
    ending,
    files,
    fingerprint,
    inside,
    root_of,
    unreadable,
)
from tasks.sources.identity import item_key
from tasks.sources.mail import read_message
from tasks.sources.newsml import is_newsml, read_newsml
from tasks.sources.records import Harvest, RawDocument
from tasks.sources.schedule import after_reading
from tasks.sources.visit import Visit

_FEEDS = ("application/xml", "application/json")
_MESSAGES = ("message/rfc822", "multipart/related")


async def visit_folder(visit: Visit) -> Harvest:
    """Read the new and changed files; raises FetchError where the folder is not there."""
    source = visit.source
    place = Path(source.location)
    if not (place.is_dir() if source.kind == "folder" else place.is_file()):
        what = "folder" if source.kind == "folder" else "file"
        message = f"{place} is no {what}: mend its path in sources.toml"
        raise FetchError(message, reason="not_found", weight="hard")
    held = inside(visit.known)
    for path in files(source):
        await _file(visit, path, held)
    after = after_reading(source, visit.state, visit.equipment.now, brought=bool(visit.documents))
    ended = visit.end(after, "known", str(place), None, 0)
    # A folder has no attempt of its own: its files have.
    return replace(ended, attempts=tuple(visit.attempts))


async def _file(visit: Visit, path: Path, held: dict[str, list[str]]) -> None:
    if reject := unreadable(visit.source, path):
        visit.rejects.append(reject)
        visit.counts["aside"] += 1
        return
    key = path.relative_to(root_of(visit.source)).as_posix()
    mark = fingerprint(path)
    item = visit.known.get(key)
    marks = held.get(key, [])
    if item is not None and item.fingerprint == mark:
        visit.counts["known"] += 1
    elif marks and set(marks) == {f"{mark}:{len(marks)}"}:
        visit.counts["known"] += len(marks)
    elif ending(path.name) in ARCHIVES:
        await _archive(visit, path, key, mark)
    else:
        content = await asyncio.to_thread(_bytes, path)
        if isinstance(content, OSError):
            visit.aside(key, "unreadable", f"{path} cannot be read ({content.strerror}): mend its permissions")
            return
        await _content(visit, Member(path.name, content), key, mark, str(path))


def _bytes(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as wrong:
        return wrong


async def _archive(visit: Visit, path: Path, key: str, mark: str) -> None:
    """The members of an archive; the mark that lets it be passed over next time carries their number."""
    read = zip_members if ending(path.name) == ".zip" else warc_members
    marked = f"{mark}:{sum(1 for member in _readable(read(path)))}"
    for member in read(path):
        inner = f"{key}{INSIDE}{member.name}"
        if member.reason:
            visit.aside(inner, member.reason, member.detail)
        elif member.content_type is None and ending(member.name) not in CONTENT_TYPES:
            kinds = ", ".join(CONTENT_TYPES)
            visit.aside(inner, "unknown_type", f"{inner} is none of {kinds}: convert it, or take it out")
        else:
            await _content(visit, member, inner, marked, inner)


def _readable(members: Iterator[Member]) -> Iterator[Member]:
    for member in members:
        if (
            not member.reason
            and (member.content_type or ending(member.name) in CONTENT_TYPES)
            and member.content.strip()
        ):
            yield member


async def _content(visit: Visit, member: Member, key: str, mark: str, name: str) -> None:
    """A file's bytes by their form: a page or text, a message, a PDF, a feed, a news item."""
    content = member.content
    kind = member.content_type or CONTENT_TYPES[ending(member.name)]
    if not content.strip():
        visit.aside(key, "empty", f"{name} is empty: fetch it again or take it out")
    elif kind.startswith("application/pdf") or content.lstrip()[:5] == b"%PDF-":
        found = await visit.equipment.parsers.pdf(content, name)
        if "text" not in found:
            visit.aside(key, found["reason"], found["detail"])
        else:
            said = {"content": found["text"].encode(), "content_type": "text/plain; charset=utf-8"}
            _keep(visit, key, mark, {**said, "title": found["title"] or None})
    elif kind in _MESSAGES:
        message = read_message(content)
        if message is None or not message["content"].strip():
            visit.aside(key, "no_text", f"{name} carries neither text nor HTML: take it out")
        else:
            _keep(visit, key, mark, message)
    elif kind in _FEEDS and is_newsml(content):
        items = read_newsml(content)
        if not items:
            visit.aside(key, "malformed", f"{name} holds no news item that can be read: see its source")
        for item in items:
            several = len(items) > 1
            inner, marked = (f"{key}{INSIDE}{item['key']}", f"{mark}:{len(items)}") if several else (key, mark)
            _keep(visit, inner, marked, {"content_type": "text/html; charset=utf-8"} | item)
    elif kind in _FEEDS:
        await _feed(visit, content, key, mark, name)
    else:
        place = {"url": member.url, "headers": member.headers}
        _keep(visit, key, mark, {"content": content, "content_type": kind, **place})


async def _feed(visit: Visit, content: bytes, key: str, mark: str, name: str) -> None:
    """A feed that lies as a file: its entries as they stand there; no link is followed."""
    found = await visit.equipment.parsers.feed(
        content, visit.equipment.now, url="", max_entries=visit.source.max_entries
    )
    if isinstance(found, NoFeed):
        visit.aside(key, found.reason, f"{name}: {found.detail}"[:500])
        return
    for aside in found.asides:
        visit.aside(f"{key}{INSIDE}{aside.ref}", aside.reason, aside.detail)
    keys: set[str] = set()
    for entry in found.entries:
        inner = f"{key}{INSIDE}{item_key(entry, 'guid')}"
        if inner in keys:
            inner = f"{key}{INSIDE}{item_key(entry, 'content')}"
        if inner in keys:
            visit.counts["known"] += 1
            continue
        keys.add(inner)
        said: dict[str, Any] = {"content": as_page(entry), "content_type": "text/html; charset=utf-8"}
        said |= {"url": entry.link, "title": entry.title, "issuer": entry.issuer, "fields": entry.fields}
        said |= {"published": entry.date.text if entry.date else None}
        _keep(visit, inner, f"{mark}:{len(found.entries)}", said)


def _keep(visit: Visit, key: str, mark: str, said: dict[str, Any]) -> None:
    now = visit.equipment.now
    when = read_date(said["published"], now, origin="file") if said.get("published") else None
    document = RawDocument(
        visit.source.name,
        key,
        said.get("url"),
        said["content"],
        said["content_type"],
        now,
        visit.source.issuer or said.get("issuer"),
        said.get("title"),
        (when.at or when.text) if when else None,
        said.get("headers", ()),
        when.origin if when else None,
        said.get("fields", {}),
        mark,
    )
    item = visit.known.get(key)
    if item is not None and item.sha256 == document.sha256:
        visit.counts["known"] += 1
    else:
        visit.keep(document, changed=item is not None)
