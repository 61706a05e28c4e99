"""A load of 5,000 targets into a file that holds millions: `python -m benchmarks.load [TARGETS] [--keep FILE]`.

Prints the time of each write step, of the commit with its checkpoint, and of the whole: the design's limit is 2 s at
10 million targets, the ledger and the publish apart. The book is made by DuckDB, eight targets a release of 2,000
characters. The same load is stored twice: anew, and over itself. On a busy machine the time of processors is the one to
compare.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from warehouse.connect import empty_book, writer
from warehouse.sql import statement
from warehouse.store import DOCUMENTS, staged

LOAD, A_RELEASE = 5_000, 8
LIMIT_S = 2.0
RELEASE = "sha256('release' || i)[:32]"

BOOK = {
    "raw_document": f"""
        select sha256('document' || i)[:32] as document_id, {RELEASE} as release_id, 'wire' as source,
            'item' || i as item_key, sha256('s' || i) as sha256, 2000 as byte_count, true as is_current, 'run' as run_id,
            timestamptz '2020-01-01 00:00:00+00' + to_minutes(i) as first_seen_at
        from range({{first}}, {{last}}) t(i)""",
    "core_release": f"""
        select {RELEASE} as release_id, sha256('document' || i)[:32] as document_id, 'wire' as source,
            'Company ' || (i % 20000) || ' sets targets' as title, 'Company ' || (i % 20000) as issuer,
            date '2015-01-01' + (i % 4000)::integer as published_on, repeat(sha256('t' || i) || ' ', 30) as text,
            sha256('t' || i) as text_sha256, '1' as cleaner_version, 'run' as run_id,
            timestamptz '2020-01-01 00:00:00+00' + to_minutes(i) as first_seen_at
        from range({{first}}, {{last}}) t(i)""",
    "core_release_field": f"""
        select {RELEASE} as release_id, field, field || (i % 20000) as value, 'page' as origin, 0.9::double as confidence
        from range({{first}}, {{last}}) t(i), (select unnest(['title', 'issuer', 'published_on', 'wire']) as field)""",
    "core_section": f"""
        select {RELEASE} as release_id, j::integer as position, 'body' as label, (j * 200)::integer as start_char,
            (j * 200 + 200)::integer as end_char
        from range({{first}}, {{last}}) t(i), range(5) s(j)""",
    "core_target": f"""
        select sha256('target' || (i * {A_RELEASE} + j))[:32] as target_id, {RELEASE} as release_id, j::integer as position,
            'target' as kind, 'Company ' || (i % 20000) as company, 'reduce' as action, 'ghg' as topic,
            'emissions of kind ' || j as metric, (i % 90 + 5)::double as value, '%' as unit, [1, 2]::integer[] as scopes,
            []::varchar[] as scope3_categories, 2030 as target_year, repeat('evidence ', 15) as evidence,
            0 as start_char, 135 as end_char, 0.9::double as confidence, ['reduce']::varchar[] as rules,
            '1' as extractor_version, 'run' as run_id
        from range({{first}}, {{last}}) t(i), range({A_RELEASE}) s(j)""",
    "raw_fetch": """
        select 'run' as run_id, 'wire' as source, 'item' || i as url, 'new' as outcome,
            sha256('document' || i)[:32] as document_id, 'x.warc.gz' as warc_file, i as warc_offset, now() as fetched_at
        from range({first}, {last}) t(i)""",
}


def make_book(path: Path, targets: int) -> None:
    for table, sql in BOOK.items():
        with writer(path) as connection:
            connection.execute(
                f"insert into {table} by name {sql.format(first=0, last=targets // A_RELEASE)}"
            ).fetchall()


def load(first: int) -> dict[str, pa.Table]:
    bounds = {"first": first, "last": first + LOAD // A_RELEASE}
    every_column = "select * from ({made}) union all by name select * from {table} where false"
    with empty_book() as book:
        made = {
            table: book.execute(every_column.format(made=sql.format(**bounds), table=table)).to_arrow_table()
            for table, sql in BOOK.items()
        }
        return made | {"raw_reject": book.execute("select * from raw_reject").to_arrow_table()}


def unheard(targets: int) -> int:
    """The number of a release that no earlier load into a kept book reached: each second has a load's worth of them."""
    a_load = LOAD // A_RELEASE
    return targets // A_RELEASE + int((datetime.now(UTC) - datetime(2026, 1, 1, tzinfo=UTC)).total_seconds()) * a_load


def timed_load(path: Path, tables: dict[str, pa.Table]) -> dict[str, float]:
    took, began, worked = {}, time.perf_counter(), time.process_time()
    with writer(path) as connection, staged(connection, tables):
        took["open"] = time.perf_counter() - began
        for step in DOCUMENTS:
            before = time.perf_counter()
            connection.execute(statement("write", step)).fetchall()
            took[step] = time.perf_counter() - before
        before = time.perf_counter()
    took["commit, checkpoint, close"] = time.perf_counter() - before
    return took | {"whole": time.perf_counter() - began, "whole, of processors": time.process_time() - worked}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", type=int, nargs="?", default=10_000_000)
    parser.add_argument("--keep", type=Path, help="make the book here, or use the one that is here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "book.duckdb"
        if not path.is_file():
            make_book(path, options.targets)
        tables = load(unheard(options.targets))
        anew, again = timed_load(path, tables), timed_load(path, tables)
        print(f"{path.stat().st_size / 1e9:.2f} GB, {options.targets:,} targets, a load of {LOAD:,}")
        for step, took in anew.items():
            print(f"{step:<26} {took:7.3f} s   {again[step]:7.3f} s over itself")
    return int(anew["whole"] > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
