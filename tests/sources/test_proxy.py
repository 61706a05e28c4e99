"""The operator's proxy, tried live: a proxy on loopback that forwards, tunnels and asks for a password."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from tasks.sources.errors import CatalogueError, FetchError
from tasks.sources.http import Client

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nbehind"
PASSWORD = "Basic " + base64.b64encode(b"reader:s3cret").decode()


@pytest.fixture(autouse=True)
def _no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@dataclass(slots=True)
class Proxy:
    """Answers every request for http itself, refuses tunnels, and keeps what it was asked; a plain site too."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    passwords: set[str | None] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        self.asked.append(head[0])
        self.passwords.add(fields.get("proxy-authorization"))
        tunnel = head[0].startswith("CONNECT ")
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n" if tunnel else ANSWER)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def proxy() -> AsyncIterator[Proxy]:
    """One that listens on a free port of loopback."""
    made = Proxy()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made


async def ask(url: str, *allowed: str) -> bytes:
    async with Client("test@example.com", allowed) as client:
        return (await client.get(url)).content


def through(monkeypatch: pytest.MonkeyPatch, url: str, *, account: str = "", no_proxy: str = "") -> tuple[Proxy, str]:
    """What the proxy saw of one request, and what the request came to."""

    async def tried() -> tuple[Proxy, str]:
        async with proxy() as made:
            for name in ("HTTP_PROXY", "HTTPS_PROXY"):
                monkeypatch.setenv(name, f"http://{account}127.0.0.1:{made.port}")
            monkeypatch.setenv("NO_PROXY", no_proxy.replace("PORT", str(made.port)))
            try:
                return made, (await ask(url.replace("PORT", str(made.port)), "127.0.0.1")).decode()
            except FetchError as wrong:
                return made, wrong.reason

    return asyncio.run(tried())


def test_http_goes_through_the_proxy_which_looks_the_host_up(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, got = through(monkeypatch, "http://feeds.example.invalid/a.xml")
    assert got == "behind"
    assert "GET http://feeds.example.invalid/a.xml HTTP/1.1" in seen.asked


def test_the_name_and_password_of_the_proxy_are_sent_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, got = through(monkeypatch, "http://feeds.example.invalid/a.xml", account="reader:s3cret@")
    assert got == "behind"
    assert seen.passwords == {PASSWORD}


def test_https_asks_the_proxy_for_a_tunnel_and_a_refused_one_is_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, got = through(monkeypatch, "https://feeds.example.invalid/a.xml", account="reader:s3cret@")
    assert {line.split()[1] for line in seen.asked} == {"feeds.example.invalid:443"}
    assert seen.passwords == {PASSWORD}
    assert got != "behind"


@pytest.mark.parametrize("no_proxy", ["127.0.0.1", "127.0.0.1:PORT", "*"])
def test_no_proxy_is_honoured(monkeypatch: pytest.MonkeyPatch, no_proxy: str) -> None:
    seen, got = through(monkeypatch, "http://127.0.0.1:PORT/plain", no_proxy=no_proxy)
    assert got == "behind"
    assert "GET /plain HTTP/1.1" in seen.asked


@pytest.mark.parametrize("host", ["169.254.169.254", "0x7f000001", "[::ffff:10.0.0.1]", "a.localhost"])
def test_what_is_internal_by_its_name_never_reaches_the_proxy(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    seen, got = through(monkeypatch, f"http://{host}/latest/meta-data")
    assert (got, seen.asked) == ("refused", [])


def test_a_host_that_the_operator_allows_reaches_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, got = through(monkeypatch, "http://127.0.0.1:PORT/inside")
    assert got == "behind"
    assert any(line.startswith("GET http://127.0.0.1:") for line in seen.asked)


@pytest.mark.parametrize("wrong", ["socks5://reader:s3cret@127.0.0.1:1080", "http://"])
def test_a_proxy_of_another_form_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", wrong)
    with pytest.raises(CatalogueError, match="is not of the form http://host:port: correct") as caught:
        asyncio.run(ask("https://feeds.example.invalid/a.xml"))
    assert "s3cret" not in str(caught.value)
