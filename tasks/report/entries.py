"""Rows of the tables as the pages show them: with words, an id within the page, and the link to the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Any

import pandas as pd

from tasks.report.links import anchor, sentence_link
from tasks.report.texts import records, without_contacts
from tasks.report.wording import from_what_to_what, group_of, in_full, topic_words, vocabulary

Entry = dict[str, Any]


def _entry(row: Mapping[str, Any]) -> Entry:
    topic = row.get("topic")
    return {
        **row,
        **{name: without_contacts(row[name]) for name in ("evidence", "title", "promise", "note") if row.get(name)},
        "topic_words": topic_words(topic) if topic else "",
        "to": sentence_link(row.get("link"), row.get("evidence")),
    }


def changes(table: pd.DataFrame) -> list[Entry]:
    """Rows of out_changes with id, group, words, day, and what moved."""
    return [
        {
            **_entry(row),
            "id": anchor("e", row["event_id"]),
            "group": group_of(row["kind"]),
            "words": vocabulary().kinds[row["kind"]],
            "moved": from_what_to_what(row),
            "day": in_full(row["happened_on"]),
        }
        for row in records(table)
    ]


def _tag(kind: str) -> dict[str, str]:
    return {"group": "restated" if kind == "restated" else group_of(kind), "words": vocabulary().kinds[kind]}


def targets(table: pd.DataFrame) -> list[Entry]:
    """Rows of out_week_targets with id, tags of what happened, and the day."""
    return [
        {
            **_entry(row),
            "id": anchor("t", row["target_id"]),
            "tags": [_tag(kind) for kind in (row["events"] or "").split(", ") if kind],
            "day": in_full(row["published_on"]) if row["published_on"] else "first seen this week, undated",
        }
        for row in records(table)
    ]


def promises(table: pd.DataFrame) -> list[Entry]:
    """Promises as they stand, with id, status as a tag, and the day they were last spoken of."""
    return [
        {
            **_entry(row),
            "id": anchor("p", row["promise_id"]),
            "tags": [{"group": row["status"], "words": row["status"]}],
            "day": f"last said on {in_full(row['last_said_on'])}",
        }
        for row in records(table)
    ]


def releases(table: pd.DataFrame, shown: Set[str]) -> list[Entry]:
    """Releases of a week, each with the place of its first target; of the list where that one is not `shown`."""
    return [
        {
            **_entry(row),
            "day": in_full(row["published_on"]) if row["published_on"] else "undated",
            "href": f"#{place}" if (place := anchor("t", row["first_target_id"])) in shown else "#targets",
        }
        for row in records(table)
    ]


def by(rows: Sequence[Entry], name: str, kind: str, unknown: str) -> list[Entry]:
    """Rows in groups by what a column holds, in the order in which they come."""
    found: dict[Any, list[Entry]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return [
        {"id": anchor(kind, key or ""), "key": key, "label": key or unknown, "rows": of} for key, of in found.items()
    ]


def moment(value: Any) -> str:
    """A time of the book as text, in UTC to the minute; empty where there is none."""
    if value is None:
        return ""
    return f"{value:%Y-%m-%d %H:%M} UTC" if hasattr(value, "hour") else date.isoformat(value)
