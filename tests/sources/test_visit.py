"""Feeds over several visits: changes, moves, refusals to answer, block pages; each remembered, none twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tasks import rows
from tasks.sources.errors import FetchError
from tasks.sources.harvest import harvest_all
from tasks.sources.probe import probe
from tasks.sources.records import Harvest, KnownItem, RawDocument, Source, SourceState

START = datetime(2025, 6, 3, tzinfo=UTC)
LONG = "The company will halve its emissions by 2030. " * 40


def item(number: int, text: str = LONG, link: str = "") -> str:
    where = f"<link>{link}</link>" if link else ""
    return f"<item><guid>{number}</guid><title>T{number}</title>{where}<description>{text}</description></item>"


class Site(BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, tuple[int, str, dict[str, str]]]] = {}
    hits: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        self.hits[self.path] += 1
        status, body, headers = self.pages.get(self.path, (404, "", {}))
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, ""
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        pass

    @classmethod
    def serve(cls, path: str, body: str, status: int = 200, **headers: str) -> None:
        cls.pages[path] = (status, body, {name.replace("_", "-"): value for name, value in headers.items()})

    @classmethod
    def feed(cls, inside: str, **headers: str) -> None:
        cls.serve("/feed", f"<rss version='2.0'><channel><title>News</title>{inside}</channel></rss>", **headers)


@pytest.fixture
def site() -> Iterator[str]:
    Site.pages, Site.hits = {}, Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Reader:
    """One source, read again and again, with what the book would remember."""

    def __init__(self, site: str, **options: object) -> None:
        self.source = replace(Source("x", "feed", f"{site}/feed"), **options)  # type: ignore[arg-type]
        self.known: dict[str, KnownItem] = {}
        self.states: dict[str, SourceState] = {}
        self.now = START

    def read(self, *, due_only: bool = False) -> Harvest:
        self.now += timedelta(hours=1)
        kept: list[RawDocument] = []
        (found,) = harvest_all(
            [self.source], self.states, {"x": self.known}, now=self.now, keep=kept.append,
            allowed_hosts=["127.0.0.1"], due_only=due_only,
        )  # fmt: skip
        for one in kept:
            self.known[one.item_key] = KnownItem(one.sha256, one.fingerprint, one.url, one.feed_title)
        if found.state and found.attempts[0].outcome not in ("not_due", "waiting", "retired"):
            self.states["x"] = replace(found.state, last_fetched_at=self.now)
        return found


def test_a_changed_entry_is_a_new_version_of_the_same_item(site: str) -> None:
    reader = Reader(site)
    Site.feed(item(1) + item(2))
    first = reader.read()
    Site.feed(item(1) + item(2, LONG + " Corrected."))
    second = reader.read()
    assert (second.attempts[0].changed_count, second.attempts[0].known_count) == (1, 1)
    assert second.documents[0].release_id == first.documents[1].release_id
    assert second.documents[0].document_id != first.documents[1].document_id
    assert reader.read().documents == ()


def test_304_is_believed_for_a_day(site: str) -> None:
    reader = Reader(site)
    Site.feed(item(1), ETag='"same"')
    reader.read()
    Site.feed(item(1) + item(2), ETag='"same"')
    found = reader.read()
    assert found.attempts[0].outcome == "not_modified"
    assert found.unchanged == 1
    reader.now += timedelta(days=1)
    assert [one.item_key for one in reader.read().documents] == ["2"]


def test_a_source_that_moved_for_good_is_read_there(site: str) -> None:
    reader = Reader(site)
    Site.feed(item(1))
    Site.pages["/new"] = Site.pages["/feed"]
    Site.serve("/feed", "", 301, Location="/new")
    notices = [notice.kind for _ in range(3) for notice in reader.read().notices]
    assert notices == ["moved"]
    asked = Site.hits["/feed"]
    reader.read()
    assert Site.hits["/feed"] == asked
    del Site.pages["/new"]
    assert reader.read().rejects[0].reason == "not_found"
    reader.read()
    assert Site.hits["/feed"] == asked + 1


def test_gone_is_not_asked_again_and_says_so(site: str) -> None:
    reader = Reader(site)
    Site.serve("/feed", "", 410)
    assert [notice.kind for notice in reader.read().notices] == ["gone"]
    assert reader.read().attempts[0].outcome == "retired"
    assert Site.hits["/feed"] == 1


def test_retry_after_is_kept_between_runs(site: str) -> None:
    reader = Reader(site)
    Site.serve("/feed", "", 503, Retry_After="Fri, 21 Dec 2035 07:28:00 GMT")
    reader.read()
    assert reader.read().attempts[0].outcome == "waiting"
    assert Site.hits["/feed"] == 1


def test_what_is_not_due_waits_in_a_scheduled_run(site: str) -> None:
    reader = Reader(site, every_minutes=600)
    Site.feed(item(1))
    reader.read()
    assert reader.read(due_only=True).attempts[0].outcome == "not_due"
    assert reader.read().attempts[0].outcome == "known"


def test_what_a_server_says_of_freshness_is_waited_for(site: str) -> None:
    reader = Reader(site)
    Site.feed("".join(map(item, range(3))), Cache_Control="max-age=9000")
    reader.read()
    assert [reader.read(due_only=True).attempts[0].outcome for _ in range(3)] == ["not_due", "not_due", "known"]


def test_block_pages_are_an_outcome_and_never_a_release(site: str) -> None:
    reader = Reader(site)
    Site.feed(item(1, "", f"{site}/denied") + item(2, "Only a lede.", f"{site}/denied"))
    Site.serve("/denied", "<title>Access Denied</title><h1>Access Denied</h1>")
    found = reader.read()
    assert [one.outcome for one in found.attempts[1:]] == ["blocked", "blocked"]
    assert [reject.reason for reject in found.rejects] == ["blocked"]
    assert [b"Only a lede" in one.content and b"Denied" not in one.content for one in found.documents] == [True]


def test_a_page_that_may_come_is_asked_for_again(site: str) -> None:
    reader = Reader(site)
    Site.feed(item(1, "Only a lede.", f"{site}/page"), ETag='"1"')
    Site.serve("/page", "", 500)
    assert b"Only a lede" in reader.read().documents[0].content
    Site.serve("/page", f"<title>T</title><p>{LONG}</p>")
    second = reader.read()
    assert second.attempts[0].changed_count == 1
    assert LONG.strip().encode() in second.documents[0].content
    assert reader.read().documents == ()


def test_robots_bind_pages(site: str) -> None:
    reader = Reader(site)
    Site.feed(item(1, "Only a lede.", f"{site}/private/a"))
    Site.serve("/robots.txt", "User-agent: pledgebook\nDisallow: /private/", Content_Type="text/plain")
    found = reader.read()
    assert found.attempts[1].outcome == "robots"
    assert Site.hits["/private/a"] == 0


@pytest.mark.parametrize(("asked", "outcome"), [(True, "robots"), (False, "new")])
def test_robots_bind_a_feed_where_the_operator_wants_that(site: str, asked: bool, outcome: str) -> None:
    Site.feed(item(1))
    Site.serve("/robots.txt", "User-agent: *\nDisallow: /feed", Content_Type="text/plain")
    assert Reader(site, robots=asked).read().attempts[0].outcome == outcome
    assert Site.hits["/feed"] == (0 if asked else 1)


def test_a_feed_that_shrinks_to_nothing_is_noticed_once(site: str) -> None:
    reader = Reader(site)
    Site.feed("".join(map(item, range(10))))
    reader.read()
    Site.feed("")
    assert [notice.kind for notice in reader.read().notices] == ["shrinking"]
    assert reader.read().notices == ()


def test_failing_is_noticed_once_and_so_is_recovery(site: str) -> None:
    reader = Reader(site)
    told = [notice.kind for _ in range(8) for notice in reader.read().notices]
    assert told == ["failing"]
    Site.feed(item(1))
    assert [notice.kind for notice in reader.read().notices] == ["recovered"]


def test_older_pages_of_a_feed_are_read_on_the_first_visit(site: str) -> None:
    head = "<feed xmlns='http://www.w3.org/2005/Atom'><title>N</title>"
    entry = "<entry><id>{0}</id><title>T{0}</title><content>" + LONG + "</content></entry>"
    Site.serve("/feed", f"{head}<link rel='prev-archive' href='/old'/>{entry.format(2)}</feed>")
    Site.serve("/old", f"{head}{entry.format(1)}</feed>")
    reader = Reader(site, history=True)
    assert [one.item_key for one in reader.read().documents] == ["2", "1"]
    reader.read()
    assert Site.hits["/old"] == 1


def test_a_page_leads_to_its_feed(site: str) -> None:
    Site.feed(item(1))
    Site.serve("/news", "<link rel='alternate' type='application/rss+xml' href='/feed'><p>Newsroom</p>")
    found = probe(f"{site}/news", contact=None, allowed_hosts=["127.0.0.1"])
    assert (found.kind, found.location, found.name) == ("feed", f"{site}/feed", "News")
    Site.pages.clear()
    Site.serve("/news", "<p>Newsroom</p>")
    with pytest.raises(FetchError, match="names none"):
        probe(f"{site}/news", contact=None, allowed_hosts=["127.0.0.1"])


def test_a_reading_of_a_part_leaves_what_is_remembered(site: str) -> None:
    reader = Reader(site)
    Site.feed(item(1), ETag='"1"')
    reader.read()
    state = reader.states["x"]
    (part,) = harvest_all(
        [reader.source], reader.states, {}, now=START, keep=lambda _: None, since=START.date(),
        allowed_hosts=["127.0.0.1"],
    )  # fmt: skip
    assert part.state is None
    assert len(rows.sources([reader.source], [part], {"x": state}, START)) == 0
