"""A week's folder and the files of the whole book, each with its digest, which is written last."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa

from tasks.report.book_page import BookTables, book_page
from tasks.report.feed import LATEST, write_feed
from tasks.report.files import frame, shareable, whole, write_table
from tasks.report.markdown import weekly_markdown
from tasks.report.sheets import write_sheets
from tasks.report.week_page import week_page
from tasks.report.weeks import LAYOUT, is_written, mark_written
from tasks.report.workbook import ROWS_A_SHEET, write_workbook

WEEKLY_TABLES = tuple(
    f"out_{name}"
    for name in """
    week_summary week_targets week_companies changes week_rolling week_sources week_rejects
    """.split()
)
# Of the whole book: table or view, and the name of its files.
BOOK_TABLES = {
    "out_changes": "out_changes",
    "promises": "promises",
    "out_horizon": "out_horizon",
    "out_overdue": "out_overdue",
}
_OFFERED = (".csv", ".parquet", ".json", ".xlsx", ".atom")
PAGE_ONLY = ("week_releases",)  # listed on the page; the table itself is core_release


def by_week(table: pa.Table) -> dict[str, pa.Table]:
    """The rows of each week of a table that is sorted by week, without looking at any row twice."""
    weeks = table["week"].to_pylist()
    starts = [row for row, week in enumerate(weeks) if row == 0 or week != weeks[row - 1]]
    ends = [*starts[1:], len(weeks)]
    return {weeks[start]: table.slice(start, end - start) for start, end in zip(starts, ends, strict=False)}


def write_week(tables: Mapping[str, pa.Table], folder: Path, week: str, digest: str) -> list[Path]:
    """Write one week's files into a folder named after it: each table as CSV, Parquet and JSON, a workbook, a page,
    Markdown. Returns the files. `tables`: WEEKLY_TABLES and PAGE_ONLY, the rows of that week."""
    place = folder / week
    public = {name: tables[name] for name in WEEKLY_TABLES}
    files = [path for name, table in public.items() for path in write_table(table, place, name)]
    files.append(write_workbook(public, place / "weekly.xlsx"))
    names = [path.name for path in files] + ["weekly.md"]
    frames = shown_frames(tables)
    files.append(write_text(place / "weekly.md", f"# Week {week}\n\n{weekly_markdown(frames)}"))
    files.append(write_text(place / "weekly.html", week_page(week, frames, sorted(names))))
    mark_written(place, digest)
    return files


def shown_frames(tables: Mapping[str, pa.Table]) -> dict[str, pd.DataFrame]:
    """Tables as data frames for eyes: without press contacts."""
    return {
        name: frame(pa.Table.from_batches([shareable(one) for one in table.to_batches()], table.schema))
        for name, table in tables.items()
    }


def write_text(path: Path, text: str) -> Path:
    """Write a file of text, whole or not at all."""
    with whole(path) as handle:
        handle.write(text.encode("utf-8"))
    return path


class Book(Protocol):
    """Where the tables of the whole book come from: rows of any number in batches, or the first of them."""

    def batches(self, name: str) -> pa.RecordBatchReader:
        """The rows of a table or view, in reading order."""

    def head(self, name: str, rows: int) -> pa.Table:
        """The first rows of a table or view."""

    def latest_changes(self, rows: int) -> pa.Table:
        """The latest changes, newest first."""

    def climate_promises(self) -> Iterator[Mapping[str, Any]]:
        """Rows of `warehouse/read/climate_promises.sql`."""


def write_book_files(book: Book, folder: Path, held: str) -> list[Path]:
    """The tables of the whole book, its workbook, its feed and the exports; nothing where the files hold it already.

    `held` is a figure that changes with any of their rows.
    """
    digest = hashlib.sha256(f"{LAYOUT} {held}".encode()).hexdigest()
    if is_written(folder, digest):
        return []
    files = [path for name, file in BOOK_TABLES.items() for path in write_table(book.batches(name), folder, file)]
    sheets = {file: book.head(name, ROWS_A_SHEET + 1) for name, file in BOOK_TABLES.items() if name != "out_changes"}
    latest = book.latest_changes(ROWS_A_SHEET + 1)
    files.append(write_workbook({"out_changes": latest, **sheets}, folder / "book.xlsx"))
    files.append(write_feed(shown_frames({"changes": latest.slice(0, LATEST)})["changes"], folder / "changes.atom"))
    files += write_sheets(book.climate_promises(), folder)
    mark_written(folder, digest)
    return files


def write_book_page(tables: BookTables, folder: Path) -> Path:
    """index.html: how the sources fare is part of it, so that it is written each time."""
    pages = frozenset(path.parent.name for path in folder.glob("*-W*/weekly.html"))
    files = sorted(path.name for path in folder.iterdir() if path.is_file() and path.suffix in _OFFERED)
    return write_text(folder / "index.html", book_page(tables, pages, files))
