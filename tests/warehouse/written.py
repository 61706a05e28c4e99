"""A small book, written the way the flow writes it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from tasks import rows
from tasks.copies import store_releases
from tasks.releases.clean import clean
from tasks.sources.records import ArchivedDocument, RawDocument
from tasks.targets.extract import extract_targets
from warehouse.connect import writer

NOW = datetime(2025, 4, 28, tzinfo=UTC)
TEXT = "Norrholm will halve its water use by 2030.\n\nIt also aims for net zero by 2045.\n"
OTHER = "Norrholm will cut its water use by 60% by 2030.\n"


def put(path: Path, text: str = TEXT) -> None:
    """Store one release, two targets in TEXT and one in OTHER, under the same item key."""
    document = RawDocument("inbox", "goals.txt", None, text.encode(), "text/plain", NOW, issuer_hint="Norrholm")
    archived, release = [ArchivedDocument(document, "run.warc.gz", 0)], clean(document)
    tables = {
        "raw_document": rows.documents(archived, "run", NOW),
        "raw_fetch": rows.archived_fetches(archived, "run"),
        "raw_reject": rows.rejects([], "run", NOW),
        "core_release": rows.releases([release], "run", NOW),
        "core_release_field": rows.fields([release]),
        "core_release_sketch": rows.sketches([release]),
        "core_section": rows.sections([release]),
        "core_target": rows.targets([(release.release_id, extract_targets(release))], "1", "run"),
    }
    with writer(path) as connection:
        store_releases(connection, tables)


def everything(path: Path) -> dict[str, list[Any]]:
    """All rows of all tables, sorted, but for the log of attempts, which counts each one."""
    with duckdb.connect(str(path), read_only=True) as connection:
        named = connection.execute("select table_name from duckdb_tables() where table_name <> 'raw_fetch'")
        tables = [row[0] for row in named.fetchall()]
        return {table: sorted(connection.execute(f"select * from {table}").fetchall(), key=repr) for table in tables}
