"""The Atom feed of changes (RFC 4287): what changed, from what to what, the sentence, the link."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import pandas as pd
from feedgen.feed import FeedGenerator
from markupsafe import Markup

from tasks.report.entries import Entry, changes
from tasks.report.files import whole

LATEST = 200  # entries; older changes are in the tables
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "changes.pledgebook")
_CONTENT = Markup(
    "<p><b>{company}</b>: {promise}</p>{moved}<blockquote>{evidence}</blockquote><p>{source}{day}, {topic}{note}</p>"
)


def write_feed(table: pd.DataFrame, path: Path) -> Path:
    """Write the first LATEST rows of a table like out_changes, newest first. An entry's id comes from its event's id
    and stays; its time is the day of the event, so that the same book gives the same bytes."""
    shown = changes(table.head(LATEST))
    feed = FeedGenerator()
    feed.id(_urn("feed"))
    feed.title("Changes to promises")
    feed.subtitle(f"What releases did to promises: the latest {LATEST} changes")
    feed.author({"name": "Pledgebook"})
    feed.generator("Pledgebook")
    feed.updated(_moment(shown[0]["happened_on"]) if shown else datetime(2000, 1, 1, tzinfo=UTC))
    feed.link(href="changes.atom", rel="self")
    feed.link(href="index.html", rel="alternate", type="text/html")
    for row in shown:
        _add(feed, row)
    with whole(path) as handle:
        handle.write(feed.atom_str(pretty=True))
    return path


def _urn(name: str) -> str:
    return uuid.uuid5(_NAMESPACE, name).urn


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _add(feed: FeedGenerator, row: Entry) -> None:
    entry = feed.add_entry(order="append")
    entry.id(_urn(row["event_id"]))
    moved = f" ({row['moved']})" if row["moved"] else ""
    entry.title(f"{row['company']}: {row['words']}: {row['promise']}{moved}")
    entry.updated(_moment(row["happened_on"]))
    entry.published(_moment(row["happened_on"]))
    entry.category(_categories(row))
    entry.link(href=row["to"] or f"{row['week']}/weekly.html#{row['id']}", rel="alternate")
    entry.content(str(_content(row)), type="html")


def _categories(row: Entry) -> Sequence[dict[str, str]]:
    return [{"term": row["kind"], "label": row["words"]}, {"term": row["topic"], "label": row["topic_words"]}]


def _content(row: Entry) -> Markup:
    source = Markup('<a href="{to}">{title}</a>, ').format(to=row["to"], title=row["title"] or row["link"])
    plain = Markup("{title}, ").format(title=row["title"] or row["link"] or "no release behind it")
    return _CONTENT.format(
        company=row["company"],
        promise=row["promise"],
        moved=Markup("<p>{}</p>").format(row["moved"]) if row["moved"] else "",
        evidence=row["evidence"] or "",
        source=source if row["to"] else plain,
        day=row["day"],
        topic=row["topic_words"],
        note=f" ({row['note']})" if row["note"] else "",
    )
