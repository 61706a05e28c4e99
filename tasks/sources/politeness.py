"""Manners towards hosts: how many requests at once, how far apart, and when a host asked to be left alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from tasks.sources.errors import FetchError

AT_ONCE = 2
APART_S = 1.0
LONGEST_APART_S = 30.0  # robots.txt of some sites asks for hours: then a run reads one page of them
OWN_AT_ONCE = 8  # a host that the operator named is the operator's own


@dataclass(slots=True)
class _Host:
    slots: asyncio.Semaphore
    apart_s: float
    next_at: float = 0.0
    quiet_until: datetime | None = None
    waiting: asyncio.Lock = field(default_factory=asyncio.Lock)


def host_of(url: str) -> str:
    """Host and port in lower case, as one server counts its visitors."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


class Hosts:
    """Turns at hosts. One event loop, one object; all sources of a run share it."""

    def __init__(self, own: Iterable[str] = (), apart_s: float = APART_S) -> None:
        self._own = frozenset(host.lower() for host in own)
        self._apart_s = apart_s
        self._hosts: dict[str, _Host] = {}

    def _host(self, url: str) -> _Host:
        name = host_of(url)
        if name not in self._hosts:
            is_own = (name in self._own) or name.rpartition(":")[0] in self._own
            slots = asyncio.Semaphore(OWN_AT_ONCE if is_own else AT_ONCE)
            self._hosts[name] = _Host(slots, 0.0 if is_own else self._apart_s)
        return self._hosts[name]

    def slow_down(self, url: str, seconds: float) -> None:
        """Keep requests to a host at least so far apart, as its robots.txt asks."""
        host = self._host(url)
        host.apart_s = max(host.apart_s, min(seconds, LONGEST_APART_S))

    def leave_alone(self, url: str, until: datetime) -> None:
        """No request to this host before a time, as it asked by Retry-After."""
        host = self._host(url)
        host.quiet_until = max(until, host.quiet_until or until)

    def check_quiet(self, url: str, now: datetime) -> None:
        """Raises FetchError where the host asked to be left alone until later."""
        until = self._host(url).quiet_until
        if until and until > now:
            message = f"{host_of(url)} asked to be left alone until {until:%Y-%m-%d %H:%M:%S} UTC"
            raise FetchError(message, reason="waiting", retry_at=until)

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait for a turn at a URL's host and hold it."""
        host = self._host(url)
        async with host.slots:
            if host.apart_s:
                async with host.waiting:
                    await asyncio.sleep(max(0.0, host.next_at - time.monotonic()))
                    host.next_at = time.monotonic() + host.apart_s
            yield
