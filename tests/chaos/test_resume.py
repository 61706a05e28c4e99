"""kill -9 while pages are fetched: what was archived is not fetched again, and nothing is there twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tasks.sources.archive import unstored

KILLS = int(os.environ.get("PLEDGEBOOK_KILLS", "8"))
ITEMS, FEEDS = 15, max(6, KILLS * 3 // 4)  # enough that most kills meet a fetch that has something left to do

FETCH = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tasks.sources.archive import Journal, unstored
from tasks.sources.harvest import harvest_all
from tasks.sources.records import KnownItem, Source
site, archive, name = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
known = {}
for one in unstored(archive, {}):
    document = one.document
    known.setdefault(document.source, {})[document.item_key] = KnownItem(document.sha256, document.fingerprint)
sources = [Source(f"s{n}", "feed", f"{site}/feed/{n}") for n in range(int(sys.argv[4]))]
journal = Journal(archive, name)
harvest_all(sources, {}, known, now=datetime(2025, 6, 3, tzinfo=UTC), keep=journal.keep, allowed_hosts=["127.0.0.1"])
journal.close()
"""


class Site(BaseHTTPRequestHandler):
    hits: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        self.hits[self.path] += 1
        _, kind, *rest = self.path.split("/")
        port = self.server.server_address[1]
        if kind == "feed":
            items = "".join(
                f"<item><guid>{rest[0]}-{n}</guid><title>T</title><link>http://127.0.0.1:{port}/page/{rest[0]}/{n}</link></item>"
                for n in range(ITEMS)
            )
            body = f"<rss version='2.0'><channel><title>N</title>{items}</channel></rss>".encode()
        else:
            time.sleep(0.03)
            body = f"<html><title>{self.path}</title><p>{'A goal for 2030. ' * 80}</p></html>".encode()
        self.send_response(200 if kind in ("feed", "page") else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.hits = Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.slow
@pytest.mark.timeout(60 + 25 * KILLS)
def test_a_killed_fetch_goes_on_where_it_was(site: str, project_root: Path, tmp_path: Path) -> None:
    chance = random.Random(20250602)

    def start(name: str) -> subprocess.Popen[bytes]:
        arguments = [sys.executable, "-c", FETCH, site, str(tmp_path), name, str(FEEDS)]
        return subprocess.Popen(arguments, cwd=project_root)

    interrupted = 0
    for number in range(KILLS):
        archived = {str(one.document.url).removeprefix(site) for one in unstored(tmp_path, {})}
        before = {path: Site.hits[path] for path in archived}
        process = start(f"run{number}.warc.gz")
        deadline = time.monotonic() + 20
        seen = sum(Site.hits.values())
        wanted = seen + chance.randint(2, 14)
        while sum(Site.hits.values()) < wanted and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        interrupted += process.poll() is None
        process.kill()
        process.wait()
        assert {path: Site.hits[path] for path in archived} == before, f"fetched again after kill {number}"
    assert interrupted >= KILLS // 2
    assert start("last.warc.gz").wait() == 0
    found = unstored(tmp_path, {})
    assert len(found) == FEEDS * ITEMS
    assert len({one.document.document_id for one in found}) == FEEDS * ITEMS
