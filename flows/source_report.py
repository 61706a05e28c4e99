"""A Prefect artifact: how the sources fare, those that need care first."""

from __future__ import annotations

from prefect.artifacts import create_table_artifact

from flows.settings import Settings
from warehouse.connect import reader
from warehouse.store import read

ARTIFACT_ROWS = 200  # the UI chokes on longer tables
_SHOWN = ("source", "kind", "status", "last_answer_at", "last_new_at", "item_count", "last_reason", "last_notice")


def announce_sources(settings: Settings) -> None:
    """The health of each source as the published book has it; dates as text, which artifacts need."""
    with reader(settings.published) as connection:
        found = read(connection, "source_health")
    found.sort(key=lambda row: (row["status"] == "ok", row["source"]))
    table = [{name: "" if row[name] is None else str(row[name]) for name in _SHOWN} for row in found[:ARTIFACT_ROWS]]
    unwell = sum(row["status"] != "ok" for row in found)
    create_table_artifact(key="source-health", table=table, description=f"{len(found)} sources, {unwell} need care")
