"""Summarise: the weekly tables as data frames and as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.report.markdown import weekly_markdown
from tasks.report.weeks import Wanted, of_weeks, weeks_to_write, write_week
from warehouse.connect import reader
from warehouse.place import Place

WEEKLY_TABLES = ("out_week_summary", "out_week_targets", "out_week_companies")


@dataclass(frozen=True, slots=True)
class Written:
    """The weeks written, oldest first, with their tables, files and Markdown."""

    weeks: tuple[str, ...]
    tables: dict[str, pd.DataFrame]
    files: tuple[Path, ...]
    markdown: str


def read_weekly_tables(published: Place) -> dict[str, pd.DataFrame]:
    """The three weekly tables of the published book by name, rows in reading order."""
    with reader(published) as connection:
        read = {name: connection.table(name).order("all").to_arrow_table() for name in WEEKLY_TABLES}
    # A year beside a null stays a whole number: 2030, not 2030.0.
    return {name: table.to_pandas(integer_object_nulls=True) for name, table in read.items()}


@task(cache_policy=NO_CACHE)
def write_weeks(tables: dict[str, pd.DataFrame], folder: Path, wanted: Wanted) -> Written:
    """Write the wanted weeks, or those whose tables differ from the files that are there."""
    weeks = weeks_to_write(tables, folder, wanted)
    files = tuple(path for week in weeks for path in write_week(of_weeks(tables, [week]), folder, week))
    chosen = of_weeks(tables, weeks)
    return Written(weeks, chosen, files, weekly_markdown(*chosen.values()) if weeks else "")
