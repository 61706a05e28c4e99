"""The weekly tables in a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tasks.report.markdown import EVENTS, counted
from tasks.report.texts import visible

WIDTH = 120


def weekly_table(summary: pd.DataFrame, targets: pd.DataFrame, *, width: int | None = None) -> str:
    """Week by week: counts, and every target with its company, deadline and the sentence it came from, in full."""
    page = io.StringIO()
    console = Console(file=page, width=width or WIDTH, force_terminal=False, highlight=False)
    for week in sorted({*summary["week"], *targets["week"]}):
        counts = summary[(summary["week"] == week) & (summary["topic"] == "all")]
        stated = targets[targets["week"] == week]
        console.print(_table(week, counts, stated))
        for rows, sentence in _sentences(stated):
            # Text, not markup: a release may contain what rich would take for a tag.
            console.print(Padding(Text(f"{rows}: “{sentence}”"), (0, 0, 0, 2)))
        console.print()
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()).rstrip("\n")


def _sentences(stated: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Each sentence once, with the numbers of the rows that came from it: "2-5", "7"."""
    numbered = enumerate((" ".join(_shown(text).split()) for text in stated["evidence"]), start=1)
    for sentence, group in groupby(numbered, key=itemgetter(1)):
        numbers = [number for number, _ in group]
        yield f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0]), sentence


def _table(week: str, counts: pd.DataFrame, stated: pd.DataFrame) -> Table:
    table = Table(title=_title(week, counts), title_justify="left", show_lines=False, expand=True)
    table.add_column("", justify="right", no_wrap=True)
    for heading, share in (("company", 3), ("promise", 12), ("topic", 2)):
        table.add_column(heading, ratio=share, overflow="fold")
    table.add_column("by", no_wrap=True)
    table.add_column("what happened", ratio=3, overflow="fold")
    for number, (_, row) in enumerate(stated.iterrows(), start=1):
        shown = (_shown(row[name]) for name in ("company", "promise", "topic", "target_year", "events"))
        table.add_row(Text(str(number)), *(Text(text) for text in shown))
    return table


def _title(week: str, counts: pd.DataFrame) -> Text:
    if not len(counts):
        return Text(week)
    row: Any = counts.iloc[0]
    happened = ", ".join(f"{row[event]} {event.replace('_', ' ')}" for event in EVENTS if row[event])
    dated = {"published": "", "first_seen": ", dated by first sight", "mixed": ", partly dated by first sight"}
    things = ", ".join(counted(row[name], name) for name in ("releases", "targets"))
    return Text(f"{week}: {things}{f' ({happened})' if happened else ''}{dated[row['dated_by']]}")


def _shown(value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else visible(str(value))
