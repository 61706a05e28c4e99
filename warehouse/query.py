"""SQL of a user on the published file: read-only, locked down, in a process that can be killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import IO, Literal

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from warehouse.errors import QueryError

Format = Literal["table", "csv", "json", "parquet"]
TIMEOUT_S = 300.0


def run_query(published: Path, sql: str, *, timeout_s: float = TIMEOUT_S) -> pa.Table:
    """The result of one or more statements (the last one's rows).

    Raises QueryError with DuckDB's own message, or where it took longer than `timeout_s` seconds.
    """
    command = [sys.executable, "-m", "warehouse.query_child", str(published)]
    try:
        done = subprocess.run(command, input=sql.encode(), capture_output=True, timeout=timeout_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise QueryError(f"the query took longer than {timeout_s:.0f} s and was stopped: narrow it down") from late
    if done.returncode:
        raise QueryError(done.stderr.decode(errors="replace").strip() or "the query's process was killed")
    return pa.ipc.open_stream(done.stdout).read_all()


def query_to(out: IO[bytes], table: pa.Table, form: Format) -> None:
    """Write a result as a text table, CSV, JSON (a list of objects; dates as text) or Parquet."""
    if form == "parquet":
        pyarrow.parquet.write_table(table, out)
    elif form == "json":
        frame = table.to_pandas(date_as_object=True)
        out.write(frame.to_json(orient="records", date_format="iso", force_ascii=False).encode() + b"\n")
    elif form == "csv":
        out.write(table.to_pandas(date_as_object=True).to_csv(index=False).encode())
    else:
        frame = table.to_pandas(date_as_object=True)
        out.write(frame.to_markdown(index=False, tablefmt="simple").encode() + b"\n")
    out.flush()
