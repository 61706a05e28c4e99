"""The verbs that run flows: run, ingest, report and reprocess."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.plan import check_own_files, planned_sources
from flows.prefect_defaults import apply_prefect_defaults
from flows.reprocess_verb import as_json, check_options, lines
from flows.settings import Settings, read_settings
from flows.streams import say, tell
from tasks.report.terminal import weekly_table
from tasks.report.weeks import chosen_weeks
from warehouse.connect import writer
from warehouse.marts import rebuild_marts

if TYPE_CHECKING:
    from flows.ingest import IngestResult
    from flows.weekly_report import ReportResult

SHOWN_REJECTS = 20
SHOWN_WEEKS = 12


def run(options: argparse.Namespace) -> int:
    """Ingest, then report; prints the weekly table and where everything is."""
    settings = read_settings()
    planned_sources(settings, None, options.folder)
    _start_prefect(settings)
    from flows.ingest import ingest as ingest_flow  # noqa: PLC0415 - prefect takes seconds to import
    from flows.weekly_report import weekly_report  # noqa: PLC0415

    done = ingest_flow(folder=_absolute(options.folder), runner=options.runner)
    written = weekly_report()
    if options.json:
        say(json.dumps({"ingest": _plain(done), "report": _plain(written), **_places(settings)}, default=str))
    else:
        _say_ingest(done)
        _say_weeks(settings, written)
        for name, place in _places(settings).items():
            say(f"{name + ':':<16}{place}")
    return _exit_code(options, done)


def ingest(options: argparse.Namespace) -> int:
    """One run of the flow `ingest`."""
    settings = read_settings()
    planned_sources(settings, options.source, options.folder)
    _start_prefect(settings)
    from flows.ingest import ingest as ingest_flow  # noqa: PLC0415

    done = ingest_flow(
        sources=options.source,
        folder=_absolute(options.folder),
        since=options.since,
        until=options.until,
        runner=options.runner,
    )
    if options.json:
        say(json.dumps(_plain(done)))
    else:
        _say_ingest(done)
    return _exit_code(options, done)


def report(options: argparse.Namespace) -> int:
    """One run of the flow `weekly_report`."""
    settings = read_settings()
    chosen_weeks(options.week, options.since, options.until)
    _start_prefect(settings)
    from flows.weekly_report import weekly_report  # noqa: PLC0415

    if options.rebuild:
        with writer(settings.warehouse) as connection:
            rebuild_marts(connection)
    out = _absolute(options.out)
    written = weekly_report(options.week, options.since, options.until, options.as_of, out)
    if options.json:
        say(json.dumps(_plain(written), default=str))
    else:
        _say_weeks(settings, written)
        say(f"report files:   {out or settings.reports}")
    return 0


def reprocess(options: argparse.Namespace) -> int:
    """One run of the flow `reprocess`."""
    settings = read_settings()
    check_options(options)
    _start_prefect(settings)
    from flows.reprocess import reprocess as reprocess_flow  # noqa: PLC0415

    wanted = (options.stage, options.since, options.until)
    done = reprocess_flow(*wanted, dry_run=options.dry_run, undo=options.undo, runner=options.runner)
    if options.json:
        say(as_json(done))
    else:
        for line in lines(done):
            say(line)
    for one in done.set_aside:
        tell(f"  {one['ref']}: {one['reason']}: {one['detail']}")
    return 3 if options.strict and done.set_aside else 0


def _start_prefect(settings: Settings) -> None:
    """Import Prefect with our defaults. What can be told to be wrong without it has been told by now."""
    check_own_files(settings)
    calm = apply_prefect_defaults(settings)
    if not os.environ.get("PREFECT_API_URL"):
        tell("Starting Prefect, which takes some 10 to 25 seconds ...")
    from flows.progress import show_progress  # noqa: PLC0415 - prefect takes seconds to import

    if calm:
        show_progress()


def _absolute(path: str | None) -> str | None:
    """The flow may run in another working directory than the person who typed the path."""
    return str(Path(path).expanduser().resolve()) if path else None


def _plain(record: Any) -> dict[str, Any]:
    return dataclasses.asdict(record)


def _places(settings: Settings) -> dict[str, str]:
    return {
        "warehouse": str(settings.warehouse),
        "published file": str(settings.published),
        "report files": str(settings.reports),
        "archive": str(settings.archive),
    }


def _say_ingest(done: IngestResult) -> None:
    if not done.documents:
        say(f"Nothing new: {done.unchanged} documents are in the book already.")
    else:
        say(f"{done.documents} new documents, {done.unchanged} unchanged; {done.targets} targets read.")
    if done.set_aside:
        tell(f"{len(done.set_aside)} set aside:")
        for reject in done.set_aside[:SHOWN_REJECTS]:
            tell(f"  {reject.ref}: {reject.reason}: {reject.detail}")
        if len(done.set_aside) > SHOWN_REJECTS:
            tell(f"  and {len(done.set_aside) - SHOWN_REJECTS} more: select * from raw_reject")


def _say_weeks(settings: Settings, written: ReportResult) -> None:
    from tasks.summarise import read_weekly_tables  # noqa: PLC0415 - the flow has imported prefect by now

    if not written.weeks:
        say("No week has changed since the last report.")
        return
    shown: Sequence[str] = written.weeks[-SHOWN_WEEKS:]
    tables = read_weekly_tables(settings.published, shown)
    say(weekly_table(tables["out_week_summary"], tables["out_week_targets"]))
    if len(shown) < len(written.weeks):
        say(f"{len(written.weeks) - len(shown)} earlier weeks changed too: see the report files.")


def _exit_code(options: argparse.Namespace, done: IngestResult) -> int:
    return 3 if options.strict and done.set_aside else 0
