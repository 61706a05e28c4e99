"""Flow `weekly_report`: from the book to the weekly tables and their files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from prefect import flow, get_run_logger

from flows.announce import announce_report
from flows.cautions import log_cautions
from flows.settings import read_settings
from tasks.report.weeks import chosen_weeks
from tasks.store import publish, store_book, store_marts
from tasks.summarise import write_book, write_weeks


@dataclass(frozen=True, slots=True)
class ReportResult:
    """The weeks whose files were written, and the files."""

    weeks: tuple[str, ...]
    files: tuple[Path, ...]


@flow(name="weekly_report", log_prints=False, validate_parameters=True)
def weekly_report(
    week: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
    out: str | None = None,
) -> ReportResult:
    """Make the weekly tables and write them as files, one folder a week, with a page and a feed of the whole book.

    book -> ledger as of the day -> out_* -> publish -> CSV, Parquet, JSON, XLSX, Markdown, HTML, Atom -> artifacts.

    Args:
        week: An ISO week such as 2025-W18; empty writes every week touched since the last report.
        since: Every week from the one that holds this day.
        until: Every week up to the one that holds this day.
        as_of: The day from which overdue promises are judged; empty is today in UTC.
        out: The folder for the files; empty is reports/ under PLEDGEBOOK_HOME.
    """
    now, settings = datetime.now(UTC), read_settings()
    wanted = chosen_weeks(week, since, until)
    folder = Path(out).expanduser().resolve() if out else settings.reports
    today = as_of or now.date()
    store_book(settings.warehouse, today, settings.verdicts, settings.watch_list)
    store_marts(settings.warehouse)
    log_cautions(get_run_logger(), publish(settings.warehouse, settings.published))
    written = write_weeks(settings.published, folder, wanted, today)
    files = write_book(settings.published, folder, today)
    announce_report(written, files, folder)
    get_run_logger().info("%d weeks written to %s.", len(written.weeks), folder)
    return ReportResult(written.weeks, (*written.files, *files))
