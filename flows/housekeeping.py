"""Flow `housekeeping`: what keeps an installation well, once a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact

from flows.cautions import log_cautions
from flows.notices import OVERDUE, SOURCES, notice_findings
from flows.settings import read_settings
from tasks.housekeeping import Tellable, find_tellable, store_told, trim_archive
from tasks.store import publish, store_book, store_marts
from warehouse.place import Lake
from warehouse.tidy import tidy

GB = 1_000_000_000
LAKE_KEEP_DAYS = 30


@dataclass(frozen=True, slots=True)
class HousekeepingResult:
    """What one run found and did."""

    warnings: tuple[str, ...]
    archive_files: int
    archive_bytes: int
    archive_deleted: int
    told: int

    @property
    def in_words(self) -> str:
        """The counts in a line."""
        return (
            f"Published; {len(self.warnings)} warnings of the checks; archive of {self.archive_files} files, "
            f"{self.archive_bytes / 1_000_000:.1f} MB, {self.archive_deleted} deleted; {self.told} findings told."
        )


@flow(name="housekeeping", log_prints=False, retries=0, validate_parameters=True)
def housekeeping(keep_archive_days: int | None = None, keep_archive_gb: float | None = None) -> HousekeepingResult:
    """Look after the book: what grows is trimmed, readers get a fresh copy, and people hear what they should know.

    archive -> ledger as of today -> weekly tables -> checks -> publish -> sources and overdue promises -> notices. A
    check of the error kind that finds rows fails the run, and what was published before stays.

    Args:
        keep_archive_days: Delete archived pages older than this; empty takes PLEDGEBOOK_KEEP_ARCHIVE_DAYS, else none.
        keep_archive_gb: Delete the oldest beyond this size; empty takes PLEDGEBOOK_KEEP_ARCHIVE_GB, else none.
    """
    now, settings, log = datetime.now(UTC), read_settings(), get_run_logger()
    days = settings.keep_archive_days if keep_archive_days is None else keep_archive_days
    size = settings.keep_archive_gb if keep_archive_gb is None else keep_archive_gb
    files, left, deleted = trim_archive(settings.archive, now, days, None if size is None else int(size * GB))
    store_book(settings.warehouse, now.date(), settings.verdicts, settings.watch_list)
    store_marts(settings.warehouse)
    warnings = publish(settings.warehouse, settings.published)
    log_cautions(log, warnings)
    if isinstance(settings.warehouse, Lake):
        tidy(settings.warehouse, LAKE_KEEP_DAYS)
    found = find_tellable(settings.warehouse)
    notice_findings(SOURCES, "sources need care", _new(found, "source"), settings)
    notice_findings(OVERDUE, "promises are overdue", _new(found, "overdue"), settings)
    store_told(settings.warehouse, found, now)
    told = sum(not one.is_told for one in found)
    result = HousekeepingResult(tuple(one.in_words for one in warnings), files, left, deleted, told)
    create_markdown_artifact(key="housekeeping", markdown=_page(result, found))
    log.info(result.in_words)
    return result


def _new(found: Sequence[Tellable], kind: str) -> list[str]:
    return [one.said for one in found if one.kind == kind and not one.is_told]


def _page(result: HousekeepingResult, found: Sequence[Tellable]) -> str:
    """What the run page shows: as text in a block, for names and reasons come from outside."""
    findings = [f"{'' if one.is_told else 'new: '}{one.said}" for one in found][:200]
    parts = {"Warnings of the checks": result.warnings, "Sources and overdue promises": findings}
    shown = [f"## {title}\n\n{_block(lines)}" for title, lines in parts.items()]
    return "\n\n".join([result.in_words, *shown])


def _block(lines: Sequence[str]) -> str:
    said = "\n".join(" ".join(line.split()) for line in lines) or "none"
    return f"```text\n{said.replace('```', '~~~')}\n```"
