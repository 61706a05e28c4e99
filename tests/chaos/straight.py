"""The tasks of the flows in their order, without the engine around them: what a kill can hurt, and quick to start."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from tasks.clean import clean
from tasks.extract import extract
from tasks.fetch import fetch
from tasks.report.weeks import chosen_weeks
from tasks.reprocess_store import finish, put_back
from tasks.rereading.plan import RereadingError
from tasks.sources.catalogue import folder_source
from tasks.store import publish, recall, store_book, store_documents, store_fetch, store_marts
from tasks.summarise import write_book, write_weeks
from tests.flows.books import NO_FILE
from tests.rereading.written import Again


def main(arguments: Sequence[str]) -> int:
    """A verb of the command: ingest --folder DIR, report, reprocess, reprocess --undo."""
    home, now = Path(os.environ["PLEDGEBOOK_HOME"]), datetime.now(UTC)
    home.mkdir(exist_ok=True)
    book, published = home / "warehouse.duckdb", home / "warehouse_read.duckdb"
    if arguments[0] == "ingest":
        _ingest(home, Path(arguments[2]), now)
        store_book.fn(book, now.date(), NO_FILE, NO_FILE)
        publish.fn(book, published)
        return 0
    if arguments[0] == "reprocess":
        try:
            _reprocess(home, undo="--undo" in arguments)
        except RereadingError as nothing:
            publish.fn(book, published)
            print(nothing)
            return 1
    store_book.fn(book, now.date(), NO_FILE, NO_FILE)
    store_marts.fn(book)
    if arguments[0] == "reprocess":
        finish.fn(book, now, undone="--undo" in arguments)
    publish.fn(book, published)
    if arguments[0] == "report":
        write_weeks.fn(published, home / "reports", chosen_weeks(None, None, None), now.date())
        write_book.fn(published, home / "reports", now.date())
    return 0


def _ingest(home: Path, inbox: Path, now: datetime) -> None:
    book, run_id = home / "warehouse.duckdb", str(uuid4())
    planned = [folder_source(inbox)]
    fetched = fetch.fn(planned, recall.fn(book), now, home / "raw", f"{now:%Y%m%dT%H%M%S}-{run_id}.warc.gz")
    store_documents.fn(book, extract.fn(clean.fn(fetched.archived)), run_id, now)
    store_fetch.fn(book, planned, fetched, run_id, now)


def _reprocess(home: Path, *, undo: bool) -> None:
    if undo:
        put_back.fn(home / "warehouse.duckdb")
        return
    run = Again(home, name=str(uuid4()))
    if run.counts["touched"]:
        run.diff()
    run.store(finished=False)
