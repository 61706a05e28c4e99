"""Numbered migrations, one transaction each, recorded with their checksum."""

from __future__ import annotations

import hashlib
import re

import duckdb

from warehouse.errors import WarehouseError
from warehouse.sql import names, statement
from warehouse.transaction import one_transaction

_RECORD = """
create table if not exists meta_migration (
    number integer not null, name varchar not null, sha256 varchar not null, applied_at timestamptz not null
);
comment on table meta_migration is 'The migrations that made this file';
comment on column meta_migration.number is 'Number at the head of the file''s name';
comment on column meta_migration.name is 'Name of the file in warehouse/schema, without ending';
comment on column meta_migration.sha256 is 'SHA-256 of the file, hexadecimal';
comment on column meta_migration.applied_at is 'When it was applied, UTC';
"""
_RECORDED = "select 1 from duckdb_tables() where database_name = current_database() and table_name = 'meta_migration'"
_IS_LAKE = "select 1 from duckdb_databases() where database_name = current_database() and type = 'ducklake'"
_IS_VIEW = "select 1 from duckdb_views() where database_name = current_database() and view_name = ?"
_COLUMN_COMMENT = re.compile(r"^\s*comment\s+on\s+column\s+(\w+)\.", re.IGNORECASE | re.MULTILINE)


def _sha256(name: str) -> str:
    return hashlib.sha256(statement("schema", name).encode()).hexdigest()


def migrate(connection: duckdb.DuckDBPyConnection, place: str) -> None:
    """Bring the open file to this program's schema; a failed migration leaves the schema before it.

    Raises WarehouseError where a newer program made the file, or where an applied migration was edited since.
    """
    if not connection.execute(_RECORDED).fetchall():
        _in_a_transaction(connection, _RECORD)
    applied = dict(connection.execute("select number, sha256 from meta_migration").fetchall())
    known = {int(name[:4]): name for name in names("schema")}
    if newer := sorted(set(applied) - set(known)):
        message = (
            f"{place} was written by a newer version of pledgebook (migration {newer[-1]}, this one knows up to "
            f"{max(known)}): install that version, or name another file with --warehouse"
        )
        raise WarehouseError(message)
    for number, name in sorted(known.items()):
        if number not in applied:
            _apply(connection, number, name)
        elif applied[number] != _sha256(name):
            raise WarehouseError(f"{place}: migration {name} was applied in another form than warehouse/schema has it")


def _apply(connection: duckdb.DuckDBPyConnection, number: int, name: str) -> None:
    record = "insert into meta_migration values (?, ?, ?, now())"
    _in_a_transaction(connection, statement("schema", name), record, [number, name, _sha256(name)])


def _in_a_transaction(connection: duckdb.DuckDBPyConnection, script: str, record: str = "", row: object = None) -> None:
    with one_transaction(connection):
        run_script(connection, script)
        if record:
            connection.execute(record, row)


def run_script(connection: duckdb.DuckDBPyConnection, script: str) -> None:
    """Run the statements of a migration; on a lake without the comments on a view's columns, which it cannot keep."""
    if connection.execute(_IS_LAKE).fetchall() == []:
        connection.execute(script)
        return
    for one in duckdb.extract_statements(script):
        commented = _COLUMN_COMMENT.search(one.query)
        if not (commented and connection.execute(_IS_VIEW, [commented[1]]).fetchall()):
            connection.execute(one)
