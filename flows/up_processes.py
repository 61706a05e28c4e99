"""The processes that `pledgebook up` starts, and how all of them end: by a mark in their environment.

A process group would not do: Prefect gives each flow run a session of its own, and a run whose worker was killed has
nobody left who knows it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from flows.up_environment import MARK

RUN = "PREFECT__FLOW_RUN_ID"  # in the environment of the process that runs a flow run
LOG_BYTES = 20_000_000
_RESTART_PAUSES_S = (1, 5, 15, 60)
_QUIET_S = 600  # up for so long, a process that ends is no sequel of the last time


def prefect_command(*arguments: str) -> list[str]:
    """Prefect's command by this interpreter, whatever PATH says."""
    return [sys.executable, "-m", "prefect", *arguments]


@dataclass(slots=True)
class Kept:
    """A process that is to run until it is stopped, and is started again where it ended."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    again_at: float = field(default=0.0)

    def start(self) -> None:
        """Start it. What it says goes to its log, which begins anew where it has become large."""
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own commands
                self.command,
                env=dict(self.environment),
                cwd=self.log.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C in the terminal is ours to pass on, in order
            )
        self.started = time.monotonic()

    @property
    def ended(self) -> int | None:
        """Its exit code, negative the number of a signal; None while it runs or was not started."""
        return self.process.poll() if self.process else None

    def wait_before_restart(self) -> float:
        """Note that it ended; the seconds until it may start again, more each time in a row."""
        lived = time.monotonic() - self.started
        self.failures = 1 if lived > _QUIET_S else self.failures + 1
        pause = _RESTART_PAUSES_S[min(self.failures, len(_RESTART_PAUSES_S)) - 1]
        self.process, self.again_at = None, time.monotonic() + pause
        return pause


def how_it_ended(code: int) -> str:
    """An exit code in words."""
    if code >= 0:
        return f"ended with exit code {code}"
    with contextlib.suppress(ValueError):
        return f"was ended by {signal.Signals(-code).name}"
    return f"was ended by signal {-code}"


def _environment(process: psutil.Process) -> dict[str, str]:
    """Its environment; nothing where it is another user's or has just ended."""
    try:
        return process.environ() if process.pid != os.getpid() else {}
    except (psutil.Error, OSError):
        return {}


def started_by(home: Path) -> list[psutil.Process]:
    """All living processes that an `up` for this home started, directly or not."""
    return [one for one in psutil.process_iter() if _environment(one).get(MARK) == str(home)]


def running_flow_runs() -> set[str]:
    """Ids of the flow runs that have a process on this machine."""
    return {found for one in psutil.process_iter() if (found := _environment(one).get(RUN))}


def end(processes: Iterable[psutil.Process], patience_s: float, hurry: Callable[[], bool]) -> None:
    """SIGTERM, and SIGKILL for those that still live after so many seconds, or as soon as `hurry` says so."""
    alive = list(processes)
    for one in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.terminate()
    until = time.monotonic() + patience_s
    while alive and time.monotonic() < until and not hurry():
        _, alive = psutil.wait_procs(alive, timeout=0.25)
    for one in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(alive, timeout=5)
