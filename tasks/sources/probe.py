"""What an address given by hand is: a feed, a sitemap, or a page that leads to one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

from tasks.sources.catalogue import plain_name
from tasks.sources.discovery import usual_places
from tasks.sources.entries import NoFeed, Reading
from tasks.sources.errors import FetchError
from tasks.sources.http import Client
from tasks.sources.parsing import Parsers
from tasks.sources.records import Source


def probe(url: str, *, contact: str | None, allowed_hosts: Iterable[str] = (), name: str | None = None) -> Source:
    """The source behind an address, named after its title.

    Raises FetchError where neither it nor what it names is a feed.
    """

    async def look() -> Source:
        async with Client(contact, allowed_hosts) as client, Parsers(1) as parsers:
            return await _look(url, client, parsers)

    with ThreadPoolExecutor(max_workers=1) as apart:
        found = apart.submit(asyncio.run, look()).result()
    return replace(found, name=name) if name else found


async def _look(url: str, client: Client, parsers: Parsers) -> Source:
    found = await _read(url, client, parsers)
    if isinstance(found, Reading):
        return _source(url, found)
    for place in [*found.feeds, *usual_places(url)]:
        try:
            other = await _read(place, client, parsers)
        except FetchError:
            continue  # one of several places where a feed may be; that none is one is said below
        if isinstance(other, Reading):
            return _source(place, other)
    raise FetchError(f"{url} is no feed and names none: look for its RSS or Atom address", reason=found.reason)


async def _read(url: str, client: Client, parsers: Parsers) -> Reading | NoFeed:
    answer = await client.get(url)
    kind = answer.header("content-type") or ""
    return await parsers.feed(answer.content, datetime.now(UTC), url=answer.url, content_type=kind, max_entries=50)


def _source(url: str, reading: Reading) -> Source:
    kind = "sitemap" if reading.kind.startswith("sitemap") else "feed"
    return Source(plain_name(reading.title or url), kind, url)  # type: ignore[arg-type]
