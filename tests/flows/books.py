"""Two books are the same when their tables are, but for columns that say which run it was and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from warehouse.lake import opened
from warehouse.place import Lake, Place

NO_FILE = Path("no-such-file")  # no verdicts, no watch-list

# The run's id stands in the name of its archive, and an id of its own in each record, whose gzip length varies with it.
OF_THE_RUN = {"run_id", "warc_file", "warc_offset"}

# What out_source_health says depends on the clock: a source grows stale. The queue counts loads, and a week's digest is
# made of when things were seen.
NAMES = """
select table_name from duckdb_tables()
where database_name = current_database() and table_name not in ('core_ledger_queue', 'meta_mart_week')
union all
select view_name from duckdb_views()
where database_name = current_database() and view_name like 'out_%' and view_name <> 'out_source_health'
"""


def as_it_stands(place: Place) -> duckdb.DuckDBPyConnection:
    """The book itself, not what was published of it."""
    return opened(place, read_only=True) if isinstance(place, Lake) else duckdb.connect(str(place), read_only=True)


def table_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    named = "select table_name from duckdb_tables() where database_name = current_database() order by all"
    return [row[0] for row in connection.execute(named).fetchall()]


def tables(place: Place) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of every table and of every list that people read by name, sorted, without run_id, its archive and *_at."""
    with as_it_stands(place) as connection:
        names = [row[0] for row in connection.execute(NAMES).fetchall()]
        return {name: _rows(connection, name) for name in sorted(names)}


def book(path: Place) -> dict[str, list[tuple[Any, ...]]]:
    """The same without what reprocess remembers of itself."""
    return {name: rows for name, rows in tables(path).items() if not name.startswith(("previous_", "meta_reprocess"))}


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[Any, ...]]:
    described = connection.execute(f'describe "{table}"').fetchall()
    columns = [row[0] for row in described if row[0] not in OF_THE_RUN and not row[0].endswith("_at")]
    kept = ", ".join(f'"{column}"' for column in columns)
    return sorted(connection.execute(f'select {kept} from "{table}"').fetchall(), key=repr)
