"""Batches on a cluster give what threads give: a Dask and a Ray cluster of this machine, joined by their address."""

from __future__ import annotations

import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from flows.batches import Batch
from warehouse.connect import reader

READ = """
from flows.ingest import ingest
ingest(folder={folder!r}, runner={runner!r})
"""


def ingested(environment: dict[str, str], root: Path, home: Path, runner: str, **more: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ.format(folder=str(root / "seeds" / "releases"), runner=runner)],
        env=environment | {"PLEDGEBOOK_HOME": str(home), "PYTHONPATH": str(root)} | more,
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def told(home: Path) -> list[tuple[object, ...]]:
    """What a book tells, without the ids that name a folder as its source."""
    with reader(home / "warehouse_read.duckdb") as connection:
        return connection.sql(
            "select * exclude (link, promise_id, target_id, release_id) from changes order by all"
        ).fetchall()


def installed(runner: str) -> None:
    if importlib.util.find_spec(f"prefect_{runner}") is None:
        pytest.skip(f"needs the extra {runner}: make cluster")


class Unread:
    """An item that must not be looked at."""

    def __reduce__(self) -> str:
        raise AssertionError("the item was pickled to name its batch")


@pytest.mark.slow
def test_dask_names_a_batch_without_reading_its_items() -> None:
    installed("dask")
    tokenize = importlib.import_module("dask.base").tokenize
    one, other = Batch([Unread()]), Batch([Unread()])
    assert tokenize(one) == tokenize(one) != tokenize(other)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("runner", ["processes", "dask", "ray"])
def test_a_book_is_the_same_by_whichever_runner(
    runner: str, prefect_server: dict[str, str], book_of_the_seeds: Path, project_root: Path, tmp_path: Path
) -> None:
    if runner != "processes":
        installed(runner)
    ingested(prefect_server, project_root, tmp_path / "home", runner)
    assert told(tmp_path / "home") == told(book_of_the_seeds) != []


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_batches_are_read_on_the_dask_cluster_that_is_named(
    prefect_server: dict[str, str], project_root: Path, tmp_path: Path
) -> None:
    installed("dask")
    from distributed import LocalCluster  # noqa: PLC0415 - an extra

    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        named = {"PLEDGEBOOK_CLUSTER": cluster.scheduler_address}
        ingested(prefect_server, project_root, tmp_path / "home", "dask", **named)
        with cluster.get_client() as client:
            done = client.run_on_scheduler(lambda dask_scheduler: dask_scheduler.transition_counter)
    assert done > 0, "nothing was read there"


def test_a_runner_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.batches import RunnerMissing, task_runner  # noqa: PLC0415 - Prefect takes seconds to import

    monkeypatch.setitem(sys.modules, "prefect_dask", None)
    with pytest.raises(RunnerMissing, match="make cluster"):
        task_runner("dask")
