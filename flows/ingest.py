"""Flow `ingest`: from sources to the published book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from flows.batches import Runner, over_batches, whole
from flows.cautions import log_cautions
from flows.ingest_page import announce_ingest
from flows.notices import notice_ingest
from flows.plan import check_own_files, planned_sources
from flows.settings import read_settings
from tasks.clean import clean
from tasks.extract import Extracted, extract
from tasks.fetch import Fetched, fetch
from tasks.sources.records import Reject, Source
from tasks.store import publish, recall, store_book, store_documents, store_fetch


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What one run did. Every document is counted once: new, unchanged or set aside."""

    run_id: str
    sources: int
    documents: int
    unchanged: int
    releases: int
    targets: int
    set_aside: tuple[Reject, ...]
    in_other_languages: int = 0

    @property
    def in_words(self) -> str:
        """The counts in a line."""
        return (
            f"{self.documents} new documents, {self.unchanged} unchanged, {self.targets} targets, "
            f"{len(self.set_aside)} set aside{self.not_read}."
        )

    @property
    def not_read(self) -> str:
        """How many releases are kept and not read because they are not in English; nothing where none is."""
        count = self.in_other_languages
        return f", {count} not in English: kept, not read for targets" if count else ""


def _result(run_id: str, planned: list[Source], fetched: Fetched, extracted: list[Extracted]) -> IngestResult:
    fetching = [reject for harvest in fetched.harvests for reject in harvest.rejects]
    releases = [one.cleaned.release for one in extracted if one.cleaned.release]
    cleaning = [one.cleaned.reject for one in extracted if one.cleaned.reject]
    return IngestResult(
        run_id=run_id,
        sources=len(planned),
        documents=len(extracted),
        unchanged=sum(harvest.unchanged for harvest in fetched.harvests),
        releases=len(releases),
        targets=sum(len(one.targets) for one in extracted),
        set_aside=(*fetching, *cleaning),
        in_other_languages=sum(release.language not in (None, "en") for release in releases),
    )


@flow(name="ingest", log_prints=False, retries=0, validate_parameters=True)
def ingest(
    sources: list[str] | None = None,
    folder: str | None = None,
    since: date | None = None,
    until: date | None = None,
    runner: Runner = "threads",
) -> IngestResult:
    """Read what is new and bring the book up to date.

    sources -> fetch (WARC) -> clean -> extract -> store -> ledger -> publish. Running it twice changes nothing;
    stopped anywhere, the next run does what is left.

    Args:
        sources: Names of sources from sources.toml, one each; none reads all that are enabled.
        folder: A folder of releases (.txt, .md, .html, .pdf, .eml and more), on the worker's machine, to read instead.
        since: Only feed entries published on this day or later; undated entries are kept.
        until: Only feed entries published on this day or earlier; undated entries are kept.
        runner: Where batches are cleaned and read: threads or processes of this machine, a Dask or a Ray cluster.
    """
    now, run_id, settings = datetime.now(UTC), flow_run.get_id() or "local", read_settings()
    check_own_files(settings)
    planned = planned_sources(settings, sources, folder)
    log = get_run_logger()
    log.info("Reading %d source%s ...", len(planned), "" if len(planned) == 1 else "s")
    memory = recall(settings.warehouse)
    warc_file = f"{now:%Y%m%dT%H%M%S}-{run_id}.warc.gz"
    fetched = fetch(
        planned,
        whole(memory),
        now,
        settings.archive,
        warc_file,
        since,
        until,
        settings.contact,
        settings.allowed_hosts,
        "auto-scheduled" in flow_run.get_tags(),  # a person's run reads now, the clock's run what is due
    )
    log.info("Fetched %d new documents; cleaning and reading them ...", len(fetched.archived))
    cleaned = [one for done in over_batches(clean, fetched.archived, runner, cluster=settings.cluster) for one in done]
    extracted = [one for done in over_batches(extract, cleaned, runner, cluster=settings.cluster) for one in done]
    log.info("Storing ...")
    store_documents(settings.warehouse, whole(extracted), run_id, now)
    store_fetch(settings.warehouse, whole(planned), whole(fetched), run_id, now)
    store_book(settings.warehouse, now.date(), settings.verdicts, settings.watch_list)
    log_cautions(log, publish(settings.warehouse, settings.published))
    result = _result(run_id, planned, fetched, extracted)
    announce_ingest(log, settings, result, warc_file)
    notice_ingest(result, settings)
    log.info(result.in_words)
    return result
