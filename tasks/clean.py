"""Clean: documents to releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.releases.clean import clean as clean_document
from tasks.releases.errors import NotARelease
from tasks.releases.records import Release
from tasks.sources.records import ArchivedDocument, Reject


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Of one document: its release, or the reason why there is none."""

    archived: ArchivedDocument
    release: Release | None
    reject: Reject | None = None


def _one(archived: ArchivedDocument) -> Cleaned:
    document = archived.document
    try:
        return Cleaned(archived, clean_document(document))
    except NotARelease as no:
        ref = f"{document.source}:{document.item_key}"
        return Cleaned(archived, None, Reject("clean", ref, no.reason, no.detail))


@task(cache_policy=NO_CACHE)
def clean(batch: Sequence[ArchivedDocument]) -> list[Cleaned]:
    """A batch of documents, each with its release or its reason."""
    return [_one(archived) for archived in batch]
