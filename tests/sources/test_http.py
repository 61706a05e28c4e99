"""The HTTP client against a real server on loopback: what it brings, what it refuses, where it stops."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tasks.sources import http
from tasks.sources.errors import FetchError
from tasks.sources.http import Client


class Site(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
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
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def client() -> Iterator[Client]:
    with Client("test@example.com", ["127.0.0.1"]) as made:
        yield made


def test_conditional_get(client: Client, site: str) -> None:
    first = client.get(f"{site}/page")
    assert (first.status, first.content) == (200, b"a page")
    assert client.get(f"{site}/page", etag=first.header("ETag")).status == 304


def test_redirects_are_followed_and_end(client: Client, site: str) -> None:
    assert client.get(f"{site}/moved").url == f"{site}/page"
    with pytest.raises(FetchError, match="redirects more than"):
        client.get(f"{site}/round")


@pytest.mark.parametrize("path", ["/inside", "/file"])
def test_a_redirect_cannot_lead_inside(client: Client, site: str, path: str) -> None:
    with pytest.raises(FetchError) as caught:
        client.get(site + path)
    assert caught.value.refused


def test_internal_addresses_need_leave(site: str) -> None:
    with Client() as strict, pytest.raises(FetchError, match="PLEDGEBOOK_ALLOWED_HOSTS") as caught:
        strict.get(f"{site}/page")
    assert caught.value.refused
    assert Site.asked == []


def test_a_busy_server_is_asked_again(client: Client, site: str) -> None:
    assert client.get(f"{site}/busy").content == b"at last"


def test_an_answer_without_end_is_cut(client: Client, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_BYTES", 4000)
    with pytest.raises(FetchError, match="more than 4000 bytes"):
        client.get(f"{site}/huge")


def test_what_is_not_there_says_so(client: Client, site: str) -> None:
    with pytest.raises(FetchError) as caught:
        client.get(f"{site}/nothing")
    assert caught.value.status == 404
    with pytest.raises(FetchError, match="could not be fetched"):
        client.get("http://127.0.0.1:1/")
