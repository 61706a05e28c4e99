"""A web server that behaves as badly as real ones and worse; each path is one behaviour. On loopback only."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable
from functools import cache

import brotli
import zstandard

Talk = Callable[[socket.socket, str], None]
BEHAVIOURS: dict[str, Talk] = {}


def behaviour(talk: Talk) -> Talk:
    BEHAVIOURS[talk.__name__] = talk
    return talk


def items(count: int, *, start: int = 0, extra: str = "") -> str:
    return "".join(
        f"<item><title>Goal {n}</title><link>http://127.0.0.1:1/{n}</link><guid>g-{n}</guid>"
        f"<pubDate>Mon, 02 Jun 2025 07:00:00 GMT</pubDate>{extra}"
        f"<description>Company {n} will reduce its emissions by {n % 90 + 5}% by 2030. {'Words. ' * 150}"
        "</description></item>"
        for n in range(start, start + count)
    )


def rss(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>T</title>{inside}</channel></rss>'.encode()


def answer(to: socket.socket, body: bytes, status: str = "200 OK", **headers: str) -> None:
    named = {"Content-Type": "application/rss+xml", "Content-Length": str(len(body)), "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    to.sendall(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body)


@cache
def zeros() -> bytes:
    return b"\0" * 200_000_000


@cache
def bomb(kind: str) -> bytes:
    if kind == "gzip":
        return gzip.compress(zeros(), 1)
    if kind == "deflate":
        return zlib.compress(zeros(), 1)
    return brotli.compress(zeros(), quality=3) if kind == "br" else zstandard.compress(zeros())


class Hostile:
    """Serves `/<behaviour>`; counts what it was asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        self._open = True
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._open = False
        self._listener.close()

    def _accept(self) -> None:
        while self._open:
            try:
                to, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(to,), daemon=True).start()

    def _talk(self, to: socket.socket) -> None:
        with to, contextlib.suppress(OSError):
            to.settimeout(60)
            request = b""
            while b"\r\n\r\n" not in request:
                part = to.recv(65_536)
                if not part:
                    return
                request += part
            text = request.decode("latin-1")
            path = text.split()[1].strip("/").partition("?")[0]
            self.asked[path] += 1
            if path in BEHAVIOURS:
                BEHAVIOURS[path](to, text)
            elif path.startswith("hop"):
                answer(to, b"", "302 Found", Location=f"/hop{int(path[3:]) + 1}")
            else:
                answer(to, b"", "404 Not Found")


@behaviour
def slow_drip(to: socket.socket, _: str) -> None:
    to.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss>")
    while True:
        to.sendall(b" ")
        time.sleep(0.1)


@behaviour
def slow_headers(to: socket.socket, _: str) -> None:
    to.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        to.sendall(b"X-A: b\r\n")
        time.sleep(0.1)


@behaviour
def says_nothing(to: socket.socket, _: str) -> None:
    time.sleep(30)


@behaviour
def never_ending(to: socket.socket, _: str) -> None:
    to.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>")
    while True:
        to.sendall(b"<item><title>x</title></item>" * 2000)


@behaviour
def endless_headers(to: socket.socket, _: str) -> None:
    to.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        to.sendall(b"X-Header: " + b"y" * 1000 + b"\r\n")


@behaviour
def gzip_bomb(to: socket.socket, _: str) -> None:
    answer(to, bomb("gzip"), Content_Encoding="gzip")


@behaviour
def deflate_bomb(to: socket.socket, _: str) -> None:
    answer(to, bomb("deflate"), Content_Encoding="deflate")


@behaviour
def brotli_bomb(to: socket.socket, _: str) -> None:
    answer(to, bomb("br"), Content_Encoding="br")


@behaviour
def zstd_bomb(to: socket.socket, _: str) -> None:
    answer(to, bomb("zstd"), Content_Encoding="zstd")


@behaviour
def gzip_file_bomb(to: socket.socket, _: str) -> None:
    answer(to, bomb("gzip"), Content_Type="application/gzip")


@behaviour
def packed_five_times(to: socket.socket, _: str) -> None:
    body = rss(items(1))
    for _n in range(5):
        body = gzip.compress(body)
    answer(to, body, Content_Encoding="gzip, gzip, gzip, gzip, gzip")


@behaviour
def lying_encoding(to: socket.socket, _: str) -> None:
    answer(to, rss(items(3)), Content_Encoding="gzip")


@behaviour
def content_length_too_long(to: socket.socket, _: str) -> None:
    answer(to, rss(items(3)), Content_Length="999999")


@behaviour
def content_length_negative(to: socket.socket, _: str) -> None:
    answer(to, rss(items(3)), Content_Length="-5")


@behaviour
def cut_chunk(to: socket.socket, _: str) -> None:
    to.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n<rss><channel>")


@behaviour
def reset_in_the_middle(to: socket.socket, _: str) -> None:
    to.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss>")
    to.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@behaviour
def no_http_at_all(to: socket.socket, _: str) -> None:
    to.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")


@behaviour
def redirect_loop(to: socket.socket, _: str) -> None:
    answer(to, b"", "301 Moved Permanently", Location="/redirect_loop")


@behaviour
def redirect_chain(to: socket.socket, _: str) -> None:
    answer(to, b"", "302 Found", Location="/hop1")


@behaviour
def redirect_to_metadata(to: socket.socket, _: str) -> None:
    answer(to, b"", "302 Found", Location="http://169.254.169.254/latest/meta-data/")


@behaviour
def redirect_to_private(to: socket.socket, _: str) -> None:
    answer(to, b"", "302 Found", Location="http://10.0.0.1/feed")


@behaviour
def redirect_to_mapped(to: socket.socket, _: str) -> None:
    answer(to, b"", "302 Found", Location="http://[::ffff:169.254.169.254]/")


@behaviour
def redirect_to_nat64(to: socket.socket, _: str) -> None:
    answer(to, b"", "302 Found", Location="http://[64:ff9b::7f00:1]/")


@behaviour
def redirect_to_odd_literal(to: socket.socket, _: str) -> None:
    answer(to, b"", "302 Found", Location="http://0x7f.1/")


@behaviour
def redirect_to_file(to: socket.socket, _: str) -> None:
    answer(to, b"", "302 Found", Location="file:///etc/passwd")


@behaviour
def redirect_to_nonsense(to: socket.socket, _: str) -> None:
    answer(to, b"", "302 Found", Location="http://[::bad/")


@behaviour
def busy_429_seconds(to: socket.socket, _: str) -> None:
    answer(to, b"", "429 Too Many Requests", Retry_After="3600")


@behaviour
def busy_503_date(to: socket.socket, _: str) -> None:
    answer(to, b"", "503 Service Unavailable", Retry_After="Wed, 21 Oct 2099 07:28:00 GMT")


@behaviour
def busy_503_nonsense(to: socket.socket, _: str) -> None:
    answer(to, b"", "503 Service Unavailable", Retry_After="soon")


@behaviour
def gone(to: socket.socket, _: str) -> None:
    answer(to, b"", "410 Gone")


@behaviour
def not_found(to: socket.socket, _: str) -> None:
    answer(to, b"", "404 Not Found")


@behaviour
def forbidden(to: socket.socket, _: str) -> None:
    answer(to, b"", "403 Forbidden")


@behaviour
def always_304(to: socket.socket, _: str) -> None:
    answer(to, b"", "304 Not Modified")


@behaviour
def html_instead(to: socket.socket, _: str) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/good">'
    answer(to, f"<html><head>{link}</head><body>Newsroom</body></html>".encode())


@behaviour
def login_page(to: socket.socket, _: str) -> None:
    answer(to, b"<html><title>Sign in</title><input type='password'></html>", Content_Type="text/html")


@behaviour
def access_denied(to: socket.socket, _: str) -> None:
    answer(to, b"<html><title>Access Denied</title><h1>Access Denied</h1></html>", Content_Type="text/html")


@behaviour
def empty(to: socket.socket, _: str) -> None:
    answer(to, b"")


@behaviour
def feed_without_entries(to: socket.socket, _: str) -> None:
    answer(to, rss(""))


@behaviour
def huge(to: socket.socket, _: str) -> None:
    to.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 50000000\r\n\r\n")
    to.sendall(rss(items(1))[:-16])
    for _n in range(50):
        to.sendall(b"<item><title>" + b"x" * 999_960 + b"</title></item>")


@behaviour
def very_many_items(to: socket.socket, _: str) -> None:
    body = "".join(
        f"<item><guid>{n}</guid><title>T{n}</title><description>d</description></item>" for n in range(100_000)
    )
    answer(to, rss(body))


@behaviour
def billion_laughs(to: socket.socket, _: str) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb_ = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]>'
    answer(to, rss("<item><guid>1</guid><title>&l9;</title><description>d</description></item>", bomb_))


@behaviour
def quadratic_entities(to: socket.socket, _: str) -> None:
    inside = f"<item><guid>1</guid><title>{'&a;' * 50_000}</title><description>d</description></item>"
    answer(to, rss(inside, f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'))


@behaviour
def external_entity(to: socket.socket, _: str) -> None:
    inside = "<item><guid>1</guid><title>&x;</title><description>&x; d</description></item>"
    answer(to, rss(inside, '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))


@behaviour
def file_links(to: socket.socket, _: str) -> None:
    answer(
        to,
        rss("<item><guid>1</guid><title>T</title><link>file:///etc/passwd</link><description>d</description></item>"),
    )


@behaviour
def a_path_as_body(to: socket.socket, _: str) -> None:
    answer(to, b"/etc/passwd")


@behaviour
def nul_bytes(to: socket.socket, _: str) -> None:
    answer(to, rss(items(3)).replace(b"Goal", b"Go\0al"))


@behaviour
def dates_in_1970_and_2099(to: socket.socket, _: str) -> None:
    old = items(1).replace("02 Jun 2025", "01 Jan 1970")
    answer(to, rss(old + items(1, start=1).replace("02 Jun 2025", "01 Jan 2099")))


@behaviour
def one_guid_for_all(to: socket.socket, _: str) -> None:
    answer(to, rss("".join(items(1, start=n).replace(f"g-{n}", "same") for n in range(5))))


@behaviour
def deep_nesting(to: socket.socket, _: str) -> None:
    answer(to, rss(f"<item><guid>1</guid><title>T</title><description>{'<b>' * 50_000}</description></item>"))


@behaviour
def deep_json(to: socket.socket, _: str) -> None:
    answer(to, b'{"items":' + b"[" * 200_000, Content_Type="application/feed+json")


@behaviour
def one_bad_item(to: socket.socket, _: str) -> None:
    answer(to, rss(items(2) + "<item><title>bad & <b></title>" + items(2, start=2)))


@behaviour
def lying_charset(to: socket.socket, _: str) -> None:
    body = rss(items(1).replace("Goal", "Zürich €")).replace(b'"1.0"?', b'"1.0" encoding="iso-8859-1"?')
    answer(to, body, Content_Type="text/xml; charset=us-ascii")


@behaviour
def codec_that_is_no_charset(to: socket.socket, _: str) -> None:
    answer(to, rss(items(1)), Content_Type="text/xml; charset=hex")


@behaviour
def header_injection(to: socket.socket, _: str) -> None:
    link = "<item><guid>1</guid><title>T</title><link>http://127.0.0.1:1/&#13;&#10;WARC-Type: x</link>"
    answer(to, rss(f"{link}<description>{'d ' * 600}</description></item>"))


@behaviour
def good(to: socket.socket, _: str) -> None:
    answer(to, rss(items(10)))
