"""What 300 runs of `ingest` leave on a Prefect server: its memory, its database, the growth of both a run.

    .venv/bin/python -m benchmarks.server [--runs 300] [--every 50]

A real server of its own on the loopback, with its database in a temporary folder. Each run reads a folder that has
gained one release, so that each has targets, artifacts, logs and events; the flows run in this process, so what a
worker adds (some ten lines of log) is left out. After the runs that are asked for, a third as many again are made with
retention at work: Prefect keeps runs for an hour at least, so what is there is first made older in its database. The
last lines say what stays. Exit code 1 where memory or database grew more than LIMITS a run, or retention let runs stay.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.flows.servers import bare_environment, free_port, stop, wait_until_healthy

LIMITS = {"memory": 400.0, "database": 400.0}  # KB a run
HOURS_KEPT = 2  # what is made older than this goes
RETENTION = {
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS": "10",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(HOURS_KEPT * 3600),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P1D",
}
TABLES = ("flow_run", "task_run", "log", "artifact", "events")
OLDER = """
update flow_run set end_time = strftime('%Y-%m-%d %H:%M:%f000', end_time, '-2 day') where end_time is not null;
update events set occurred = strftime('%Y-%m-%d %H:%M:%f000', occurred, '-2 day');
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process, its database, the environment of who wants to talk to it."""

    process: subprocess.Popen[bytes]
    database: Path
    environment: dict[str, str]

    @property
    def memory(self) -> float:
        """MB that the server's processes hold (resident)."""
        return sum(_resident(path) for path in Path("/proc").glob("[0-9]*") if _group(path) == self.process.pid) / 1024

    @property
    def size(self) -> float:
        """MB of the database in use: its file, without the pages that it would fill before it grows."""
        with sqlite3.connect(self.database, timeout=60) as connection:
            pages, free, page = (
                connection.execute(f"pragma {name}").fetchone()[0]
                for name in ("page_count", "freelist_count", "page_size")
            )
        return (pages - free) * page / 1e6

    def rows(self) -> dict[str, int]:
        with sqlite3.connect(self.database, timeout=60) as connection:
            return {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}

    def age(self) -> None:
        """Make everything that is there two days older."""
        with sqlite3.connect(self.database, timeout=60) as connection:
            connection.executescript(OLDER)


def _resident(process: Path) -> int:
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def _group(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except OSError:
        return 0


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    port = free_port()
    environment = bare_environment() | {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "ERROR",
        "PLEDGEBOOK_HOME": str(folder / "home"),
        **RETENTION,
    }
    with (folder / "server.log").open("wb") as log:
        serve = ["prefect", "server", "start", "--port", str(port)]
        process = subprocess.Popen(serve, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            wait_until_healthy(environment["PREFECT_API_URL"], process)
            yield Server(process, folder / "prefect" / "prefect.db", environment)
        finally:
            stop(process)


def runs(server: Server, inbox: Path, first: int, count: int, every: int) -> None:
    """So many runs, a line each `every`."""
    from flows.ingest import ingest  # noqa: PLC0415 - prefect reads the server's address as it is imported

    began = time.perf_counter()
    for number in range(first, first + count):
        (inbox / f"{number}.txt").write_text(
            f"Maker{number} sets goals\n\nPARIS, May {number % 27 + 1}, 2025 -- Maker{number} SA today announced goals.\n\n"
            f"Maker{number} commits to reduce scope 1 and 2 emissions by {number % 60 + 10}% by 2035 from a 2020 base year. "
            "The group will halve its water use by 2030.\n"
        )
        done = ingest(folder=str(inbox))
        assert done.documents == 1, done
        if (number + 1 - first) % every == 0:
            say(f"{number + 1} runs", server, f"{(time.perf_counter() - began) / (number + 1 - first):.1f} s a run")


def say(what: str, server: Server, more: str = "") -> None:
    rows = ", ".join(f"{count} {table}" for table, count in server.rows().items())
    print(f"{what:<24} memory {server.memory:6.1f} MB, database {server.size:6.2f} MB; {rows} {more}", flush=True)


def settled(server: Server, most: int) -> bool:
    """Whether retention leaves no more than so many runs, within two minutes."""
    for _ in range(120):
        if server.rows()["flow_run"] <= most:
            return True
        time.sleep(1)
    return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--every", type=int, default=50)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inbox = folder / "inbox"
        inbox.mkdir()
        with running(folder) as server:
            os.environ.update(server.environment)
            runs(server, inbox, 0, 10, 10)  # what is loaded at the first use is no growth
            memory, size = server.memory, server.size
            runs(server, inbox, 10, asked.runs - 10, asked.every)
            counted = asked.runs - 10
            grown = {
                "memory": 1024 * (server.memory - memory) / counted,
                "database": 1000 * (server.size - size) / counted,
            }
            print(", ".join(f"{what} +{kb:.0f} KB a run" for what, kb in grown.items()), flush=True)
            kept, more = True, asked.runs // 6
            for round_ in (1, 2):
                server.age()
                kept &= settled(server, 0)
                say(f"retention, round {round_}", server)
                runs(server, inbox, asked.runs + (round_ - 1) * more, more, more)
    over = [what for what, kb in grown.items() if kb > LIMITS[what]]
    return 1 if over or not kept else 0


if __name__ == "__main__":
    sys.exit(main())
