"""The command `pledgebook`: one verb a job.

Results go to stdout, progress and log to stderr. Exit code 0 done, 1 error, 2 wrong use, 3 with --strict where
something was set aside. Prefect is imported by the verbs that run flows, and by no other.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date

from flows import reprocess_verb, source_verbs, up_verbs, verbs, verdict_verbs
from tasks.ledger.verdicts import VerdictError
from tasks.ledger.watchlist import WatchListError
from tasks.report.weeks import WeekError
from tasks.rereading.plan import RereadingError
from tasks.sources.errors import SourceError
from warehouse.errors import WarehouseError

STOPPED = 130  # 128 and the number of SIGINT, as shells have it
WAREHOUSE_HELP = "DuckDB file or ducklake:postgres:... (default: $PLEDGEBOOK_WAREHOUSE)"
ERRORS = (SourceError, VerdictError, WarehouseError, WatchListError, WeekError, RereadingError, verbs.WrongInput)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        message = f"{text!r} is no date: write it like 2025-04-28"
        raise argparse.ArgumentTypeError(message) from wrong


def _period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=_day, metavar="DATE", help="first day, like 2025-04-28")
    parser.add_argument("--until", type=_day, metavar="DATE", help="last day")


def _place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--warehouse", metavar="FILE", help=WAREHOUSE_HELP)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def _ingest_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", metavar="DIR", help="read this folder of releases instead of the sources")
    parser.add_argument("--strict", action="store_true", help="exit with 3 where something was set aside")
    parser.add_argument("--runner", choices=["threads", "processes", "dask", "ray"], default="threads")
    _place(parser)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all verbs, each with an example."""
    parser = argparse.ArgumentParser(prog="pledgebook", description="Keeps the book of what companies have promised.")
    kinds = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(name: str, text: str, example: str) -> argparse.ArgumentParser:
        made = kinds.add_parser(name, help=text, description=text, epilog=f"example: {example}")
        made.set_defaults(act=getattr(verbs, name))
        return made

    run = verb("run", "ingest, then the weekly report", "pledgebook run --folder seeds/releases")
    _ingest_options(run)
    ingest = verb("ingest", "read what is new into the book", "pledgebook ingest --source seeds")
    ingest.add_argument("--source", action="append", metavar="NAME", help="only this source; may be repeated")
    _period(ingest)
    _ingest_options(ingest)
    report = verb("report", "write the weekly tables", "pledgebook report --week 2025-W18 --out reports")
    report.add_argument("--week", metavar="WEEK", help="an ISO week like 2025-W18 (default: every week that changed)")
    report.add_argument("--as-of", type=_day, metavar="DATE", help="the day that decides what is overdue")
    report.add_argument("--rebuild", action="store_true", help="first fill every week anew from the book")
    report.add_argument("--out", metavar="DIR", help="where the files go (default: reports/ under $PLEDGEBOOK_HOME)")
    _period(report)
    _place(report)
    again = verb("reprocess", reprocess_verb.ABOUT, "pledgebook reprocess --stage extract --dry-run")
    reprocess_verb.options(again)
    _period(again)
    _place(again)
    extract = verb("extract", "targets of files, without warehouse", "pledgebook extract release.txt")
    clean = verb("clean", "releases of pages, without warehouse", "pledgebook clean page.html")
    for reader in (extract, clean):
        reader.add_argument("files", nargs="*", metavar="FILE")
        reader.add_argument("--jsonl", action="store_true", help="JSON lines from stdin to stdout")
        reader.add_argument("--strict", action="store_true", help="exit with 3 where something was set aside")
    query = verb("query", "SQL on the published file", 'pledgebook query "select count(*) from core_target"')
    query.add_argument("sql", metavar="SQL")
    query.add_argument("--format", choices=["table", "csv", "json", "parquet"], default="table")
    query.add_argument("--warehouse", metavar="FILE", help=WAREHOUSE_HELP)
    check = verb("check", "whether the book keeps its promises", "pledgebook check --json")
    _place(check)
    tidy = verb("tidy", "housekeeping of a lake: merge small files, forget old snapshots", "pledgebook tidy")
    tidy.add_argument("--keep-days", type=int, default=30, metavar="N", help="snapshots younger than this stay")
    _place(tidy)
    text = "where releases come from, and how each of them fares"
    source_verbs.add_to(
        kinds.add_parser("sources", help=text, description=text, epilog="example: pledgebook sources check")
    )
    text = "decide about a row, two promises or a company; it survives every reprocess"
    verdict_verbs.add_to(
        kinds.add_parser("verdict", help=text, description=text, epilog="example: pledgebook verdict list")
    )
    up_verbs.add_to(kinds)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    options = build_parser().parse_args(arguments)
    if getattr(options, "warehouse", None):
        os.environ["PLEDGEBOOK_WAREHOUSE"] = options.warehouse
    try:
        return int(options.act(options))
    except ERRORS as wrong:
        print(f"pledgebook: {wrong}", file=sys.stderr)  # noqa: T201 - a command speaks on its streams
        return 1
    except KeyboardInterrupt:
        print("pledgebook: stopped; what was stored stays, and the next run does the rest", file=sys.stderr)  # noqa: T201
        return STOPPED
    except BrokenPipeError:
        # The reader of our output went away; nothing is left to say, and Python must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
