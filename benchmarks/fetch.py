"""What fetching costs: 1,000 feeds of 20 items from loopback, in one run beside bare libraries and lemon24/reader.

    .venv/bin/python -m benchmarks.fetch [--feeds 1000]

`reader` is compared where it is installed (pip install --group benchmark). Each line is feeds a second; the last ones
are the ratios that must hold. Exit code 1 where one does not.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import httpx

from tasks import rows
from tasks.sources.archive import Journal
from tasks.sources.harvest import harvest_all
from tasks.sources.records import Harvest, KnownItem, Source, SourceState
from warehouse.connect import writer
from warehouse.store import FETCH, store

ITEMS = 20
NOW = datetime(2025, 6, 3, tzinfo=UTC)
DOCUMENTS = ("raw_document", "raw_document_current")


def feed(number: int) -> bytes:
    items = "".join(
        f"<item><title>Company {number} sets goal {n}</title><guid>{number}-{n}</guid>"
        f"<link>http://127.0.0.1/{number}/{n}</link><pubDate>Mon, 02 Jun 2025 {n:02}:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;Company {number} will reduce its emissions by {n + 10}% by 2030. "
        f"{'The programme covers all of its plants and begins this year. ' * 20}&lt;/p&gt;</description></item>"
        for n in range(ITEMS)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>N{number}</title>{items}</channel></rss>'.encode()


def serve(port: multiprocessing.Queue[int]) -> None:
    """A server that answers with an ETag, and 304 to who has it."""

    async def talk(reader: asyncio.StreamReader, writer_: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if b"if-none-match" in head.lower():
                    writer_.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
                else:
                    body = feed(int(head.split()[1].strip(b"/") or b"0"))
                    kind = b'Content-Type: application/rss+xml\r\nETag: "1"\r\n'
                    writer_.write(b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s" % (kind, len(body), body))
                await writer_.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer_.close()

    async def run() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def timed(name: str, feeds: int, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    rate = feeds / (time.perf_counter() - began)
    print(f"{name:<44}{rate:8.1f} feeds/s", flush=True)
    return rate


def bare_httpx(site: str, feeds: int, headers: dict[str, str]) -> None:
    async def run() -> None:
        slots = asyncio.Semaphore(10)
        async with httpx.AsyncClient() as client:

            async def one(number: int) -> None:
                async with slots:
                    await client.get(f"{site}/{number}", headers=headers)

            await asyncio.gather(*map(one, range(feeds)))

    asyncio.run(run())


def bare_feedparser(feeds: int) -> None:
    for number in range(feeds):
        feedparser.parse(io.BytesIO(feed(number)))


class Book:
    """Our fetch, parse, archive and store; what it keeps between two runs."""

    def __init__(self, site: str, feeds: int, folder: Path) -> None:
        self.sources = [Source(f"s{n}", "feed", f"{site}/{n}") for n in range(feeds)]
        self.folder = folder
        self.states: dict[str, SourceState] = {}
        self.known: dict[str, dict[str, KnownItem]] = {}
        self.found: list[Harvest] = []
        self.written: dict[str, int] = {}

    def run(self, now: datetime) -> None:
        journal = Journal(self.folder, f"{now:%H%M}.warc.gz")
        self.found = harvest_all(
            self.sources, self.states, self.known, now=now, keep=journal.keep, allowed_hosts=["127.0.0.1"]
        )
        journal.close()
        tables = {
            "raw_document": rows.documents(journal.archived, "run", now),
            "raw_source": rows.sources(self.sources, self.found, self.states, now),
            "raw_fetch": rows.attempts([one for harvest in self.found for one in harvest.attempts], "run"),
            "raw_reject": rows.rejects([one for harvest in self.found for one in harvest.rejects], "run", now),
            "raw_notice": rows.notices([one for harvest in self.found for one in harvest.notices], "run", now),
        }
        self.written = {name: len(table) for name, table in tables.items() if len(table)}
        with writer(self.folder / "book.duckdb") as connection:
            store(connection, (*DOCUMENTS, *FETCH), tables)
        self.states = {harvest.source.name: harvest.state for harvest in self.found if harvest.state}
        for one in journal.archived:
            document = one.document
            item = KnownItem(document.sha256, document.fingerprint, document.url, document.feed_title)
            self.known.setdefault(document.source, {})[document.item_key] = item


def lemon24_reader(site: str, feeds: int, folder: Path) -> Callable[[], object] | None:
    try:
        from reader import make_reader  # noqa: PLC0415 - only where it is installed
    except ImportError:
        print("reader is not installed: pip install --group benchmark")
        return None
    made = make_reader(str(folder / "reader.sqlite"))
    for number in range(feeds):
        made.add_feed(f"{site}/{number}")
    return lambda: made.update_feeds(workers=10)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=1000)
    feeds = parser.parse_args().feeds
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(port,), daemon=True)
    server.start()
    site = f"http://127.0.0.1:{port.get()}"
    with tempfile.TemporaryDirectory() as folder:
        fetched = timed("bare httpx, 10 at once", feeds, lambda: bare_httpx(site, feeds, {}))
        not_modified = timed("bare httpx, all 304", feeds, lambda: bare_httpx(site, feeds, {"If-None-Match": '"1"'}))
        parsed = timed("bare feedparser, one core", feeds, lambda: bare_feedparser(feeds))
        book = Book(site, feeds, Path(folder))
        ours = timed("fetch + parse + archive + store", feeds, lambda: book.run(NOW))
        items = sum(len(harvest.documents) for harvest in book.found)
        again = timed("second run, all 304", feeds, lambda: book.run(NOW + timedelta(hours=2)))
        reading = lemon24_reader(site, feeds, Path(folder))
        theirs = timed("lemon24/reader update_feeds(workers=10)", feeds, reading) if reading else 0.0
    server.terminate()
    together = 1 / (1 / fetched + 1 / parsed)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{items} items stored; second run wrote {book.written}; peak memory {peak} MB")
    checks = {
        "every item stored": items == feeds * ITEMS,
        f"{ours / together:.2f} of httpx and feedparser one after the other, at least 0.60": ours >= 0.6 * together,
        f"{not_modified / again:.2f} times bare httpx for 304s, at most 1.50": again * 1.5 >= not_modified,
        "a run of 304s writes raw_fetch only": set(book.written) == {"raw_fetch"},
    }
    if theirs:
        checks[f"{ours / theirs:.2f} of reader, at least 1.00"] = ours >= theirs
    for claim, holds in checks.items():
        print(f"{'ok' if holds else 'MISSED':<8}{claim}")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
