"""What reading again costs: 2,000 small releases of another version, beside the bare cleaner and extractor.

    .venv/bin/python -m benchmarks.reprocess [--releases 2000]

Each line is releases a second; the last ones are the share that reading from the archive and the book, comparing and
storing add to the bare reading. Exit code 1 where it is more than OVERHEAD. Without the engine, which adds some seconds
a run and no more with each release.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks.clean import clean
from tasks.extract import extract
from tasks.fetch import fetch
from tasks.reprocess import cut, plan, reread, write_diff
from tasks.reprocess_store import finish, put_back, store_reread
from tasks.rereading.plan import Stage, portions
from tasks.rereading.run import Run
from tasks.rereading.spool import Spool
from tasks.sources.catalogue import folder_source
from tasks.store import recall, store_documents
from warehouse.connect import writer

NOW = datetime(2025, 6, 3, tzinfo=UTC)
OVERHEAD = 1.0  # of the bare reading: what is around it may cost as much as it does
OLD = """
update core_reading set cleaner_version = '0', extractor_version = '0';
update core_release set cleaner_version = '0';
update core_target set extractor_version = '0', target_year = target_year + 1, target_id = md5(target_id)
where hash(target_id) % 10 = 0;
"""


def release(number: int) -> str:
    company = f"Maker{number}"
    return (
        f"{company} sets goals\n\nPARIS, May {number % 27 + 1}, 2025 -- {company} SA today announced goals.\n\n"
        f"{company} commits to reduce scope 1 and 2 emissions by {number % 60 + 10}% by 2035 from a 2020 base year. "
        f"The group will halve its water use by 2030. It runs {number % 40 + 2} mills in Europe and employs people in "
        "towns along the rivers where its founders began.\n\n"
        '"We mean what we say," said the chief executive. "Our mills will send zero waste to landfill by 2028."\n\n'
        f"About {company}\n\n{company} SA makes paper, board and pulp for printers and packers, and was founded in 1931.\n"
    )


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def reprocessed(home: Path, stage: Stage) -> Counter[str]:
    book = home / "warehouse.duckdb"
    run = Run(stage, NOW, stage, None, None, home / "raw", Spool(home / "reprocess" / "run"))
    run.spool.emptied()
    counts: Counter[str] = Counter()
    pieces = 0
    for portion in portions(plan.fn(book, run)):
        chunks = cut.fn(book, portion, pieces, run)
        counts += sum(reread.fn(chunks), Counter())
        pieces += len(chunks)
    write_diff.fn(run, pieces, home / "reports" / stage, stage)
    store_reread.fn(book, run, pieces)
    finish.fn(book, NOW, undone=False)
    run.spool.removed()
    return counts


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=2000)
    wanted = parser.parse_args(arguments).releases
    with tempfile.TemporaryDirectory() as folder:
        home, inbox = Path(folder) / "home", Path(folder) / "inbox"
        home.mkdir()
        inbox.mkdir()
        for number in range(wanted):
            (inbox / f"{number}.txt").write_text(release(number), encoding="utf-8")
        book = home / "warehouse.duckdb"
        fetched = fetch.fn([folder_source(inbox)], recall.fn(book), NOW, home / "raw", "first.warc.gz")
        cleaned, clean_s = timed(lambda: clean.fn(fetched.archived))
        extracted, extract_s = timed(lambda: extract.fn(cleaned))
        store_documents.fn(book, extracted, "first", NOW)
        bare = {"clean": clean_s + extract_s, "extract": extract_s}
        print(f"{wanted / clean_s:>9.0f}  releases/s, bare cleaner")
        print(f"{wanted / extract_s:>9.0f}  releases/s, bare extractor")
        worst = 0.0
        for stage in ("clean", "extract"):
            with writer(book) as connection:
                connection.execute(OLD).fetchall()
            counts, took = timed(lambda stage=stage: reprocessed(home, stage))
            assert counts["read"] == wanted, counts
            over = took / bare[stage] - 1
            worst = max(worst, over)
            print(f"{wanted / took:>9.0f}  releases/s, reprocess --stage {stage}: {over:+.0%} over the bare reading")
        _, took = timed(lambda: put_back.fn(book))
        print(f"{wanted / took:>9.0f}  releases/s, --undo")
    return int(worst > OVERHEAD)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
