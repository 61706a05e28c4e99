"""SQL of a user: any question about the book, and nothing else of the machine."""

from __future__ import annotations

import io
import json
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
    ],
)
def test_refused(published: Path, sql: str) -> None:
    before = published.read_bytes()
    with pytest.raises(QueryError) as caught:
        run_query(published, sql.format(folder=published.parent))
    assert str(caught.value)
    assert published.read_bytes() == before
    assert not (published.parent / "out.csv").exists()


def test_a_query_without_end_is_stopped(published: Path) -> None:
    endless = "select count(*) from range(10000000000) a, range(1000) b where a.range % 7 = b.range"
    with pytest.raises(QueryError, match="longer than 2 s"):
        run_query(published, endless, timeout_s=2)
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select count(*) from targets").fetchall() == [(2,)]
