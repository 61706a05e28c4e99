"""What the report's files cost: all weeks, no week, one week, and the files of the whole book.

    python -m benchmarks.report 50000

The book is made up (book.sql): as many targets as asked for, over ten years. The measure is seconds, seconds of
a core (which a busy machine does not change), and the peak of this process's memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tasks.report.weeks import chosen_weeks
from tasks.summarise import write_book, write_weeks
from warehouse.connect import writer
from warehouse.marts import refresh_marts

AS_OF = date(2026, 6, 1)
CHANGED = chosen_weeks(None, None, None)


def make(path: Path, targets: int) -> None:
    with writer(path) as connection:
        for part in Path(__file__).with_name("book.sql").read_text("utf-8").split(";\n"):
            if part.strip():
                connection.execute(part, {"targets": targets} if "$targets" in part else None)
        refresh_marts(connection)


def timed(what: str, do: Callable[[], Any]) -> Any:
    begun, worked = time.perf_counter(), time.process_time()
    found = do()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    took, worked = time.perf_counter() - begun, time.process_time() - worked
    print(f"{what:<34}{took:8.1f} s {worked:8.1f} s of a core {peak:6d} MB at most so far", flush=True)
    return found


def main(targets: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        book, folder = Path(scratch) / "book.duckdb", Path(scratch) / "reports"
        timed(f"make a book of {targets:,} targets", lambda: make(book, targets))
        written = timed("write every week", lambda: write_weeks.fn(book, folder, CHANGED, AS_OF))
        print(f"  {len(written.weeks)} weeks, {len(written.files)} files")
        again = timed("find that none has changed", lambda: write_weeks.fn(book, folder, CHANGED, AS_OF))
        assert not again.weeks
        timed("write the whole book", lambda: write_book.fn(book, folder, AS_OF))
        timed("find that it has not changed", lambda: write_book.fn(book, folder, AS_OF))
        with duckdb.connect(str(book)) as connection:
            connection.execute("update core_release set title = 'x' where published_on = date '2020-03-05'")
        one = timed("write the week that changed", lambda: write_weeks.fn(book, folder, CHANGED, AS_OF))
        print(f"  {len(one.weeks)} week")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
