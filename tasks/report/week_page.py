"""The page of one week: figures, changes, topics, companies, every target with its sentence, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

import pandas as pd

from tasks.report import entries
from tasks.report.charts import Datum, rows
from tasks.report.comparison import compared
from tasks.report.entries import Entry
from tasks.report.links import anchor
from tasks.report.pages import render
from tasks.report.texts import records
from tasks.report.wording import grouped, topic_words, vocabulary, week_in_words

SHOWN_CHANGES = 300  # of each group
SHOWN_TARGETS = 1000
SHOWN_COMPANIES = 20
SHOWN_RELEASES = 300
_DATED = {
    "published": "",
    "first_seen": "The releases of this week state no date; it is the week in which they were first seen.",
    "mixed": "Some releases of this week state no date; for them it is the week in which they were first seen.",
}
_PLACES = (
    ("figures", "Figures"),
    ("changes", "Changes"),
    ("topics", "Topics"),
    ("companies", "Companies"),
    ("targets", "Targets"),
    ("releases", "Releases"),
    ("health", "Sources"),
    ("files", "Files"),
)


def week_page(week: str, tables: Mapping[str, pd.DataFrame], files: Iterable[str]) -> str:
    """The page of a week from its tables, which have the columns of the out_ tables of the same names; `files` are
    names of files beside the page. Long lists stop at the SHOWN_ figures and say so."""
    summary = records(tables["out_week_summary"])
    whole = next((row for row in summary if row["topic"] == "all"), None)
    changed = entries.changes(tables["out_changes"])
    stated = entries.targets(tables["out_week_targets"].head(SHOWN_TARGETS))
    topics, by_topic = _topics(summary, stated)
    companies, count = _companies(records(tables["out_week_companies"]), stated, changed)
    groups = _by_group(changed)
    missing = {name for name, there in (("topics", topics), ("companies", companies)) if not there}
    return render(
        "week.html.j2",
        {
            "week": week,
            "days": week_in_words(week),
            "lede": _lede(whole),
            "places": [place for place in _PLACES if place[0] not in missing],
            "figures": _figures(whole, {group["name"] for group in groups} | ({"companies"} if companies else set())),
            "dated": _DATED[whole["dated_by"]] if whole else "",
            "rolling": compared(records(tables["out_week_rolling"])),
            "groups": vocabulary().groups,
            "changes": groups,
            "topics": rows(topics),
            "by_topic": by_topic,
            "companies": rows(companies),
            "companies_total": count,
            "targets": entries.by(stated, "company", "c", "unknown company"),
            "targets_shown": len(stated),
            "targets_total": len(tables["out_week_targets"]),
            "releases": entries.releases(tables["week_releases"].head(SHOWN_RELEASES), {row["id"] for row in stated}),
            "releases_total": len(tables["week_releases"]),
            **_health(records(tables["out_week_sources"]), records(tables["out_week_rejects"])),
            "files": list(files),
        },
    )


def _lede(whole: Mapping[str, Any] | None) -> str:
    if whole is None:
        return "Nothing was published and nothing changed in this week."
    words = [f"{whole[name]} {name if whole[name] != 1 else single}" for name, single in _THINGS]
    return f"{words[0]}, {words[1]} of {words[2]}. Every figure leads to the sentence behind it."


_HEALTH = ("attempts", "answers", "failures", "listed", "new_items", "changed_items", "set_aside")
_THINGS = (("releases", "release"), ("targets", "target"), ("companies", "company"))


def _figures(whole: Mapping[str, Any] | None, there: Set[str]) -> list[Entry]:
    """Figures with the places that hold their rows; `there` names those parts of the page that are not in each."""
    if whole is None:
        return []
    places = {
        "releases": "#releases",
        "targets": "#targets",
        "companies": "#companies" if "companies" in there else "#targets",
    }
    things = [
        {"label": name if whole[name] != 1 else single, "count": whole[name], "href": places[name]}
        for name, single in _THINGS
    ]
    counts = grouped(whole)
    return things + [
        {"label": group.label, "count": counts[group.name], "href": f"#{group.name}" if group.name in there else None}
        for group in vocabulary().groups
    ]


def _by_group(changed: Sequence[Entry]) -> list[Entry]:
    groups = []
    # What was moved or missed is what a reader came for; what is new is the longest list.
    for group in (*vocabulary().groups[1:], vocabulary().groups[0]):
        of_group = [row for row in changed if row["group"] == group.name]
        if of_group:
            shown = of_group[:SHOWN_CHANGES]
            groups.append({"name": group.name, "label": group.label, "rows": shown, "total": len(of_group)})
    return groups


def _topics(summary: Sequence[Mapping[str, Any]], stated: Sequence[Entry]) -> tuple[list[Datum], list[Entry]]:
    """Targets by topic as the summary counts them, and under each those that the page shows."""
    counted = {row["topic"]: row["targets"] for row in summary if row["topic"] != "all" and row["targets"]}
    shown = {topic: [row for row in stated if (row["topic"], row["kind"]) == (topic, "target")] for topic in counted}
    found = [
        {"id": anchor("topic", topic), "label": topic_words(topic), "rows": shown[topic], "total": total}
        for topic, total in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    ]
    return [Datum(one["label"], {"targets": one["total"]}, href=f"#{one['id']}") for one in found], found


def _companies(
    companies: Sequence[Mapping[str, Any]], stated: Sequence[Entry], changed: Sequence[Entry]
) -> tuple[list[Datum], int]:
    """The companies with most changes; each leads to its targets, or else to the first of its changes."""
    with_targets = {row["company"] for row in stated}
    first = {row["company"]: f"#{row['id']}" for row in reversed(changed)}
    data = [
        Datum(
            row["company"],
            grouped(row),
            href=f"#{anchor('c', row['company'])}" if row["company"] in with_targets else first.get(row["company"]),
        )
        for row in companies
    ]
    busy = sorted((one for one in data if one.total), key=lambda one: (-one.total, one.label))
    return busy[:SHOWN_COMPANIES], len(busy)


def _health(sources: Sequence[Mapping[str, Any]], rejects: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    read = [row for row in sources if row["attempts"] or row["skipped"]]
    return {
        "source_columns": [name.replace("_", " ") for name in _HEALTH],
        "sources": [{**row, "cells": [row[name] for name in _HEALTH]} for row in read],
        "rejects": rejects,
    }
