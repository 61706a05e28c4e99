"""robots.txt, for pages always and for feeds where a source asks for it (RFC 9309)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego

from tasks.sources.errors import FetchError

if TYPE_CHECKING:
    from tasks.sources.http import Client

AGENT = "pledgebook"
MAX_BYTES = 512_000  # RFC 9309 2.5: at least 500 KiB have to be read


class Robots:
    """What hosts let us read; each host's file is asked for once a run."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._files: dict[str, asyncio.Task[Protego | None]] = {}

    async def check(self, url: str) -> None:
        """Raises FetchError where robots.txt forbids a URL; keeps the host's crawl-delay from now on."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._files:
            self._files[origin] = asyncio.create_task(self._read(origin))
        rules = await self._files[origin]
        if rules is None:
            message = f"{origin}/robots.txt did not answer: whether {url} may be read is not known; it is tried again"
            raise FetchError(message, reason="robots_unknown")
        if delay := rules.crawl_delay(AGENT):
            self._client.hosts.slow_down(url, float(delay))
        if not rules.can_fetch(url, AGENT):
            raise FetchError(f"robots.txt of {origin} forbids {url}", reason="robots", weight="hard")

    async def _read(self, origin: str) -> Protego | None:
        """The rules; none at all where there is no file; None where the server fails (RFC 9309 2.3.1.4)."""
        try:
            answer = await self._client.get(f"{origin}/robots.txt", max_bytes=MAX_BYTES)
        except FetchError as wrong:
            unreachable = wrong.status is None or wrong.status >= 500 or wrong.status == 429
            return None if unreachable and wrong.reason != "too_large" else Protego.parse("")
        return Protego.parse(answer.content.decode("utf-8", errors="replace"))
