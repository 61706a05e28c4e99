"""Prefect artifacts: what the page of a report or a reprocess shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from tasks.report.texts import plain, visible

if TYPE_CHECKING:
    from tasks.summarise import Written

ARTIFACT_ROWS = 200  # the UI chokes on longer tables
MARKDOWN_CHARS = 200_000  # and on longer texts; the files hold all
_TABLES = (
    ("weekly-targets", "out_week_targets", "targets"),
    ("weekly-changes", "out_changes", "changes"),
)


def announce_report(written: Written, files: Sequence[Path], folder: Path) -> None:
    """The targets and changes of the weeks as tables, the report as Markdown with links to its files, and its page."""
    links = file_links([*(folder / week / "weekly.html" for week in written.weeks), *files], folder)
    if written.weeks:
        for key, name, things in _TABLES:
            table = written.tables[name]
            create_table_artifact(key=key, table=table_rows(table), description=f"{len(table)} {things}")
    told = f"{written.markdown}\n\n" if written.markdown else "No week has changed since the last report.\n\n"
    create_markdown_artifact(key="weekly-report", markdown=f"{told[:MARKDOWN_CHARS]}## Files\n\n{links}\n")
    create_link_artifact(key="report-page", link=(folder / "index.html").as_uri(), link_text="The book of promises")


def table_rows(table: pd.DataFrame) -> list[dict[str, str]]:
    """The first rows as a table artifact takes them: at most ARTIFACT_ROWS, everything as text."""
    shown = table.head(ARTIFACT_ROWS).astype(object)
    return [{str(column): as_text(value) for column, value in row.items()} for row in shown.to_dict("records")]


def file_links(files: Iterable[Path], folder: Path) -> str:
    """Links for those who sit at the machine that holds the files, and their places for all others."""
    shown = [path for path in files if path.is_file()]
    lines = [f"- [{_beneath(path, folder)}](<{path.as_uri()}>): `{path}`" for path in shown[:ARTIFACT_ROWS]]
    more = len(shown) - len(lines)
    return "\n".join([*lines, *([f"- and {more} more in `{folder}`"] if more else [])])


def _beneath(path: Path, folder: Path) -> Path:
    return path.relative_to(folder) if path.is_relative_to(folder) else path


def announce_reprocess(changes: Sequence[Mapping[str, Any]], in_words: str, files: Iterable[Path]) -> None:
    """The first targets that a new reading gained, lost or changed, and the places of the whole diff."""
    table = [{name: "" if value is None else str(value) for name, value in row.items()} for row in changes]
    places = ", ".join(map(str, files))
    create_table_artifact(
        key="reprocess-changes", table=table[:ARTIFACT_ROWS], description=f"{in_words}. Files: {places or 'none'}"
    )


def as_text(value: object) -> str:
    """Text of a cell: dates would make the artifact fail, arrays are shown as lists."""
    value = plain(value)
    if isinstance(value, str):
        return visible(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
