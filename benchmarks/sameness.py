"""How long it takes to tell which of 100,000 releases are one announcement: `python -m benchmarks.sameness [COUNT]`.

Releases of our own making (tests/releases/copied.py), cleaned beforehand; in memory; then 2,000 more that come to a
book which has the others. Timed apart: the rows and marks of each, which are made once, when it is read; then all
against each other: their storing, the pairs that share a mark, their comparison, the groups.
"""

from __future__ import annotations

import gc
import sys
import time

from tasks.copies import store_releases
from tests.releases.copied import told
from tests.releases.test_sameness import scored, tables
from warehouse.connect import empty_book

LATER = 2_000


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made = told(count * 2 // 5, count)
    releases = [one.release for one in made]
    gc.freeze()  # the releases of the benchmark are not to be searched for what they leave
    book = empty_book()
    print(f"{'releases':<28}{'marks s':>9}{'compared s':>12}{'CPU s':>9}")
    for name, part in ((f"{count - LATER:,} at once", releases[LATER:]), (f"{LATER:,} more", releases[:LATER])):
        start, spent = time.perf_counter(), time.process_time()
        marked = tables(part)
        read = time.perf_counter()
        store_releases(book, marked)
        done = time.perf_counter()
        print(f"{name:<28}{read - start:>9.1f}{done - read:>12.1f}{time.process_time() - spent:>9.1f}")
    precision, recall = scored(book, made)
    print(f"pairwise precision {precision:.5f}, recall {recall:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
