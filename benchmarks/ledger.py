"""What the ledger costs: `python -m benchmarks.ledger [SIZE ...]`, by default 10,000, 100,000 and 1,000,000 targets.

For each size: the whole ledger from nothing, its time a target and the memory of its largest process; then a load of
5,000 targets of 500 companies, and the ledger of the companies that it touches. Exits 1 where LIMITS are broken.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from tasks.bookkeeping import keep_ledger
from warehouse.connect import writer

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 1, 31)
LOAD = 5_000
PER_COMPANY = 60
WHOLE_LIMIT_S, LOAD_LIMIT_S = 600.0, 2.0  # of ten million targets, on two cores


def generate(connection: duckdb.DuckDBPyConnection, first: int, last: int, companies: int) -> None:
    """Targets `first` to `last` with their releases."""
    numbers = {"first": first, "last": last}
    connection.execute((HERE / "generated_releases.sql").read_text("utf-8"), numbers).fetchall()
    sql = (HERE / "generated_targets.sql").read_text("utf-8")
    connection.execute(sql, numbers | {"companies": companies}).fetchall()


def load(path: Path, size: int, companies: int) -> None:
    """5,000 targets more, of 500 companies, with their place in the queue."""
    touched = max(1, min(500, companies))
    with writer(path) as connection:
        generate(connection, size, size + LOAD, touched)
        queue = "insert into core_ledger_queue select 'Company ' || i || ' Holdings', 1 from range(?) t(i)"
        connection.execute(queue, [touched]).fetchall()


def seconds(path: Path) -> float:
    began = time.perf_counter()
    keep_ledger(path, AS_OF, [])
    return time.perf_counter() - began


def peak_mb() -> float:
    """Of this process and of its largest child so far."""
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def measure(path: Path, size: int, companies: int) -> None:
    """Print the seconds of the whole and of a load, and the peak; run in a process of its own, for the peak is a process's."""
    whole = seconds(path)
    load(path, size, companies)
    print(whole, seconds(path), peak_mb())


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["--measure"]:
        measure(Path(arguments[1]), int(arguments[2]), int(arguments[3]))
        return 0
    sizes = [int(text.replace(",", "")) for text in arguments] or [10_000, 100_000, 1_000_000]
    print(f"{'targets':>12}{'whole, s':>10}{'µs each':>9}{'load, s':>9}{'peak, MB':>10}{'promises':>12}{'events':>12}")
    broken = False
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path, companies = Path(folder) / "w.duckdb", max(1, size // PER_COMPANY)
            with writer(path) as connection:
                generate(connection, 0, size, companies)
            command = [sys.executable, "-m", "benchmarks.ledger", "--measure", str(path), str(size), str(companies)]
            said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
            whole, part, peak = (float(figure) for figure in said.split())
            with writer(path) as connection:
                sql = "select (select count(*) from core_promise), (select count(*) from core_promise_event)"
                promises, events = connection.execute(sql).fetchall()[0]
            broken |= whole > WHOLE_LIMIT_S or part > LOAD_LIMIT_S
            row = f"{size:>12,}{whole:>10.1f}{whole / size * 1e6:>9.0f}{part:>9.2f}{peak:>10.0f}"
            print(f"{row}{promises:>12,}{events:>12,}", flush=True)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
