"""The HTTP client: the one place that talks to other machines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib import metadata
from types import TracebackType
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from tasks.sources import transport
from tasks.sources.caching import fresh_for, retry_at
from tasks.sources.decoding import ACCEPTED, decoded
from tasks.sources.errors import FetchError, Weight
from tasks.sources.politeness import Hosts

MAX_BYTES = 10_000_000  # before and after decompression; the largest real feed at hand has 1.6 MB
LARGE_BYTES = 1_000_000
LARGE_AT_ONCE = 3  # bodies above LARGE_BYTES in memory at one time: what bounds the memory of a run
GZIP_FILE = b"\x1f\x8b\x08"
MAX_HOPS = 5
MAX_SECONDS = 60.0
TRIES = 3
LONGEST_WAIT_S = 10.0
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_BUSY = {429, 502, 503, 504}
_FEEDS = "application/feed+json, application/atom+xml, application/rss+xml;q=0.9, application/rdf+xml;q=0.8, "
ACCEPT = _FEEDS + "text/html;q=0.7, application/xml;q=0.6, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A complete answer; `status` is 200 or 304, `url` the one that answered in the end.

    `moved_to` is where permanent redirects led, and nothing else did, from the first hop on.
    """

    url: str
    status: int
    content: bytes
    headers: tuple[tuple[str, str], ...]
    moved_to: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def fresh_for(self, now: datetime) -> timedelta:
        """How long it stays fresh, as its headers say."""
        return fresh_for(self.header("cache-control"), self.header("expires"), self.header("date"), now)


def agent(contact: str | None) -> str:
    """The User-Agent: who we are and how the operator can be reached."""
    return f"pledgebook/{metadata.version('pledgebook')}" + (f" (+{contact})" if contact else "")


class Client:
    """Fetches URLs: http and https to public addresses only, or to hosts that the operator allows by name.

    Every hop of a redirect is checked as it is dialled. Sizes, hops and times are bounded. One event loop, one object.
    """

    def __init__(
        self,
        contact: str | None = None,
        allowed_hosts: Iterable[str] = (),
        *,
        hosts: Hosts | None = None,
        resolve: Callable[[str, int], Any] | None = None,
        max_seconds: float = MAX_SECONDS,
    ) -> None:
        allowed = tuple(allowed_hosts)
        self.hosts = hosts or Hosts(allowed)
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)
        self._max_seconds = max_seconds
        # No cookie is kept: each answer is as a first visitor gets it.
        no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        self._http = httpx.AsyncClient(
            transport=transport.GuardedTransport(allowed, **({"resolve": resolve} if resolve else {})),
            timeout=httpx.Timeout(20.0, connect=10.0, pool=None),
            headers={"User-Agent": agent(contact), "Accept": ACCEPT, "Accept-Encoding": ACCEPTED},
            follow_redirects=False,
            cookies=no_cookies,
            trust_env=False,  # .netrc would send an operator's passwords to whoever a feed names
        )

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, max_bytes: int = MAX_BYTES
    ) -> Fetched:
        """The answer to a GET, conditional where validators are given.

        Raises FetchError for everything but a complete 200 or 304.
        """
        async with self.holding(url, etag=etag, last_modified=last_modified, max_bytes=max_bytes) as answer:
            return answer

    @asynccontextmanager
    async def holding(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, max_bytes: int = MAX_BYTES
    ) -> AsyncIterator[Fetched]:
        """As `get`; a large body counts as in memory until the block ends."""
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in validators.items() if value}
        held = _Held(self._large)
        try:
            yield await self._answer(url, headers, max_bytes, held)
        finally:
            held.release()

    async def _answer(self, url: str, headers: dict[str, str], max_bytes: int, held: _Held) -> Fetched:
        answer = await self._in_time(url, headers, max_bytes, held)
        for attempt in range(1, TRIES):
            wait = _wait_s(answer, attempt)
            if wait is None:
                break
            await asyncio.sleep(wait)
            answer = await self._in_time(url, headers, max_bytes, held)
        if answer.status == 200 or (answer.status == 304 and headers):
            return answer
        raise self._failure(url, answer)

    def _failure(self, url: str, answer: Fetched) -> FetchError:
        reason, weight, remedy = _meaning(answer.status)
        again = retry_at(answer.header("retry-after"), datetime.now(UTC)) if answer.status in _BUSY else None
        if again and answer.status == 429:
            # Too many requests is said to a visitor, of the whole host; 503 of the one thing that was asked for.
            self.hosts.leave_alone(answer.url, again)
        message = f"{url} answered {answer.status}: {remedy}"
        return FetchError(message, reason=reason, status=answer.status, weight=weight, retry_at=again)

    async def _in_time(self, url: str, headers: dict[str, str], max_bytes: int, held: _Held) -> Fetched:
        at, moved_to = url, url
        left = self._max_seconds
        loop = asyncio.get_running_loop()
        for _ in range(MAX_HOPS):
            _check_scheme(at)
            self.hosts.check_quiet(at, datetime.now(UTC))
            async with self.hosts.turn(at):
                began = loop.time()
                answer = await self._once(at, headers, max_bytes, held, left)
            left -= loop.time() - began
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                moved = moved_to if moved_to == at != url else None
                return Fetched(answer.url, answer.status, answer.content, answer.headers, moved)
            at = _joined(at, target)
            moved_to = at if answer.status in _PERMANENT and moved_to else ""
        raise FetchError(
            f"{url} redirects more than {MAX_HOPS} times: name the page where it ends",
            reason="redirects",
            weight="soft",
        )

    async def _once(self, url: str, headers: dict[str, str], max_bytes: int, held: _Held, left_s: float) -> Fetched:
        try:
            async with asyncio.timeout(max(0.0, left_s)), self._http.stream("GET", url, headers=headers) as answer:
                packed = await _bounded(answer, url, max_bytes, held)  # to its end, so that the connection can serve on
                if answer.status_code in _REDIRECTS or answer.status_code == 304:
                    return Fetched(url, answer.status_code, b"", tuple(answer.headers.multi_items()))
                content = decoded(packed, answer.headers.get("content-encoding", ""), max_bytes)
                if content.startswith(GZIP_FILE):  # feeds and sitemaps kept as .gz files
                    content = decoded(content, "gzip", max_bytes)
                return Fetched(url, answer.status_code, content, tuple(answer.headers.multi_items()))
        except TimeoutError as late:
            message = f"{url} took longer than {self._max_seconds:.0f} s: try again later"
            raise FetchError(message, reason="too_slow") from late
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, *_HTTPCORE) as wrong:
            message = f"{url} could not be fetched ({type(wrong).__name__}: {wrong}): try it in a browser"
            raise FetchError(message, reason="unreachable") from wrong


# A transport of our own passes httpcore's errors through as they are.
_HTTPCORE = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
)


class _Held:
    """A permit to hold a large body, taken once, given back once."""

    def __init__(self, permits: asyncio.Semaphore) -> None:
        self._permits, self._taken = permits, False

    async def take(self) -> None:
        if not self._taken:
            await self._permits.acquire()
            self._taken = True

    def release(self) -> None:
        if self._taken:
            self._permits.release()
            self._taken = False


async def _bounded(answer: httpx.Response, url: str, max_bytes: int, held: _Held) -> bytes:
    """The body as it comes over the wire; raises FetchError past `max_bytes`."""
    parts, size = [], 0
    async for part in answer.aiter_raw():
        size += len(part)
        if size > max_bytes:
            message = f"{url} brings more than {max_bytes} bytes: it is no feed or release"
            raise FetchError(message, reason="too_large", weight="soft")
        if size > LARGE_BYTES:
            await held.take()
        parts.append(part)
    return b"".join(parts)


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise FetchError(f"{url[:200]} is no http or https address", reason="refused", weight="hard")


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def _wait_s(answer: Fetched, attempt: int) -> float | None:
    """How long to wait before asking a busy server again in this run; None where it is not to be asked again."""
    if answer.status not in _BUSY:
        return None
    now = datetime.now(UTC)
    said = retry_at(answer.header("retry-after"), now)
    seconds = (said - now).total_seconds() if said else 0.5 * 2**attempt
    return seconds if seconds <= LONGEST_WAIT_S else None


def _meaning(status: int) -> tuple[str, Weight, str]:
    """What a status means for a source: reason, weight, remedy."""
    if status == 410:
        return "gone", "hard", "it is gone for good; take the source out, or find its new address"
    if status == 404:
        return "not_found", "hard", "see whether it has moved"
    if status in (401, 402, 403, 407, 451):
        return "forbidden", "hard", "it is not for us; ask its owner, or take the source out"
    if status in _BUSY:
        return "busy", "temporary", "it is asked again later"
    if status >= 500:
        return "server_error", "temporary", "it is asked again later"
    return "status", "soft", "see in a browser what it is"
