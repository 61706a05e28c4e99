"""Parsing where it can be killed: a few child processes with limits of processor time, memory and patience."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from tasks.sources.entries import NoFeed, Reading, from_json
from tasks.sources.errors import FetchError
from tasks.sources.feeds import MAX_ENTRIES

CPU_SECONDS = 20
MEMORY_BYTES = 400_000_000  # of address space, some 120 MB of it Python's own
PATIENCE_S = 120.0  # wall time, for a machine that has much else to do
MAX_ANSWER = 100_000_000
CHILDREN = max(1, min(4, os.cpu_count() or 1))
LARGE_BYTES = 2_000_000  # after such a job a child is replaced: its memory would stay with it

_ROOT = str(Path(__file__).resolve().parents[2])
# A child needs to find its modules, and nothing else of what the operator keeps in the environment.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "SYSTEMROOT", "OPENBLAS_CORETYPE")


class ChildDied(Exception):
    """The child went over a limit, or was killed."""


class Parsers:
    """A pool of parsing children, started when needed. One event loop, one object."""

    def __init__(
        self, children: int = CHILDREN, *, cpu_seconds: int = CPU_SECONDS, memory_bytes: int = MEMORY_BYTES
    ) -> None:
        self._limits = (str(cpu_seconds), str(memory_bytes))
        self._slots = asyncio.Semaphore(children)
        self._idle: list[asyncio.subprocess.Process] = []

    async def __aenter__(self) -> Parsers:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        for child in self._idle:
            await _end(child)
        self._idle.clear()

    async def feed(
        self, content: bytes, now: datetime, *, url: str, content_type: str = "", max_entries: int = MAX_ENTRIES
    ) -> Reading | NoFeed:
        """What a feed's bytes give; where they kill a child, a second one reads them item by item."""
        job = {
            "job": "feed",
            "url": url,
            "content_type": content_type,
            "now": now.isoformat(),
            "max_entries": max_entries,
        }
        for slices in (False, True):
            with suppress(ChildDied):
                return from_json(await self._ask(job | {"slices": slices}, content))
        return NoFeed("parse_limit", f"{url} takes too long or too much memory to read: ask its owner to mend it")

    async def pdf(self, content: bytes, name: str) -> dict[str, str]:
        """`text` and `title` of a PDF, or `reason` and `detail` of why it has none."""
        try:
            found: dict[str, str] = json.loads(await self._ask({"job": "pdf", "url": name}, content))
        except ChildDied:
            return {"reason": "parse_limit", "detail": f"{name} takes too long or too much memory to read: convert it"}
        return found

    async def _ask(self, job: dict[str, Any], content: bytes) -> bytes:
        """A child's answer; raises ChildDied where there is none in time."""
        async with self._slots, self._child(len(content) > LARGE_BYTES) as child:
            if child.stdin is None or child.stdout is None:
                raise FetchError("the parsing process has no pipes: start the command again")
            try:
                async with asyncio.timeout(PATIENCE_S):
                    child.stdin.write(json.dumps(job | {"length": len(content)}).encode() + b"\n" + content)
                    await child.stdin.drain()
                    length = int.from_bytes(await child.stdout.readexactly(8), "big")
                    if length > MAX_ANSWER:
                        raise ChildDied
                    answer = await child.stdout.readexactly(length)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as died:
                raise ChildDied from died
            if answer.startswith(b'{"out_of_memory"'):
                raise ChildDied
            return answer

    @asynccontextmanager
    async def _child(self, large: bool) -> AsyncIterator[asyncio.subprocess.Process]:
        child = self._idle.pop() if self._idle else await self._start()
        try:
            yield child
        except BaseException:
            await _end(child)
            raise
        if large or child.returncode is not None:
            await _end(child)
        else:
            self._idle.append(child)

    async def _start(self) -> asyncio.subprocess.Process:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tasks.sources.parse_child",
            *self._limits,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment | {"PYTHONPATH": _ROOT, "PYTHONUTF8": "1"},
            cwd=_ROOT,
        )


async def _end(child: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        child.kill()
    await child.wait()
