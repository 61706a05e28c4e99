"""Batches of items over a Prefect task runner chosen by one setting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeVar

from prefect import Task
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

Runner = Literal["threads", "processes", "dask", "ray"]
Item = TypeVar("Item")
Result = TypeVar("Result")

WORKERS = 4  # unbounded pools are Prefect's default


class RunnerMissing(RuntimeError):
    """The task runner that was asked for is not installed."""


def batches(items: Sequence[Item], least: int = 300) -> Iterator[Sequence[Item]]:
    """Slices of max(`least`, n/50) items, so that a flow run has at most about 50 task runs of each kind."""
    size = max(least, -(-len(items) // 50))
    for start in range(0, len(items), size):
        yield items[start : start + size]


def task_runner(runner: Runner) -> TaskRunner[Any]:
    """A task runner with a bounded number of workers.

    Raises RunnerMissing where the extra that carries it is not installed.
    """
    if runner == "threads":
        return ThreadPoolTaskRunner(max_workers=WORKERS)
    if runner == "processes":
        return ProcessPoolTaskRunner(max_workers=WORKERS)
    try:
        if runner == "dask":
            from prefect_dask import DaskTaskRunner  # noqa: PLC0415 - an extra, imported only when asked for

            return DaskTaskRunner()  # type: ignore[no-any-return]
        from prefect_ray import RayTaskRunner  # noqa: PLC0415

        return RayTaskRunner()  # type: ignore[no-any-return]
    except ImportError as missing:
        message = f"runner {runner!r} needs an extra: pip install 'pledgebook[{runner}]'"
        raise RunnerMissing(message) from missing


def whole(value: Item) -> Item:
    """A value for a task that Prefect must not walk through in search of futures: records by the thousand."""
    return quote(value)  # type: ignore[return-value] # the task receives the value itself


def over_batches(work: Task[Any, Result], items: Sequence[Any], runner: Runner, least: int = 300) -> list[Result]:
    """`work` of every batch of at least so many items, in order."""
    with task_runner(runner) as pool:
        futures = [pool.submit(work, {"batch": whole(batch)}) for batch in batches(items, least)]
        return [future.result() for future in futures]
