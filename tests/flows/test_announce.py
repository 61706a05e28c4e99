"""What a run's page shows of a report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from flows import announce


def test_a_table_is_short_and_all_text() -> None:
    """Dates make a table artifact fail, and the page chokes on long tables."""
    row = {"day": date(2025, 4, 30), "at": datetime(2025, 4, 30, tzinfo=UTC), "scopes": [1, 2], "year": None, "n": 2.5}
    shown = announce.table_rows(pd.DataFrame([row] * 300))
    assert len(shown) == announce.ARTIFACT_ROWS == 200
    assert shown[0] == {
        "day": "2025-04-30",
        "at": "2025-04-30 00:00:00+00:00",
        "scopes": "1, 2",
        "year": "",
        "n": "2.5",
    }


def test_files_are_linked_and_named(tmp_path: Path) -> None:
    files = [tmp_path / f"a {n}.csv" for n in range(201)]
    for path in files:
        path.write_text("x")
    text = announce.file_links([*files, tmp_path / "gone.csv"], tmp_path)
    assert f"[a 0.csv](<{files[0].as_uri()}>): `{files[0]}`" in text
    assert "and 1 more" in text
    assert "gone.csv" not in text


@pytest.mark.parametrize("evil", ["a\u202eb", "a\x00b"])
def test_nothing_is_hidden_in_a_table(evil: str) -> None:
    assert announce.table_rows(pd.DataFrame([{"company": evil}])) == [{"company": "ab"}]
