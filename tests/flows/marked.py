"""The places of copies in a book whose texts were changed by SQL, as the cleaner that left them so would have it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import duckdb

from tasks import rows
from tasks.copies import join_copies
from tasks.reprocess_reading import stored_release


def mark_anew(connection: duckdb.DuckDBPyConnection) -> None:
    sections: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(connection, "select * from core_section order by release_id, position"):
        sections[row["release_id"]].append(row)
    releases = [stored_release(row, sections[row["release_id"]]) for row in _rows(connection, "from core_release")]
    items = connection.execute("select distinct release_id from raw_document").to_arrow_table()
    stored = connection.execute("select release_id from core_release").to_arrow_table()
    marks = rows.sketches(releases)
    join_copies(connection, {"core_release_sketch": marks, "core_release": stored, "raw_document": items})


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = connection.execute(sql).to_arrow_table().to_pylist()
    return found
