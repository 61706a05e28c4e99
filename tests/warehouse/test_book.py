"""The file: one writer, whole transactions, a published copy, migrations that know their order."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.written import OTHER, everything, put
from warehouse.checks import check_all
from warehouse.connect import empty_book, locked, reader, writer
from warehouse.dictionary import dictionary, with_dictionary
from warehouse.errors import PublishRefused, WarehouseError
from warehouse.migrate import migrate
from warehouse.publish import publish
from warehouse.sql import names


def test_storing_twice_is_storing_once(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path)
    once = everything(path)
    put(path)
    assert everything(path) == once
    assert len(once["core_target"]) == 2


def test_a_release_read_anew_leaves_no_stale_row(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path)
    put(path, OTHER)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("select value from core_target").fetchall() == [(60.0,)]


def test_an_error_inside_a_transaction_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path)
    before = everything(path)
    with pytest.raises(duckdb.Error), writer(path) as connection:
        connection.execute("delete from core_target; select no_such_column from core_release")
    assert everything(path) == before


def test_a_writer_killed_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path)
    before = everything(path)
    code = (
        "import sys, time, pathlib; from warehouse.connect import writer\n"
        "with writer(pathlib.Path(sys.argv[1])) as c:\n"
        "    c.execute('delete from core_target').fetchall(); print('deleted', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"deleted\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    put(path)  # the kernel has let go of the lock
    assert everything(path) == before


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path)
    code = (
        "import sys, pathlib; from warehouse.connect import writer\n"
        "for _ in range(5):\n"
        "    with writer(pathlib.Path(sys.argv[1])) as c:\n"
        "        c.execute(\"insert into raw_reject values ('fetch', 'x', 'y', 'z', 'r', now(), now())\").fetchall()\n"
    )
    crowd = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(4)]
    assert [process.wait(timeout=120) for process in crowd] == [0, 0, 0, 0]
    assert len(everything(path)["raw_reject"]) == 20


def test_readers_keep_their_copy_and_new_ones_get_the_new(tmp_path: Path) -> None:
    path, published = tmp_path / "w.duckdb", tmp_path / "w_read.duckdb"
    put(path)
    publish(path, published)
    with reader(published) as old:
        put(path, OTHER)
        publish(path, published)
        assert old.execute("select count(*) from core_target").fetchall() == [(2,)]
    with reader(published) as new:
        assert new.execute("select count(*) from core_target").fetchall() == [(1,)]
    assert published.stat().st_mode & 0o777 == 0o444
    assert sorted(one.name for one in tmp_path.iterdir()) == ["w.duckdb", "w.duckdb.lock", "w_read.duckdb"]


def test_before_the_first_publish_tables_are_empty(tmp_path: Path) -> None:
    with reader(tmp_path / "none.duckdb") as connection:
        assert connection.execute("select count(*) from targets").fetchall() == [(0,)]


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into meta_migration values (9999, '9999_later', 'x', now())").fetchall()
    before = everything(path)
    with pytest.raises(WarehouseError, match=r"w\.duckdb was written by a newer version"):
        put(path)
    assert everything(path) == before


def test_a_file_that_is_no_warehouse_is_named(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    path.write_text("a letter to my aunt, not a database at all" * 200, encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"w\.duckdb cannot be opened"):
        put(path)


def test_migrating_twice_is_migrating_once() -> None:
    connection = duckdb.connect()
    migrate(connection, "memory")
    applied = connection.execute("select * from meta_migration").fetchall()
    migrate(connection, "memory")
    assert connection.execute("select * from meta_migration").fetchall() == applied
    assert len(applied) == len(names("schema"))


def test_every_table_view_and_column_has_a_comment() -> None:
    connection = empty_book()
    bare = connection.execute(
        "select table_name, column_name from duckdb_columns() where not internal and comment is null"
        " union all select table_name, '' from duckdb_tables() where comment is null"
        " union all select view_name, '' from duckdb_views() where not internal and comment is null"
    ).fetchall()
    assert bare == []


def test_the_data_dictionary_is_fresh(project_root: Path) -> None:
    page = (project_root / "warehouse" / "README.md").read_text("utf-8")
    assert page == with_dictionary(page), "run `make docs`"
    tables = {row[0] for row in empty_book().execute("select table_name from duckdb_tables()").fetchall()}
    assert tables <= set(re.findall(r"^### (\w+)$", dictionary(), re.MULTILINE))


FAULTS = {
    "error_companies_agree_with_weeks": (
        "insert into out_week_companies"
        " values ('2025-W18', 'X', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, date '2025-04-28')"
    ),
    "error_events_have_their_rows": (
        "insert into core_promise_event by name select 'e' as event_id, 'p' as promise_id, 'new' as kind,"
        " date '2025-01-01' as happened_on, 'gone' as release_id, 'gone' as target_id, 'first stated' as rule"
    ),
    "error_horizon_agrees_with_promises": "insert into out_horizon values (2030, 'water', 9, 1, 9, 0, 0, 0)",
    "error_weeks_agree_with_the_book": "update out_week_summary set targets = targets + 1",
    "error_weeks_stand_once": "insert into out_week_summary select * from out_week_summary",
    "error_evidence_is_in_its_release": "update core_target set start_char = start_char + 1",
    "error_ids_are_unique": "insert into core_target select * from core_target",
    "error_one_current_version": (
        "insert into raw_document by name select 'd' || i as document_id, 'r' as release_id, 's' as source,"
        " 'k' as item_key, 'h' as sha256, 1 as byte_count, true as is_current, 'run' as run_id,"
        " now() as first_seen_at from range(2) t(i)"
    ),
    "error_promises_have_events": (
        "insert into core_promise_event by name select 'e' as event_id, 'p' as promise_id, 'new' as kind,"
        " date '2025-01-01' as happened_on, 'first stated' as rule"
    ),
    "error_sections_lie_in_their_text": "update core_section set end_char = 100000",
    "error_targets_have_releases": "delete from core_release",
}


@pytest.mark.parametrize("check", [name for name in names("checks") if name.startswith("error_")])
def test_a_planted_fault_is_found_and_not_published(tmp_path: Path, check: str) -> None:
    path, published = tmp_path / "w.duckdb", tmp_path / "w_read.duckdb"
    put(path)
    publish(path, published)
    with writer(path) as connection:
        connection.execute(FAULTS[check]).fetchall()
        assert check in {result.name for result in check_all(connection) if result.rows}
    before = published.read_bytes()
    with pytest.raises(PublishRefused, match="breaks its promises"):
        publish(path, published)
    assert published.read_bytes() == before


FILL_THE_DISK = """
import pathlib, resource, signal, sys
from warehouse.connect import writer
from warehouse.errors import WarehouseError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (6_000_000, 6_000_000))
row = "'fetch', uuid()::varchar || repeat(uuid()::varchar, 20), 'y', 'z', 'r', now(), now()"
try:
    with writer(pathlib.Path(sys.argv[1])) as connection:
        connection.execute(f"insert into raw_reject select {row} from range(60000)").fetchall()
except WarehouseError as told:
    print(told)
    sys.exit(7)
"""


def test_a_disk_without_room_keeps_the_last_whole_book(tmp_path: Path) -> None:
    """A limit on file size gives what a full disk gives: the write fails in the middle."""
    path = tmp_path / "w.duckdb"
    put(path)
    before = everything(path)
    code = FILL_THE_DISK
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 7, done.stderr
    assert "w.duckdb" in done.stdout
    put(path)
    assert everything(path) == before


def test_the_lock_says_who_holds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.duckdb"
    began = time.monotonic()
    waiting = locked(path, patience_s=0.2)
    with writer(path), pytest.raises(WarehouseError, match="another pledgebook writes to it"):
        waiting.__enter__()
    assert time.monotonic() - began < 60
