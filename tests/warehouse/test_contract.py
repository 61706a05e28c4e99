"""What holds of every warehouse, the file and the lake: load, replace, ledger, marts, checks, queries.

The lock, the published copy and the comments on views are the file's own: test_book.py.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path

import duckdb
import pytest

from tasks.store import store_book, store_marts
from tests.flows.books import NO_FILE, as_it_stands, table_names, tables
from tests.postgres import Postgres
from tests.warehouse.test_book import FAULTS
from tests.warehouse.written import OTHER, TEXT, everything, put
from warehouse.checks import check_all, run_checks
from warehouse.connect import reader, writer
from warehouse.errors import PublishRefused, QueryError, WarehouseError
from warehouse.place import Lake, Place, place_of
from warehouse.publish import publish
from warehouse.query import query_to, run_query
from warehouse.query_guard import refuse_beyond_tables
from warehouse.tidy import tidy

NUMBER = count()
# On a lake each of these opens it a dozen times, half a second each.
SLOW_ON_A_LAKE = pytest.mark.parametrize("place", ["file", pytest.param("lake", marks=pytest.mark.slow)], indirect=True)


@pytest.fixture(params=["file", "lake"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "file":
        yield tmp_path / "w.duckdb"
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        yield new_lake(postgres, tmp_path)
        shutil.rmtree(tmp_path / "lake", ignore_errors=True)


def new_lake(postgres: Postgres, folder: Path) -> Lake:
    made = place_of(f"ducklake:postgres:{postgres.database(f'book_{next(NUMBER)}')}", str(folder / "lake"))
    assert isinstance(made, Lake)
    return made


def shown(place: Place) -> Place:
    """What readers open."""
    return place if isinstance(place, Lake) else place.with_name("w_read.duckdb")


def write(place: Place, *statements: str, behind: Sequence[str] = ()) -> None:
    with writer(place) as connection:
        for sql in statements:
            connection.execute(sql).fetchall()
        if behind:
            subprocess.run(behind, check=True)


def found_after(place: Place, fault: str) -> set[str]:
    """The checks that find something after a change that is taken back."""
    found: set[str] = set()
    with contextlib.suppress(ZeroDivisionError), writer(place) as connection:
        connection.execute(fault).fetchall()
        found |= {result.name for result in check_all(connection) if result.rows}
        raise ZeroDivisionError
    return found


def in_a_process(place: Place, work: str) -> subprocess.Popen[bytes]:
    """Python on an open transaction `c`, in a process of its own."""
    code = (
        "import sys, time; from warehouse.connect import writer; from warehouse.place import place_of\n"
        f"with writer(place_of(*sys.argv[1:])) as c:\n    {work}\n"
    )
    data = place.data if isinstance(place, Lake) else ""
    return subprocess.Popen([sys.executable, "-c", code, str(place), data], stdout=subprocess.PIPE)


@SLOW_ON_A_LAKE
def test_storing_twice_is_storing_once_and_a_new_version_replaces(place: Place) -> None:
    put(place)
    once = everything(place)
    assert len(once["core_target"]) == 2
    put(place)
    assert everything(place) == once
    put(place, OTHER)
    assert [(row[8], row[17]) for row in everything(place)["core_target"]] == [(60.0, 2030)]


@SLOW_ON_A_LAKE
def test_an_error_inside_a_transaction_leaves_nothing(place: Place) -> None:
    put(place)
    before = everything(place)
    with pytest.raises(duckdb.Error, match="no_such_column"):
        write(place, "delete from core_target", "select no_such_column from core_release")
    assert everything(place) == before


@SLOW_ON_A_LAKE
def test_a_writer_killed_in_the_middle_leaves_what_was_there(place: Place) -> None:
    put(place)
    before = everything(place)
    process = in_a_process(
        place, "c.execute('delete from core_target').fetchall(); print('deleted', flush=True); time.sleep(60)"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"deleted\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    put(place)  # its turn ended with it
    assert everything(place) == before


@SLOW_ON_A_LAKE
def test_writers_take_turns_and_nothing_is_lost_or_doubled(place: Place) -> None:
    """Each adds what is not there yet: two that looked at the same time would both add it."""
    put(place)
    once = "insert into raw_reject select 'fetch', 'x', i::varchar, 'z', 'r', now(), now() from range(3) t(i)"
    missing = f"{once} where i::varchar not in (select reason from raw_reject)"
    crowd = [in_a_process(place, f'c.execute("{missing}").fetchall()') for _ in range(3)]
    assert [process.wait(timeout=120) for process in crowd] == [0, 0, 0]
    assert [row[2] for row in everything(place)["raw_reject"]] == ["0", "1", "2"]


@SLOW_ON_A_LAKE
def test_ledger_marts_and_publish(place: Place) -> None:
    put(place)
    with reader(shown(place)) as connection:
        assert connection.execute("select count(*) from targets").fetchall() == [(0,)]  # nothing was published
    store_book.fn(place, date(2026, 1, 1), NO_FILE, NO_FILE)
    store_marts.fn(place)
    publish(place, shown(place))
    with reader(shown(place)) as old:
        kinds = old.execute("select kind, count(*) from core_promise_event group by kind").fetchall()
        assert kinds == [("new", 2)]
        weekly = "select week, topic, targets, new from out_week_summary where targets > 0 order by topic"
        assert old.execute(weekly).fetchall() == [
            ("2025-W18", "all", 2, 2),
            ("2025-W18", "ghg", 1, 1),
            ("2025-W18", "water", 1, 1),
        ]
        put(place, OTHER)
        assert old.execute("select count(*) from targets").fetchall() == [(2,)]
        with reader(shown(place)) as unpublished:
            assert unpublished.execute("select count(*) from targets").fetchall() == [(2,)]
        store_book.fn(place, date(2026, 1, 1), NO_FILE, NO_FILE)
        publish(place, shown(place))
        assert old.execute("select count(*) from targets").fetchall() == [(2,)]
    with reader(shown(place)) as new:
        assert new.execute("select value, target_year from targets").fetchall() == [(60.0, 2030)]


@SLOW_ON_A_LAKE
def test_planted_faults_are_found_and_not_published(place: Place) -> None:
    put(place)
    publish(place, shown(place))
    for check, fault in FAULTS.items():
        assert check in found_after(place, fault)
    write(place, FAULTS["error_targets_have_releases"])
    with pytest.raises(PublishRefused, match="stays as it was, for the book breaks its promises"):
        publish(place, shown(place))
    assert not [result for result in run_checks(shown(place)) if result.is_error and result.rows]
    assert run_query(shown(place), "select count(*) as n from targets").to_pylist() == [{"n": 2}]


@SLOW_ON_A_LAKE
def test_a_newer_book_is_refused_and_left_alone(place: Place) -> None:
    put(place)
    write(place, "insert into meta_migration values (9999, '9999_later', 'x', now())")
    before = everything(place)
    with pytest.raises(WarehouseError, match="was written by a newer version"):
        put(place)
    assert everything(place) == before


@pytest.mark.slow
def test_both_engines_hold_the_same(postgres: Postgres, tmp_path: Path) -> None:
    file, lake = tmp_path / "w.duckdb", new_lake(postgres, tmp_path)
    for place in (file, lake):
        put(place, TEXT)
        store_book.fn(place, date(2026, 1, 1), NO_FILE, NO_FILE)
        store_marts.fn(place)
    assert tables(file) == tables(lake)
    described = []
    for place in (file, lake):
        with as_it_stands(place) as connection:
            columns = 'select column_name, column_type, "null" from (describe {})'
            described.append({n: connection.execute(columns.format(n)).fetchall() for n in table_names(connection)})
    assert described[0] == described[1]


@pytest.mark.slow
def test_a_change_behind_our_back_is_refused_whole(postgres: Postgres, tmp_path: Path) -> None:
    """Somebody with a DuckDB of their own takes no turn: of two that delete the same row the second has lost."""
    lake = new_lake(postgres, tmp_path)
    put(lake)
    work = "import sys; from warehouse.lake import opened; from warehouse.place import place_of\n"
    work += "opened(place_of(*sys.argv[1:])).execute('delete from core_target').fetchall()\n"
    with pytest.raises(WarehouseError, match="nobody changes the lake but through pledgebook"):
        write(lake, "delete from core_target", behind=[sys.executable, "-c", work, str(lake), lake.data])
    assert everything(lake)["core_target"] == []
    put(lake)
    assert len(everything(lake)["core_target"]) == 2


@pytest.mark.parametrize(
    ("named", "catalogue", "password"),
    [
        ("dbname=book host=db", "dbname=book host=db", ""),
        ("dbname=book password=s3cret host=db", "dbname=book host=db", "s3cret"),
        (r"password = 'it\'s mine' dbname=book", "dbname=book", "it's mine"),
        ("postgresql://anna:s3cret@db/book", "postgresql://anna@db/book", "s3cret"),
    ],
)
def test_a_password_is_kept_apart(named: str, catalogue: str, password: str) -> None:
    lake = place_of(f"ducklake:postgres:{named}", "/lake")
    assert lake == Lake(catalogue, "/lake", password)
    assert "s3cret" not in f"{lake} {lake!r}"


def test_a_catalogue_for_one_process_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="ducklake:sqlite: the catalogue of a lake is a Postgres database"):
        place_of("ducklake:sqlite:book.db", str(tmp_path))


@pytest.mark.slow
def test_housekeeping_changes_no_row_and_keeps_what_readers_see(postgres: Postgres, tmp_path: Path) -> None:
    lake = new_lake(postgres, tmp_path)
    put(lake)
    publish(lake, lake)
    put(lake, OTHER)
    put(lake, TEXT)
    put(lake, OTHER)
    before = everything(lake)
    done = tidy(lake, keep_days=0)
    assert done.snapshots_before > done.snapshots_after
    assert everything(lake) == before
    assert run_query(lake, "select count(*) as n from targets").to_pylist() == [{"n": 2}]
    with pytest.raises(WarehouseError, match="is a file"):
        tidy(tmp_path / "w.duckdb", keep_days=0)


QUERIES = [
    "select company, unit, value from targets order by value nulls last",
    "with t as (from core_target select topic) select topic, count(*) as n from t group by all order by topic",
    "select unnest(range(3)) as i",
    "describe targets",
    "select t.company from core_target t where t.release_id in (select release_id from core_release) order by 1",
    "summarize core_promise",
]

REFUSED = [
    "delete from core_target",
    "drop table core_target",
    "copy (select 1) to '{folder}/out.csv'",
    "copy core_target to '{data}/out.parquet'",
    "select * from read_text('/etc/hostname')",
    "select * from read_text('{data}/**')",
    "from '/etc/passwd'",
    "attach '{folder}/other.duckdb' as w",
    "set enable_external_access = true",
    "reset lock_configuration",
    "set memory_limit = '200GB'",
    "pragma memory_limit = '200GB'",
    "install httpfs",
    "load httpfs",
    "select * from 'https://example.com/x.csv'",
    "export database '{folder}/out'",
    "import database '{folder}/out'",
    "select * from no_such_table",
    "selec 1",
    "-- nothing",
]

BEYOND_A_LAKE = [
    "select * from postgres_query('__ducklake_metadata_lake', 'select 1 as a')",
    "select * from Postgres_Query('__ducklake_metadata_lake', 'select 1 as a')",
    "call postgres_execute('__ducklake_metadata_lake', 'commit; create table hack(a int)')",
    "select * from postgres_scan('{catalogue}', 'public', 'ducklake_snapshot')",
    "select (select count(*) from postgres_scan('{catalogue}', 'public', 'ducklake_snapshot'))",
    "with a as (from postgres_query('__ducklake_metadata_lake', 'select 1 as a')) from a",
    "describe select * from postgres_query('__ducklake_metadata_lake', 'select 1 as a')",
    "select * from query('from postgres_query(''__ducklake_metadata_lake'', ''select 1'')')",
    "select * from query_table('ducklake_snapshot')",
    "select * from __ducklake_metadata_lake.public.ducklake_snapshot",
    "select * from __ducklake_metadata_lake.ducklake_snapshot",
    "select * from duckdb_databases()",
    "select current_setting('s3_secret_access_key')",
    "call ducklake_cleanup_old_files('lake', cleanup_all => true)",
    "select * from ducklake_list_files('lake', 'core_target')",
    "explain analyze select * from postgres_query('__ducklake_metadata_lake', 'select 1 as a')",
    "use __ducklake_metadata_lake",
    "create temp table t as select 1",
    "prepare p as select * from postgres_query('__ducklake_metadata_lake', 'select 1 as a')",
    "select 1; call postgres_attach('{catalogue}')",
    "from '{data}/main/core_target/x.parquet'",
]


@SLOW_ON_A_LAKE
def test_queries(place: Place) -> None:
    put(place)
    publish(place, shown(place))
    for sql in QUERIES:
        with reader(shown(place)) as connection:
            expected = connection.execute(sql).to_arrow_table().to_pylist()
        assert expected, sql
        assert run_query(shown(place), sql).to_pylist() == expected, sql


def refused(place: Place, sql: str) -> None:
    folder, catalogue = Path(str(place)).parent, ""
    data = str(folder)
    if isinstance(place, Lake):
        folder, data, catalogue = Path(place.data).parent, place.data, place.catalogue
    written = sql.format(folder=folder, data=data, catalogue=catalogue)
    with pytest.raises(QueryError) as caught:
        query_to(io.BytesIO(), run_query(shown(place), written), "table")
    assert str(caught.value), sql
    assert "Traceback" not in str(caught.value), sql
    assert not list(folder.glob("out*")), sql


@pytest.mark.slow
def test_nothing_but_queries(place: Place) -> None:
    put(place)
    publish(place, shown(place))
    before = everything(place)
    for sql in REFUSED if isinstance(place, Path) else REFUSED[:6]:  # each takes a lake two seconds to open
        refused(place, sql)
    assert everything(place) == before


@pytest.mark.parametrize("sql", BEYOND_A_LAKE)
def test_nothing_beyond_the_tables_of_a_lake(sql: str) -> None:
    """Refused before it is run: DuckDB's settings would let most of these pass."""
    with duckdb.connect() as connection, pytest.raises(QueryError):
        refuse_beyond_tables(connection, sql.format(catalogue="dbname=book", data="/lake"))


@pytest.mark.parametrize("sql", QUERIES)
def test_what_a_query_on_a_lake_may_be(sql: str) -> None:
    with duckdb.connect() as connection:
        refuse_beyond_tables(connection, sql)


@pytest.mark.slow
def test_the_catalogue_of_a_lake_is_out_of_reach(postgres: Postgres, tmp_path: Path) -> None:
    lake = new_lake(postgres, tmp_path)
    put(lake)
    publish(lake, lake)
    before = everything(lake)
    refused(lake, "call postgres_execute('__ducklake_metadata_lake', 'commit; create table hack(a int)')")
    refused(lake, "copy core_target to '{data}/out.parquet'")
    assert postgres.said(lake.catalogue.split()[0].removeprefix("dbname="), "select to_regclass('hack') is null") == "t"
    assert everything(lake) == before
