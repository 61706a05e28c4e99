"""kill -9 at any moment, then one normal run: the same tables as a run that nobody disturbed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.killing import FILES, Runs, runs, start
from tests.flows.aged import OLD_CLEANER, age, write_inbox
from tests.flows.books import book
from tests.flows.in_a_row import copied
from tests.flows.servers import bare_environment

KILLS = int(os.environ.get("PLEDGEBOOK_KILLS", "12"))


@pytest.fixture
def with_server(prefect_server: dict[str, str], project_root: Path) -> dict[str, str]:
    return prefect_server | {"PYTHONPATH": str(project_root)}


@pytest.mark.slow
@pytest.mark.timeout(60 + 60 * KILLS)
def test_killed_anywhere_then_repaired(prefect_server: dict[str, str], project_root: Path, tmp_path: Path) -> None:
    with runs(prefect_server, project_root, tmp_path, random.Random(20250428), engine=True) as running:
        kill_and_compare(running, tmp_path, 12)


@pytest.mark.slow
@pytest.mark.timeout(60 + 60 * KILLS)
def test_killed_anywhere_without_the_engine(project_root: Path, tmp_path: Path) -> None:
    """PLEDGEBOOK_KILLS says how often. The tasks alone, for Prefect takes longer than all that a kill can hurt."""
    with runs(bare_environment(), project_root, tmp_path, random.Random(20250430), engine=False) as running:
        kill_and_compare(running, tmp_path, KILLS)


def kill_and_compare(running: Runs, tmp_path: Path, kills: int) -> None:
    """A third of the kills each on ingest, report and reprocess (with its undo), four on a book, then one whole run.

    Nothing is lost and nothing is there twice: the tables are those of a book that nobody disturbed, and after an undo
    those from before. Twelve kills at a time, until there are as many as are asked for.
    """
    inbox = write_inbox(tmp_path / "inbox")
    # Of two files with one text the one seen first leads: a kill between them rightly makes another of them that.
    (inbox / "again.txt").unlink()
    ingest = ("ingest", "--folder", str(inbox))
    read = tmp_path / "read"
    running.whole(read, *ingest)
    reported = copied(read, tmp_path / "reported")
    running.whole(reported, "report")
    aged = copied(reported, tmp_path / "aged")
    age(aged, OLD_CLEANER)
    again = copied(aged, tmp_path / "again")
    running.whole(again, "reprocess")
    running.whole(copied(again, tmp_path / "back"), "reprocess", "--undo")
    for number in range(-(-kills // 12)):
        disturbed = tmp_path / f"ingest{number}"
        for _ in range(4):
            running.killed(disturbed, *ingest)
        running.whole(disturbed, *ingest)
        assert both(disturbed) == both(read), f"ingest {number}"

        disturbed = copied(read, tmp_path / f"report{number}")
        for _ in range(4):
            running.killed(disturbed, "report")
        running.whole(disturbed, "report")
        assert both(disturbed) == both(reported), f"report {number}"
        assert files(disturbed / "reports") == files(reported / "reports"), f"report {number}"

        disturbed = copied(aged, tmp_path / f"reprocess{number}")
        for _ in range(3):
            running.killed(disturbed, "reprocess")
        running.whole(disturbed, "reprocess")
        assert both(disturbed) == both(again), f"reprocess {number}"
        assert but_weeks_of_rejects(disturbed) == but_weeks_of_rejects(reported), f"reprocess {number}"
        running.killed(disturbed, "reprocess", "--undo")
        # One that was killed after its last transaction has nothing left to do, and says so.
        running.whole(disturbed, "reprocess", "--undo", unless="nothing to undo")
        assert both(disturbed) == both(aged), f"undo {number}"
        print(running.told())


def both(home: Path) -> list[dict[str, list[tuple[Any, ...]]]]:
    return [book(home / name) for name in FILES]


def but_weeks_of_rejects(home: Path) -> list[dict[str, list[tuple[Any, ...]]]]:
    """What was set aside by the new reading was first seen to be so when that ran."""
    return [{name: rows for name, rows in one.items() if name != "out_week_rejects"} for one in both(home)]


def files(folder: Path) -> dict[str, bytes]:
    """What readers find there; a killed run's draft, whose name begins with a dot, is none of it."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_readers_never_fail_while_ingest_writes(with_server: dict[str, str], tmp_path: Path) -> None:
    """`query` in a loop, from before the first publish until after the last."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    home = tmp_path / "home"
    environment = with_server | {"PLEDGEBOOK_HOME": str(home)}
    sql = "select count(*) as n from core_target"
    asked, counts = 0, []
    for round_number in range(2):
        for number in range(40):
            company = f"Maker{round_number}x{number}"
            text = (
                f"{company} sets goal\n\nPARIS, May {number % 27 + 1}, 2025 -- {company} SA today announced a goal.\n\n"
                f"{company} commits to reduce scope 1 emissions by {number + 10}% by 2035 from a 2020 base year.\n"
            )
            (folder / f"{company}.txt").write_text(text, encoding="utf-8")
        writing = start(with_server, home, "ingest", "--folder", str(folder))
        while writing.poll() is None or asked < 3:
            done = subprocess.run(
                [sys.executable, "-m", "flows", "query", sql, "--format", "csv"],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )
            assert done.returncode == 0, done.stderr
            counts.append(int(done.stdout.splitlines()[1]))
            asked += 1
        assert writing.returncode == 0
    assert asked >= 5
    assert counts == sorted(counts)
