"""The command `pledgebook`: one verb a job.

Results go to stdout, progress and log to stderr. Exit code 0 done, 1 error, 2 wrong use, 3 with --strict where
something was set aside. Prefect is imported by the verbs that run flows, and by no other.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Sequence

from flows.parser import build_parser
from flows.streams import tell

STOPPED = 130  # 128 and the number of SIGINT, as shells have it


def _told() -> tuple[type[Exception], ...]:
    """What a person can put right, its text saying how. Asked for only when something was raised: a verb that goes well
    imports none of the rooms that it does not enter, and so does one that is stopped."""
    from flows.reading import WrongInput  # noqa: PLC0415
    from tasks.ledger.verdicts import VerdictError  # noqa: PLC0415
    from tasks.report.weeks import WeekError  # noqa: PLC0415
    from tasks.rereading.plan import RereadingError  # noqa: PLC0415
    from tasks.sources.errors import SourceError  # noqa: PLC0415
    from tasks.watchlist import WatchListError  # noqa: PLC0415
    from warehouse.errors import WarehouseError  # noqa: PLC0415

    return SourceError, VerdictError, WarehouseError, WatchListError, WeekError, RereadingError, WrongInput


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    options = build_parser().parse_args(arguments)
    if getattr(options, "warehouse", None):
        os.environ["PLEDGEBOOK_WAREHOUSE"] = options.warehouse
    try:
        return int(pkgutil.resolve_name(options.act)(options))
    except KeyboardInterrupt:
        tell("pledgebook: stopped; what was stored stays, and the next run does the rest")
        return STOPPED
    except BrokenPipeError:
        # The reader of our output went away; nothing is left to say, and Python must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except _told() as wrong:
        tell(f"pledgebook: {wrong}")
        return 1
