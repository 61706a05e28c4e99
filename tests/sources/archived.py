"""Documents in the archive, as a run keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tasks.sources.archive import Journal
from tasks.sources.records import ArchivedDocument, RawDocument


def archived(folder: Path, file_name: str, documents: Iterable[RawDocument]) -> list[ArchivedDocument]:
    journal = Journal(folder, file_name)
    for document in documents:
        journal.keep(document)
    journal.close()
    return journal.archived
