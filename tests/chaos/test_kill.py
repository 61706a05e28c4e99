"""kill -9 at any moment, then one normal run: the same tables as a run that nobody disturbed."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.flows.books import tables

MOMENTS = 20


def start(home: Path, project_root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The command in a process group of its own, so that a kill takes the ephemeral server with it."""
    environment = os.environ | {"PLEDGEBOOK_HOME": str(home), "PYTHONPATH": str(project_root)}
    environment.pop("PLEDGEBOOK_WAREHOUSE", None)
    return subprocess.Popen(
        [sys.executable, "-m", "flows", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):  # it ended by itself first
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_killed_anywhere_then_repaired(project_root: Path, tmp_path: Path) -> None:
    undisturbed = tmp_path / "undisturbed"
    began = time.monotonic()
    assert start(undisturbed, project_root, "run").wait() == 0
    whole = time.monotonic() - began
    wanted = tables(undisturbed / "warehouse.duckdb")
    chance = random.Random(20250428)
    disturbed = tmp_path / "disturbed"
    for moment in range(MOMENTS):
        # Every fourth kill meets an empty book; the others meet what the killed runs before them left.
        if moment % 4 == 0:
            disturbed = tmp_path / f"disturbed{moment}"
        process = start(disturbed, project_root, "run")
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        kill(process)
        if moment % 4 == 3:
            assert start(disturbed, project_root, "run").wait() == 0
            assert tables(disturbed / "warehouse.duckdb") == wanted, f"after kill {moment}"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_readers_never_fail_while_ingest_writes(project_root: Path, tmp_path: Path) -> None:
    """`query` in a loop, from before the first publish until after the last."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    home = tmp_path / "home"
    environment = os.environ | {"PLEDGEBOOK_HOME": str(home), "PYTHONPATH": str(project_root)}
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
        writing = start(home, project_root, "ingest", "--folder", str(folder))
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


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_two_runs_at_once_end_as_one(project_root: Path, tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    assert start(alone, project_root, "run").wait() == 0
    both = [start(together, project_root, "run") for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert tables(together / "warehouse.duckdb") == tables(alone / "warehouse.duckdb")
