"""The verbs that need the book alone: query, check and tidy. They start at once, for they import little."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys

from flows.settings import read_settings
from flows.streams import say
from warehouse.checks import run_checks
from warehouse.query import query_to, run_query
from warehouse.tidy import tidy as tidy_lake

SHOWN_ROWS = 20


def query(options: argparse.Namespace) -> int:
    """SQL on the published file, printed in the format that was asked for."""
    query_to(sys.stdout.buffer, run_query(read_settings().published, options.sql), options.format)
    return 0


def check(options: argparse.Namespace) -> int:
    """The promises of warehouse/checks/ on the published file; 1 where an error check found rows."""
    results = run_checks(read_settings().published)
    broken = [result for result in results if result.rows and result.is_error]
    if options.json:
        say(json.dumps([dataclasses.asdict(result) for result in results], default=str))
    else:
        for result in results:
            say(f"{'ok' if not result.rows else 'BROKEN' if result.is_error else 'warning':<8} {result.promise}")
            for row in result.rows[:SHOWN_ROWS]:
                say(f"         {row}")
    return 1 if broken else 0


def tidy(options: argparse.Namespace) -> int:
    """Housekeeping of a lake."""
    done = tidy_lake(read_settings().warehouse, options.keep_days)
    if options.json:
        say(json.dumps(dataclasses.asdict(done)))
    else:
        say(f"{done.snapshots_before} snapshots became {done.snapshots_after}; {done.files_deleted} files deleted.")
    return 0
