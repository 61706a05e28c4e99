"""The copies that reprocess keeps of rows have the columns of their originals, whatever migrations add to those."""

from __future__ import annotations

import duckdb

from warehouse.sql import statement


def follow_the_originals(connection: duckdb.DuckDBPyConnection) -> None:
    """Give each previous_ table the columns that a later migration gave to the table it copies."""
    for original, copied, column, kind in connection.execute(statement("read", "columns_of_copies")).fetchall():
        connection.execute(f'alter table {copied} add column "{column}" {kind}')
        connection.execute(f"comment on column {copied}.\"{column}\" is 'as in {original}'")
