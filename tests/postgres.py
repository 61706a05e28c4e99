"""A real Postgres for tests: on a free port of the loopback, its files in a folder of its own, gone with the run."""

from __future__ import annotations

import contextlib
import ctypes
import getpass
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flows.servers import free_port

PR_SET_PDEATHSIG = 1  # of linux/prctl.h
MISSING = "needs a Postgres server: make system-deps"


@dataclass(frozen=True)
class Postgres:
    programs: Path
    port: int
    user: str

    def database(self, name: str) -> str:
        """A new, empty database; its libpq connection string."""
        self._run("createdb", name)
        return f"dbname={name} host=127.0.0.1 port={self.port} user={self.user}"

    def said(self, database: str, sql: str) -> str:
        return self._run("psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", sql, database)

    def _run(self, program: str, *arguments: str) -> str:
        where = ["--host", "127.0.0.1", "--port", str(self.port), "--username", self.user]
        command = [str(self.programs / program), *where, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def programs() -> Path | None:
    """Debian keeps them off the PATH, a folder for each version."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").is_file():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def no_postgres() -> None:
    """Skip where somebody just has not got it; CI has it, or is wrong."""
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


def _as_user(name: str) -> Callable[[], None]:
    """Postgres refuses root. The signal of the parent's death is asked for last: a change of user would drop it."""
    entry, libc = pwd.getpwnam(name), ctypes.CDLL(None)

    def become() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGQUIT, 0, 0, 0)

    return become


@contextlib.contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Its files are not among pytest's: those folders are closed to others anew whenever any run of pytest begins."""
    found = programs()
    if found is None:
        no_postgres()
        return
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, user)
    try:
        with _served(found, folder, user) as postgres:
            yield postgres
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def _served(found: Path, folder: Path, user: str) -> Iterator[Postgres]:
    data, become, port = folder / "data", _as_user(user), free_port()
    initdb = [found / "initdb", "--pgdata", data, "--auth", "trust", "--username", user, "--no-sync", "--locale", "C"]
    subprocess.run(initdb, check=True, capture_output=True, preexec_fn=become, cwd="/")
    options = ["-h", "127.0.0.1", "-p", str(port), "-k", str(folder), "-F"]  # no fsync: nothing here outlives a crash
    with (folder / "log").open("wb") as log:
        command = [found / "postgres", "-D", data, *options]
        server = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=become, cwd="/")  # noqa: PLW1509
    try:
        postgres = Postgres(found, port, user)
        _wait(postgres, server)
        yield postgres
    finally:
        server.send_signal(signal.SIGINT)  # a fast shutdown: open sessions end
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=20)
        server.kill()
        server.wait(timeout=20)


def _wait(postgres: Postgres, server: subprocess.Popen[bytes]) -> None:
    ready = [
        postgres.programs / "pg_isready",
        "--quiet",
        "--host",
        "127.0.0.1",
        "--port",
        str(postgres.port),
        "--username",
        postgres.user,
    ]
    for _ in range(600):
        assert server.poll() is None, "Postgres ended"
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError("Postgres did not come up in a minute")
