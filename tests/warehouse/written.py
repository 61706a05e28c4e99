"""A small book, written the way the flow writes it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from tasks.clean import clean
from tasks.copies import store_releases
from tasks.extract import extract
from tasks.sources.records import ArchivedDocument, RawDocument
from tasks.store import document_tables
from tests.flows.books import as_it_stands, table_names
from warehouse.connect import writer
from warehouse.place import Place

NOW = datetime(2025, 4, 28, tzinfo=UTC)
TEXT = "Norrholm will halve its water use by 2030.\n\nIt also aims for net zero by 2045.\n"
OTHER = "Norrholm will cut its water use by 60% by 2030.\n"


def staged(document: RawDocument, seen: datetime = NOW) -> dict[str, pa.Table]:
    """One document as the flow stages it."""
    return document_tables(extract.fn(clean.fn([ArchivedDocument(document, "run.warc.gz", 0)])), "run", seen)


def tables_of(text: str, key: str = "goals.txt") -> dict[str, pa.Table]:
    """The release of a text: two targets in TEXT and one in OTHER, under the same item key."""
    return staged(RawDocument("inbox", key, None, text.encode(), "text/plain", NOW, issuer_hint="Norrholm"))


def put(place: Place, text: str = TEXT) -> None:
    """Store the release of a text."""
    with writer(place) as connection:
        store_releases(connection, tables_of(text))


def everything(place: Place) -> dict[str, list[Any]]:
    """All rows of all tables, sorted, but for the log of attempts and the ledger's queue, which count each one."""
    skipped = ("raw_fetch", "core_ledger_queue")
    with as_it_stands(place) as connection:
        found = {name: connection.execute(f"select * from {name}").fetchall() for name in table_names(connection)}
    return {name: sorted(rows, key=repr) for name, rows in found.items() if name not in skipped}
