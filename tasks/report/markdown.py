"""The weekly report as Markdown."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

EVENTS = """
    new restated raised lowered brought_forward delayed rebased achieved withdrawn overdue
    """.split()
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def escaped(text: Any) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))


def counted(number: int, plural: str) -> str:
    """A number with its noun: "1 company", "2 companies"."""
    single = f"{plural[:-3]}y" if plural.endswith("ies") else plural.removesuffix("s")
    return f"{number} {single if number == 1 else plural}"


def _given(value: Any) -> bool:
    return value is not None and not (isinstance(value, float) and pd.isna(value)) and value is not pd.NaT


def _counts(row: pd.Series[Any]) -> str:
    happened = [f"{row[event]} {event.replace('_', ' ')}" for event in EVENTS if row[event]]
    things = ", ".join(counted(row[name], name) for name in ("releases", "companies", "targets"))
    return things + (f"; {', '.join(happened)}" if happened else "")


def _target(row: pd.Series[Any]) -> str:
    link = str(row["link"])
    title = escaped(row["title"] if _given(row["title"]) else link)
    where = f"[{title}](<{link}>)" if link.startswith(("http://", "https://")) else f"{title} ({escaped(link)})"
    deadline = f"Deadline: {escaped(row['deadline_text'])}. " if _given(row["deadline_text"]) else ""
    events = f" *({escaped(row['events'])})*" if row["events"] else ""
    company = escaped(row["company"] if _given(row["company"]) else "unknown company")
    return (
        f"- **{company}**: {escaped(row['promise'])}{events}\n  {deadline}{where}\n\n  > {escaped(row['evidence'])}\n"
    )


def weekly_markdown(summary: pd.DataFrame, targets: pd.DataFrame, companies: pd.DataFrame) -> str:
    """One chapter a week: counts, counts by topic, companies, and every target with evidence and source.

    The tables have the columns of out_week_summary, out_week_targets and out_week_companies.
    """
    chapters = []
    for week in sorted({*summary["week"], *targets["week"]}):
        counted = summary[summary["week"] == week]
        stated = targets[targets["week"] == week]
        whole = counted[counted["topic"] == "all"]
        lines = [f"## {week}", ""]
        lines += [f"{_counts(row)} (dated by: {row['dated_by']}).\n" for _, row in whole.iterrows()]
        by_topic = counted[(counted["topic"] != "all") & (counted[["releases", *EVENTS]].sum(axis="columns") > 0)]
        if len(by_topic):
            lines += [by_topic[["topic", "releases", "companies", "targets", *EVENTS]].to_markdown(index=False), ""]
        of_week = companies[companies["week"] == week]
        if len(of_week):
            safe = of_week.drop(columns="week").assign(company=of_week["company"].map(escaped))
            lines += [safe.to_markdown(index=False), ""]
        lines += [_target(row) for _, row in stated.iterrows()]
        chapters.append("\n".join(lines))
    return "\n".join(chapters)
