"""`pledgebook up` as an operator runs it: a process and a session of its own, a home and a port of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil

from flows.up_health import PatientTransport
from tests.flows.servers import bare_environment, free_port

MARK = "PLEDGEBOOK_UP"
PATIENCE_S = 300  # for what takes a second or two on a machine that has nothing else to do


class Operator:
    """One home, one port, and the `up` that runs for it now."""

    def __init__(self, folder: Path, project_root: Path, **environment: str) -> None:
        self.home, self.port = folder / "home", free_port()
        self.log = folder / "up.log"
        self.environment = bare_environment() | {
            "PLEDGEBOOK_HOME": str(self.home),
            "PYTHONPATH": str(project_root),
            "HOME": str(folder),
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None
        auth = environment.get("PREFECT_SERVER_API_AUTH_STRING", "").partition(":")
        credentials = (auth[0], auth[2]) if auth[0] else None
        self.api = httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}/api",
            timeout=30,
            trust_env=False,
            auth=credentials,
            transport=PatientTransport(),
        )

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "flows", *arguments]

    def start(self) -> None:
        """Begin; returns at once."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command("up", "--port", str(self.port)),
                env=self.environment,
                cwd=self.home.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_and_wait(self) -> None:
        """Begin; returns when the worker polls."""
        before = self.said().count("  Up: ")
        self.start()
        self.until(lambda: self.said().count("  Up: ") > before, "up", 600)
        self.until(lambda: "worker online" in self.said().rpartition("  Up: ")[2], "online")

    def said(self) -> str:
        return self.log.read_text("utf-8") if self.log.exists() else ""

    def logs(self) -> str:
        """What `up` said, and the ends of the logs of server and worker."""
        ends = (f"{path.name}:\n{path.read_text('utf-8')[-5000:]}" for path in (self.home / "prefect").glob("*.log"))
        return "\n".join((self.said(), *ends))

    def until(self, holds: Callable[[], Any], what: str, seconds: float = PATIENCE_S) -> Any:
        """Wait for what must come; shows the logs where it does not."""
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(httpx.TransportError):
                if found := holds():
                    return found
            assert time.monotonic() < end, f"{what} did not come in {seconds} s\n{self.logs()}"
            time.sleep(0.5)

    def end(self, number: int = signal.SIGTERM, patience: float = 60) -> int:
        """Ask it to stop; its exit code."""
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(patience)

    def ask(self, path: str, **body: Any) -> Any:
        answer = self.api.post(path, json=body)
        answer.raise_for_status()
        return answer.json()

    def deployment(self, name: str) -> Any:
        answer = self.api.get(f"/deployments/name/{name}")
        answer.raise_for_status()
        return answer.json()

    def run(self, name: str, **parameters: Any) -> str:
        """Ask for a run of a deployment; its id."""
        deployment = self.deployment(name)["id"]
        return str(self.ask(f"/deployments/{deployment}/create_flow_run", parameters=parameters)["id"])

    def state(self, run: str) -> str:
        answer = self.api.get(f"/flow_runs/{run}")
        answer.raise_for_status()
        return str(answer.json()["state_name"])

    def started(self) -> list[psutil.Process]:
        """The processes that were started for this home and live."""
        return [one for one in psutil.process_iter() if _environment(one).get(MARK) == str(self.home)]

    def part(self, *words: str) -> psutil.Process:
        """The process of server or worker."""
        return next(one for one in self.started() if set(words) <= set(one.cmdline()))

    def process_of(self, run: str) -> psutil.Process | None:
        """The innermost process that executes a run."""
        found = [one for one in self.started() if _environment(one).get("PREFECT__FLOW_RUN_ID") == run]
        return max(found, key=lambda one: one.create_time(), default=None)


def _environment(process: psutil.Process) -> dict[str, str]:
    try:
        return process.environ() if process.pid != os.getpid() else {}
    except (psutil.Error, OSError):
        return {}


@contextlib.contextmanager
def operator(folder: Path, project_root: Path, **environment: str) -> Iterator[Operator]:
    """An operator whose processes are gone at the end, whatever happened."""
    one = Operator(folder, project_root, **environment)
    try:
        yield one
    finally:
        one.api.close()
        if one.process and one.process.poll() is None:
            one.process.kill()
            one.process.wait(20)
        for left in one.started():
            with contextlib.suppress(psutil.NoSuchProcess):
                left.kill()
