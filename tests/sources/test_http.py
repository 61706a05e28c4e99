"""The HTTP client against a real server on loopback: what it brings, what it refuses, where it stops."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import brotli
import pytest
import zstandard

from tasks.sources.addresses import is_public, literal
from tasks.sources.caching import fresh_for, retry_at
from tasks.sources.decoding import decoded
from tasks.sources.errors import FetchError
from tasks.sources.http import Client, Fetched
from tasks.sources.politeness import Hosts
from tasks.sources.robots import Robots
from tests.sources.certificates import own_certificate

CRAWL_DELAY_S = 0.25


class Site(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str | None]]] = []

    agents: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        Site.agents.append(self.headers.get("User-Agent"))
        Site.asked.append((self.path, self.headers.get("If-None-Match")))
        if self.path == "/page":
            if self.headers.get("If-None-Match") == '"v1"':
                self.answer(304)
            else:
                self.answer(200, b"a page", ETag='"v1"')
        elif self.path == "/moved":
            self.answer(301, Location="/page")
        elif self.path == "/round":
            self.answer(302, Location="/round")
        elif self.path == "/inside":
            self.answer(302, Location="http://169.254.169.254/latest/meta-data")
        elif self.path == "/file":
            self.answer(302, Location="file:///etc/passwd")
        elif self.path == "/busy":
            waiting = sum(path == "/busy" for path, _ in Site.asked) < 3
            self.answer(503 if waiting else 200, b"" if waiting else b"at last")
        elif self.path in ("/full/429", "/full/503"):
            self.answer(int(self.path[-3:]), **{"Retry-After": "3600"})
        elif self.path == "/robots.txt":
            self.answer(200, f"User-agent: *\nCrawl-delay: {CRAWL_DELAY_S}\nDisallow: /private/\n".encode())
        elif self.path == "/huge":
            self.answer(200, b"x" * 5000)
        else:
            self.answer(404)

    def answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked.clear()
    Site.agents.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def get(url: str, allowed: tuple[str, ...] = ("127.0.0.1",), **options: Any) -> Fetched:
    """One answer of a client of its own."""
    making = {name: options.pop(name) for name in ("resolve", "max_seconds", "hosts") if name in options}

    async def ask() -> Fetched:
        async with Client("test@example.com", allowed, **making) as client:
            return await client.get(url, **options)

    return asyncio.run(ask())


def test_conditional_get(site: str) -> None:
    first = get(f"{site}/page")
    assert (first.status, first.content) == (200, b"a page")
    assert get(f"{site}/page", etag=first.header("ETag")).status == 304


def test_the_operator_can_be_reached_by_what_is_asked(site: str) -> None:
    get(f"{site}/page")
    (agent,) = Site.agents
    assert agent is not None
    assert "pledgebook" in agent.lower()
    assert "test@example.com" in agent


def test_a_certificate_that_nobody_vouches_for_is_an_outcome_and_no_page(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Site.asked.clear()
    try:
        with pytest.raises(FetchError, match="certificate"):
            get(f"https://127.0.0.1:{server.server_port}/page")
    finally:
        server.shutdown()
        server.server_close()
    assert Site.asked == []


def test_redirects_are_followed_and_end(site: str) -> None:
    moved = get(f"{site}/moved")
    assert (moved.url, moved.moved_to) == (f"{site}/page", f"{site}/page")
    with pytest.raises(FetchError, match="redirects more than"):
        get(f"{site}/round")


@pytest.mark.parametrize("path", ["/inside", "/file"])
def test_a_redirect_cannot_lead_inside(site: str, path: str) -> None:
    with pytest.raises(FetchError) as caught:
        get(site + path)
    assert caught.value.refused


def test_internal_addresses_need_leave(site: str) -> None:
    with pytest.raises(FetchError, match="PLEDGEBOOK_ALLOWED_HOSTS") as caught:
        get(f"{site}/page", allowed=())
    assert caught.value.refused
    assert Site.asked == []


def test_a_name_that_changes_its_address_is_checked_as_it_is_dialled(site: str) -> None:
    """DNS rebinding: the first look-up is public, the second would be loopback; there is no second look-up."""
    answers = iter([["203.0.113.7", "127.0.0.1"], ["127.0.0.1"]])

    async def resolve(host: str, port: int) -> list[str]:
        return next(answers)

    with pytest.raises(FetchError) as caught:
        get(f"http://rebinding.example:{site.rpartition(':')[2]}/page", allowed=(), resolve=resolve)
    assert caught.value.refused
    assert Site.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "168.63.129.16",
     "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:7f00:1::",
     "::127.0.0.1", "ff02::1", "240.0.0.1", "255.255.255.255", "nonsense"],
)  # fmt: skip
def test_internal_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700:4700::1111", "64:ff9b::5db8:d70e"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]"])
def test_odd_spellings_of_an_address_are_that_address(host: str) -> None:
    found = literal(host)
    assert found in ("127.0.0.1", "::1")


def test_a_busy_server_is_asked_again(site: str) -> None:
    assert get(f"{site}/busy").content == b"at last"


@pytest.mark.parametrize(("path", "reasons"), [("/full/429", ["busy", "waiting"]), ("/full/503", ["busy", ""])])
def test_too_many_requests_holds_for_the_host_and_unavailable_for_the_feed(
    site: str, path: str, reasons: list[str]
) -> None:
    hosts = Hosts(["127.0.0.1"])

    async def reason_of(client: Client, url: str) -> str:
        try:
            await client.get(url)
        except FetchError as wrong:
            return wrong.reason
        return ""

    async def ask() -> list[str]:
        async with Client(None, ["127.0.0.1"], hosts=hosts) as client:
            return [await reason_of(client, f"{site}{one}") for one in (path, "/page")]

    assert asyncio.run(ask()) == reasons
    assert [asked for asked, _ in Site.asked] == ([path] if reasons[1] else [path, "/page"])


def test_an_answer_without_end_is_cut(site: str) -> None:
    with pytest.raises(FetchError, match="more than 4000 bytes"):
        get(f"{site}/huge", max_bytes=4000)


def test_what_is_not_there_says_so(site: str) -> None:
    with pytest.raises(FetchError) as caught:
        get(f"{site}/nothing")
    assert (caught.value.status, caught.value.weight) == (404, "hard")
    with pytest.raises(FetchError, match="could not be fetched"):
        get("http://127.0.0.1:1/")


def test_robots_bind_pages(site: str) -> None:
    async def ask() -> None:
        async with Client(None, ["127.0.0.1"]) as client:
            robots = Robots(client)
            await robots.check(f"{site}/page")
            with pytest.raises(FetchError, match="forbids"):
                await robots.check(f"{site}/private/page")

    asyncio.run(ask())
    assert sum(path == "/robots.txt" for path, _ in Site.asked) == 1


def test_a_host_is_not_hurried(site: str) -> None:
    """Requests to a host that is not the operator's own stand apart."""
    hosts = Hosts((), apart_s=0.2)

    async def ask() -> float:
        began = asyncio.get_running_loop().time()
        async with Client(None, ["127.0.0.1"], hosts=hosts) as client:
            await asyncio.gather(*(client.get(f"{site}/page") for _ in range(4)))
        return asyncio.get_running_loop().time() - began

    assert asyncio.run(ask()) >= 0.6


@pytest.mark.parametrize("apart_s", [0.0, 60.0])
def test_a_crawl_delay_holds_for_all_that_follows_and_only_lengthens(site: str, apart_s: float) -> None:
    hosts = Hosts((), apart_s=apart_s)

    async def ask() -> float:
        async with Client(None, ["127.0.0.1"], hosts=hosts) as client:
            await Robots(client).check(f"{site}/page")
            if apart_s:
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(1):
                        await client.get(f"{site}/page")
                return apart_s
            began = asyncio.get_running_loop().time()
            for _ in range(3):
                await client.get(f"{site}/page")
            return asyncio.get_running_loop().time() - began

    assert asyncio.run(ask()) >= 2 * CRAWL_DELAY_S


@pytest.mark.parametrize("kind", ["gzip", "deflate", "br", "zstd"])
def test_encodings(kind: str) -> None:
    text = b"reduce by 50% " * 1000
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}[kind](
        text
    )
    assert decoded(packed, kind, 20_000) == text
    for wrong, limit in ((packed, 10_000), (packed[:-6], 20_000)):
        with pytest.raises(FetchError):
            decoded(wrong, kind, limit)


def test_retry_after_in_both_forms() -> None:
    now = datetime(2025, 6, 2, 12, tzinfo=UTC)
    assert retry_at("120", now) == now + timedelta(minutes=2)
    assert retry_at("Mon, 02 Jun 2025 13:00:00 GMT", now) == now + timedelta(hours=1)
    assert retry_at("Mon, 02 Jun 2025 11:00:00 GMT", now) is None
    assert retry_at("9" * 12, now) == now + timedelta(days=7)
    assert retry_at("soon", now) is None


def test_freshness() -> None:
    now = datetime(2025, 6, 2, 12, tzinfo=UTC)
    assert fresh_for("public, max-age=600", None, None, now) == timedelta(minutes=10)
    assert fresh_for(None, "Mon, 02 Jun 2025 13:00:00 GMT", None, now) == timedelta(hours=1)
    assert fresh_for("no-cache", "Mon, 02 Jun 2025 13:00:00 GMT", None, now) == timedelta(0)
