"""A feed over HTTP, with the flow itself: entry links followed, conditional GET the second time, changes noticed."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tests.flows.books import tables
from tests.flows.command import Command

PAGE = """<html><head><title>Orrin Glass sets water goal</title></head><body><article>
<h1>Orrin Glass sets water goal</h1>
<p>DUBLIN, June 2, 2025 -- Orrin Glass plc today announced its new water programme for all of its eleven plants.</p>
<p>The company will reduce its water consumption by {percent}% by 2032 compared with 2022. The programme starts this
summer at the plant in Cork, where the first closed loop has been running for several months without interruption.</p>
<p>The company employs four thousand people in three countries and makes bottles, jars and laboratory glass.</p>
</article></body></html>"""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Orrin Glass News</title>
<item><title>Orrin Glass sets water goal</title><link>http://127.0.0.1:{port}/water</link><guid>water-1</guid>
<pubDate>Mon, 02 Jun 2025 07:00:00 GMT</pubDate></item></channel></rss>"""


class Site(BaseHTTPRequestHandler):
    hits: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        conditional = self.headers.get("If-None-Match") == '"one"'
        if self.path == "/feed" and conditional:
            self.hits["not modified"] += 1
            self.send_response(304)
            self.end_headers()
            return
        self.hits[self.path] += 1
        port = self.server.server_address[1]
        body = (FEED.format(port=port) if self.path == "/feed" else PAGE.format(percent=30)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html; charset=utf-8")
        self.send_header("ETag", '"one"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        pass


@pytest.fixture
def site() -> Iterator[int]:
    Site.hits = Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_a_feed_is_read_once(pledgebook: Command, home: Path, site: int) -> None:
    home.mkdir()
    (home / "sources.toml").write_text(
        f'[[source]]\nname = "orrin"\nfeed = "http://127.0.0.1:{site}/feed"\n'
        '[[source]]\nname = "dead"\nfeed = "http://127.0.0.1:1/feed"\n',
        encoding="utf-8",
    )
    first = pledgebook("ingest", PLEDGEBOOK_ALLOWED_HOSTS="127.0.0.1")
    assert "1 new documents" in first.stdout
    assert "dead" in first.stderr
    book = tables(home / "warehouse.duckdb")
    assert len(book["core_target"]) == 1
    second = pledgebook("ingest", PLEDGEBOOK_ALLOWED_HOSTS="127.0.0.1")
    assert "Nothing new" in second.stdout
    assert Site.hits["not modified"] == 1
    assert Site.hits["/water"] == 1
    again = tables(home / "warehouse.duckdb")
    assert all(again[name] == book[name] for name in book if name.startswith("core_") or name == "raw_document")
