"""The process that runs a user's SQL: `python -m warehouse.query_child ASKER`, the place and the SQL as JSON on stdin.

Not as arguments: everybody on the machine can read those, and a place may hold a password.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.connect import reader
from warehouse.errors import QueryError, WarehouseError
from warehouse.place import Lake, Place
from warehouse.query_guard import refuse_beyond_tables

# No other file, no network, no extension, and no way back; enough memory for a laptop's share.
# A lake reads the Parquet files of its own folder all the same, and its catalogue, which is attached by then.
_LOCKDOWN = """
set memory_limit = '2GB';
set autoinstall_known_extensions = false;
set autoload_known_extensions = false;
set enable_external_access = false;
set lock_configuration = true;
"""


def _end_with(asker: int) -> None:
    """A query whose asker (a process) was stopped would go on for hours: nobody would be there to stop it."""
    while os.getppid() == asker:
        time.sleep(0.5)
    os._exit(1)


def _distinct(columns: list[str]) -> list[str]:
    """`select *` of a join may bring a name twice: the later ones get _1, _2 ..."""
    made: list[str] = []
    for column in columns:
        name, number = column, 0
        while name in made:
            number += 1
            name = f"{column}_{number}"
        made.append(name)
    return made


def _place(asked: dict[str, Any]) -> Place:
    return Lake(**asked["lake"]) if "lake" in asked else Path(asked["file"])


def _lock_down(connection: duckdb.DuckDBPyConnection, place: Place, sql: str) -> None:
    if isinstance(place, Lake):
        refuse_beyond_tables(connection, sql)
        folder = place.data.rstrip("/").replace("'", "''")
        connection.execute(f"set allowed_directories = ['{folder}/']")
    connection.execute(_LOCKDOWN)


def main() -> int:
    """Arrow stream of the result on stdout; 1 with DuckDB's message on stderr where it refuses."""
    threading.Thread(target=_end_with, args=(int(sys.argv[1]),), daemon=True).start()
    try:
        asked = json.load(sys.stdin)
        place = _place(asked)
        with reader(place) as connection:
            _lock_down(connection, place, asked["sql"])
            result = connection.execute(asked["sql"])
            if result is None:
                raise QueryError("there is no statement: write one such as select count(*) from core_target")
            table = result.to_arrow_table() if result.description else pa.table({})
            table = table.rename_columns(_distinct(table.column_names))
            with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
                stream.write_table(table)
    except (duckdb.Error, WarehouseError) as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201 - the parent reads it
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
