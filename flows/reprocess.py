"""Flow `reprocess`: what the book has, read again by today's cleaner and extractor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from flows.announce import ARTIFACT_ROWS, announce_reprocess
from flows.batches import Runner, over_batches, whole
from flows.plan import check_own_files
from flows.settings import Settings, read_settings
from tasks.releases.clean import CLEANER_VERSION
from tasks.reprocess import cut, plan, reread, write_diff
from tasks.reprocess_store import finish, is_unfinished, put_back, store_reread
from tasks.rereading.pages import first_changes, first_set_aside, in_words
from tasks.rereading.plan import RereadingError, Stage, checked_range, portions
from tasks.rereading.run import Run
from tasks.rereading.spool import Spool
from tasks.store import publish, store_book, store_marts
from tasks.targets.extract import EXTRACTOR_VERSION
from warehouse.connect import locked

SHOWN = 20
Outcome = Literal["nothing changed", "only looked", "stored", "undone"]


@dataclass(frozen=True, slots=True)
class ReprocessResult:
    """What one run did.

    `counts`: documents read and set aside, items touched, targets_gained, releases_lost and so on. `left`: items that
    stay as they are because they were fetched or read anew meanwhile. `changes`, `set_aside`: the first of each.
    """

    run_id: str
    stage: Stage
    outcome: Outcome
    counts: dict[str, int]
    left: int = 0
    changes: tuple[dict[str, str | None], ...] = ()
    set_aside: tuple[dict[str, str], ...] = ()
    files: tuple[Path, ...] = ()


@flow(name="reprocess", log_prints=False, retries=0, validate_parameters=True)
def reprocess(
    stage: Stage = "clean",
    since: date | None = None,
    until: date | None = None,
    dry_run: bool = False,
    undo: bool = False,
    runner: Runner = "threads",
) -> ReprocessResult:
    """Read again what the book has, write what that changes, then store it; or take the last time back.

    book, archive -> clean -> extract -> diff -> store -> ledger -> out_week_* -> publish. Running it twice changes
    nothing; stopped anywhere, the next run does what is left.

    Args:
        stage: clean reads the archived bytes again, extract the stored text of the releases.
        since: Only what was published (else first seen) on this day or later. Without days, what other versions read.
        until: Only what was published (else first seen) on this day or earlier.
        dry_run: Write what would change, and leave the book as it is.
        undo: Bring back what the last reprocess replaced, and read nothing.
        runner: Where pieces are read, threads or processes of this machine, a Dask or a Ray cluster.
    """
    now, run_id, settings = datetime.now(UTC), flow_run.get_id() or "local", read_settings()
    checked_range(since, until)
    check_own_files(settings)
    with locked(settings.home / "reprocess", patience_s=0.0):
        if undo:
            return _undone(settings, run_id, now)
        spool = Spool(settings.home / "reprocess" / run_id)
        spool.emptied()
        try:
            run = Run(run_id, now, stage, since, until, settings.archive, spool)
            return _reread(settings, run, runner, dry_run=dry_run)
        finally:
            spool.removed()


def _reread(settings: Settings, run: Run, runner: Runner, *, dry_run: bool) -> ReprocessResult:
    log = get_run_logger()
    planned = plan(settings.warehouse, run)
    log.info("Reading %d documents again ...", len(planned))
    counts: Counter[str] = Counter()
    pieces = 0
    for portion in portions(planned):
        chunks = cut(settings.warehouse, whole(portion), pieces, run)
        for done in over_batches(reread, chunks, runner, max(1, len(chunks) // 8), settings.cluster):
            counts.update(sum(done, Counter()))
        pieces += len(chunks)
    told = f"{in_words(counts)} (cleaner {CLEANER_VERSION}, extractor {EXTRACTOR_VERSION})"
    folder = settings.reports / "reprocess" / f"{run.now:%Y%m%dT%H%M%S}-{run.run_id}"
    files = tuple(write_diff(run, pieces, folder, told)) if counts["touched"] else ()
    changes = first_changes(run.spool, pieces, ARTIFACT_ROWS)
    announce_reprocess(changes, told, files)
    log.info(told)
    left = 0 if dry_run else _store(settings, run, pieces, counts["touched"])
    outcome: Outcome = "nothing changed" if not counts["touched"] else "only looked" if dry_run else "stored"
    shown, aside = tuple(changes[:SHOWN]), first_set_aside(run.spool, pieces, SHOWN)
    return ReprocessResult(run.run_id, run.stage, outcome, dict(counts), left, shown, aside, files)


def _store(settings: Settings, run: Run, pieces: int, touched: int) -> int:
    """The new reading into the book, with all that follows from it; also what a killed run left to do."""
    if not touched and not is_unfinished(settings.warehouse):
        # A run that was killed after its last transaction left the copy that readers open behind.
        publish(settings.warehouse, settings.published)
        return 0
    left = store_reread(settings.warehouse, run, pieces) if touched else 0
    _follow(settings, run.now, undone=False)
    return left


def _follow(settings: Settings, now: datetime, *, undone: bool) -> None:
    store_book(settings.warehouse, now.date(), settings.verdicts, settings.watch_list)
    store_marts(settings.warehouse)
    finish(settings.warehouse, now, undone=undone)
    publish(settings.warehouse, settings.published)


def _undone(settings: Settings, run_id: str, now: datetime) -> ReprocessResult:
    try:
        back = put_back(settings.warehouse)
    except RereadingError:
        publish(settings.warehouse, settings.published)  # as above: a killed undo may have come that far
        raise
    _follow(settings, now, undone=True)
    reason = "a newer version was fetched since: it stays, the previous rows are in the previous_ tables"
    kept = tuple({"ref": ref, "reason": "changed_since", "detail": reason} for ref in back.kept[:SHOWN])
    get_run_logger().info("%d items are as they were before, %d stay.", back.items, len(back.kept))
    return ReprocessResult(run_id, "clean", "undone", {"touched": back.items}, len(back.kept), (), kept)
