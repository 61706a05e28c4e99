"""The process that runs a user's SQL: `python -m warehouse.query_child FILE` with the SQL on standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.connect import reader
from warehouse.errors import WarehouseError

# No other file, no network, no extension, and no way back; enough memory for a laptop's share.
_LOCKDOWN = """
set memory_limit = '2GB';
set autoinstall_known_extensions = false;
set autoload_known_extensions = false;
set enable_external_access = false;
set lock_configuration = true;
"""


def main() -> int:
    """Arrow stream of the result on stdout; 1 with DuckDB's message on stderr where it refuses."""
    try:
        with reader(Path(sys.argv[1])) as connection:
            connection.execute(_LOCKDOWN)
            result = connection.execute(sys.stdin.read())
            table = result.fetch_arrow_table() if result.description else pa.table({})
            with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
                stream.write_table(table)
    except (duckdb.Error, WarehouseError) as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201 - the parent reads it
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
