"""The verb `sources`: list, check, add, import-opml and export-opml. No Prefect."""

from __future__ import annotations

import argparse
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.settings import Settings, read_settings
from flows.streams import say
from tasks.sources.catalogue import append_sources, read_catalogue, select
from tasks.sources.opml import read_opml, write_opml
from tasks.sources.probe import probe
from tasks.sources.records import Source
from tasks.sources.transport import proxies
from warehouse.query import run_query
from warehouse.sql import statement

WIDTH = 140
_HEALTHY = ("ok", "new", "disabled")


def list_sources(options: argparse.Namespace) -> int:
    """The catalogue."""
    rows = [
        {"source": one.name, "kind": one.kind, "read": "yes" if one.enabled else "no", "location": one.location}
        for one in read_catalogue(read_settings().catalogue)
    ]
    _show(rows, as_json=options.json)
    return 0


def check_sources(options: argparse.Namespace) -> int:
    """Health as the book has it; a source that was never read says so."""
    settings = read_settings()
    known = {
        row["source"]: row for row in run_query(settings.published, statement("read", "source_health")).to_pylist()
    }
    catalogue = read_catalogue(settings.catalogue)
    if options.names:
        catalogue = select(catalogue, options.names)
    rows = [_health(source, known.get(source.name)) for source in catalogue]
    _show(rows, as_json=options.json)
    if not options.json:
        for scheme, url in proxies().items():
            say(
                f"{scheme} goes through the proxy {url.rpartition('@')[2]}: it looks hosts up, so of internal "
                "addresses only those written as numbers are refused here"
            )
    return 1 if any(row["status"] not in _HEALTHY for row in rows) else 0


def _health(source: Source, found: dict[str, Any] | None) -> dict[str, Any]:
    row: dict[str, Any] = {"source": source.name, "kind": source.kind}
    told = dict(found or {"status": "new"})
    if not source.enabled:
        told["status"] = "disabled"
    names = ("status", "last_answer_at", "last_new_at", "item_count", "failures", "last_reason", "last_notice")
    return row | {name: told.get(name) for name in names}


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(rows, default=str))
    else:
        say(_table(rows) if rows else "There are no sources: see seeds/sources.toml for an example.")


def _table(rows: list[dict[str, Any]]) -> str:
    """Rows as a table of plain text; a cell may wrap, nothing is cut."""
    table = Table(*rows[0], box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text("" if value is None else _short(value)) for value in row.values()))
    page = io.StringIO()
    Console(file=page, width=WIDTH, force_terminal=False).print(table)
    return page.getvalue().rstrip()


def _short(value: object) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def _own_catalogue(settings: Settings) -> Path:
    return settings.home / "sources.toml"


def add_source(options: argparse.Namespace) -> int:
    """Look at the address, find its feed, add the stanza."""
    settings = read_settings()
    found = probe(options.url, contact=settings.contact, allowed_hosts=settings.allowed_hosts, name=options.name)
    added = append_sources(_own_catalogue(settings), [found])
    say(f"{added[0].name}: {added[0].kind} {added[0].location}" if added else f"{found.location} is there already.")
    return 0


def import_opml(options: argparse.Namespace) -> int:
    """Every feed of the file that is not there yet."""
    settings = read_settings()
    found, lost = read_opml(Path(options.file))
    added = append_sources(_own_catalogue(settings), found)
    say(f"{len(added)} sources added to {_own_catalogue(settings)}, {len(found) - len(added)} were there already.")
    for line in lost:
        say(f"left out: {line}")
    return 0


def export_opml(options: argparse.Namespace) -> int:
    """Every feed of the catalogue."""
    text = write_opml(read_catalogue(read_settings().catalogue))
    if options.file:
        Path(options.file).write_text(text, encoding="utf-8")
    else:
        say(text)
    return 0
