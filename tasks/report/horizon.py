"""What falls due when: promises by target year and topic, as bars, as a shaded table, and one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tasks.report.charts import Datum, columns, rows
from tasks.report.entries import Entry
from tasks.report.links import anchor
from tasks.report.wording import Group, topic_words, vocabulary

_STATUSES = tuple(Group(one, one, (one,)) for one in ("open", "achieved", "withdrawn", "overdue"))
_SHADES = 5
_YEARS = 60  # a longer span has its empty years left out


def horizon_of(counts: Sequence[Mapping[str, Any]], promises: Sequence[Entry]) -> dict[str, Any]:
    """What the templates need of out_horizon's rows, and of the promises that are shown beneath."""
    cells = [row for row in counts if row["topic"] != "all"]
    whole = sorted((row for row in counts if row["topic"] == "all"), key=_year)
    topics = _topics(cells)
    shown: dict[tuple[Any, str], list[Entry]] = {}
    for row in promises:
        shown.setdefault((row["target_year"], row["topic"]), []).append(row)
    data = _every_year([row for row in whole if row["target_year"] is not None])
    return {
        "statuses": _STATUSES,
        "horizon_chart": columns(data or [_bar(row) for row in whole]),
        "horizon_words": _in_words(data),
        "heat_topics": [{"label": topic_words(topic)} for topic in topics],
        "heat": _heat(whole, cells, topics),
        "years": [_year_of(row, cells, shown) for row in whole],
        **_by_topic(topics, cells),
    }


def _year(row: Mapping[str, Any]) -> int:
    return row["target_year"] if row["target_year"] is not None else 9999


def _label(row: Mapping[str, Any]) -> str:
    return "no year" if row["target_year"] is None else str(row["target_year"])


def _year_id(row: Mapping[str, Any]) -> str:
    return anchor("year", "none" if row["target_year"] is None else row["target_year"])


def _cell_id(row: Mapping[str, Any]) -> str:
    return f"{_year_id(row)}-{row['topic']}"


def _by_status(row: Mapping[str, Any]) -> dict[str, int]:
    return {status.name: int(row[status.name]) for status in _STATUSES}


def _bar(row: Mapping[str, Any]) -> Datum:
    return Datum(_label(row), _by_status(row), href=f"#{_year_id(row)}")


def _every_year(dated: Sequence[Mapping[str, Any]]) -> list[Datum]:
    """A bar for each year from the first to the last, empty ones too: gaps are part of the picture."""
    bars = {row["target_year"]: _bar(row) for row in dated}
    if not bars or max(bars) - min(bars) > _YEARS:
        return list(bars.values())
    return [bars.get(year, Datum(str(year), {})) for year in range(min(bars), max(bars) + 1)]


def _topics(cells: Sequence[Mapping[str, Any]]) -> list[str]:
    there = {row["topic"] for row in cells if row["promises"]}
    return sorted(there, key=_place)


def _place(topic: str) -> tuple[int, str]:
    """Topics stand in the order of the vocabulary, others behind them."""
    known = list(vocabulary().topics)
    return (known.index(topic) if topic in known else len(known)), topic


def _in_words(data: Sequence[Datum]) -> str:
    if not data:
        return "No promise names a year."
    most = max(data, key=lambda one: one.total)
    return f"From {data[0].label} to {data[-1].label}; most in {most.label}: {most.total}. The table has all."


def _heat(whole: Sequence[Mapping[str, Any]], cells: Sequence[Mapping[str, Any]], topics: Sequence[str]) -> list[Entry]:
    at = {(row["target_year"], row["topic"]): row for row in cells}
    most = max((row["promises"] for row in cells), default=1) or 1
    found = []
    for row in whole:
        shown = [_heat_cell(at.get((row["target_year"], topic)), most) for topic in topics]
        found.append({"year": _label(row), "id": _year_id(row), "cells": shown})
    return found


def _heat_cell(row: Mapping[str, Any] | None, most: int) -> Entry:
    if row is None or not row["promises"]:
        return {"count": 0}
    count = row["promises"]
    words = f"{count} on {topic_words(row['topic'])}, {_label(row)}"
    return {"count": count, "shade": -(-count * _SHADES // most), "id": _cell_id(row), "words": words}


def _year_of(
    row: Mapping[str, Any], cells: Sequence[Mapping[str, Any]], shown: Mapping[tuple[Any, str], list[Entry]]
) -> Entry:
    year = row["target_year"]
    of_year = sorted((one for one in cells if one["target_year"] == year and one["promises"]), key=_topic_order)
    head = "Without a year" if year is None else f"By {year}"
    parts = [
        {
            "id": _cell_id(one),
            "label": topic_words(one["topic"]),
            "rows": shown.get((year, one["topic"]), []),
            "total": one["promises"],
        }
        for one in of_year
    ]
    return {"id": _year_id(row), "label": f"{head} ({row['promises']})", "cells": parts}


def _topic_order(row: Mapping[str, Any]) -> tuple[int, str]:
    return _place(row["topic"])


def _by_topic(topics: Sequence[str], cells: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    data, listed = [], []
    for topic in topics:
        of_topic = sorted((row for row in cells if row["topic"] == topic and row["promises"]), key=_year)
        counts = {status.name: sum(int(row[status.name]) for row in of_topic) for status in _STATUSES}
        place, label = anchor("topic", topic), topic_words(topic)
        data.append(Datum(label, counts, href=f"#{place}"))
        years = [{"id": _cell_id(row), "year": _label(row), "total": row["promises"]} for row in of_topic]
        listed.append({"id": place, "label": label, "total": sum(counts.values()), "cells": years})
    data.sort(key=lambda one: (-one.total, one.label))
    return {"topics": rows(data), "by_topic": listed}
