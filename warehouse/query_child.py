"""The process that runs a user's SQL: `python -m warehouse.query_child FILE ASKER` with the SQL on standard input."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.connect import reader
from warehouse.errors import QueryError, WarehouseError

# No other file, no network, no extension, and no way back; enough memory for a laptop's share.
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


def main() -> int:
    """Arrow stream of the result on stdout; 1 with DuckDB's message on stderr where it refuses."""
    threading.Thread(target=_end_with, args=(int(sys.argv[2]),), daemon=True).start()
    try:
        with reader(Path(sys.argv[1])) as connection:
            connection.execute(_LOCKDOWN)
            result = connection.execute(sys.stdin.read())
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
