"""Events that automations wait for: deploy/automations.yaml says what follows from each.

An event is sent before its cause is noted as told: killed in between, a run tells twice rather than never.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prefect.events import emit_event

from flows.settings import Settings

if TYPE_CHECKING:
    from flows.ingest import IngestResult

COMPLETED = "pledgebook.ingest.completed"  # each ingest that came to its end
BROUGHT = "pledgebook.ingest.brought"  # of them those that brought documents
SOURCES = "pledgebook.sources.need-care"
OVERDUE = "pledgebook.promises.overdue"
SHOWN = 20  # lines of a notice: a chat message, not a report


def _emit(event: str, settings: Settings, text: str, count: int) -> None:
    book = {"prefect.resource.id": "pledgebook.book", "prefect.resource.name": settings.home.name}
    emit_event(event, resource=book, payload={"text": text, "count": count})


def notice_ingest(result: IngestResult, settings: Settings) -> None:
    """That an ingest has come to its end, and whether the weekly tables have to follow."""
    _emit(COMPLETED, settings, result.in_words, result.documents)
    if result.documents:
        _emit(BROUGHT, settings, result.in_words, result.documents)


def notice_findings(event: str, heading: str, lines: Sequence[str], settings: Settings) -> None:
    """One notice with a line for each finding, the first SHOWN of them; none where there is nothing new."""
    if lines:
        more = [f"and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
        _emit(event, settings, "\n".join([f"{len(lines)} {heading}:", *lines[:SHOWN], *more]), len(lines))
