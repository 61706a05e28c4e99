"""The last 4 and 52 weeks beside the weeks before them and those of a year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tasks.report.wording import vocabulary

_SPANS = (
    ("", "the last {} weeks"),
    ("_before", "the {} weeks before"),
    ("_year_before", "the same {} weeks a year before"),
)


def compared(rolling: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a table: one a span of out_week_rolling, with the names of its columns; a span that the book does not
    hold is left out."""
    rows = []
    whole = sorted((row for row in rolling if row["topic"] == "all"), key=lambda row: int(row["weeks"]))
    for row in whole:
        for suffix, label in _SPANS:
            if row[f"releases{suffix}"] is None:
                continue
            counts = {name: _sum(row, kinds, suffix) for name, kinds in _columns().items()}
            held = "" if suffix or row["covered"] == row["weeks"] else f" ({row['covered']} of them in the book)"
            words = f"{label.format(row['weeks'])}{held}"
            rows.append({"week": row["week"], "label": words, "names": list(counts), "cells": list(counts.values())})
    return rows


def _columns() -> dict[str, tuple[str, ...]]:
    things: dict[str, tuple[str, ...]] = {"releases": ("releases",), "targets": ("targets",)}
    return things | {group.label: group.kinds for group in vocabulary().groups}


def _sum(row: Mapping[str, Any], kinds: Sequence[str], suffix: str) -> int:
    return sum(int(row[f"{kind}{suffix}"] or 0) for kind in kinds)
