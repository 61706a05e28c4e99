"""The HTTP client: the one place that talks to other machines."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx

from tasks.sources.errors import FetchError

MAX_BYTES = 20_000_000  # after decompression
MAX_HOPS = 5
MAX_SECONDS = 60.0
TRIES = 3
LONGEST_WAIT_S = 10.0
_BUSY = {429, 502, 503, 504}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A complete answer; `status` is 200 or 304, `url` the one that answered in the end."""

    url: str
    status: int
    content: bytes
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Client:
    """Fetches URLs: http and https to public addresses only, or to hosts that the operator allows by name.

    Every hop of a redirect is checked. Sizes, hops and times are bounded. Not safe to share between threads.
    """

    def __init__(self, contact: str | None = None, allowed_hosts: Iterable[str] = ()) -> None:
        self._allowed = frozenset(host.lower() for host in allowed_hosts)
        agent = f"pledgebook/{metadata.version('pledgebook')}" + (f" (+{contact})" if contact else "")
        timeout = httpx.Timeout(20.0, connect=10.0)
        self._http = httpx.Client(http2=True, timeout=timeout, headers={"User-Agent": agent}, follow_redirects=False)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """The answer to a GET, conditional where validators are given.

        Raises FetchError for everything but a complete 200 or 304.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in validators.items() if value}
        for attempt in range(1, TRIES + 1):
            answer = self._follow(url, headers)
            if answer.status not in _BUSY or attempt == TRIES:
                break
            time.sleep(min(_retry_after(answer) or 0.5 * 2**attempt, LONGEST_WAIT_S))
        if answer.status not in (200, 304):
            raise FetchError(f"{url} answered {answer.status}: see whether it has moved", status=answer.status)
        return answer

    def _follow(self, url: str, headers: dict[str, str]) -> Fetched:
        deadline = time.monotonic() + MAX_SECONDS
        at = url
        for _ in range(MAX_HOPS):
            self._check(at)
            answer = self._once(at, headers, deadline)
            target = answer.header("location")
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return answer
            at = urljoin(at, target)
        raise FetchError(f"{url} redirects more than {MAX_HOPS} times: name the page where it ends")

    def _once(self, url: str, headers: dict[str, str], deadline: float) -> Fetched:
        try:
            with self._http.stream("GET", url, headers=headers) as answer:
                content = _bounded(answer.iter_bytes, url, deadline)
                return Fetched(url, answer.status_code, content, tuple(answer.headers.multi_items()))
        except (httpx.HTTPError, httpx.InvalidURL) as wrong:
            raise FetchError(
                f"{url} could not be fetched ({type(wrong).__name__}: {wrong}): try it in a browser"
            ) from wrong

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        if parts.scheme not in ("http", "https") or not host:
            raise FetchError(f"{url} is no http or https address", refused=True)
        if host in self._allowed:
            return
        try:
            found = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as wrong:
            raise FetchError(f"{url}: host {host} is not known ({wrong}): check its spelling") from wrong
        for entry in found:
            address = ipaddress.ip_address(entry[4][0])
            if not address.is_global or address.is_multicast:
                message = (
                    f"{url} leads to the internal address {address}: allow it with PLEDGEBOOK_ALLOWED_HOSTS={host}"
                )
                raise FetchError(message, refused=True)


def _bounded(chunks: Callable[[], Iterable[bytes]], url: str, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in chunks():
        size += len(chunk)
        parts.append(chunk)
        if size > MAX_BYTES:
            raise FetchError(f"{url} brings more than {MAX_BYTES} bytes: it is no release")
        if time.monotonic() > deadline:
            raise FetchError(f"{url} took longer than {MAX_SECONDS:.0f} s: try again later")
    return b"".join(parts)


def _retry_after(answer: Fetched) -> float | None:
    text = answer.header("retry-after") or ""
    return float(text) if text.isdigit() else None
