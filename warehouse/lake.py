"""The lake: DuckLake's tables with their catalogue in Postgres, for several machines that write at once.

DuckLake's transactions see one snapshot and commit whole. Two that insert the same row at once do not disturb each
other, though, and no key would stop the second: so writers take turns by a lock of Postgres, which is gone with its
connection, however that ends. Turns are short, for everything is computed before. Readers read the published
snapshot and wait for nobody.
"""

from __future__ import annotations

import importlib.util
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError
from warehouse.migrate import migrate
from warehouse.place import Lake
from warehouse.transaction import one_transaction

TURN_PATIENCE_S = 300.0
# Of DuckLake: others' commits between our reading and our commit, each with a longer pause; some 7 s in all.
COMMIT_TRIES = 9
_LOCK = 7_031_952_118
_FAILED = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException, duckdb.OutOfMemoryException)
_PUBLISHED = "pledgebook_published"


def _load(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """The extension's file from its Python package; else the one that somebody installed for this DuckDB."""
    found = importlib.util.find_spec(f"duckdb_extension_{name}")
    file = Path()
    if found and found.origin:
        file = Path(found.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    try:
        connection.load_extension(str(file) if file.is_file() else name)
    except duckdb.Error as wrong:
        message = (
            f"DuckDB {duckdb.__version__} has no extension {name}, which a lake needs: pip install 'pledgebook[lake]' "
            f"({str(wrong).splitlines()[0]})"
        )
        raise WarehouseError(message) from wrong


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _connection(lake: Lake) -> duckdb.DuckDBPyConnection:
    if lake.password:
        os.environ["PGPASSWORD"] = lake.password  # in no attached path, where a query could read it
    connection = duckdb.connect()
    connection.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false")
    connection.execute("set time zone 'UTC'")
    _load(connection, "postgres_scanner")
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, lake: Lake, sql: str) -> None:
    try:
        connection.execute(sql)
    except duckdb.Error as wrong:
        connection.close()
        message = (
            f"{lake} cannot be opened ({str(wrong).splitlines()[0]}): see that Postgres runs and that "
            "PLEDGEBOOK_WAREHOUSE and PLEDGEBOOK_LAKE_DATA name the lake as it was made"
        )
        raise WarehouseError(message) from wrong


def opened(lake: Lake, *, snapshot: int | None = None, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection whose tables are the lake's: as they stand, or read-only as one snapshot has them."""
    connection = _connection(lake)
    _load(connection, "ducklake")
    if "://" in lake.data:
        _load(connection, "httpfs")  # takes its credentials from AWS_ACCESS_KEY_ID and its kin
    connection.execute(f"set ducklake_max_retry_count = {COMMIT_TRIES}")
    options = [f"data_path {_quoted(lake.data)}"]
    options += ["read_only"] if read_only or snapshot is not None else []
    options += [] if snapshot is None else [f"snapshot_version {snapshot}"]
    _attach(connection, lake, f"attach {_quoted(str(lake))} as lake ({', '.join(options)})")
    connection.execute("use lake")
    return connection


def latest_snapshot(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the last commit of an open lake."""
    found: int = connection.execute("select max(snapshot_id) from lake.snapshots()").fetchall()[0][0]
    return found


@contextmanager
def turn(lake: Lake, patience_s: float = TURN_PATIENCE_S) -> Iterator[duckdb.DuckDBPyConnection]:
    """This process's turn to write: a transaction on the catalogue's Postgres, attached as `gate`.

    Raises WarehouseError where nobody let go within `patience_s` seconds.
    """
    connection = _connection(lake)
    _attach(connection, lake, f"attach {_quoted(lake.catalogue)} as gate (type postgres)")
    try:
        _wait(connection, lake, time.monotonic() + patience_s)
        yield connection
        connection.execute("commit")
    except _FAILED as wrong:
        message = (
            f"{lake} could not be written ({wrong}): the book stays whole. Free its disk, see that Postgres runs and "
            "that nobody changes the lake but through pledgebook; then run again"
        )
        raise WarehouseError(message) from wrong
    finally:
        connection.close()


def _wait(connection: duckdb.DuckDBPyConnection, lake: Lake, deadline: float) -> None:
    asked = f"select got from postgres_query('gate', 'select pg_try_advisory_xact_lock({_LOCK}) as got')"
    while True:
        connection.execute("begin")
        if connection.execute(asked).fetchall()[0][0]:
            return
        connection.execute("rollback")
        if time.monotonic() > deadline:
            message = f"{lake} stayed locked: another pledgebook writes to it; see who with: select * from pg_locks"
            raise WarehouseError(message)
        time.sleep(0.02)


@contextmanager
def transaction(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """Within a turn: one transaction, the schema brought up to date; rolled back whole on any error."""
    connection = opened(lake)
    try:
        migrate(connection, str(lake))
        with one_transaction(connection):
            yield connection
    finally:
        connection.close()


@contextmanager
def lake_writer(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A turn with one transaction."""
    with turn(lake), transaction(lake) as connection:
        yield connection


def show(gate: duckdb.DuckDBPyConnection, snapshot: int) -> None:
    """Let readers see a snapshot from the end of this turn on."""
    # Rows are added, never changed: a transaction that began before the last publish would be refused.
    gate.execute(f"create table if not exists gate.{_PUBLISHED} (snapshot_id bigint, published_at timestamptz)")
    gate.execute(f"insert into gate.{_PUBLISHED} values (?, now())", [snapshot]).fetchall()


def published_snapshot(lake: Lake) -> int | None:
    """The snapshot that readers see; None before the first publish."""
    with closing(_connection(lake)) as connection:
        _attach(connection, lake, f"attach {_quoted(lake.catalogue)} as gate (type postgres, read_only)")
        named = "select 1 from duckdb_tables() where database_name = 'gate' and table_name = ?"
        if not connection.execute(named, [_PUBLISHED]).fetchall():
            return None
        found: int | None = connection.execute(f"select max(snapshot_id) from gate.{_PUBLISHED}").fetchall()[0][0]
        return found
