"""`pledgebook up`: server, deployments, automations and one worker on this machine, until it is stopped.

claim the home -> end what a killed `up` left -> server -> deploy -> orphaned runs -> worker -> watch -> stop all.
Prefect itself is imported by the processes that are started, and not here: this one only watches.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import httpx
import psutil

from flows.up_claim import check_port, claim
from flows.up_environment import LOOPBACK, POOL, Server, environment_of
from flows.up_health import answers, client_of, health
from flows.up_orphans import Orphans
from flows.up_processes import Kept, end, how_it_ended, prefect_command, started_by
from warehouse.errors import WarehouseError

START_S = 180  # the first start of all makes the server's database
HUNG_S = 120  # a server that lives and says nothing for so long is started again
RESTARTS = 5  # in a row, then the cause is not a passing one
LOOK_S = 10
SAY_S = 1800
RUNS_END_S = 20  # until a run has told the server that it was stopped
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """A person or the system asked `up` to end."""


class CannotGoOn(WarehouseError):
    """Server or worker do not stay up."""


@dataclass(slots=True)
class Wish:
    """How often the end was asked for: once, all ends in order; twice, at once."""

    times: int = 0

    def note(self, _number: int, _frame: FrameType | None) -> None:
        """A signal has come."""
        self.times += 1

    def sleep(self, seconds: float) -> None:
        """Wait. Raises Stopped as soon as the end is asked for."""
        until = time.monotonic() + seconds
        while not self.times and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))
        if self.times:
            raise Stopped


def say(text: str) -> None:
    """A line with its time, on stderr as all progress."""
    print(f"{datetime.now(UTC):%H:%M:%S}  {text}", file=sys.stderr, flush=True)  # noqa: T201 - a command speaks


@contextlib.contextmanager
def _signals(wish: Wish) -> Iterator[None]:
    # Under nohup the end of the terminal is not to be heard.
    heard = [number for number in STOPS if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, wish.note) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(slots=True)
class Up:
    """What runs, and what was last said about it."""

    server: Server
    client: httpx.Client
    wish: Wish
    serving: Kept
    working: Kept
    environment: dict[str, str]
    orphans: Orphans = field(default_factory=Orphans)
    said: str = ""
    said_at: float = 0.0
    answered_at: float = 0.0

    def start(self) -> None:
        """Bring everything up. Raises CannotGoOn where a part does not come up, Stopped where the end is asked for."""
        say("Starting the server ...")
        self.serving.start()
        self._until_it_answers()
        say("Writing work pool, deployments and automations ...")
        self._deploy()
        for name in self.orphans.end(self.client, none_can_live=True):
            say(f"Run {name} had no process any more: set to Crashed.")
        self.working.start()
        guarded = "; asks for the auth string" if self.server.auth else ""
        say(f"Up: {self.server.url} (this machine only{guarded}). Logs: {self.server.prefect_home}. Ctrl-C stops it.")

    def watch(self) -> None:
        """Keep server and worker running, until Stopped is raised or one of them does not stay up."""
        looked = 0.0
        while True:
            self.wish.sleep(1)
            for kept in (self.serving, self.working):
                self._keep(kept)
            if time.monotonic() - looked >= LOOK_S:
                self._look()
                looked = time.monotonic()

    def stop(self) -> None:
        """End all that was started for this home and nothing else: runs and worker first, who still tell the server."""
        say("Stopping; once more stops at once.")
        server = self.serving.process.pid if self.serving.process else 0
        rest = [one for one in started_by(self.server.home) if one.pid != server]
        end(rest, RUNS_END_S, self._in_a_hurry)
        # What was started in the meantime, and the server.
        end(started_by(self.server.home), RUNS_END_S, self._in_a_hurry)
        say("Stopped. What was stored stays; the next run does the rest.")

    def _in_a_hurry(self) -> bool:
        return self.wish.times > 1

    def _until_it_answers(self) -> None:
        until = time.monotonic() + START_S
        while not answers(self.client):
            if (code := self.serving.ended) is not None:
                raise CannotGoOn(f"the server {how_it_ended(code)}{_tail(self.serving.log)}")
            if time.monotonic() > until:
                raise CannotGoOn(f"the server gave no answer in {START_S} s{_tail(self.serving.log)}")
            self.wish.sleep(0.5)
        self.answered_at = time.monotonic()

    def _deploy(self) -> None:
        log = self.server.prefect_home / "deploy.log"
        with log.open("wb") as file:
            deploying = subprocess.Popen(
                [sys.executable, "-m", "flows", "deploy"],
                env=self.environment,
                cwd=log.parent,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        while (code := deploying.poll()) is None:
            self.wish.sleep(0.5)
        if code:
            raise CannotGoOn(f"the deployments could not be written{_tail(log)}")

    def _keep(self, kept: Kept) -> None:
        if (code := kept.ended) is not None:
            pause = kept.wait_before_restart()
            if kept.failures > RESTARTS:
                raise CannotGoOn(
                    f"the {kept.name} {how_it_ended(code)}, the {RESTARTS + 1}th time in a row{_tail(kept.log)}"
                )
            say(f"The {kept.name} {how_it_ended(code)}; starting it again in {pause} s.")
        elif kept.process is None and time.monotonic() >= kept.again_at:
            kept.start()
            self.answered_at = max(self.answered_at, time.monotonic())

    def _look(self) -> None:
        try:
            words = health(self.client).in_words
            lost = self.orphans.end(self.client)
            self.answered_at = time.monotonic()
        except httpx.HTTPError as wrong:
            words, lost = f"the server does not answer ({type(wrong).__name__})", []
            self._restart_if_hung()
        for name in lost:
            say(f"Run {name} has no process any more: set to Crashed; the next run does what it left.")
        if words != self.said or time.monotonic() - self.said_at > SAY_S:
            say(words)
            self.said, self.said_at = words, time.monotonic()

    def _restart_if_hung(self) -> None:
        if self.serving.process and time.monotonic() - self.answered_at > HUNG_S:
            say(f"The server has said nothing for {HUNG_S} s: ending it.")
            self.serving.process.kill()
            self.answered_at = time.monotonic()


def _tail(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").rstrip().splitlines()[-15:]
    except OSError:
        lines = []
    return "".join(f"\n    {line}" for line in [f"; the end of {log}:", *lines])


def _made(server: Server, client: httpx.Client, wish: Wish) -> Up:
    environment = environment_of(server)
    serve = prefect_command("server", "start", "--host", LOOPBACK, "--port", str(server.port))
    work = prefect_command(
        "worker", "start", "--pool", POOL, "--type", "process", "--name", "pledgebook-up", "--limit", "4"
    )
    folder = server.prefect_home
    return Up(
        server,
        client,
        wish,
        Kept("server", serve, environment, folder / "server.log"),
        Kept("worker", work, environment, folder / "worker.log"),
        environment,
    )


def _end_leftovers(server: Server, wish: Wish) -> None:
    """A killed `up` leaves server and worker behind, with a lock that nobody holds."""
    left: list[psutil.Process] = started_by(server.home)
    if left:
        pids = ", ".join(str(one.pid) for one in left)
        say(f"Ending {len(left)} processes of a `pledgebook up` that was killed: {pids}")
        end(left, RUNS_END_S, lambda: wish.times > 0)


def up(server: Server) -> int:
    """Run until stopped; returns the exit code: 0 where a person or SIGTERM ended it.

    Raises AlreadyUp where another runs for this home, WarehouseError where it cannot come up or stay up.
    """
    wish = Wish()
    with claim(server), client_of(server) as client, _signals(wish):
        _end_leftovers(server, wish)
        check_port(server.port)
        running = _made(server, client, wish)
        try:
            running.start()
            running.watch()
        except Stopped:
            return 0
        except httpx.HTTPError as wrong:
            raise CannotGoOn(f"the server does not answer ({wrong}){_tail(running.serving.log)}") from wrong
        finally:
            running.stop()
    return 0
