"""A week's tables made by hand, with the columns that the warehouse gives them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

from tasks.report.markdown import EVENTS
from tasks.report.writing import WEEKLY_TABLES
from warehouse.connect import empty_book

HALVED = "Norrholm will halve its water use by 2030."
WEEK = "2025-W18"
LINK = "https://x.example/a"


@cache
def columns() -> dict[str, pa.Schema]:
    """What the warehouse's own schema makes of each table."""
    with empty_book() as connection:
        return {name: connection.table(name).to_arrow_table().schema for name in WEEKLY_TABLES}


def filled(table: str, *rows: dict[str, Any]) -> pa.Table:
    """Rows of a table; columns that are not given hold nothing."""
    return pa.Table.from_pylist(list(rows), schema=columns()[table])


def target(**more: Any) -> dict[str, Any]:
    return {
        "week": WEEK,
        "week_starts_on": date(2025, 4, 28),
        "dated_by": "published",
        "late": False,
        "company": "Norrholm",
        "promise": "reduce water use by 50 % by 2030",
        "kind": "target",
        "action": "reduce",
        "topic": "water",
        "metric": "water use",
        "value": 50.0,
        "unit": "%",
        "scopes": [],
        "target_year": 2030,
        "deadline_text": "by 2030",
        "events": "raised",
        "evidence": HALVED,
        "title": "Goals",
        "link": LINK,
        "published_on": date(2025, 4, 30),
        "confidence": 0.9,
        "target_id": "t1",
        "release_id": "r1",
        "promise_id": "p1",
    } | more


def change(**more: Any) -> dict[str, Any]:
    same = (
        "week week_starts_on dated_by late company promise action topic unit evidence title link published_on".split()
    )
    return (
        {name: target()[name] for name in [*same, "target_id", "release_id", "promise_id", "confidence"]}
        | {
            "kind": "raised",
            "happened_on": date(2025, 4, 30),
            "value_before": 30.0,
            "value_after": 50.0,
            "year_before": 2035,
            "year_after": 2030,
            "rule": "value differs",
            "event_id": "e1",
        }
        | more
    )


def counted(**more: Any) -> dict[str, Any]:
    return {
        "week": WEEK,
        "week_starts_on": date(2025, 4, 28),
        "releases": 1,
        "late": 0,
        "companies": 1,
        "targets": 1,
        **dict.fromkeys(EVENTS, 0),
        "raised": 1,
    } | more


def week_tables(**more: Any) -> dict[str, pa.Table]:
    """All tables of one week with one target of Norrholm; `more` changes fields of the target and of its change."""
    given = target(**more)
    changed = {name: value for name, value in more.items() if name in change()}
    tables = {name: filled(name) for name in WEEKLY_TABLES} | {
        "out_week_summary": filled(
            "out_week_summary", *(counted(topic=topic, dated_by="published") for topic in ("all", "water"))
        ),
        "out_week_targets": filled("out_week_targets", given),
        "out_week_companies": filled("out_week_companies", counted(company=given["company"])),
        "out_changes": filled("out_changes", change(**changed)),
    }
    listed = {"week": WEEK, "published_on": given["published_on"], "issuer": given["company"], "targets": 1}
    listed |= {"title": given["title"], "link": given["link"], "release_id": "r1", "first_target_id": "t1"}
    return tables | {"week_releases": pa.Table.from_pylist([listed | {"evidence": None}])}
