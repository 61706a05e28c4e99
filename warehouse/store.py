"""Writing: staged Arrow tables merged by the files of warehouse/write/. Storing twice is storing once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.sql import names, statement

# Order matters: what is gone is found by comparing with what was staged for the same releases.
DOCUMENTS = (
    "raw_document",
    "raw_document_current",
    "raw_reject",
    "core_release",
    "core_release_gone",
    "core_release_field",
    "core_release_field_gone",
    "core_section",
    "core_section_gone",
    "core_target",
    "core_target_gone",
    "raw_fetch",
)
# Behind the documents: the marks of releases, the links that they lead to, and each release's place in its group.
SKETCHES = ("core_release_sketch", "core_release_sketch_gone")
LINKS = ("core_release_link_gone", "core_release_link")
PLACES = ("core_release_place",)
FETCH = ("raw_source", "raw_fetch", "raw_reject", "raw_notice")
BOOK = ("core_promise", "core_promise_gone", "core_promise_event", "core_promise_event_gone")


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


def store(connection: duckdb.DuckDBPyConnection, steps: tuple[str, ...], tables: Mapping[str, pa.Table]) -> None:
    """Run write steps over the staged tables, inside the caller's transaction."""
    with staged(connection, tables):
        for step in steps:
            connection.execute(statement("write", step)).fetchall()


def build_marts(connection: duckdb.DuckDBPyConnection, wording: pa.Table) -> None:
    """Fill every out_ table anew. `wording`: columns target_id and wording, one row a target."""
    with staged(connection, {"wording": wording}):
        for mart in names("marts"):
            connection.execute(f"delete from {mart}").fetchall()
            connection.execute(statement("marts", mart)).fetchall()


def read(connection: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    """The rows of `warehouse/read/<name>.sql`."""
    rows: list[dict[str, Any]] = connection.execute(statement("read", name)).to_arrow_table().to_pylist()
    return rows
