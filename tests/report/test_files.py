"""Report files: what a spreadsheet, a notebook and a reader get of the same tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from tasks.report import workbook
from tasks.report.files import write_table
from tasks.report.texts import LEFT_OUT, harmless, visible, without_contacts
from tasks.report.writing import WEEKLY_TABLES, by_week, write_week
from tests.report.made import HALVED, LINK, WEEK, filled, target, week_tables

FORMULAS = [
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    " =1+1",
    "＝1+1",
    "\t=1+1",
    "\r=1+1",
    '"=1+1',
    "'=1+1",
    "\u200b=1+1",
    "\u202e=1+1",
]


def written(folder: Path, **more: object) -> Path:
    write_week(week_tables(**more), folder, WEEK, "digest")
    return folder / WEEK


def test_every_table_comes_in_every_format_with_the_same_rows(tmp_path: Path) -> None:
    place = written(tmp_path)
    book = pd.read_excel(place / "weekly.xlsx", sheet_name=None)
    for name in WEEKLY_TABLES:
        parquet = pd.read_parquet(place / f"{name}.parquet")
        kept = json.loads((place / f"{name}.json").read_text("utf-8"))
        assert len(parquet) == len(kept) == len(pd.read_csv(place / f"{name}.csv")) == len(book[name])
        assert list(parquet) == list(pd.read_csv(place / f"{name}.csv")) == list(book[name])
    row = json.loads((place / "out_week_targets.json").read_text("utf-8"))[0]
    assert (row["evidence"], row["published_on"], row["target_year"]) == (HALVED, "2025-04-30", 2030)
    assert HALVED in (place / "weekly.md").read_text("utf-8")
    assert HALVED in (place / "weekly.html").read_text("utf-8")


def test_files_of_many_weeks_can_be_read_as_one_table(tmp_path: Path) -> None:
    """A column that is empty in one week keeps its type: a reader of all weeks must not meet a null column."""
    one = write_table(filled("out_week_targets", target(target_year=None)), tmp_path, "one")
    other = write_table(filled("out_week_targets", target()), tmp_path, "other")
    types = [pa.parquet.read_schema(files[1]) for files in (one, other)]
    assert types[0] == types[1]


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a"), written(tmp_path / "b")
    names = sorted(path.name for path in first.iterdir())
    assert {name: (first / name).read_bytes() for name in names} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }
    assert {"weekly.xlsx", "weekly.html", "weekly.md", "out_changes.json"} <= set(names)


def test_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    rows = filled("out_week_targets", *[target(evidence=evil, company=evil, title=evil) for evil in FORMULAS])
    csv_file, parquet, _ = write_table(rows, tmp_path, "t")
    shown = pd.read_csv(csv_file, dtype=str)
    for column in ("evidence", "company", "title"):
        assert shown[column].str.lstrip().str.startswith("'").all()
    workbook.write_workbook({"t": rows}, tmp_path / "t.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "t.xlsx")["t"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert list(pd.read_parquet(parquet)["evidence"]) == FORMULAS


def test_a_spreadsheet_that_splits_at_semicolons_finds_no_formula(tmp_path: Path) -> None:
    place = written(tmp_path, evidence='x;=1+1;"y', company="a;=2+2")
    with (place / "out_week_targets.csv").open(encoding="utf-8") as handle:
        cells = [cell for row in csv.reader(handle, delimiter=";") for cell in row]
    assert any("=2+2" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip("\"' ").startswith("=") and not cell.startswith("'")]


def test_ordinary_text_stays_as_it_is() -> None:
    for text in (HALVED, "5 % less", "Müller & Söhne", "a - b", "12,000 mangroves", "\U0001f468\u200d\U0001f33e grows"):
        assert harmless(visible(text)) == text


def test_the_workbook_leads_to_source_sentence_and_target(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path) / "weekly.xlsx")
    sheet = book["out_changes"]
    header = [cell.value for cell in sheet[1]]
    cells = dict(zip(header, sheet[2], strict=True))
    assert cells["link"].hyperlink.target == LINK
    assert f"{cells['title'].hyperlink.target}#{cells['title'].hyperlink.location or ''}".startswith(f"{LINK}#:~:text=")
    assert cells["target_id"].hyperlink.location == "'out_week_targets'!A2"
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    assert cells["happened_on"].is_date
    assert cells["value_after"].value == 50


def test_a_sheet_that_stops_short_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_A_SHEET", 10)
    many = filled("out_week_targets", *[target()] * 11)
    workbook.write_workbook({"out_week_targets": many}, tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["out_week_targets"]
    assert sheet["A11"].value == WEEK
    assert "10 rows" in sheet["A12"].value


CONTACTS = [
    "jane.prescott@norrholm.example",
    "+44 20 7946 0958",
    "+49 (0)30 1234567",
    "+15551234567",
    "(212) 555-0123",
    "212-555-0123",
]


def test_no_file_has_a_contact(tmp_path: Path) -> None:
    said = f"{HALVED} Ask Jane: {'; '.join(CONTACTS)}."
    place = written(tmp_path, evidence=said, title=said, promise=said)
    for path in place.iterdir():
        content = path.read_bytes() if path.suffix != ".xlsx" else cells_of(path)
        assert not [one for one in CONTACTS if one.encode() in content], path.name
    kept = pd.read_parquet(place / "out_week_targets.parquet")["evidence"][0]
    assert kept == f"{HALVED} Ask Jane: {'; '.join([LEFT_OUT] * len(CONTACTS))}."


def cells_of(path: Path) -> bytes:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row).encode()


@pytest.mark.parametrize(
    "figures",
    [
        "12,000 mangroves by 2027",
        "from 2019-2030 by 50 %",
        "USD 5,000,000,000 over 2021-2026",
        "+20 % by 2030 and +30 % by 2035",
        "+12 000 000 trees",
        "1,234.56 tCO2e in 2024, 1 200 000 t in 2030",
        "ISO 14001:2015, ISO 50001",
    ],
)
def test_figures_are_no_phone_numbers(figures: str) -> None:
    assert without_contacts(figures) == figures


def test_a_killed_write_leaves_the_old_file(tmp_path: Path) -> None:
    table = filled("out_week_targets", target())
    before = {path: path.read_bytes() for path in write_table(table, tmp_path, "t")}

    def breaking() -> pa.RecordBatchReader:
        def batches():  # type: ignore[no-untyped-def]
            yield from table.to_batches()
            raise OSError("the disk is full")

        return pa.RecordBatchReader.from_batches(table.schema, batches())

    with pytest.raises(OSError, match="disk"):
        write_table(breaking(), tmp_path, "t")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_weeks_are_told_apart() -> None:
    rows = [target(week=week, target_id=str(n)) for n, week in enumerate(["2025-W01", "2025-W01", "2025-W09"])]
    found = by_week(filled("out_week_targets", *rows))
    assert {week: table["target_id"].to_pylist() for week, table in found.items()} == {
        "2025-W01": ["0", "1"],
        "2025-W09": ["2"],
    }
    assert by_week(filled("out_week_targets")) == {}
