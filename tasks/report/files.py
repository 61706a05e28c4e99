"""Report files: CSV, Parquet and Markdown, each written whole or not at all, the same bytes for the same tables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from tasks.report.markdown import weekly_markdown

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(table: pd.DataFrame) -> pd.DataFrame:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP: CSV injection)."""

    def cell(value: object) -> object:
        return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value

    return table.map(cell)


def write_report(tables: Mapping[str, pd.DataFrame], out: Path, *, title: str) -> list[Path]:
    """Write the weekly tables into a folder: <table>.csv, <table>.parquet and weekly.md; returns the files."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables.items():
        csv, parquet = out / f"{name}.csv", out / f"{name}.parquet"
        _whole(csv, harmless(table).to_csv(index=False).encode("utf-8"))
        _whole(parquet, table.to_parquet(None, index=False))
        written += [csv, parquet]
    page = out / "weekly.md"
    text = weekly_markdown(*(tables[f"out_week_{part}"] for part in ("summary", "targets", "companies")))
    _whole(page, f"# {title}\n\n{text}".encode())
    return [*written, page]


def _whole(path: Path, content: bytes | None) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content or b"")
    draft.replace(path)
