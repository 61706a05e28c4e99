"""The verb `verdict`: what a person decides about rows, promises and companies, in verdicts.toml. No Prefect."""

from __future__ import annotations

import argparse
import json
from typing import Any

from flows.settings import read_settings
from flows.streams import say
from tasks.ledger.verdicts import RowRef, Verdict, VerdictError, VerdictKind, read_verdicts, write_verdicts
from warehouse.connect import reader
from warehouse.store import read_arrow

SHORTEST = 6  # characters of an id
_LATER = "It counts from the next `pledgebook ingest` or `pledgebook report` on."


def give(options: argparse.Namespace) -> int:
    """Add a verdict to the file."""
    settings, kind = read_settings(), options.verdict_verb
    named = [options.rows] if isinstance(options.rows, str) else (options.rows or [])
    name = getattr(options, "name", None)
    if kind == "company" and bool(named) == bool(name):
        raise VerdictError("say what is meant: either a row, or --name with the name as read")
    rows = [_row(one) for one in named]
    if len(rows) == 2 and rows[0] == rows[1]:
        raise VerdictError(f"{named[0]} and {named[1]} are the same row: name two")
    given = _made(kind, rows, name, getattr(options, "company", None), options.why)
    known = read_verdicts(settings.verdicts)
    if given.verdict_id in {one.verdict_id for one in known}:
        say(f"{given.verdict_id}: given already.")
        return 0
    write_verdicts(settings.verdicts, [*known, given])
    say(f"{given.verdict_id}: {given.in_words}. {_LATER}")
    return 0


def _made(kind: VerdictKind, rows: list[RowRef], name: str | None, company: str | None, why: str | None) -> Verdict:
    return Verdict(kind=kind, rows=rows, name=name, company=company, why=why)


def _row(beginning: str) -> RowRef:
    """The row that an id names, by what survives a new extractor: its release and its sentence.

    Raises VerdictError where no row, or more than one, is called so.
    """
    if len(beginning) < SHORTEST:
        raise VerdictError(
            f"{beginning!r} is too short: give at least {SHORTEST} characters of a target_id or promise_id"
        )
    with reader(read_settings().published) as connection:
        found = read_arrow(connection, "rows_named", {"id": beginning}).to_pylist()
    if not found:
        raise VerdictError(f"no row is called {beginning!r}: take a target_id or promise_id from the published file")
    if len(found) > 1:
        raise VerdictError(f"several rows begin with {beginning!r}: give more of the id")
    row = found[0]
    said = {name: row[name] for name in ("action", "topic", "metric", "value", "unit", "target_year")}
    return RowRef(release=row["release_id"], evidence=row["evidence"], **said)


def list_verdicts(options: argparse.Namespace) -> int:
    """The verdicts of the file, with what the last run made of them."""
    settings = read_settings()
    with reader(settings.published) as connection:
        kept = {row["verdict_id"]: row for row in read_arrow(connection, "verdicts").to_pylist()}
    shown = [
        {
            "id": one.verdict_id,
            "verdict": one.in_words,
            "why": one.why,
            "state": _state(kept.get(one.verdict_id)),
        }
        for one in read_verdicts(settings.verdicts)
    ]
    if options.json:
        say(json.dumps(shown, ensure_ascii=False))
    elif not shown:
        say(f"There are no verdicts; they would stand in {settings.verdicts}.")
    for row in [] if options.json else shown:
        say(f"{row['id']}  {row['verdict']}" + (f" ({row['why']})" if row["why"] else "") + f": {row['state']}")
    return 0


def _state(kept: dict[str, Any] | None) -> str:
    if kept is None:
        return "counts from the next run on"
    return f"has no effect: {kept['problem']}" if kept["problem"] else "counts"


def undo(options: argparse.Namespace) -> int:
    """Take a verdict out of the file."""
    settings = read_settings()
    known = read_verdicts(settings.verdicts)
    found = [one for one in known if one.verdict_id.startswith(options.id)]
    if len(found) != 1:
        there = ", ".join(one.verdict_id for one in known) or "none"
        many = "no verdict begins" if not found else "several verdicts begin"
        raise VerdictError(f"{many} with {options.id!r}; there are: {there}")
    write_verdicts(settings.verdicts, [one for one in known if one is not found[0]])
    say(f"{found[0].verdict_id}: taken back: {found[0].in_words}. {_LATER}")
    return 0
