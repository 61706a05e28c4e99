"""The weekly report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from tasks.report.links import web_link
from tasks.report.texts import present, records, visible
from tasks.report.wording import from_what_to_what, vocabulary

EVENTS = """
    new restated raised lowered brought_forward delayed rebased achieved withdrawn overdue
    """.split()
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def escaped(text: Any) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(str(text)).split()))


def counted(number: int, plural: str) -> str:
    """A number with its noun: "1 company", "2 companies"."""
    single = f"{plural[:-3]}y" if plural.endswith("ies") else plural.removesuffix("s")
    return f"{number} {single if number == 1 else plural}"


def _counts(row: pd.Series[Any]) -> str:
    happened = [f"{row[event]} {event.replace('_', ' ')}" for event in EVENTS if row[event]]
    things = ", ".join(counted(row[name], name) for name in ("releases", "companies", "targets"))
    return things + (f"; {', '.join(happened)}" if happened else "")


def _source(row: Mapping[str, Any] | pd.Series[Any]) -> str:
    link = str(row["link"])
    title = escaped(row["title"] if present(row["title"]) else link)
    return f"[{title}](<{link}>)" if web_link(link) else f"{title} ({escaped(link)})"


def _target(row: pd.Series[Any]) -> str:
    deadline = f"Deadline: {escaped(row['deadline_text'])}. " if present(row["deadline_text"]) else ""
    events = f" *({escaped(row['events'])})*" if row["events"] else ""
    company = escaped(row["company"] if present(row["company"]) else "unknown company")
    return (
        f"- **{company}**: {escaped(row['promise'])}{events}\n"
        f"  {deadline}{_source(row)}\n\n  > {escaped(row['evidence'])}\n"
    )


def _change(row: Mapping[str, Any]) -> str:
    moved = from_what_to_what(row)
    told = f": {escaped(moved)}" if moved else ""
    source = f" ({_source(row)})" if row["link"] else ""
    return (
        f"- **{escaped(row['company'])}** *{vocabulary().kinds[row['kind']]}*{told}: {escaped(row['promise'])}{source}"
    )


def weekly_markdown(tables: Mapping[str, pd.DataFrame]) -> str:
    """One chapter a week: counts, what changed, counts by topic, companies, and every target with evidence and source.

    `tables` are those of the week by name: out_week_summary, out_week_targets, out_week_companies, out_changes.
    """
    summary, targets = tables["out_week_summary"], tables["out_week_targets"]
    companies, changes = tables["out_week_companies"], tables["out_changes"]
    chapters = []
    for week in sorted({*summary["week"], *targets["week"]}):
        of_week = (one[one["week"] == week] for one in (summary, targets, companies, changes))
        chapters.append("\n".join(_chapter(week, *of_week)))
    return "\n".join(chapters)


def _chapter(
    week: str, counts: pd.DataFrame, targets: pd.DataFrame, companies: pd.DataFrame, changes: pd.DataFrame
) -> list[str]:
    lines = [f"## {week}", ""]
    for _, row in counts[counts["topic"] == "all"].iterrows():
        late = f", {row['late']} of the releases came late" if present(row.get("late")) and row["late"] else ""
        lines.append(f"{_counts(row)} (dated by: {row['dated_by']}{late}).\n")
    moved = [_change(row) for row in records(changes) if row["kind"] != "new"]
    lines += ["### What changed", "", *moved, ""] if moved else []
    by_topic = counts[(counts["topic"] != "all") & (counts["releases"] + counts[EVENTS].sum(axis=1) > 0)]
    if len(by_topic):
        lines += [by_topic[["topic", "releases", "companies", "targets", *EVENTS]].to_markdown(index=False), ""]
    if len(companies):
        shown = companies[["company", "releases", "targets", *EVENTS]]
        lines += [shown.assign(company=shown["company"].map(escaped)).to_markdown(index=False), ""]
    return lines + [_target(row) for _, row in targets.iterrows()]
