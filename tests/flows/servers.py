"""Prefect servers for tests: each on a free port of the loopback, with a home of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

SCRIPTS = Path(sys.executable).parent


def bare_environment() -> dict[str, str]:
    """The environment without what a developer's own Prefect or Pledgebook settings would change."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PLEDGEBOOK_"))}
    return kept | {"PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(960):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the server did not come up in four minutes")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server or worker with all that it started; a worker in the middle of a scheduled run would wait for it."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=20)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=20)


@contextlib.contextmanager
def running_server(folder: Path, *options: str, **more: str) -> Iterator[dict[str, str]]:
    """`prefect server start` with its files in `folder`, `more` in its environment, which it yields."""
    port = free_port()
    environment = bare_environment() | {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        **more,
    }
    serve = ["prefect", "server", "start", "--port", str(port), *options]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            serve, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_until_healthy(environment["PREFECT_API_URL"], server)
            yield environment
        finally:
            stop(server)
