"""What the weekly tables cost: `python -m benchmarks.book [--targets 10000000]`, in a file that is removed afterwards.

A made-up book (benchmarks/book.sql) of each size up to the largest: every weekly table filled from nothing, then one new
week by its name, then one that has to be found among all. Wall time, processor time, and the peak of the process's memory; on two threads.
Exits 1 where the largest book takes more than LIMIT_S or LIMIT_BYTES, a new week more than WEEK_S, or a target in the
largest book more than GROWTH times what it costs in a book of a hundred thousand.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import duckdb

from warehouse.connect import STORAGE
from warehouse.marts import build_marts, rebuild_marts, refresh_marts
from warehouse.migrate import migrate

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
LIMIT_S, LIMIT_BYTES, WEEK_S, GROWTH = 30.0, 4 * 1024**3, 2.0, 2.0
NEW_WEEK = date(2025, 12, 8)  # the last whole one of the made-up book


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of a piece of work."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def opened(path: Path, memory: str) -> duckdb.DuckDBPyConnection:
    config = {"storage_compatibility_version": STORAGE, "threads": 2, "memory_limit": memory}
    connection = duckdb.connect(str(path), config=config)
    connection.execute("set time zone 'UTC'")
    return connection


def make(path: Path, targets: int) -> None:
    """Write the made-up book into a new file."""
    with opened(path, "4GB") as connection:
        migrate(connection, str(path))
        sql = Path(__file__).with_name("book.sql").read_text("utf-8").replace("$targets", str(targets))
        for statement in sql.split(";\n"):
            if statement.strip():
                connection.execute(statement).fetchall()


def in_transaction(connection: duckdb.DuckDBPyConnection, work: Callable[[], object]) -> Callable[[], None]:
    def done() -> None:
        connection.execute("begin").fetchall()
        work()
        connection.execute("commit").fetchall()
        connection.execute("checkpoint").fetchall()

    return done


def measure(path: Path, targets: int) -> None:
    """Print the line of one book; run in a process of its own, for the peak of memory is a process's."""
    with opened(path, "3GB") as connection:
        whole = seconds(in_transaction(connection, lambda: rebuild_marts(connection)))
        week = seconds(in_transaction(connection, lambda: build_marts(connection, [NEW_WEEK])))
        # A week built alone is forgotten, so that this finds one week to fill among all.
        found = seconds(in_transaction(connection, lambda: refresh_marts(connection)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    figures = (targets, *whole, *week, *found, whole[1] / targets * 1e6, peak, path.stat().st_size)
    print(" ".join(str(figure) for figure in figures))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--targets", type=int, default=SIZES[-1])
    parser.add_argument("--keep", type=Path, help="make the books in this folder and leave them there")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        measure(options.measure, options.targets)
        return 0
    print(
        f"{'targets':>10} {'all, s':>8} {'cpu':>7} {'week, s':>8} {'cpu':>7} {'found, s':>9} {'cpu':>7} {'µs/target':>10} {'MB':>6} {'file':>6}"
    )
    with tempfile.TemporaryDirectory() as folder:
        lines = [line(options.keep or Path(folder), size) for size in SIZES if size <= options.targets]
    return verdict(lines)


def line(folder: Path, targets: int) -> list[float]:
    path = folder / f"{targets}.duckdb"
    if not path.exists():
        make(path, targets)
    command = [sys.executable, "-m", "benchmarks.book", "--measure", str(path), "--targets", str(targets)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    of = [float(figure) for figure in said.split()]
    print(
        f"{targets:>10,} {of[1]:>8.2f} {of[2]:>7.2f} {of[3]:>8.2f} {of[4]:>7.2f} {of[5]:>9.2f} {of[6]:>7.2f} {of[7]:>10.2f} {of[8] / 1e6:>6.0f} {of[9] / 1e6:>6.0f}",
        flush=True,
    )
    return of


def verdict(lines: Sequence[Sequence[float]]) -> int:
    largest, per_target = lines[-1], {int(one[0]): one[7] for one in lines}
    wrong = [
        (largest[1] > LIMIT_S, f"filling all weeks takes {largest[1]:.1f} s, the limit is {LIMIT_S:.0f}"),
        (largest[8] > LIMIT_BYTES, f"it takes {largest[8] / 1e9:.1f} GB of memory, the limit is 4"),
        (largest[3] > WEEK_S, f"a new week takes {largest[3]:.1f} s, the limit is {WEEK_S:.0f}"),
        (
            largest[7] > GROWTH * per_target.get(100_000, largest[7]),
            "a target costs more in a large book than in a small one",
        ),
    ]
    for is_wrong, what in wrong:
        if is_wrong:
            print(what, file=sys.stderr)
    return int(any(is_wrong for is_wrong, _ in wrong))


if __name__ == "__main__":
    sys.exit(main())
