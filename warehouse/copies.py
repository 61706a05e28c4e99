"""The copies that reprocess keeps of the rows that it replaces: previous_release for core_release, and so on.

They have the columns of their originals, whatever later migrations add to those.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import duckdb
import pyarrow as pa

from warehouse.sql import statement
from warehouse.store import staged

READINGS = "previous_reading"  # says which items have copies; written last, emptied last


def copy_of(original: str) -> str:
    """The name of the copy of a core_ or raw_ table."""
    return f"previous_{original.partition('_')[2]}"


def key_of(original: str) -> str:
    """What names an item in a table: what was set aside has no release."""
    return "ref" if original == "raw_reject" else "release_id"


def _filled(folder: str, name: str, original: str) -> str:
    return statement(folder, name).format(original=original, copied=copy_of(original), key=key_of(original))


def begin(connection: duckdb.DuckDBPyConnection, originals: Iterable[str]) -> None:
    """Empty the copies, unless a reprocess was stopped before its end; make those that are missing."""
    follow(connection, originals)
    for original in (*originals, "core_reading"):
        connection.execute(_filled("write", "previous_rows_gone", original)).fetchall()


def follow(connection: duckdb.DuckDBPyConnection, originals: Iterable[str]) -> None:
    """Give each copy the columns of its original."""
    with staged(connection, {"original": pa.table({"name": list(originals)})}):
        columns = connection.execute(statement("read", "columns_of_copies")).fetchall()
    for original, of_table in groupby(columns, key=lambda row: row[0]):
        described = [(column, kind, is_copied) for _, column, kind, is_copied in of_table]
        copied = copy_of(original)
        if not any(is_copied for _, _, is_copied in described):
            connection.execute(f"create table {copied} as select * from {original} limit 0")
            about = "Rows as they were before the last reprocess; kept until the next"
            connection.execute(f"comment on table {copied} is '{about}'")
        for column, kind, is_copied in described:
            if not is_copied:
                connection.execute(f'alter table {copied} add column if not exists "{column}" {kind}')
                connection.execute(f"comment on column {copied}.\"{column}\" is 'as in {original}'")


def keep(connection: duckdb.DuckDBPyConnection, originals: Iterable[str]) -> None:
    """Copy the rows of the items in staged_touched, then note the items."""
    for original in originals:
        connection.execute(_filled("write", "previous_rows", original)).fetchall()
    connection.execute(statement("write", READINGS)).fetchall()


def kept(connection: duckdb.DuckDBPyConnection, original: str) -> pa.Table:
    """The copies of the items in staged_undone."""
    return connection.execute(_filled("read", "previous_rows", original)).to_arrow_table()


def drop(connection: duckdb.DuckDBPyConnection, originals: Iterable[str]) -> None:
    """Take away the copies of the items in staged_undone."""
    for original in (*originals, "core_reading"):
        connection.execute(_filled("write", "previous_rows_back", original)).fetchall()
