"""What each way to run batches costs: generated releases cleaned and read, with and without Prefect.

    .venv/bin/python -m benchmarks.runners [RELEASES] [--runner NAME ...]

One table: documents a second by the bare loop, by a flow of one thread, and by flows over threads, processes, Dask and
Ray of this machine, at the batches of the flow `ingest`. `overhead` is what the flow of one thread takes beyond the bare
loop, in CPU seconds of this process and in wall time. Exit code 1 where the overhead in CPU time is more than OVERHEAD.
A server of its own runs beside it; dask and ray need `make cluster`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings

from benchmarks.reprocess import release
from flows import batches
from tasks.clean import clean
from tasks.extract import extract
from tasks.sources.records import ArchivedDocument, RawDocument
from tests.flows.servers import running_server

NOW = datetime(2025, 6, 3, tzinfo=UTC)
OVERHEAD = 0.10  # of the bare loop
WAYS = ("one thread", "threads", "processes", "dask", "ray")
# Of the module, and named by its functions alone: a flow that named them would be sent with them to every worker.
ITEMS: list[ArchivedDocument] = []


def document(number: int) -> ArchivedDocument:
    body = release(number).encode()
    found = RawDocument(
        source="generated",
        url=f"file:///generated/{number}.txt",
        item_key=f"{number}.txt",
        content=body,
        content_type="text/plain",
        fetched_at=NOW,
    )
    return ArchivedDocument(found, "generated.warc.gz", 0)


@contextmanager
def server() -> Iterator[None]:
    """A server of the benchmark's own, for this process and those that it starts."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder), "--no-services") as environment:
        os.environ.update({name: value for name, value in environment.items() if name.startswith("PREFECT_")})
        with temporary_settings({PREFECT_API_URL: environment["PREFECT_API_URL"], PREFECT_LOGGING_LEVEL: "WARNING"}):
            yield


def bare() -> int:
    return sum(len(one.targets) for batch in batches.batches(ITEMS) for one in extract.fn(clean.fn(batch)))


def read_all(runner: batches.Runner, workers: int) -> int:
    batches.WORKERS = workers
    cleaned = [one for done in batches.over_batches(clean, ITEMS, runner) for one in done]
    extracted = [one for done in batches.over_batches(extract, cleaned, runner) for one in done]
    return sum(len(one.targets) for one in extracted)


def by_flow(way: str) -> Callable[[], int]:
    runner: batches.Runner = "threads" if way == "one thread" else way  # type: ignore[assignment]

    @flow(name=f"benchmark {way}", validate_parameters=False)
    def read() -> int:
        return read_all(runner, 1 if way == "one thread" else os.cpu_count() or 1)

    return read  # no parameters: Prefect would write the documents into its database


def timed(work: Callable[[], int]) -> tuple[int, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    targets = work()
    return targets, time.perf_counter() - wall, time.process_time() - cpu


def line(way: str, count: int, targets: int, wall: float, cpu: float) -> None:
    print(f"{way:<12}{count:>10}{targets:>10}{wall:>10.1f}{count / wall:>10.0f}{cpu:>14.1f}", flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("releases", type=int, nargs="?", default=2000)
    parser.add_argument("--runner", action="append", choices=WAYS)
    asked = parser.parse_args(arguments)
    ITEMS[:] = [document(number) for number in range(100)]
    with server():
        bare()  # words and rules are read once
        ITEMS[:] = [document(number) for number in range(asked.releases)]
        expected, bare_wall, bare_cpu = timed(bare)
        print(f"{'way':<12}{'releases':>10}{'targets':>10}{'seconds':>10}{'docs/s':>10}{'CPU s (here)':>14}")
        line("bare loop", len(ITEMS), expected, bare_wall, bare_cpu)
        over = 0.0
        for way in asked.runner or WAYS:
            targets, wall, cpu = timed(by_flow(way))
            line(way, len(ITEMS), targets, wall, cpu)
            assert targets == expected, f"{way} found {targets} targets, the bare loop {expected}"
            if way == "one thread":
                over = cpu / bare_cpu - 1
                print(f"{'overhead':<12}{over:>40.1%} CPU, {wall / bare_wall - 1:.1%} wall", flush=True)
    return int(over > OVERHEAD)


if __name__ == "__main__":
    # By its name: what stands in a program's main module is sent to workers whole, with all the items.
    from benchmarks import runners  # noqa: PLW0406

    sys.exit(runners.main(sys.argv[1:]))
