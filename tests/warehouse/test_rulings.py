"""Rows ruled wrong count nowhere, whatever is built again; and a stale table is told and mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tasks.bookkeeping import keep_ledger
from tasks.ledger.verdicts import RowRef, Verdict
from tests.warehouse.written import put
from warehouse.checks import run_checks
from warehouse.connect import reader, writer
from warehouse.marts import rebuild_marts, refresh_marts, stale_weeks
from warehouse.publish import publish

AS_OF, MONDAY = date(2026, 1, 1), date(2025, 4, 28)
SHOWN = {
    "targets": "select topic from targets order by 1",
    "out_week_targets": "select topic from out_week_targets order by 1",
    "out_week_summary": "select topic from out_week_summary where targets > 0 order by 1",
    "out_week_companies": "select company || targets from out_week_companies order by 1",
    "promises": "select topic from promises order by 1",
}
BOTH = {
    "targets": ["ghg", "water"],
    "out_week_targets": ["ghg", "water"],
    "out_week_summary": ["all", "ghg", "water"],
    "out_week_companies": ["Norrholm2"],
    "promises": ["ghg", "water"],
}
ONE = {
    "targets": ["ghg"],
    "out_week_targets": ["ghg"],
    "out_week_summary": ["all", "ghg"],
    "out_week_companies": ["Norrholm1"],
    "promises": ["ghg"],
}


def shown(published: Path) -> dict[str, list[Any]]:
    with reader(published) as connection:
        return {name: [row[0] for row in connection.execute(sql).fetchall()] for name, sql in SHOWN.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    put(tmp_path / "w.duckdb")
    return tmp_path / "w.duckdb"


@pytest.fixture
def water(path: Path) -> Verdict:
    """The verdict that the row on water is wrong."""
    with writer(path) as connection:
        sql = "select release_id, evidence from core_target where topic = 'water'"
        release, evidence = connection.execute(sql).fetchall()[0]
    return Verdict(kind="wrong", why="misread", rows=[RowRef(release=release, evidence=evidence)])


def test_a_row_ruled_wrong_counts_nowhere_until_the_verdict_is_undone(path: Path, water: Verdict) -> None:
    published = path.with_name("w_read.duckdb")

    def kept(verdicts: list[Verdict]) -> dict[str, list[Any]]:
        keep_ledger(path, AS_OF, verdicts)
        publish(path, published)
        return shown(published)

    assert kept([]) == BOTH
    assert kept([water]) == ONE
    put(path)  # read anew
    with writer(path) as connection:
        rebuild_marts(connection)
    assert kept([water]) == ONE
    with reader(published) as connection:
        marked = connection.execute("select company, why from ruled_wrong").fetchall()
        assert marked == [("Norrholm", "misread")]
        assert connection.execute("select count(*) from core_target").fetchall() == [(2,)]
    assert kept([]) == BOTH


def test_a_verdict_without_effect_hides_nothing(path: Path, water: Verdict) -> None:
    gone = water.model_copy(update={"rows": [RowRef(release="gone", evidence="nothing")]})
    keep_ledger(path, AS_OF, [gone])
    publish(path, path.with_name("w_read.duckdb"))
    assert shown(path.with_name("w_read.duckdb")) == BOTH


def test_stale_weeks_are_told_and_rebuilt(path: Path) -> None:
    published = path.with_name("w_read.duckdb")
    keep_ledger(path, AS_OF, [])
    publish(path, published)
    assert not [one for one in run_checks(published) if one.rows and one.name == "warn_weeks_are_up_to_date"]
    with writer(path) as connection:
        right = connection.execute("from out_week_summary order by all").fetchall()
        # What a refresh cannot see: the inputs are as they were.
        connection.execute("update out_week_summary set companies = 99").fetchall()
        assert refresh_marts(connection) == ()
        rebuild_marts(connection)
        assert connection.execute("from out_week_summary order by all").fetchall() == right
        connection.execute("delete from core_promise_event where kind = 'new'").fetchall()
        assert MONDAY in stale_weeks(connection)
        connection.execute("delete from meta_mart where mart = 'out_week_companies'").fetchall()
        assert (
            len(stale_weeks(connection)) == connection.execute("select count(*) from meta_mart_week").fetchall()[0][0]
        )
