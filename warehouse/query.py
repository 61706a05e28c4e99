"""SQL of a user on the published book: read-only, locked down, in a process that can be killed."""

from __future__ import annotations

import dataclasses
import json
import math
import os
import subprocess
import sys
from datetime import date
from typing import IO, Literal

import pyarrow as pa
import pyarrow.parquet
from tabulate import tabulate

from warehouse.errors import QueryError
from warehouse.place import Lake, Place

Format = Literal["table", "csv", "json", "parquet"]
TIMEOUT_S = 300.0


def run_query(published: Place, sql: str, *, timeout_s: float = TIMEOUT_S) -> pa.Table:
    """The result of one or more statements (the last one's rows).

    Raises QueryError with DuckDB's own message, or where it took longer than `timeout_s` seconds.
    """
    command = [sys.executable, "-m", "warehouse.query_child", str(os.getpid())]
    place = {"lake": dataclasses.asdict(published)} if isinstance(published, Lake) else {"file": str(published)}
    asked = json.dumps(place | {"sql": sql}).encode()
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=timeout_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise QueryError(f"the query took longer than {timeout_s:.0f} s and was stopped: narrow it down") from late
    if done.returncode:
        raise QueryError(done.stderr.decode(errors="replace").strip() or "the query's process was killed")
    return pa.ipc.open_stream(done.stdout).read_all()


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _plain(value: object) -> object:
    """JSON has no NaN and no infinity: both become null, also inside lists and structures."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def query_to(out: IO[bytes], table: pa.Table, form: Format) -> None:
    """Write a result as a text table, CSV, JSON (a list of objects; dates as text) or Parquet.

    Raises QueryError for a value that Python has no form for, such as a date after the year 9999.
    """
    try:
        _write(out, table, form)
    except (OverflowError, pa.ArrowInvalid) as wrong:
        message = f"the result has a value that {form} cannot show ({wrong}): cast its column to varchar"
        raise QueryError(message) from wrong


def _write(out: IO[bytes], table: pa.Table, form: Format) -> None:
    if form == "parquet":
        pyarrow.parquet.write_table(table, out)
    elif form == "json":
        out.write(json.dumps(_plain(table.to_pylist()), ensure_ascii=False, default=_as_text).encode() + b"\n")
    elif form == "csv":
        out.write(table.to_pandas(integer_object_nulls=True).to_csv(index=False).encode())
    else:
        rows = [["" if cell is None else cell for cell in row.values()] for row in table.to_pylist()]
        out.write(tabulate(rows, headers=table.column_names, tablefmt="simple").encode() + b"\n")
    out.flush()
