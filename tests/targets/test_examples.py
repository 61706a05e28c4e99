"""Sentences with the rows that they make, easy ones first, look-alikes last."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets

EXAMPLES = tomllib.loads((Path(__file__).parents[1] / "examples" / "targets.toml").read_text("utf-8"))["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one["text"][:60] for one in EXAMPLES])
def test_rows(example: dict[str, Any]) -> None:
    text = f"Norrholm sets goals\n\n{example['text']}\n"
    release = release_from_text(text, issuer="Norrholm", published_on=date(2025, 4, 28))
    got = [
        [row.action, row.topic, "" if row.value is None else row.value, row.unit or "", row.target_year]
        for row in extract_targets(release)
        if row.kind == "target"
    ]
    assert sorted(map(str, got)) == sorted(
        str([a, t, v if v == "" else float(v), u, y]) for a, t, v, u, y in example["rows"]
    )
