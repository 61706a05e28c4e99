"""HTTP/2, spoken by a server of the protocol's own library behind TLS on the loopback."""

from __future__ import annotations

import asyncio
import socketserver
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from tasks.sources.errors import FetchError
from tasks.sources.http import Client, Fetched
from tests.sources.certificates import own_certificate

BYTES = 50_000  # more than one frame, less than the first window of a connection


class Speaks(socketserver.BaseRequestHandler):
    """Answers every path with as many bytes as it names; knows how many connections were made."""

    connections: ClassVar[list[str | None]] = []

    def handle(self) -> None:
        self.connections.append(self.request.selected_alpn_protocol())
        talk = H2Connection(H2Configuration(client_side=False))
        talk.initiate_connection()
        self.request.sendall(talk.data_to_send())
        while data := self.request.recv(65_536):
            for event in talk.receive_data(data):
                if isinstance(event, RequestReceived) and event.stream_id:
                    path = dict(event.headers or [])[b":path"].decode()
                    self.answer(talk, event.stream_id, path)
            self.request.sendall(talk.data_to_send())

    def answer(self, talk: H2Connection, stream: int, path: str) -> None:
        if path == "/headers":
            talk.send_headers(
                stream, [(":status", "200"), *((f"x-{n}", "x" * 900) for n in range(200))], end_stream=True
            )
            return
        body = b"x" * int(path.strip("/"))
        talk.send_headers(stream, [(":status", "200"), ("content-length", str(len(body)))])
        for at in range(0, len(body), talk.max_outbound_frame_size):
            talk.send_data(stream, body[at : at + talk.max_outbound_frame_size])
        talk.end_stream(stream)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, certificate: Path) -> None:
        super().__init__(("127.0.0.1", 0), Speaks)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        context.set_alpn_protocols(["h2"])
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what some of these tests are about."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    certificate = own_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    Speaks.connections.clear()
    with Server(certificate) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def get(*urls: str, max_bytes: int = BYTES) -> list[Fetched]:
    """The answers to all of them at once, of one client."""

    async def ask() -> list[Fetched]:
        async with Client("test@example.com", ["127.0.0.1"]) as client:
            return await asyncio.gather(*(client.get(url, max_bytes=max_bytes) for url in urls))

    return asyncio.run(ask())


def test_bodies_come_whole_over_one_connection(site: str) -> None:
    found = get(f"{site}/7", f"{site}/{BYTES}", f"{site}/0")
    assert [len(one.content) for one in found] == [7, BYTES, 0]
    assert Speaks.connections == ["h2"]


def test_bounds_hold_as_they_do_elsewhere(site: str) -> None:
    with pytest.raises(FetchError, match="more than 100 bytes"):
        get(f"{site}/{BYTES}", max_bytes=100)
    with pytest.raises(FetchError, match="could not be fetched"):
        get(f"{site}/headers")
