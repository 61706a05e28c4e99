"""What may be typed behind `pledgebook`. Each verb names the function that does it, imported when it is wanted."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

WAREHOUSE_HELP = "DuckDB file or ducklake:postgres:... (default: $PLEDGEBOOK_WAREHOUSE)"
_REPROCESS = "read again what the book has, say what that changes, and store it; --undo takes it back"
_UP = "Prefect server, deployments, automations and a worker on this machine, until stopped"
_DEPLOY = "write work pool, deployments and automations to the server that PREFECT_API_URL names"


def build_parser() -> argparse.ArgumentParser:
    """The parser of all verbs, each with an example."""
    parser = argparse.ArgumentParser(prog="pledgebook", description="Keeps the book of what companies have promised.")
    kinds = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    run = _verb(kinds, "run", "verbs:run", "ingest, then the weekly report", "run --folder seeds/releases")
    _ingest_options(run)
    ingest = _verb(kinds, "ingest", "verbs:ingest", "read what is new into the book", "ingest --source seeds")
    ingest.add_argument("--source", action="append", metavar="NAME", help="only this source; may be repeated")
    _period(ingest)
    _ingest_options(ingest)
    report = _verb(kinds, "report", "verbs:report", "write the weekly tables", "report --week 2025-W18 --out reports")
    report.add_argument("--week", metavar="WEEK", help="an ISO week like 2025-W18 (default: every week that changed)")
    report.add_argument("--as-of", type=_day, metavar="DATE", help="the day that decides what is overdue")
    report.add_argument("--rebuild", action="store_true", help="first fill every week anew from the book")
    report.add_argument("--out", metavar="DIR", help="where the files go (default: reports/ under $PLEDGEBOOK_HOME)")
    _period(report)
    _place(report)
    again = _verb(kinds, "reprocess", "verbs:reprocess", _REPROCESS, "reprocess --stage extract --dry-run")
    _reprocess_options(again)
    _period(again)
    _place(again)
    text = "targets of files, without warehouse"
    extract = _verb(kinds, "extract", "reading:extract", text, "extract release.txt")
    clean = _verb(kinds, "clean", "reading:clean", "releases of pages, without warehouse", "clean page.html")
    for reader in (extract, clean):
        reader.add_argument("files", nargs="*", metavar="FILE")
        reader.add_argument("--jsonl", action="store_true", help="JSON lines from stdin to stdout")
        reader.add_argument("--strict", action="store_true", help="exit with 3 where something was set aside")
    asked = 'query "select count(*) from core_target"'
    query = _verb(kinds, "query", "book_verbs:query", "SQL on the published file", asked)
    query.add_argument("sql", metavar="SQL")
    query.add_argument("--format", choices=["table", "csv", "json", "parquet"], default="table")
    query.add_argument("--warehouse", metavar="FILE", help=WAREHOUSE_HELP)
    check = _verb(kinds, "check", "book_verbs:check", "whether the book keeps its promises", "check --json")
    _place(check)
    text = "housekeeping of a lake: merge small files, forget old snapshots"
    tidy = _verb(kinds, "tidy", "book_verbs:tidy", text, "tidy")
    tidy.add_argument("--keep-days", type=int, default=30, metavar="N", help="snapshots younger than this stay")
    _place(tidy)
    _source_verbs(
        _verb(kinds, "sources", None, "where releases come from, and how each of them fares", "sources check")
    )
    text = "decide about a row, two promises or a company; it survives every reprocess"
    _verdict_verbs(_verb(kinds, "verdict", None, text, "verdict list"))
    starter = _verb(kinds, "up", "up_verbs:start", _UP, "up --port 4201")
    starter.add_argument(
        "--port", type=_port, metavar="N", help="port on 127.0.0.1 (default: $PREFECT_SERVER_API_PORT, else 4200)"
    )
    _verb(kinds, "deploy", "up_verbs:deploy", _DEPLOY, "deploy")
    return parser


def _verb(kinds: Any, name: str, act: str | None, text: str, example: str | None = None) -> argparse.ArgumentParser:
    """A verb or sub-verb; `act` names the function of `flows` that does it."""
    shown = f"example: pledgebook {example}" if example else None
    made: argparse.ArgumentParser = kinds.add_parser(name, help=text, description=text, epilog=shown)
    if act:
        made.set_defaults(act=f"flows.{act}")
    return made


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


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number between 1 and 65535")
    return int(text)


def _reprocess_options(parser: argparse.ArgumentParser) -> None:
    """The options of the verb but for its range and place."""
    parser.add_argument(
        "--stage",
        choices=["clean", "extract"],
        default="clean",
        help="clean (default): from the archived bytes; extract: from the stored text. "
        "Without --since and --until, what another version than today's read last; with them, all of the range",
    )
    parser.add_argument("--dry-run", action="store_true", help="write what would change, and leave the book as it is")
    parser.add_argument("--undo", action="store_true", help="bring back what the last reprocess replaced")
    parser.add_argument("--strict", action="store_true", help="exit with 3 where something was set aside")
    parser.add_argument("--runner", choices=["threads", "processes", "dask", "ray"], default="threads")


def _source_verbs(parser: argparse.ArgumentParser) -> None:
    """The sub-verbs of `sources`."""
    kinds = parser.add_subparsers(dest="sources_verb", required=True, metavar="WHAT")

    listing = _verb(kinds, "list", "source_verbs:list_sources", "the sources of the catalogue")
    text = "how each source fares; exit code 1 where one needs care"
    checking = _verb(kinds, "check", "source_verbs:check_sources", text)
    checking.add_argument("names", nargs="*", metavar="NAME", help="only these sources")
    for one in (listing, checking):
        one.add_argument("--json", action="store_true", help="print the result as JSON")
    adding = _verb(kinds, "add", "source_verbs:add_source", "find the feed of a page and add it to sources.toml")
    adding.add_argument("url", metavar="URL", help="a feed, or a page that names one")
    adding.add_argument("--name", metavar="NAME", help="what to call it (default: the feed's title)")
    text = "add the feeds of an OPML file to sources.toml"
    importing = _verb(kinds, "import-opml", "source_verbs:import_opml", text)
    importing.add_argument("file", metavar="FILE")
    text = "write the feeds of the catalogue as OPML"
    exporting = _verb(kinds, "export-opml", "source_verbs:export_opml", text)
    exporting.add_argument("file", metavar="FILE", nargs="?", help="default: stdout")


def _verdict_verbs(parser: argparse.ArgumentParser) -> None:
    """The sub-verbs of `verdict`."""
    kinds = parser.add_subparsers(dest="verdict_verb", required=True, metavar="WHAT")

    def sub(name: str, text: str, act: str, example: str) -> argparse.ArgumentParser:
        return _verb(kinds, name, f"verdict_verbs:{act}", text, f"verdict {example}")

    wrong = sub("wrong", "a row is wrong: it is in no promise", "give", "wrong 3f9c21aa --why 'a quote about others'")
    one = sub("one", "two promises are one", "give", "one 3f9c21aa 77b0e1c2 --why 'the same goal, reworded'")
    two = sub("two", "rows that were taken for one promise are two", "give", "two 3f9c21aa 77b0e1c2")
    company = sub("company", "which company is meant", "give", "company --name 'Acme Corp' --is 'Acme'")
    wrong.add_argument("rows", nargs=1, metavar="ROW", help="target_id or promise_id, or how it begins")
    for pair in (one, two):
        pair.add_argument("rows", nargs=2, metavar="ROW", help="target_id or promise_id, or how it begins")
    company.add_argument("rows", nargs="?", metavar="ROW", help="a row; or give --name for all rows of a name")
    company.add_argument("--name", help="the name as read")
    company.add_argument("--is", dest="company", required=True, metavar="COMPANY", help="the company it means")
    for giver in (wrong, one, two, company):
        giver.add_argument("--why", help="the reason, kept beside it")
    listing = sub("list", "the verdicts, and which of them have no effect any more", "list_verdicts", "list")
    listing.add_argument("--json", action="store_true", help="print the result as JSON")
    undoing = sub("undo", "take a verdict back", "undo", "undo 5b0d3c7e9a12")
    undoing.add_argument("id", metavar="ID", help="as `pledgebook verdict list` shows it, or how it begins")
