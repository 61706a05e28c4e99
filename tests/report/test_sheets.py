"""Exports in the columns of SBTi's target sheet and of Net Zero Tracker: what a release says, and nothing guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tasks.report.sheets import write_sheets

SBTI_COLUMNS = 28
TRACKER_COLUMNS = 65


def promise(**more: Any) -> dict[str, Any]:
    return {
        "company": "Norrholm",
        "promise": "reduce absolute scope 1 and 2 emissions by 50 % by 2030, from 2019",
        "status": "open",
        "topic": "ghg",
        "action": "reduce",
        "metric": "absolute scope 1 and 2 GHG emissions",
        "value": 50.0,
        "value_max": None,
        "unit": "%",
        "per": None,
        "scopes": [1, 2],
        "base_year": 2019,
        "target_year": 2030,
        "last_said_on": date(2026, 3, 1),
        "evidence": "Norrholm will cut absolute scope 1 and 2 GHG emissions 50% by FY2030 from 2019.",
        "link": "https://x.example/a",
        "promise_id": "p1",
        "deadline_text": "by FY2030",
        "validated_by": "SBTi",
        "lei": None,
        "isin": None,
    } | more


NET_ZERO = promise(
    action="net_zero", metric="emissions", value=None, unit=None, scopes=[1, 2, 3], base_year=None, target_year=2045,
    promise_id="p2", evidence="Norrholm will be net zero by 2045.", deadline_text="by 2045", validated_by=None,
)  # fmt: skip


def sheets(folder: Path, *promises: dict[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    files = write_sheets(promises, folder)
    sbti, tracker = (pd.read_csv(path, dtype=str, keep_default_na=False) for path in files)
    return sbti, tracker


def filled_cells(table: pd.DataFrame, row: int = 0) -> dict[str, str]:
    return {str(name): value for name, value in table.iloc[row].items() if value}


def test_columns_are_those_of_the_publishers(tmp_path: Path) -> None:
    sbti, tracker = sheets(tmp_path, promise())
    assert (len(sbti.columns), len(tracker.columns)) == (SBTI_COLUMNS, TRACKER_COLUMNS)
    assert list(sbti)[:3] == ["row_entry_id", "sbti_id", "company_name"]
    assert list(tracker)[-2:] == ["inventory_year", "higher_net_zero"]


def test_columns_are_those_written_down(tmp_path: Path, eval_data: Path) -> None:
    told = (eval_data / "export_columns.md").read_text("utf-8")
    for table in sheets(tmp_path, promise()):
        assert not [name for name in table if name not in told]


def test_sbti_has_what_the_release_says_and_no_more(tmp_path: Path) -> None:
    sbti, _ = sheets(tmp_path, promise())
    assert filled_cells(sbti) == {
        "company_name": "Norrholm",
        "action": "Target",
        "full_target_language": promise()["evidence"],
        "target_wording": promise()["promise"],
        "scope": "1+2",
        "target_value": "0.5",
        "type": "Absolute",
        "base_year": "2019",
        "target_year": "2030",
        "year_type": "FY",
    }


@pytest.mark.parametrize(
    ("more", "column", "expected"),
    [
        ({"metric": "emissions"}, "type", ""),
        ({"per": "tonne"}, "type", "Intensity"),
        ({"topic": "suppliers", "action": "reach"}, "type", "Supplier engagement"),
        ({"topic": "suppliers", "action": "reach"}, "target_value", ""),
        ({"unit": "tCO2e"}, "target_value", ""),
        ({"value_max": 60.0}, "target_value", ""),
        ({"validated_by": None}, "action", ""),
        ({"scopes": []}, "scope", ""),
        ({"deadline_text": "by 2030"}, "year_type", ""),
        ({"action": "net_zero", "value": None}, "target", "Net-zero"),
        ({}, "target", ""),
    ],
)
def test_sbti_guesses_nothing(tmp_path: Path, more: dict[str, Any], column: str, expected: str) -> None:
    assert sheets(tmp_path, promise(**more))[0][column][0] == expected


def test_tracker_has_a_row_a_company_with_end_and_interim_target(tmp_path: Path) -> None:
    _, tracker = sheets(tmp_path, promise(), NET_ZERO, promise(topic="renewables", promise_id="p3"))
    assert len(tracker) == 1
    assert filled_cells(tracker) == {
        "last_updated": "2026-03-01",
        "name": "Norrholm",
        "end_target": "Net zero",
        "end_target_year": "2045",
        "end_target_text": NET_ZERO["evidence"],
        "interim_target": "Emissions reduction target",
        "interim_target_percentage_reduction": "50.0",
        "interim_target_baseline_year": "2019",
        "interim_target_year": "2030",
        "interim_target_text": promise()["evidence"],
        "source_url": "https://x.example/a",
        "scope_1": "Yes",
        "scope_2": "Yes",
        "scope_3": "Yes",
    }


def test_tracker_without_end_state_takes_the_last_cut(tmp_path: Path) -> None:
    _, tracker = sheets(tmp_path, promise(), promise(target_year=2040, value=80.0, per="tonne", promise_id="p4"))
    row = filled_cells(tracker)
    assert (row["end_target"], row["end_target_year"]) == ("Emissions intensity target", "2040")
    assert row["end_target_intensity_unit"] == "tonne"
    assert row["interim_target_year"] == "2030"


def test_companies_are_told_apart_and_those_without_a_climate_target_left_out(tmp_path: Path) -> None:
    other = promise(company="Orrin", topic="renewables")
    sbti, tracker = sheets(tmp_path, promise(), other, promise(company="Valmere"))
    assert list(sbti["company_name"]) == ["Norrholm", "Orrin", "Valmere"]
    assert list(tracker["name"]) == ["Norrholm", "Valmere"]


def test_no_formula_no_contact_no_link_that_runs(tmp_path: Path) -> None:
    evil = promise(company="=1+1", evidence="=2+2 ask jane@x.example", link="javascript:alert(1)")
    sbti, tracker = sheets(tmp_path, evil)
    assert sbti["company_name"][0] == "'=1+1"
    assert sbti["full_target_language"][0].startswith("'=2+2")
    assert "jane@" not in (tmp_path / "export_sbti.csv").read_text("utf-8")
    assert tracker["source_url"][0] == ""
