"""Prefect artifacts: what a run page shows of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from tasks.extract import Extracted
from tasks.ledger.wording import in_words

if TYPE_CHECKING:
    from flows.ingest import IngestResult

ARTIFACT_ROWS = 200  # the UI chokes on longer tables


def announce_ingest(result: IngestResult, extracted: Sequence[Extracted]) -> None:
    """A table of the targets that this run read, and of what it set aside."""
    rows = [
        {
            "company": target.company or "",
            "promise": in_words(target),
            "kind": target.kind,
            "evidence": target.evidence,
            "release": one.cleaned.release.title or "" if one.cleaned.release else "",
        }
        for one in extracted
        for target in one.targets
    ]
    create_table_artifact(
        key="ingest-targets",
        table=rows[:ARTIFACT_ROWS],
        description=(
            f"{len(rows)} targets in {result.documents} new documents of {result.sources} sources; "
            f"{result.unchanged} unchanged, {len(result.set_aside)} set aside{result.not_read}"
        ),
    )


def announce_weeks(targets: pd.DataFrame, markdown: str, files: Iterable[Path]) -> None:
    """The weekly targets as a table, the report as Markdown with the places of its files."""
    shown = targets.head(ARTIFACT_ROWS).astype(object)
    table: list[dict[str, str]] = [
        {str(column): _as_text(value) for column, value in row.items()} for row in shown.to_dict("records")
    ]
    create_table_artifact(key="weekly-targets", table=table, description=f"{len(targets)} targets")
    places = "\n".join(f"- `{path}`" for path in files)
    create_markdown_artifact(key="weekly-report", markdown=f"{markdown}\n\n## Files\n\n{places}\n")


def _as_text(value: object) -> str:
    """Text of a cell: dates would make the artifact fail, arrays are shown as lists."""
    if isinstance(value, str):
        return value
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None or bool(pd.isna(value)) else str(value)  # type: ignore[call-overload]
