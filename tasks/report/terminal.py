"""The weekly tables in a terminal."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tasks.report.markdown import EVENTS

WIDTH = 120


def weekly_table(summary: pd.DataFrame, targets: pd.DataFrame, *, width: int | None = None) -> str:
    """Week by week: counts, and every target with its company, deadline and the sentence it came from, in full."""
    console = Console(file=io.StringIO(), width=width or WIDTH, force_terminal=False, highlight=False)
    for week in sorted({*summary["week"], *targets["week"]}):
        counts = summary[(summary["week"] == week) & (summary["topic"] == "all")]
        console.print(_table(week, counts, targets[targets["week"] == week]))
    printed = console.file
    assert isinstance(printed, io.StringIO)
    return printed.getvalue().rstrip("\n")


def _table(week: str, counts: pd.DataFrame, stated: pd.DataFrame) -> Table:
    table = Table(title=_title(week, counts), title_justify="left", show_lines=True, expand=True)
    for heading, share in (("company", 2), ("promise", 5), ("what happened", 2), ("evidence", 8)):
        table.add_column(heading, ratio=share, overflow="fold")
    for _, row in stated.iterrows():
        # Text, not markup: a release may contain what rich would take for a tag.
        table.add_row(*(Text(_shown(row[name])) for name in ("company", "promise", "events", "evidence")))
    return table


def _title(week: str, counts: pd.DataFrame) -> Text:
    if not len(counts):
        return Text(week)
    row: Any = counts.iloc[0]
    happened = ", ".join(f"{row[event]} {event.replace('_', ' ')}" for event in EVENTS if row[event])
    dated = {"published": "", "first_seen": ", dated by first sight", "mixed": ", partly dated by first sight"}
    return Text(f"{week}: {row['releases']} releases, {row['targets']} targets ({happened}){dated[row['dated_by']]}")


def _shown(value: Any) -> str:
    return "" if value is None or (isinstance(value, float) and pd.isna(value)) else str(value)
