"""The weekly tables: right, with every week in them, and the same however they came to be filled."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks.rows import wordings
from tests.warehouse.made import insert, made_book
from tests.warehouse.written import everything, put
from warehouse.checks import check_all, refuse_if_broken
from warehouse.connect import empty_book, writer
from warehouse.marts import build_marts, refresh_marts
from warehouse.sql import names
from warehouse.store import read, store

BOOKS = int(os.environ.get("PLEDGEBOOK_RANDOM_BOOKS", "1"))
LISTS = ("out_week_targets", "out_changes", "out_overdue")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_book(tmp_path_factory.mktemp("made"))


@pytest.fixture
def connection(made: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the made-up book to change."""
    path = Path(shutil.copyfile(made, tmp_path / "w.duckdb"))
    with duckdb.connect(str(path)) as opened:
        opened.execute("set time zone 'UTC'")
        yield opened


def marts(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    every = [*names("marts"), *LISTS]
    return {name: sorted(connection.execute(f"from {name}").fetchall(), key=repr) for name in every}


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def broken(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [result.name for result in check_all(connection) if result.is_error and result.rows]


def test_a_week_counts_what_fell_into_it_by_topic(connection: duckdb.DuckDBPyConnection) -> None:
    said = rows(
        connection,
        'select topic, releases, late, companies, targets, "new", raised, "delayed" from out_week_summary'
        " where week = '2025-W18' and releases > 0 order by topic",
    )
    assert said == [
        ("all", 3, 1, 3, 6, 4, 1, 1),
        ("finance", 1, 1, 1, 1, 1, 0, 0),
        ("ghg", 2, 1, 2, 3, 2, 0, 1),
        ("nature", 1, 0, 1, 1, 1, 0, 0),
        ("water", 1, 0, 1, 1, 0, 1, 0),
    ]
    sql = "select company, releases, targets, raised from out_week_companies where week = '2025-W18'"
    assert rows(connection, sql) == [
        ("Harbour Foods", 1, 3, 0),
        ("Norrholm", 1, 2, 1),
        ("Tamarind", 1, 1, 0),
    ]
    assert broken(connection) == []


def test_weeks_without_releases_are_there_with_zeros(connection: duckdb.DuckDBPyConnection) -> None:
    weeks = [row[0] for row in rows(connection, "select week_starts_on from weeks order by 1")]
    assert (weeks[0], weeks[-1]) == (date(2023, 5, 8), date(2025, 12, 29))
    assert weeks == [weeks[0] + timedelta(weeks=number) for number in range(len(weeks))]
    assert rows(connection, "select distinct count(*) from out_week_summary group by week") == [(14,)]
    sql = "select distinct columns(* exclude (week, week_starts_on, topic)) from out_week_summary"
    quiet = rows(connection, f"{sql} where week = '2024-W30'")
    assert quiet == [("published", *[0] * 14)]


def test_a_late_release_updates_its_own_week_and_says_so(connection: duckdb.DuckDBPyConnection) -> None:
    late = rows(connection, "select distinct week, company, title from out_week_targets where late")
    assert late == [("2025-W18", "Harbour Foods", "Harbour Foods has its targets validated")]
    assert rows(connection, "select distinct week from out_changes where late") == [("2025-W18",)]
    connection.execute("delete from core_promise_event where release_id = 'harbour-late'")
    connection.execute("delete from core_promise where promise_id in ('cut', 'chain', 'fund')")
    connection.execute("delete from core_target where release_id = 'harbour-late'")
    connection.execute("delete from core_release where release_id = 'harbour-late'")
    assert refresh_marts(connection) == (date(2025, 4, 28),)
    assert rows(connection, "select releases, late, targets from weeks where week = '2025-W18'") == [(2, 0, 3)]


def test_rolling_sums_are_the_sums_of_their_weeks(connection: duckdb.DuckDBPyConnection) -> None:
    sql = "select week_starts_on, targets, \"new\" from out_week_summary where topic = 'ghg'"
    by_week = {monday: counts for monday, *counts in rows(connection, sql)}

    def summed(last: date, weeks: int) -> tuple[int | None, int | None]:
        span = [by_week.get(last - timedelta(weeks=number)) for number in range(weeks)]
        return (None, None) if None in span else tuple(map(sum, zip(*span, strict=True)))  # type: ignore[arg-type, return-value]

    sql = """
        select week_starts_on, weeks, covered, targets, "new", targets_before, new_before, targets_year_before,
            new_year_before
        from out_week_rolling
        where topic = 'ghg'
    """
    for monday, weeks, covered, *told in rows(connection, sql):
        assert covered == min(weeks, (monday - min(by_week)).days // 7 + 1)
        assert tuple(told[:2]) == summed(monday, covered)
        assert tuple(told[2:4]) == summed(monday - timedelta(weeks=weeks), weeks)
        assert tuple(told[4:]) == summed(monday - timedelta(weeks=52), weeks)


def test_changes_lead_back_to_their_sentence(connection: duckdb.DuckDBPyConnection) -> None:
    wrong = rows(
        connection,
        "select c.event_id from out_changes c left join core_release r using (release_id)"
        " where r.text is null or not contains(r.text, c.evidence) or c.link is null",
    )
    assert wrong == []
    events = rows(connection, "select count(*) from core_promise_event where kind <> 'restated'")
    assert rows(connection, "select count(*) from out_changes") == events
    said = rows(connection, "select dated_by, promise, title from out_changes where kind = 'overdue' order by promise")
    assert said == [
        ("calendar", "eliminate deforestation by 2025", "Quillan stands by its forests"),
        ("calendar", "reach renewable electricity 100 % by 2025", "Quillan sets out its goals"),
    ]


def test_sources_and_rejects_by_week(connection: duckdb.DuckDBPyConnection) -> None:
    sql = "select week, attempts, answers, failures, last_detail from out_week_sources where source = 'quiet'"
    assert rows(connection, sql) == [("2025-W46", 2, 0, 2, "HTTP 503")]
    sql = "select attempts, documents from out_week_sources where source = 'newswire' and week = '2024-W30'"
    silent = rows(connection, sql)
    assert silent == [(0, 0)]
    # Seen again in W46, the scan belongs to the week that saw it first.
    scan = rows(connection, "select week, rejects, example from out_week_rejects where reason = 'pdf_without_text'")
    assert scan == [("2025-W18", 1, "inbox:scan.pdf")]


def test_releases_that_are_not_in_english_are_counted_as_not_read(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("update core_release set language = 'de' where release_id in ('nobody', 'silent')")
    assert len(refresh_marts(connection)) > 0
    counted = "select sum(rejects) from out_week_rejects where stage = 'extract' and reason = 'language_de'"
    assert rows(connection, counted) == [(2,)]
    assert broken(connection) == []


def test_a_mistyped_date_is_one_week_not_a_thousand_years(connection: duckdb.DuckDBPyConnection) -> None:
    before = rows(connection, "select count(*) from weeks")[0][0]
    connection.execute("update core_release set published_on = '0203-05-10' where release_id = 'nobody'")
    connection.execute("update core_release set published_on = '2925-11-11' where release_id = 'silent'")
    refresh_marts(connection)
    assert rows(connection, "select count(*) from weeks")[0][0] < before + 1566
    assert rows(connection, "select releases from weeks where week = '2925-W45'") == [(1,)]
    assert broken(connection) == []


def test_what_did_not_change_is_not_filled_anew(connection: duckdb.DuckDBPyConnection) -> None:
    assert refresh_marts(connection) == ()
    connection.execute("update core_release set published_on = '2025-04-21' where release_id = 'tamarind-2025'")
    assert refresh_marts(connection) == (date(2025, 4, 21), date(2025, 4, 28))


def test_an_edited_statement_fills_every_week_anew(connection: duckdb.DuckDBPyConnection) -> None:
    filled = marts(connection)
    connection.execute("update out_week_summary set targets = 99")
    connection.execute("update meta_mart set sha256 = 'of another program' where mart = 'out_week_summary'")
    refresh_marts(connection)
    assert marts(connection) == filled


def test_a_book_without_anything_has_no_week() -> None:
    with empty_book() as connection:
        assert refresh_marts(connection) == ()
        assert not any(marts(connection).values())
        assert broken(connection) == []


def test_one_week_can_be_filled_alone(connection: duckdb.DuckDBPyConnection) -> None:
    filled = marts(connection)
    for table in ("out_week_summary", "out_week_companies"):
        connection.execute(f"update {table} set targets = 99, releases = 99 where week = '2025-W18'")
    build_marts(connection, [date(2025, 4, 28)])
    assert marts(connection) == filled


def test_topics_are_those_of_targets(project_root: Path, connection: duckdb.DuckDBPyConnection) -> None:
    sql = "select comment from duckdb_columns() where table_name = 'core_target' and column_name = 'topic'"
    comment = rows(connection, sql)
    named = {*comment[0][0].replace(" or ", ", ").split(", "), "all"}
    assert {row[0] for row in rows(connection, "select distinct topic from out_week_summary")} == named


def test_no_view_shows_the_contacts_of_a_release(connection: duckdb.DuckDBPyConnection) -> None:
    views = [row[0] for row in rows(connection, "select view_name from duckdb_views() where not internal")]
    assert {"targets", "changes", "promises", "overdue", "weeks", "releases", "set_aside"} <= set(views)
    for view in views:
        columns = {row[0] for row in rows(connection, f"describe {view}")}
        assert not columns & {"text", "feed_fields"}, view


WARNED = {
    "warn_verdicts_have_rows": (
        "insert into core_verdict values ('v', 'wrong', 'a row', 'misread', [], 'no row says so any more')"
    ),
    "warn_releases_without_date": "update core_release set published_on = null where release_id = 'silent'",
    "warn_targets_without_company": "update core_target set company = null where target_id = 't00'",
    "warn_sources_need_care": "update raw_source set failures = 6 where source = 'newswire'",
    "warn_dates_lie_in_the_past": "update core_release set published_on = '2026-11-11' where release_id = 'silent'",
    "warn_rejects_are_few": (
        "insert into raw_reject select 'fetch', 'inbox:' || i, 'empty', 'the file is empty', 'run',"
        " timestamptz '2025-11-12 09:00:00+00', timestamptz '2025-11-12 09:00:00+00' from range(30) made(i)"
    ),
}


@pytest.mark.parametrize("check", [name for name in names("checks") if name.startswith("warn_")])
def test_a_warning_tells_what_came_to_it_and_stops_nothing(connection: duckdb.DuckDBPyConnection, check: str) -> None:
    before = {result.name: result.rows for result in check_all(connection)}
    connection.execute(WARNED[check])
    refresh_marts(connection)
    warnings = {result.name: result for result in refuse_if_broken(connection, Path("published"))}
    assert len(warnings[check].rows) == len(before[check]) + 1
    assert warnings[check].promise in warnings[check].in_words


def test_rows_from_before_there_were_words_get_theirs(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path)
    before = everything(path)["core_target"]
    with writer(path) as connection:
        connection.execute("update core_target set wording = null")
        store(
            connection,
            ("core_target_wording",),
            {"core_target_wording": wordings(read(connection, "unworded_targets"))},
        )
    assert everything(path)["core_target"] == before
    assert all("water" in repr(row) or "net zero" in repr(row) for row in before)


class Randomly:
    """Small changes of a book, of the kinds that loads, re-readings and the ledger make."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, seed: int) -> None:
        self.connection, self.dice, self.made = connection, random.Random(seed), 0

    def _pick(self, table: str, column: str) -> str:
        return str(self.dice.choice(sorted(rows(self.connection, f"select {column} from {table}")))[0])

    def _day(self) -> date:
        return date(2025, 2, 1) + timedelta(days=self.dice.randrange(300))

    def release(self) -> None:
        self.made += 1
        name = f"r{self.made}"
        published = self._day() if self.dice.random() < 0.8 else None
        seen = datetime.combine(
            (published or self._day()) + timedelta(days=self.dice.choice([0, 1, 30])), datetime.min.time(), UTC
        )
        shared = {"release_id": name, "document_id": name, "source": "newswire", "run_id": "run", "first_seen_at": seen}
        insert(
            self.connection,
            "core_release",
            [shared | {"published_on": published, "text": "t", "text_sha256": name, "cleaner_version": "1"}],
        )
        insert(
            self.connection,
            "raw_document",
            [shared | {"item_key": name, "sha256": name, "byte_count": 1, "is_current": True}],
        )
        for number in range(self.dice.randrange(3)):
            self.target(name, f"{name}.{number}", (published or seen.date()))

    def target(self, release: str, key: str, day: date) -> None:
        topic, company = self.dice.choice(["ghg", "water"]), self.dice.choice(["Norrholm", "Quillan", None])
        shared = {
            "topic": topic,
            "company": company,
            "action": "reduce",
            "metric": "m",
            "scopes": [],
            "target_year": 2030,
        }
        told = {
            "target_id": key,
            "release_id": release,
            "position": 0,
            "kind": "target",
            "scope3_categories": [],
            "evidence": "t",
        }
        made_by = {
            "start_char": 0,
            "end_char": 1,
            "confidence": 0.9,
            "rules": [],
            "extractor_version": "1",
            "run_id": "run",
            "wording": key,
        }
        insert(self.connection, "core_target", [shared | told | made_by])
        if company:
            insert(
                self.connection,
                "core_promise",
                [
                    shared
                    | {
                        "promise_id": key,
                        "wording": key,
                        "status": "open",
                        "first_said_on": day,
                        "last_said_on": day,
                        "statement_count": 1,
                        "last_target_id": key,
                    }
                ],
            )
            insert(
                self.connection,
                "core_promise_event",
                [
                    {
                        "event_id": key,
                        "promise_id": key,
                        "kind": "new",
                        "happened_on": day,
                        "release_id": release,
                        "target_id": key,
                        "rule": "r",
                    }
                ],
            )

    def gone(self) -> None:
        release = self._pick("core_release", "release_id")
        for table in ("core_promise_event", "core_target", "core_release"):
            self.connection.execute(f"delete from {table} where release_id = '{release}'")
        self.connection.execute(
            "delete from core_promise where last_target_id not in (select target_id from core_target)"
        )
        self.connection.execute(
            "delete from core_promise_event where promise_id not in (select promise_id from core_promise)"
        )

    def redated(self) -> None:
        release, day = self._pick("core_release", "release_id"), self._day()
        self.connection.execute(f"update core_release set published_on = '{day}' where release_id = '{release}'")
        self.connection.execute(f"update core_promise_event set happened_on = '{day}' where release_id = '{release}'")

    def duplicated(self) -> None:
        release = self._pick("core_release", "release_id")
        told = "update core_release set duplicate_of = if(duplicate_of is null, 'another', null)"
        self.connection.execute(f"{told} where release_id = '{release}'")

    def renamed(self) -> None:
        promise = self._pick("core_promise", "promise_id")
        target = self._pick("core_target", "target_id")
        self.connection.execute(f"update core_target set company = 'Harbour' where target_id = '{target}'")
        renamed = "update core_promise set company = company || ' Group', status = 'achieved'"
        self.connection.execute(f"{renamed} where promise_id = '{promise}'")

    def silent(self) -> None:
        promise, day = self._pick("core_promise", "promise_id"), self._day()
        self.connection.execute(f"update core_promise set status = 'overdue' where promise_id = '{promise}'")
        insert(
            self.connection,
            "core_promise_event",
            [
                {
                    "event_id": f"{promise} {day}",
                    "promise_id": promise,
                    "kind": "overdue",
                    "happened_on": day,
                    "rule": "r",
                }
            ],
        )

    def tried(self) -> None:
        self.made += 1
        at = datetime.combine(self._day(), datetime.min.time(), UTC)
        insert(
            self.connection,
            "raw_fetch",
            [
                {
                    "run_id": "run",
                    "source": self.dice.choice(["a", "b"]),
                    "url": "u",
                    "outcome": self.dice.choice(["failed", "known", "not_due"]),
                    "fetched_at": at,
                }
            ],
        )
        insert(
            self.connection,
            "raw_reject",
            [
                {
                    "stage": "fetch",
                    "ref": f"x{self.made}",
                    "reason": "empty",
                    "detail": "d",
                    "run_id": "run",
                    "seen_at": at,
                    "first_seen_at": at,
                }
            ],
        )

    def step(self) -> None:
        getattr(
            self,
            self.dice.choice(["release", "release", "gone", "redated", "duplicated", "renamed", "silent", "tried"]),
        )()


@pytest.mark.parametrize("seed", range(BOOKS))
def test_weeks_filled_alone_are_the_weeks_of_a_whole_rebuild(seed: int) -> None:
    """Whatever happens to a book, refreshing what changed gives what filling everything anew gives."""
    with empty_book() as connection:
        change = Randomly(connection, seed)
        for _ in range(8):
            change.release()
        change.target("r1", "kept", date(2025, 5, 5))
        for _ in range(6):
            for _ in range(change.dice.randrange(1, 4)):
                change.step()
            refresh_marts(connection)
            refreshed = marts(connection)
            build_marts(connection)
            assert refreshed == marts(connection)
            connection.execute("delete from meta_mart_week")
            refresh_marts(connection)
            assert refreshed == marts(connection)
