"""Report files: what a spreadsheet, a notebook and a reader get of the same tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tasks.report.files import write_report
from tasks.report.markdown import EVENTS
from tasks.report.terminal import weekly_table
from tasks.report.weeks import WeekError, chosen_weeks, of_weeks, weeks_to_write, write_week

COUNTS: dict[str, Any] = {"releases": 1, "companies": 1, "targets": 1, **dict.fromkeys(EVENTS, 0), "new": 1}
HALVED = "Norrholm will halve its water use by 2030."
TARGET = {
    "company": "Norrholm",
    "promise": "reduce water use by 50 % by 2030",
    "topic": "water",
    "target_year": 2030,
    "deadline_text": "by 2030",
    "events": "new",
    "title": "Goals",
    "link": "https://x.example/a",
}


def tables(evidence: str = HALVED, weeks: tuple[str, ...] = ("2025-W18",)) -> dict[str, pd.DataFrame]:
    counted = [
        {"week": week, "dated_by": "published", "topic": topic, **COUNTS}
        for week in weeks
        for topic in ("all", "water")
    ]
    return {
        "out_week_summary": pd.DataFrame(counted),
        "out_week_targets": pd.DataFrame([{"week": week, **TARGET, "evidence": evidence} for week in weeks]),
        "out_week_companies": pd.DataFrame([{"week": week, "company": "Norrholm", **COUNTS} for week in weeks]),
    }


def test_csv_and_parquet_hold_the_same_rows(tmp_path: Path) -> None:
    write_report(tables(), tmp_path, title="Week 2025-W18")
    csv = pd.read_csv(tmp_path / "out_week_targets.csv")
    pd.testing.assert_frame_equal(csv, pd.read_parquet(tmp_path / "out_week_targets.parquet"), check_dtype=False)
    assert HALVED in (tmp_path / "weekly.md").read_text("utf-8")


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_report(tables(), tmp_path / "a", title="W")}
    assert {path.name: path.read_bytes() for path in write_report(tables(), tmp_path / "b", title="W")} == first


@pytest.mark.parametrize("evil", ['=HYPERLINK("http://x","y")', "+1+1", "@SUM(A1)", "-2+3"])
def test_a_spreadsheet_runs_nothing(tmp_path: Path, evil: str) -> None:
    write_report(tables(evil), tmp_path, title="W")
    assert pd.read_csv(tmp_path / "out_week_targets.csv")["evidence"][0] == f"'{evil}"
    assert pd.read_parquet(tmp_path / "out_week_targets.parquet")["evidence"][0] == evil


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "[link](javascript:x)", "| a | b |", "# heading"])
def test_markdown_and_terminal_show_text_as_text(tmp_path: Path, evil: str) -> None:
    write_report(tables(evil), tmp_path, title="W")
    assert f"> {evil}" not in (tmp_path / "weekly.md").read_text("utf-8")
    made = tables(f"[bold]{evil}")
    assert f"“[bold]{evil}”" in weekly_table(made["out_week_summary"], made["out_week_targets"])


def test_a_link_that_runs_something_is_no_link(tmp_path: Path) -> None:
    made = tables()
    made["out_week_targets"]["link"] = "javascript:alert(1)"
    write_report(made, tmp_path, title="W")
    assert "](<javascript" not in (tmp_path / "weekly.md").read_text("utf-8")


def test_a_sentence_of_several_rows_is_printed_once() -> None:
    made = tables(weeks=("2025-W18", "2025-W18"))
    printed = weekly_table(made["out_week_summary"].head(2), made["out_week_targets"])
    assert printed.count(HALVED) == 1
    assert "1-2: " in printed


def test_only_weeks_that_changed_are_written(tmp_path: Path) -> None:
    made = tables(weeks=("2025-W18", "2025-W19"))
    wanted = chosen_weeks(None, None, None)
    assert weeks_to_write(made, tmp_path, wanted) == ("2025-W18", "2025-W19")
    for week in ("2025-W18", "2025-W19"):
        write_week(of_weeks(made, [week]), tmp_path, week)
    assert weeks_to_write(made, tmp_path, wanted) == ()
    made["out_week_targets"].loc[1, "events"] = "raised"
    assert weeks_to_write(made, tmp_path, wanted) == ("2025-W19",)


def test_a_report_that_was_killed_is_repeated(tmp_path: Path) -> None:
    made = tables()
    write_report(made, tmp_path / "2025-W18", title="W")  # all files but the digest, which comes last
    assert weeks_to_write(made, tmp_path, chosen_weeks(None, None, None)) == ("2025-W18",)


@pytest.mark.parametrize("week", ["2025-W54", "2025-18", "W18", "2024-W00", "9999-W99"])
def test_no_such_week(week: str) -> None:
    with pytest.raises(WeekError, match=week):
        chosen_weeks(week, None, None)
