"""Runs that start a Prefect server of their own, over one home: killed together with it, and two at once."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.chaos.killing import FILES, kill, start
from tests.flows.books import tables
from tests.flows.servers import bare_environment


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> dict[str, str]:
    home = tmp_path_factory.mktemp("alone")
    return bare_environment() | {"PYTHONPATH": str(project_root), "HOME": str(home)}


@pytest.fixture(scope="module")
def undisturbed(alone: dict[str, str]) -> tuple[Path, float]:
    """The home of a run that nobody disturbed, and the seconds that it took."""
    home = Path(alone["HOME"]) / "undisturbed"
    began = time.monotonic()
    assert start(alone, home, "run").wait() == 0
    return home, time.monotonic() - began


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_killed_with_the_server_that_it_started(
    alone: dict[str, str], undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    chance, (home, whole) = random.Random(20250429), undisturbed
    disturbed = tmp_path / "disturbed"
    for _ in range(2):
        process = start(alone, disturbed, "run")
        # Before a third of the time nothing but imports happens.
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        kill(process)
    assert start(alone, disturbed, "run").wait() == 0
    assert [tables(disturbed / name) for name in FILES] == [tables(home / name) for name in FILES]


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_two_runs_at_once_end_as_one(alone: dict[str, str], undisturbed: tuple[Path, float], tmp_path: Path) -> None:
    both = [start(alone, tmp_path / "together", "run") for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    book, wanted = (tables(home / "warehouse.duckdb") for home in (tmp_path / "together", undisturbed[0]))
    # Both may have fetched the same document before either stored it: attempts are counted one by one, by week too.
    for name in ("raw_fetch", "out_week_sources"):
        assert book.pop(name)
        assert wanted.pop(name)
    assert book == wanted
