"""The same tables as an Excel workbook: one sheet each, header frozen, filters on, links to source and evidence."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tasks.report.files import shareable, whole
from tasks.report.links import sentence_link, web_link
from tasks.report.texts import visible

ROWS_A_SHEET = 50_000  # of the 1,048,576 that fit: more is for Parquet; each sheet that stops short says so
_LINKS_A_SHEET = 60_000  # Excel takes 65,530
_LONGEST_CELL = 32_767
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same workbook has the same bytes, whenever made
_PROSE = ("evidence", "promise", "title", "wording", "detail", "target_wording", "full_target_language")
_WIDTHS = {"company": 24, "metric": 32, "link": 40, "events": 18, "source": 24, "reason": 20, "deadline_text": 20}


def write_workbook(tables: Mapping[str, pa.Table], path: Path) -> Path:
    """Write one sheet a table, at most ROWS_A_SHEET rows each. Texts stay texts: nothing in them is run or followed."""
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": "Pledgebook", "created": _MADE})
    looks = _looks(book)
    places = {name: _places(table) for name, table in tables.items()}
    for name, table in tables.items():
        _write_sheet(book.add_worksheet(name[:31]), table, looks, places.get("out_week_targets", {}))
    book.close()
    with whole(path) as handle:
        handle.write(content.getvalue())
    return path


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    top = {"valign": "top"}
    return {
        "header": book.add_format({"bold": True, "bottom": 1, "bg_color": "#EFEBE2", **top}),
        "text": book.add_format(top),
        "prose": book.add_format({"text_wrap": True, **top}),
        "number": book.add_format({"num_format": "#,##0.##########", **top}),
        "whole": book.add_format({"num_format": "#,##0", **top}),
        "year": book.add_format({"num_format": "0", **top}),
        "share": book.add_format({"num_format": "0.00", **top}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", **top}),
        "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm", **top}),
        "link": book.add_format({"font_color": "#1F4E8C", "underline": 1, **top}),
    }


def _places(table: pa.Table) -> dict[str, int]:
    """The row of each target in its sheet, counted from 1 below the header."""
    if "target_id" not in table.column_names:
        return {}
    return {one: row for row, one in enumerate(table["target_id"].to_pylist()[:ROWS_A_SHEET], start=2)}


def _write_sheet(sheet: Worksheet, table: pa.Table, looks: Mapping[str, Format], targets: Mapping[str, int]) -> None:
    names = table.column_names
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _width(table.schema.field(name)))
        sheet.write_string(0, column, name, looks["header"])
    row = 0
    for batch in table.slice(0, ROWS_A_SHEET).to_batches():
        for record in shareable(batch).to_pylist():
            row += 1
            for column, name in enumerate(names):
                _write_cell(sheet, row, column, name, record, looks, targets)
    sheet.autofilter(0, 0, max(row, 1), len(names) - 1)
    if table.num_rows > ROWS_A_SHEET:
        rest = f"These are {ROWS_A_SHEET:,} rows; all of them are in the Parquet, CSV and JSON files of this table."
        sheet.write_string(row + 1, 0, rest, looks["text"])


def _width(field: pa.Field) -> float:
    if field.name in _PROSE:
        return 60
    if field.name in _WIDTHS:
        return _WIDTHS[field.name]
    return max(11, len(field.name) + 3)


def _write_cell(
    sheet: Worksheet,
    row: int,
    column: int,
    name: str,
    record: Mapping[str, Any],
    looks: Mapping[str, Format],
    targets: Mapping[str, int],
) -> None:
    value = record[name]
    if value is None:
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), looks["time"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), looks["day"])  # noqa: DTZ001
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, looks[_number_look(name, value)])
    elif isinstance(value, str):
        _write_text(sheet, row, column, (name, value), _leads_to(name, record, targets, row), looks)
    else:
        sheet.write_string(row, column, _listed(value), looks["text"])


def _number_look(name: str, value: float) -> str:
    if "year" in name:
        return "year"
    if name in ("confidence", "target_value"):
        return "share"
    return "whole" if isinstance(value, int) else "number"


def _listed(values: Sequence[object]) -> str:
    return ", ".join(map(str, values))


def _leads_to(name: str, record: Mapping[str, Any], targets: Mapping[str, int], row: int) -> str | None:
    """Where a cell leads: a source to the release, a sentence to its place there, an id to its row among targets."""
    if row > _LINKS_A_SHEET // 3:
        return None
    if name in ("link", "url", "source_url"):
        return web_link(record[name])
    if name == "title":
        return sentence_link(record.get("link"), record.get("evidence"))
    if name == "target_id" and record[name] in targets:
        return f"internal:'out_week_targets'!A{targets[record[name]]}"
    return None


def _write_text(
    sheet: Worksheet, row: int, column: int, cell: tuple[str, str], leads_to: str | None, looks: Mapping[str, Format]
) -> None:
    name, text = cell[0], visible(cell[1])[:_LONGEST_CELL]
    if leads_to:
        sheet.write_url(row, column, leads_to, looks["link"], string=text)
    else:
        sheet.write_string(row, column, text, looks["prose" if name in _PROSE else "text"])
