"""What the page of an ingest run shows: what it did in figures, the targets it read, how its sources fare; and its log.

The command tells a person at a terminal the same in its own words, so flows/progress.py keeps these lines out there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.announce import ARTIFACT_ROWS, as_text, file_links
from flows.cautions import Log
from flows.settings import Settings
from tasks.report.markdown import counted, escaped
from tasks.report.texts import without_contacts
from tasks.sources.records import Reject
from warehouse.connect import reader
from warehouse.store import read, read_arrow

if TYPE_CHECKING:
    from flows.ingest import IngestResult

SHOWN_REJECTS = 20
_HEALTH = ("source", "kind", "status", "last_answer_at", "last_new_at", "item_count", "last_reason", "last_notice")


def announce_ingest(log: Log, settings: Settings, result: IngestResult, warc_file: str) -> None:
    """The artifacts of a run, from the published book, and the end of its log."""
    asked = {"run": result.run_id}
    with reader(settings.published) as connection:
        targets = read_arrow(connection, "run_targets", asked | {"rows": ARTIFACT_ROWS}).to_pylist()
        changes = {row["kind"]: row["promises"] for row in read_arrow(connection, "run_changes", asked).to_pylist()}
        health = sorted(read(connection, "source_health"), key=lambda row: (row["status"] == "ok", row["source"]))
    unwell = [row for row in health if row["status"] != "ok"]
    places = [settings.published, settings.archive / warc_file, settings.reports / "index.html"]
    files = [
        place for place in places if isinstance(place, Path)
    ]  # a lake is no file, and its name may hold a password
    summary = in_markdown(result, changes, len(unwell), file_links(files, settings.home))
    create_markdown_artifact(key="ingest-summary", markdown=summary, description=result.in_words)
    shown = f"; the first {ARTIFACT_ROWS} are shown" if result.targets > ARTIFACT_ROWS else ""
    told = f"{counted(result.targets, 'targets')} in {counted(result.documents, 'new documents')}{shown}"
    create_table_artifact(key="ingest-targets", table=[_cells(row) for row in targets], description=told)
    table = [_cells({name: row[name] for name in _HEALTH}) for row in health[:ARTIFACT_ROWS]]
    told = f"{counted(len(health), 'sources')}, {len(unwell)} in need of care"
    create_table_artifact(key="source-health", table=table, description=told)
    log_ingest(log, result.set_aside, changes, unwell)


def log_ingest(
    log: Log, set_aside: Sequence[Reject], changes: Mapping[str, int], unwell: Sequence[Mapping[str, Any]]
) -> None:
    """What happened to promises, which sources need care, what was set aside and why."""
    log.info("Promises: %s.", in_a_row(changes) or "nothing new, nothing changed")
    for row in unwell[:SHOWN_REJECTS]:
        why = without_contacts(row["last_notice"] or row["last_reason"] or "")
        log.warning("Source %s: %s. %s", row["source"], row["status"], why)
    for one in set_aside[:SHOWN_REJECTS]:
        log.warning("Set aside %s: %s: %s", *map(without_contacts, (one.ref, one.reason, one.detail)))
    if len(set_aside) > SHOWN_REJECTS:
        log.warning("%d more were set aside: they are in the table raw_reject.", len(set_aside) - SHOWN_REJECTS)


def in_a_row(changes: Mapping[str, int]) -> str:
    """Counts by kind in words: "5 new, 1 brought forward"."""
    return ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in changes.items())


def in_markdown(result: IngestResult, changes: Mapping[str, int], unwell: int, links: str) -> str:
    """The figures of a run, what it set aside and where its files are."""
    figures = {
        "sources read": result.sources,
        "sources in need of care": unwell,
        "new documents": result.documents,
        "documents that were in the book already": result.unchanged,
        "releases": result.releases,
        "releases not in English: kept, not read for targets": result.in_other_languages,
        "targets": result.targets,
        **{f"promises {kind.replace('_', ' ')}": count for kind, count in changes.items()},
        "set aside": len(result.set_aside),
    }
    rows = "\n".join(f"| {name} | {count:,} |" for name, count in figures.items())
    parts = [f"| what | how many |\n| --- | ---: |\n{rows}"]
    if result.set_aside:
        lines = [_reject(one) for one in result.set_aside[:ARTIFACT_ROWS]]
        more = len(result.set_aside) - len(lines)
        lines += [f"- and {more:,} more: `select * from raw_reject where run_id = '{result.run_id}'`"] if more else []
        parts.append("## Set aside\n\n" + "\n".join(lines))
    parts.append(f"## Files\n\n{links}")
    return "\n\n".join(parts) + "\n"


def _reject(one: Reject) -> str:
    ref, reason, detail = (escaped(without_contacts(text)) for text in (one.ref, one.reason, one.detail))
    return f"- **{ref}**: {reason}: {detail}"


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    """A row as an artifact takes it, its columns named in words."""
    return {name.replace("_", " "): without_contacts(as_text(value)) for name, value in row.items()}
