"""Two books are the same when their tables are, but for columns that say which run it was and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

# The run's id stands in the name of its archive, and an id of its own in each record, whose gzip length varies with it.
OF_THE_RUN = {"run_id", "warc_file", "warc_offset"}


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of every table by name, sorted, without run_id, its archive and *_at."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {name: _rows(connection, name) for name in sorted(names)}


def book(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The same without what reprocess remembers of itself."""
    return {name: rows for name, rows in tables(path).items() if not name.startswith(("previous_", "meta_reprocess"))}


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[Any, ...]]:
    described = connection.execute(f'describe "{table}"').fetchall()
    columns = [row[0] for row in described if row[0] not in OF_THE_RUN and not row[0].endswith("_at")]
    kept = ", ".join(f'"{column}"' for column in columns)
    return sorted(connection.execute(f'select {kept} from "{table}"').fetchall(), key=repr)
