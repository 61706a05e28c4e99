"""That one home has one `up`: a lock that ends with its process, and where the one who holds it can be found."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.up_environment import LOOPBACK, Server
from warehouse.errors import WarehouseError


@dataclass(frozen=True, slots=True)
class Holder:
    """The `up` that runs: process id, address, and since when, as text in UTC."""

    pid: int
    port: int
    since: str


class AlreadyUp(Exception):
    """Another `up` runs for this home."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__("another `pledgebook up` runs for this home")
        self.holder = holder


@contextlib.contextmanager
def claim(server: Server) -> Iterator[None]:
    """Hold the home's lock and say so in up.json beside it.

    Raises AlreadyUp where another process holds it, WarehouseError where the home cannot be written.
    """
    folder = server.prefect_home
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # the server's database holds secrets of blocks
        # Not inherited by what is started: the lock goes with this process, however it ends.
        lock = os.open(folder / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as wrong:
        message = f"{folder} cannot be written ({wrong.strerror}): make it writable, or set PLEDGEBOOK_HOME"
        raise WarehouseError(message) from wrong
    note = folder / "up.json"
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyUp(_read(note)) from None
        _write(note, Holder(os.getpid(), server.port, f"{datetime.now(UTC):%Y-%m-%d %H:%M}"))
        try:
            yield
        finally:
            note.unlink(missing_ok=True)
    finally:
        os.close(lock)


def _write(note: Path, holder: Holder) -> None:
    draft = note.with_suffix(".new")
    try:
        draft.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        draft.replace(note)
    except OSError as wrong:
        raise WarehouseError(f"{note} cannot be written ({wrong.strerror}): make room or make it writable") from wrong


def _read(note: Path) -> Holder | None:
    """What the holder wrote; None in the moment before it did."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return Holder(**json.loads(note.read_text(encoding="utf-8")))
    return None


def check_port(port: int) -> None:
    """Raises WarehouseError where another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as wrong:
            message = f"port {port} of {LOOPBACK} is taken ({wrong.strerror}): choose another with --port"
            raise WarehouseError(message) from wrong
