"""Batches of items over a Prefect task runner chosen by one setting."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any, Generic, Literal, TypeVar, overload
from uuid import uuid4

from prefect import Task
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

Runner = Literal["threads", "processes", "dask", "ray"]
Item = TypeVar("Item")
Result = TypeVar("Result")

WORKERS = 4  # unbounded pools are Prefect's default


class RunnerMissing(RuntimeError):
    """The task runner that was asked for is not installed."""


class Batch(Sequence[Item], Generic[Item]):
    """The items of one task. Neither Prefect nor Dask walks through what is no list: Prefect in search of futures, Dask
    to make a graph of it, where a tuple of any kind (Prefect's `quote` is one) comes out as a plain one."""

    def __init__(self, items: Sequence[Item]) -> None:
        """A batch of these items."""
        self._items = items
        self._token = uuid4().hex

    def __dask_tokenize__(self) -> str:
        """What Dask names the batch by: else it reads all items through, which takes longer than the work on them."""
        return self._token

    def __len__(self) -> int:
        """How many there are."""
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        """One of them, or some."""
        return self._items[at]


def batches(items: Sequence[Item], least: int = 300) -> Iterator[Sequence[Item]]:
    """Slices of max(`least`, n/50) items, so that a flow run has at most about 50 task runs of each kind."""
    size = max(least, -(-len(items) // 50))
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _dask(cluster: str | None) -> TaskRunner[Any]:
    from prefect_dask import DaskTaskRunner  # noqa: PLC0415 - an extra, imported only when asked for

    if cluster:
        return DaskTaskRunner(address=cluster)  # type: ignore[no-any-return]
    here = {"n_workers": WORKERS, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    return DaskTaskRunner(cluster_kwargs=here)  # type: ignore[no-any-return]


def _ray(cluster: str | None) -> TaskRunner[Any]:
    # Ray reports its use to its makers unless told otherwise, and asks for this before it is imported.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    from prefect_ray import RayTaskRunner  # noqa: PLC0415

    if cluster:
        return RayTaskRunner(address=cluster)  # type: ignore[no-any-return]
    here = {"num_cpus": WORKERS, "include_dashboard": False, "_node_ip_address": "127.0.0.1", "log_to_driver": False}
    return RayTaskRunner(init_kwargs=here)  # type: ignore[no-any-return]


def task_runner(runner: Runner, cluster: str | None = None) -> TaskRunner[Any]:
    """A task runner with a bounded number of workers; `dask` and `ray` join the cluster at that address.

    Without an address they make a cluster of this machine's processes, which ends with the batches.
    Raises RunnerMissing where the extra that carries it is not installed.
    """
    if runner == "threads":
        return ThreadPoolTaskRunner(max_workers=WORKERS)
    if runner == "processes":
        return ProcessPoolTaskRunner(max_workers=WORKERS)
    try:
        return _dask(cluster) if runner == "dask" else _ray(cluster)
    except ImportError as missing:
        message = f"runner {runner!r} needs an extra: make cluster, or pip install 'pledgebook[{runner}]'"
        raise RunnerMissing(message) from missing


def whole(value: Item) -> Item:
    """A value for a task that Prefect must not walk through in search of futures: records by the thousand."""
    return quote(value)  # type: ignore[return-value] # the task receives the value itself


def over_batches(
    work: Task[Any, Result], items: Sequence[Any], runner: Runner, least: int = 300, cluster: str | None = None
) -> list[Result]:
    """`work` of every batch of at least so many items, in order; no task runner is started for nothing."""
    if not items:
        return []
    with task_runner(runner, cluster) as pool:
        futures = [pool.submit(work, {"batch": Batch(batch)}) for batch in batches(items, least)]
        return [future.result() for future in futures]
