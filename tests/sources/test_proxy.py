"""Behind the operator's proxy: a real one on loopback, that is asked by name and looks hosts up itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tasks.sources.errors import FetchError
from tasks.sources.http import Client, Fetched


class Proxy(BaseHTTPRequestHandler):
    """Answers for every host itself, and refuses tunnels: what it was asked is what is tested."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Proxy.asked.append(f"GET {self.path}")
        content = b"through the proxy"
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_CONNECT(self) -> None:
        Proxy.asked.append(f"CONNECT {self.path}")
        self.send_error(403)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        pass


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    Proxy.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    yield url
    server.shutdown()
    server.server_close()


def get(url: str, allowed: tuple[str, ...] = ()) -> Fetched:
    async def ask() -> Fetched:
        async with Client("test@example.com", allowed) as client:
            return await client.get(url)

    return asyncio.run(ask())


def test_a_feed_comes_through_the_proxy_which_looks_its_host_up(proxy: str) -> None:
    assert get("http://newsroom.example/feed.xml").content == b"through the proxy"
    assert Proxy.asked == ["GET http://newsroom.example/feed.xml"]


def test_tls_goes_through_a_tunnel_and_a_refused_one_is_an_outcome(proxy: str) -> None:
    with pytest.raises(FetchError):
        get("https://newsroom.example/feed.xml")
    assert set(Proxy.asked) == {"CONNECT newsroom.example:443"}


@pytest.mark.parametrize("host", ["169.254.169.254", "127.0.0.1", "2130706433", "[::1]"])
def test_an_internal_address_is_refused_before_the_proxy_is_asked(proxy: str, host: str) -> None:
    with pytest.raises(FetchError) as caught:
        get(f"http://{host}/latest/meta-data")
    assert caught.value.refused
    assert Proxy.asked == []


def test_an_internal_address_with_leave_is_asked_of_the_proxy(proxy: str) -> None:
    assert get("http://10.0.0.7/feed.xml", allowed=("10.0.0.7",)).content == b"through the proxy"


def test_no_proxy_names_hosts_that_are_dialled_and_checked_here(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(FetchError, match="PLEDGEBOOK_ALLOWED_HOSTS"):
        get(f"{proxy}/feed.xml")
    assert get(f"{proxy}/feed.xml", allowed=("127.0.0.1",)).content == b"through the proxy"
    assert Proxy.asked == ["GET /feed.xml"]  # not the whole address, as a proxy is asked
