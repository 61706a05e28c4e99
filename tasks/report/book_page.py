"""The page of the whole book: weeks, latest changes, horizon, topics, companies, overdue promises, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from tasks.report import entries
from tasks.report.charts import Datum, columns, rows
from tasks.report.comparison import compared
from tasks.report.entries import Entry
from tasks.report.horizon import horizon_of
from tasks.report.links import anchor
from tasks.report.pages import render
from tasks.report.texts import records
from tasks.report.wording import grouped, in_counts, in_full, vocabulary

SHOWN_WEEKS = 52
LATEST_WEEKS = 10  # in sight; earlier ones fold away
SHOWN_CHANGES = 200
SHOWN_COMPANIES = 15
SHOWN_OVERDUE = 200
SHOWN_SOURCES = 300
SHOWN_IN_A_CELL = 10
_PLACES = (
    ("weeks", "Weeks"),
    ("changes", "Changes"),
    ("horizon", "Horizon"),
    ("topics", "Topics"),
    ("companies", "Companies"),
    ("overdue", "Overdue"),
    ("sources", "Sources"),
    ("files", "Files"),
)


@dataclass(frozen=True, slots=True)
class BookTables:
    """What the page is made of, each already cut to what it shows; the figures say how much there is.

    `weeks`: out_week_summary, topic all, the latest weeks. `companies`: counts by company over the same weeks.
    `company_changes`: their latest changes. `promises`: view promises, the first of each year and topic.
    """

    as_of: date
    weeks: pd.DataFrame
    rolling: pd.DataFrame
    changes: pd.DataFrame
    companies: pd.DataFrame
    company_changes: pd.DataFrame
    horizon: pd.DataFrame
    promises: pd.DataFrame
    overdue: pd.DataFrame
    sources: pd.DataFrame
    totals: Mapping[str, int]


def book_page(tables: BookTables, pages: frozenset[str], files: Iterable[str]) -> str:
    """The page; `pages` are the weeks that have a page of their own, `files` names of files beside it."""
    weeks, quiet = _weeks(records(tables.weeks))
    horizon = horizon_of(records(tables.horizon), entries.promises(tables.promises))
    companies, by_company = _companies(records(tables.companies), entries.changes(tables.company_changes))
    missing = {"horizon", "topics"} if not horizon["horizon_chart"].bars else set()
    missing |= set() if companies else {"companies"}
    return render(
        "index.html.j2",
        {
            "as_of": in_full(tables.as_of),
            "lede": _lede(tables.totals),
            "places": [place for place in _PLACES if place[0] not in missing],
            "groups": vocabulary().groups,
            "weeks_chart": columns(weeks),
            "weeks_words": _in_words(weeks),
            "weeks": [_week_row(row, pages) for row in records(tables.weeks)[::-1] if _happened(row)],
            "quiet_weeks": quiet,
            "latest_weeks": LATEST_WEEKS,
            "rolling": compared(records(tables.rolling)),
            "changes": entries.changes(tables.changes),
            "changes_total": tables.totals["changes"],
            **horizon,
            "companies": rows(companies),
            "companies_caption": f"Changes to promises in the last {len(tables.weeks)} weeks, by company",
            "companies_total": tables.totals["companies_that_changed"],
            "by_company": by_company,
            "overdue": [{**row, "id": None} for row in entries.promises(tables.overdue.assign(status="overdue"))],
            "overdue_total": tables.totals["overdue"],
            "sources": [_source(row) for row in records(tables.sources)],
            "sources_total": tables.totals["sources"],
            "files": list(files),
        },
    )


def _lede(totals: Mapping[str, int]) -> str:
    return (
        f"{totals['promises']:,} promises of {totals['companies']:,} companies, {totals['overdue']:,} of them overdue, "
        f"read from {totals['releases']:,} releases. Every figure leads to the sentence behind it and to its source."
    )


def _happened(row: Mapping[str, Any]) -> bool:
    return bool(row["releases"] or sum(grouped(row).values()))


def _weeks(summary: Sequence[Mapping[str, Any]]) -> tuple[list[Datum], int]:
    data = [
        Datum(row["week"], grouped(row), href=f"#{anchor('week', row['week'])}", short=_short(row)) for row in summary
    ]
    return data, sum(not _happened(row) for row in summary)


def _short(row: Mapping[str, Any]) -> str:
    return f"{row['week_starts_on']:%b} {row['week_starts_on'].day}"


def _in_words(weeks: Sequence[Datum]) -> str:
    busiest = max(weeks, key=lambda one: one.total, default=None)
    total = {group.name: sum(week.counts[group.name] for week in weeks) for group in vocabulary().groups}
    if busiest is None or not busiest.total:
        return "No promise changed in these weeks."
    return f"In all {in_counts(total)}. Busiest week: {busiest.label}, {in_counts(busiest.counts)}. The table has all."


def _week_row(row: Mapping[str, Any], pages: frozenset[str]) -> Entry:
    week = row["week"]
    page = f"{week}/weekly.html" if week in pages else None
    return {**row, "id": anchor("week", week), "page": page, "counts": grouped(row)}


def _companies(companies: Sequence[Mapping[str, Any]], changed: Sequence[Entry]) -> tuple[list[Datum], list[Entry]]:
    found = {one["key"]: one["rows"] for one in entries.by(changed, "company", "company", "unknown company")}
    data, by_company = [], []
    for row in companies:
        name, counts = row["company"], grouped(row)
        place = anchor("company", name)
        data.append(Datum(name, counts, href=f"#{place}"))
        shown = [{**one, "id": None} for one in found.get(name, [])]
        by_company.append({"id": place, "label": name, "rows": shown, "total": sum(counts.values())})
    return data, by_company


def _source(row: Mapping[str, Any]) -> Entry:
    return {
        **row,
        "last_answer": entries.moment(row["last_answer_at"]),
        "last_new": entries.moment(row["last_new_at"]),
        "failures": f"{row['failures'] or 0:g}",
    }
