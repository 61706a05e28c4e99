"""Statements from Arrow and the ledger's records to Arrow, column by column: tens of millions pass here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import UTC
from itertools import repeat
from operator import attrgetter
from typing import Any

import pyarrow as pa

from tasks.ledger.records import Book, NearMiss, Promise, PromiseEvent, Statement
from tasks.rows import column_type
from tasks.targets.records import Target

_TARGET = (
    "company action topic metric evidence start_char end_char value value_max unit qualifier per scopes "
    "scope3_categories base_year base_value target_year deadline_text previous_value previous_year kind"
).split()
_FIELDS = tuple({"start_char": "start", "end_char": "end"}.get(name, name) for name in _TARGET)
_SAID = "target_id release_id said_on".split()


def statements(table: pa.Table) -> list[Statement]:
    """Rows of warehouse/read/company_statements.sql; what the ledger has no use for is left out of the targets."""

    def column(name: str) -> list[Any]:
        values = table.column(name)
        if pa.types.is_timestamp(values.type):  # ten times as quick as Arrow's own way to a time with its zone
            return [at and at.replace(tzinfo=UTC) for at in values.cast(pa.timestamp("us")).to_pylist()]
        values = values.to_pylist()
        return [tuple(value) for value in values] if name in ("scopes", "scope3_categories") else values

    told = {field: column(name) for field, name in zip(_FIELDS, _TARGET, strict=True)}
    unused = {field.name: repeat(field.default) for field in fields(Target) if field.name not in told}
    targets = map(Target, *((told | unused)[field.name] for field in fields(Target)))
    return list(map(Statement, *(column(name) for name in _SAID), targets, column("said_at")))


def tables(books: Sequence[Book]) -> dict[str, pa.Table]:
    """core_promise, core_promise_event and core_promise_review of several companies."""
    return {
        "core_promise": _table(Promise, [one for book in books for one in book.promises]),
        "core_promise_event": _table(PromiseEvent, [one for book in books for one in book.events]),
        "core_promise_review": _table(NearMiss, [one for book in books for one in book.reviews]),
    }


def _table(kind: type[Any], records: Iterable[Any]) -> pa.Table:
    kept = list(records)
    names = [field.name for field in fields(kind)]
    columns = {}
    for name in names:
        columns[name] = pa.array(map(attrgetter(name), kept), type=column_type(name), size=len(kept))
    return pa.table(columns)
