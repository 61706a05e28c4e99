"""How long it takes to tell which of 100,000 releases are one announcement: `python -m benchmarks.sameness [COUNT]`.

Releases of our own making (tests/releases/copied.py), cleaned beforehand. Timed: the marks of all, the pairs that share
one, their comparison, the groups; in memory, then 2,000 more that come to a book which has the others.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import duckdb

from tasks.releases.records import Release
from tests.releases.copied import told
from tests.releases.test_sameness import put, scored
from warehouse.connect import empty_book

LATER = 2_000


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made = told(count * 2 // 5, count)
    releases = [one.release for one in made]
    book = empty_book()
    print(f"{'releases':<28}{'seconds':>9}{'CPU s':>9}")
    for name, part in ((f"{count - LATER:,} at once", releases[LATER:]), (f"{LATER:,} more", releases[:LATER])):
        wall, spent = _timed(book, part)
        print(f"{name:<28}{wall:>9.1f}{spent:>9.1f}")
    precision, recall = scored(book, made)
    print(f"pairwise precision {precision:.5f}, recall {recall:.4f}")
    return 0


def _timed(book: duckdb.DuckDBPyConnection, releases: Sequence[Release]) -> tuple[float, float]:
    wall, spent = time.perf_counter(), time.process_time()
    put(book, releases)
    return time.perf_counter() - wall, time.process_time() - spent


if __name__ == "__main__":
    sys.exit(main())
