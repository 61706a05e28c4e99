"""The ledger of the companies that a load touches is the ledger kept whole."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks.bookkeeping import keep_ledger
from tasks.copies import store_releases
from tasks.ledger.verdicts import Verdict
from tasks.sources.records import RawDocument
from tasks.watchlist import WatchedCompany
from tests.warehouse.written import everything, staged
from warehouse.connect import writer

NOW = datetime(2025, 4, 28, tzinfo=UTC)
COMPANIES = ("Norrholm", "Norrholm Group", "Orrin Glass", "Talvik", "Brecken")
THINGS = ("scope 1 and 2 emissions", "scope 3 emissions", "food waste", "water withdrawal")


def _said(draw: random.Random, number: int) -> tuple[RawDocument, datetime]:
    """A release by chance; now and then a new version of an item, the text of another, or one without a date."""
    company, thing = draw.choice(COMPANIES), draw.choice(THINGS)
    day = date(2019, 1, 1) + timedelta(days=draw.randrange(2200))
    dated = f"OSLO, {day:%d %B %Y} - " if draw.random() < 0.8 else ""
    what = (
        f"{dated}{company} will cut its {thing} by {draw.choice((20, 30, 40))} % by {draw.choice((2021, 2024, 2030))}."
    )
    seen = NOW + timedelta(hours=number)
    item = f"{draw.randrange(12)}.txt"
    return RawDocument("inbox", item, None, what.encode(), "text/plain", seen, issuer_hint=company), seen


def _put(path: Path, document: RawDocument, seen: datetime) -> None:
    with writer(path) as connection:
        store_releases(connection, staged(document, seen))


def _ledger(path: Path) -> dict[str, list[Any]]:
    wanted = ("core_promise", "core_promise_event", "core_promise_review", "core_company_name", "core_verdict")
    found = everything(path)
    return {name: found[name] for name in wanted}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_by_company_as_whole(tmp_path: Path, seed: int) -> None:
    """Loads, corrections, names that a verdict or the watch-list joins and parts, and a day that moves on and back."""
    draw, path = random.Random(seed), tmp_path / "w.duckdb"
    joined = [Verdict(kind="company", name="Talvik", company="Brecken")]
    for number in range(5):
        for _ in range(draw.randrange(3)):
            _put(path, *_said(draw, number))
        as_of = draw.choice((date(2022, 3, 1), date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 1)))
        verdicts = draw.choice(([], joined))
        watched = draw.choice(([], [WatchedCompany("Brecken", aliases=("Talvik",))]))
        keep_ledger(path, as_of, verdicts, watched, few=0)
        by_company = _ledger(path)
        keep_ledger(path, as_of, verdicts, watched, few=10**9)
        assert _ledger(path) == by_company, number


def test_keeping_it_twice_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    _put(path, *_said(random.Random(1), 0))
    keep_ledger(path, date(2025, 1, 1), [])
    once = everything(path)
    keep_ledger(path, date(2025, 1, 1), [])
    assert everything(path) == once
    assert once["core_promise"]


def test_companies_that_share_a_mark(tmp_path: Path) -> None:
    """What is read is sorted out by marks, of which there are 65,536: who shares one is left alone all the same."""
    one, other = _with_one_mark()
    path = tmp_path / "w.duckdb"
    _put(path, *_cut(0, one, 2021, 20))
    _put(path, *_cut(1, other, 2021, 30))
    keep_ledger(path, date(2025, 1, 1), [])
    before = {row["company"]: row for row in _rows(path, "core_promise")}
    assert set(before) == {one, other}
    _put(path, *_cut(2, one, 2022, 40))
    keep_ledger(path, date(2025, 1, 1), [], few=0)
    after = {row["company"]: row for row in _rows(path, "core_promise")}
    assert after[other] == before[other]
    assert (after[one]["value"], after[one]["statement_count"]) == (40, 2)
    by_company = _ledger(path)
    keep_ledger(path, date(2025, 1, 1), [], few=10**9)
    assert _ledger(path) == by_company


def _cut(number: int, company: str, year: int, value: int) -> tuple[RawDocument, datetime]:
    text = f"OSLO, 3 May {year} - {company} will cut its food waste by {value} % by 2030."
    return RawDocument("inbox", f"{number}.txt", None, text.encode(), "text/plain", NOW, issuer_hint=company), NOW


def _with_one_mark() -> tuple[str, str]:
    """Two names that warehouse/write/ledger_marks.sql gives one mark."""
    sql = """
        select min(name), max(name)
        from (select 'Norrholm' || chr(cast(97 + i // 26 % 26 as integer)) || chr(cast(97 + i % 26 as integer))
            || repeat('a', cast(i // 676 as integer)) as name from range(3000) t(i))
        group by hash(lower(name)) % 65536
        having count(*) > 1
        order by all
        limit 1
    """
    one, other = duckdb.sql(sql).fetchall()[0]
    return one, other


def _rows(path: Path, table: str) -> list[dict[str, Any]]:
    with writer(path) as connection:
        found: list[dict[str, Any]] = connection.execute(f"select * from {table}").to_arrow_table().to_pylist()
    return found
