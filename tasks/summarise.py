"""Summarise: what the published book says, week by week and as a whole, as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.report.book_page import (
    SHOWN_CHANGES,
    SHOWN_COMPANIES,
    SHOWN_IN_A_CELL,
    SHOWN_OVERDUE,
    SHOWN_SOURCES,
    SHOWN_WEEKS,
    BookTables,
)
from tasks.report.markdown import weekly_markdown
from tasks.report.weeks import Held, Wanted, iso_week, week_digest, weeks_to_write
from tasks.report.writing import WEEKLY_TABLES, by_week, shown_frames, write_book_files, write_book_page, write_week
from warehouse.connect import reader
from warehouse.place import Place
from warehouse.sql import statement

WEEKS_AT_ONCE = 26  # read together; memory holds these and no more
ANNOUNCED_WEEKS = 8
BATCH_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Written:
    """The weeks written, oldest first, and their files; the tables and the Markdown of the latest of them."""

    weeks: tuple[str, ...]
    files: tuple[Path, ...]
    tables: dict[str, pd.DataFrame]
    markdown: str


def read_weekly_tables(published: Place, weeks: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The weekly tables of some weeks by name, as people may see them, rows in reading order."""
    with reader(published) as connection:
        return shown_frames(_weekly_tables(connection, weeks))


def _weekly_tables(connection: duckdb.DuckDBPyConnection, weeks: Sequence[str]) -> dict[str, pa.Table]:
    asked = {"weeks": list(weeks)}
    tables = {
        name: connection.execute(
            f"select * from {name} where list_contains($weeks, week) order by all", asked
        ).to_arrow_table()
        for name in WEEKLY_TABLES
    }
    return tables | {"week_releases": _read(connection, "week_releases", asked).to_arrow_table()}


def _read(
    connection: duckdb.DuckDBPyConnection, name: str, asked: Mapping[str, Any] | None = None
) -> duckdb.DuckDBPyConnection:
    return connection.execute(statement("read", name), dict(asked or {}))


def _held(connection: duckdb.DuckDBPyConnection, current_week: str) -> dict[str, Held]:
    rows = _read(connection, "week_digests", {"current_week": current_week}).fetchall()
    return {week: Held(digest, bool(told)) for week, digest, told in rows}


@task(cache_policy=NO_CACHE)
def write_weeks(published: Place, folder: Path, wanted: Wanted, as_of: date) -> Written:
    """Write the wanted weeks, or those whose tables differ from the files that are there; each row is read once."""
    files: list[Path] = []
    with reader(published) as connection:
        held = _held(connection, iso_week(as_of))
        weeks = weeks_to_write(held, folder, wanted)
        for start in range(0, len(weeks), WEEKS_AT_ONCE):
            some = weeks[start : start + WEEKS_AT_ONCE]
            tables = _weekly_tables(connection, some)
            parts = {name: by_week(table) for name, table in tables.items()}
            for week in some:
                of_week = {name: parts[name].get(week, tables[name].slice(0, 0)) for name in tables}
                files += write_week(of_week, folder, week, week_digest(held.get(week)))
        latest = shown_frames(_weekly_tables(connection, weeks[-ANNOUNCED_WEEKS:]))
    return Written(weeks, tuple(files), latest, weekly_markdown(latest) if weeks else "")


@task(cache_policy=NO_CACHE)
def write_book(published: Place, folder: Path, as_of: date) -> tuple[Path, ...]:
    """The files of the whole book where it differs from what they hold, and its page."""
    with reader(published) as connection:
        held = _held(connection, iso_week(as_of))
        digest = " ".join([*(held[week].digest for week in sorted(held)), _one(connection, "book_digest")["digest"]])
        files = write_book_files(_Book(connection), folder, digest)
        page = write_book_page(_book_tables(connection, as_of), folder)
    return (*files, page)


@dataclass(frozen=True, slots=True)
class _Book:
    """The tables of the whole book, batch by batch: the larger ones would not fit into memory."""

    connection: duckdb.DuckDBPyConnection

    def batches(self, name: str) -> pa.RecordBatchReader:
        """The rows of a table or view, in reading order."""
        return self.connection.execute(f"select * from {name} order by all").to_arrow_reader(BATCH_ROWS)

    def head(self, name: str, rows: int) -> pa.Table:
        """The first rows of a table or view."""
        return self.connection.execute(f"select * from {name} order by all limit {rows}").to_arrow_table()

    def latest_changes(self, rows: int) -> pa.Table:
        """The latest changes, newest first."""
        return _read(self.connection, "book_changes", {"changes": rows}).to_arrow_table()

    def climate_promises(self) -> Iterator[Mapping[str, Any]]:
        """Promises that public target sheets have rows for, company by company."""
        for batch in _read(self.connection, "climate_promises").to_arrow_reader(BATCH_ROWS):
            yield from batch.to_pylist()


def _one(connection: duckdb.DuckDBPyConnection, name: str, asked: Mapping[str, Any] | None = None) -> dict[str, Any]:
    row: dict[str, Any] = _read(connection, name, asked).to_arrow_table().to_pylist()[0]
    return row


def _book_tables(connection: duckdb.DuckDBPyConnection, as_of: date) -> BookTables:
    weeks, companies = {"weeks": SHOWN_WEEKS}, {"weeks": SHOWN_WEEKS, "companies": SHOWN_COMPANIES}
    each = {"each": SHOWN_IN_A_CELL}
    asked: dict[str, dict[str, Any]] = {
        "weeks": weeks,
        "rolling": {},
        "changes": {"changes": SHOWN_CHANGES},
        "companies": companies,
        "company_changes": companies | each,
        "promises": each,
        "overdue": {"overdue": SHOWN_OVERDUE},
        "sources": {"sources": SHOWN_SOURCES},
    }
    tables = {name: _read(connection, f"book_{name}", values).to_arrow_table() for name, values in asked.items()}
    tables["horizon"] = connection.execute("select * from out_horizon order by all").to_arrow_table()
    return BookTables(as_of=as_of, totals=_one(connection, "book_totals", weeks), **shown_frames(tables))
