"""SQL of a user: any question about the book, and nothing else of the machine."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from tests.warehouse.written import put
from warehouse.errors import QueryError
from warehouse.publish import publish
from warehouse.query import query_to, run_query


@pytest.fixture
def published(tmp_path: Path) -> Path:
    put(tmp_path / "w.duckdb")
    publish(tmp_path / "w.duckdb", tmp_path / "w_read.duckdb")
    return tmp_path / "w_read.duckdb"


def test_formats(published: Path) -> None:
    table = run_query(published, "select company, target_year, base_year, scopes from targets order by target_year")
    said = {}
    for form in ("table", "csv", "json", "parquet"):
        out = io.BytesIO()
        query_to(out, table, form)  # type: ignore[arg-type]
        said[form] = out.getvalue()
    assert json.loads(said["json"])[0] == {"company": "Norrholm", "target_year": 2030, "base_year": None, "scopes": []}
    assert said["csv"].decode().splitlines()[1] == "Norrholm,2030,,[]"
    assert b"nan" not in said["table"].lower()
    assert pyarrow.parquet.read_table(io.BytesIO(said["parquet"])).equals(table)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to '{folder}/out.csv'",
        "attach '{folder}/w.duckdb' as w",
        "set enable_external_access = true",
        "install httpfs",
        "select * from 'https://example.com/x.csv'",
        "delete from core_target",
        "drop table core_target",
        "select * from no_such_table",
        "selec 1",
        "",
        "-- nothing",
        "select date '294247-01-10'",
        "select * from read_csv('/etc/passwd')",
        "export database '{folder}/out'",
    ],
)
def test_refused(published: Path, sql: str) -> None:
    before = published.read_bytes()
    with pytest.raises(QueryError) as caught:
        query_to(io.BytesIO(), run_query(published, sql.format(folder=published.parent)), "table")
    assert "Traceback" not in str(caught.value)
    assert str(caught.value)
    assert published.read_bytes() == before
    assert not (published.parent / "out.csv").exists()


def test_a_query_without_end_is_stopped(published: Path) -> None:
    endless = "select count(*) from range(10000000000) a, range(1000) b where a.range % 7 = b.range"
    with pytest.raises(QueryError, match="longer than 2 s"):
        run_query(published, endless, timeout_s=2)
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select count(*) from targets").fetchall() == [(2,)]


def test_a_query_ends_with_its_asker(published: Path, tmp_path: Path) -> None:
    endless = "select count(*) from range(10000000000) a, range(1000) b where a.range % 7 = b.range"
    code = (
        "import pathlib, sys; from warehouse.query import run_query as run; run(pathlib.Path(sys.argv[1]), sys.argv[2])"
    )
    asker = subprocess.Popen([sys.executable, "-c", code, str(published), endless], start_new_session=True)
    child = first_child(asker.pid)
    os.kill(asker.pid, signal.SIGKILL)
    asker.wait()
    for _ in range(600):
        if not running(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the query outlived its asker by a minute")


def first_child(parent: int) -> int:
    for _ in range(600):
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
        if found.stdout.split():
            return int(found.stdout.split()[0])
        time.sleep(0.1)
    raise AssertionError("the query did not start")


def running(process: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")


def test_columns_of_the_same_name_are_told_apart(published: Path) -> None:
    table = run_query(published, "select 1 as a, 2 as a, 'nan'::double as n, [1, 'inf'::double] as l")
    out = io.BytesIO()
    query_to(out, table, "json")
    assert json.loads(out.getvalue()) == [{"a": 1, "a_1": 2, "n": None, "l": [1, None]}]
