"""Copies: which releases of the book are one announcement, kept up to date as releases come.

What was read anew is compared with all that shares a mark with it, and with nothing else; then every group that it
touched is formed again from its links. So the outcome is a function of the releases in the book, however they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from tasks import rows
from tasks.releases.grouping import Member, placed
from tasks.releases.judgement import Copy, Link, judged
from tasks.releases.records import Section
from tasks.releases.words import figures_of, own_words
from warehouse.store import DOCUMENTS, LINKS, PLACES, SKETCHES, read, staged, store

COMPARED = 20_000  # pairs whose texts are held at a time


def store_releases(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Store documents with their releases, and place each release among its copies; all in the caller's transaction.

    `tables`: what `warehouse.store.DOCUMENTS` and `SKETCHES` name.
    """
    store(connection, DOCUMENTS, tables)
    join_copies(connection, tables)
    store(connection, ("core_ledger_queue",), tables)  # a group formed anew may count another release's targets


def join_copies(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Place the releases of the items in `tables["raw_document"]` by their marks in `tables["core_release_sketch"]`."""
    changed = {*tables["raw_document"]["release_id"].to_pylist(), *tables["core_release"]["release_id"].to_pylist()}
    with staged(connection, {"changed": _ids(changed)}):
        touched = _ids(row["release_id"] for row in read(connection, "copies_touched"))
        store(connection, SKETCHES, tables)
        near = [(row["one"], row["other"]) for row in read(connection, "copies_near")]
        links = list(_judged(connection, sorted(near)))
        store(connection, LINKS, {"core_release_link": rows.links(links)})
    _place(connection, touched)


def _ids(release_ids: Iterable[str]) -> pa.Table:
    return rows.arrow("release_id", [{"release_id": one} for one in sorted(release_ids)])


def _judged(connection: duckdb.DuckDBPyConnection, near: Sequence[tuple[str, str]]) -> Iterator[Link]:
    for start in range(0, len(near), COMPARED):
        pairs = near[start : start + COMPARED]
        with staged(connection, {"near": _ids({one for pair in pairs for one in pair})}):
            copies = {row["release_id"]: _copy(row) for row in read(connection, "copies_compared")}
        for one, other in pairs:
            link = judged(copies[one], copies[other])
            if link:
                yield link


def _copy(row: dict[str, Any]) -> Copy:
    sections = [Section(one["label"], one["start"], one["end"]) for one in row.pop("sections") or ()]
    words, origins = own_words(row.pop("text"), sections), frozenset(row.pop("origin_keys"))
    return Copy(**row, origins=origins, words=words, figures=figures_of(words))


def _place(connection: duckdb.DuckDBPyConnection, touched: pa.Table) -> None:
    with staged(connection, {"touched": touched}):
        members = [Member(**row) for row in read(connection, "copies_members")]
    with staged(connection, {"members": _ids(one.release_id for one in members)}):
        links = [Link(**row) for row in read(connection, "copies_links")]
    columns = "release_id duplicate_of duplicate_kind duplicate_rule duplicate_score"
    store(connection, PLACES, {"place": rows.arrow_of(columns, placed(members, links))})
