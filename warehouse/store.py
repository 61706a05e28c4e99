"""Writing: staged Arrow tables merged by the files of warehouse/write/. Storing twice is storing once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.sql import statement

# Order matters: what is gone is found by comparing with what was staged for the same releases.
DOCUMENTS = (
    "known_release",
    "core_ledger_queue",
    "raw_document",
    "raw_document_current",
    "raw_reject",
    "core_release",
    "core_release_gone",
    "core_release_field",
    "core_release_field_gone",
    "core_release_field_new",
    "core_section",
    "core_section_gone",
    "core_section_new",
    "core_target",
    "core_target_gone",
    "core_target_new",
    "core_ledger_queue",
    "raw_fetch",
)
READING = ("core_reading",)
# Behind the documents: the marks of releases, the links that they lead to, and each release's place in its group.
SKETCHES = ("core_release_sketch", "core_release_sketch_gone")
LINKS = ("core_release_link_gone", "core_release_link")
PLACES = ("core_release_place",)
FETCH = ("raw_source", "raw_fetch", "raw_reject", "raw_notice")
# The ledger of some companies, and what goes with every keeping of it.
BOOK = (
    "core_promise_gone",
    "core_promise",
    "ledger_marks",
    "core_promise_event_gone",
    "core_promise_event",
    "core_promise_review_gone",
    "core_promise_review",
    "core_company_name_gone",
)
KEPT = (
    "core_verdict_gone",
    "core_verdict",
    "core_company_gone",
    "core_company",
    "core_ledger_queue_done",
    "core_ledger_state_gone",
    "core_ledger_state",
)
WHOLE = ("core_promise", "core_promise_event", "core_promise_review")


@contextmanager
def staged(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> Iterator[None]:
    """Arrow tables visible to SQL as staged_<name>."""
    for name, table in tables.items():
        connection.register(f"staged_{name}", table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(f"staged_{name}")


def store(connection: duckdb.DuckDBPyConnection, steps: tuple[str, ...], tables: Mapping[str, pa.Table]) -> int:
    """Run write steps over the staged tables, inside the caller's transaction; returns how many rows were written."""
    written = 0
    with staged(connection, tables):
        for step in steps:
            told = connection.execute(statement("write", step)).fetchall()
            written += told[0][0] if told and isinstance(told[0][0], int) else 0
    return written


def store_whole(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The whole ledger anew, from Parquet files that lie in a folder for each of its tables."""
    for table in WHOLE:
        connection.execute(statement("write", f"{table}_none")).fetchall()
        if any((folder / table).glob("*.parquet")):
            parts = str(folder / table / "*.parquet")
            connection.execute(statement("write", f"{table}_all"), {"parts": parts}).fetchall()


def write_statement_parts(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Every statement as Parquet files under a folder, all of a company in one part; returns the parts' folders."""
    connection.execute(statement("read", "statement_parts").format(folder=str(folder).replace("'", "''"))).fetchall()
    return sorted(folder.glob("part=*"))


def read_arrow(
    connection: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, Any] | None = None
) -> pa.Table:
    """The rows of `warehouse/read/<name>.sql` as an Arrow table."""
    return connection.execute(statement("read", name), parameters).to_arrow_table()


def read(connection: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    """The rows of `warehouse/read/<name>.sql`."""
    rows: list[dict[str, Any]] = connection.execute(statement("read", name)).to_arrow_table().to_pylist()
    return rows


def table(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    """The rows of `warehouse/read/<name>.sql` as Arrow."""
    return connection.execute(statement("read", name)).to_arrow_table()
