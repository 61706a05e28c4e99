"""Kill -9 at any moment of a run, and what must be true right after it."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from warehouse.checks import check_all, run_checks
from warehouse.restore import TORN
from warehouse.sql import names

KILLED = -signal.SIGKILL
FILES = ("warehouse.duckdb", "warehouse_read.duckdb")

# What the ledger and the weekly tables say follows the documents in transactions of its own: the next run does it, and
# nothing is published before.
BEHIND = {
    "error_companies_agree_with_weeks",
    "error_events_have_their_rows",
    "error_horizon_agrees_with_promises",
    "error_weeks_agree_with_the_book",
    "error_weeks_stand_once",
}


def start(environment: dict[str, str], home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The command in a process group of its own, so that a kill takes a server that it started with it."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows", *arguments],
        env=environment | {"PLEDGEBOOK_HOME": str(home)},
        cwd=home.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):  # it ended by itself first
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Runs:
    """Starts runs of the command and kills them; counts what it hit."""

    def __init__(self, launcher: subprocess.Popen[str], chance: random.Random, *, engine: bool) -> None:
        self.counts: Counter[str] = Counter()
        self._engine = engine
        self._lasts: dict[str, float] = {}
        self._launcher, self._chance = launcher, chance

    def whole(self, home: Path, *arguments: str, unless: str | None = None) -> None:
        """A run that nobody disturbs. It may fail saying `unless`."""
        began = time.monotonic()
        self._start(home, arguments)
        code = int(self._said())
        said = home.with_name(f"{home.name}.log").read_text("utf-8")[-2000:]
        assert code == 0 or (unless and unless in said.splitlines()[-1]), said
        self._lasts.setdefault(verb_of(arguments), time.monotonic() - began)

    def killed(self, home: Path, *arguments: str) -> None:
        """A run that is killed somewhere within the time that one lasts; then the book and its copy are looked at."""
        verb = verb_of(arguments)
        child = self._start(home, arguments)
        time.sleep(self._chance.uniform(0.0, self._lasts[verb]))
        with contextlib.suppress(ProcessLookupError):  # it ended by itself first
            os.killpg(child, signal.SIGKILL)
        code = int(self._said())
        assert code in (0, 1, KILLED), code
        # How long one lasts changes with the machine's load and with what is left to do.
        self._lasts[verb] *= 1.05 if code == KILLED else 0.8
        self.counts[f"{verb}: {'killed' if code == KILLED else 'ended before the kill'}"] += 1
        self.counts[f"{verb}: {look_at(home)}"] += 1

    def told(self) -> str:
        """What was hit, and how far the runs had come."""
        killed = sum(number for what, number in self.counts.items() if what.endswith(": killed"))
        lines = [f"{number:>5}  {what}" for what, number in sorted(self.counts.items())]
        return "\n".join([f"\n{killed} runs killed", *lines])

    def _start(self, home: Path, arguments: tuple[str, ...]) -> int:
        assert self._launcher.stdin
        self._launcher.stdin.write(
            json.dumps({"home": str(home), "arguments": arguments, "engine": self._engine}) + "\n"
        )
        self._launcher.stdin.flush()
        return int(self._said())

    def _said(self) -> str:
        assert self._launcher.stdout
        return self._launcher.stdout.readline()


def verb_of(arguments: Sequence[str]) -> str:
    return " ".join(one for one in arguments if one in ("ingest", "report", "reprocess", "--undo"))


def look_at(home: Path) -> str:
    """The published file opens and keeps its promises, and so does the book that the killed run left behind.

    Returns in words how far the run had come.
    """
    broken = [one for one in run_checks(home / "warehouse_read.duckdb") if one.is_error and one.rows]
    assert not broken
    left = home / "warehouse.duckdb"
    if not left.exists():
        return "left no book"
    # A copy: whoever opens the file itself would do what the next run has to do.
    copies = home.with_name("looked_at")
    shutil.rmtree(copies, ignore_errors=True)
    copies.mkdir()
    for path in (left, left.with_name(f"{left.name}.wal")):
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(path, copies / path.name)
    try:
        opened = duckdb.connect(str(copies / left.name))
    except duckdb.IOException as wrong:
        if not all(word in str(wrong) for word in TORN):
            raise
        return "left a torn book, which the next run restores"
    with opened as connection:
        tables = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
        if "meta_migration" not in tables:
            return "left a book without its schema"
        ((applied,),) = connection.execute("select count(*) from meta_migration").fetchall()
        if applied < len(names("schema")):
            return "left a book with a part of its schema"
        broken = [one.in_words for one in check_all(connection) if one.is_error and one.rows and one.name not in BEHIND]
        assert not broken
        ((read,),) = connection.execute("select count(*) from core_reading").fetchall()
        unfinished = connection.execute("select 1 from meta_reprocess where finished_at is null").fetchall()
    return "left a reprocess half stored" if unfinished else f"left {read} documents read"


@contextlib.contextmanager
def runs(
    environment: dict[str, str], project_root: Path, folder: Path, chance: random.Random, *, engine: bool
) -> Iterator[Runs]:
    """Runs in homes under `folder`, all with one Prefect server, or without the engine."""
    with (folder / "launcher.log").open("wb") as log:
        launcher = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.launcher"],
            env=environment | {"PYTHONPATH": str(project_root)},
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        running = Runs(launcher, chance, engine=engine)
        try:
            yield running
        finally:
            assert launcher.stdin
            launcher.stdin.close()
            launcher.wait(timeout=60)
