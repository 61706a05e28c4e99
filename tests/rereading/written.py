"""Books read and read again by the tasks of the flows, without the engine around them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from tasks.clean import clean
from tasks.extract import extract
from tasks.fetch import fetch
from tasks.reprocess import cut, plan, reread, write_diff
from tasks.reprocess_store import finish, put_back, store_reread
from tasks.rereading.plan import Stage
from tasks.rereading.run import Run
from tasks.rereading.spool import Spool
from tasks.sources.catalogue import folder_source
from tasks.store import recall, store_documents
from warehouse.connect import writer

NOW = datetime(2025, 6, 2, 8, 0, tzinfo=UTC)


def ingest(home: Path, inbox: Path, name: str = "first") -> None:
    """Read a folder into the book at `home`; its bytes stand in `raw/<name>.warc.gz`."""
    home.mkdir(exist_ok=True)
    book = home / "warehouse.duckdb"
    fetched = fetch.fn([folder_source(inbox)], recall.fn(book), NOW, home / "raw", f"{name}.warc.gz")
    store_documents.fn(book, extract.fn(clean.fn(fetched.archived)), name, NOW)


class Again:
    """One reprocess, step by step, so that something can happen between reading and storing."""

    def __init__(
        self,
        home: Path,
        stage: Stage = "clean",
        since: date | None = None,
        until: date | None = None,
        name: str = "again",
    ) -> None:
        self.book, self._reports = home / "warehouse.duckdb", home / "reports" / "reprocess"
        spool = Spool(home / "reprocess" / "run")
        spool.emptied()
        self.run = Run(name, NOW, stage, since, until, home / "raw", spool)
        self.planned = plan.fn(self.book, self.run)
        self.chunks = cut.fn(self.book, self.planned, 0, self.run)
        self.counts: Counter[str] = sum(reread.fn(self.chunks), Counter())

    def diff(self) -> Path:
        return write_diff.fn(self.run, len(self.chunks), self._reports / self.run.run_id, "diff")[0].parent

    def store(self, *, finished: bool = True) -> int:
        left = 0
        if self.counts["touched"]:
            left = store_reread.fn(self.book, self.run, len(self.chunks))
            if finished:
                finish.fn(self.book, NOW, undone=False)
        return left


def again(home: Path, stage: Stage = "clean", since: date | None = None, until: date | None = None) -> Counter[str]:
    run = Again(home, stage, since, until)
    run.store()
    return run.counts


def undo(home: Path) -> tuple[str, ...]:
    """Returns what stays as it is."""
    book = home / "warehouse.duckdb"
    kept = put_back.fn(book).kept
    finish.fn(book, NOW, undone=True)
    return kept


def change(home: Path, sql: str) -> None:
    with writer(home / "warehouse.duckdb") as connection:
        connection.execute(sql).fetchall()
