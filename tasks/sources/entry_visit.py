"""An entry of a feed: known, or its own page, or what the feed carries of it; one outcome each."""

from __future__ import annotations

from datetime import datetime

from tasks.sources.blocks import blocked
from tasks.sources.entries import Entry, as_page
from tasks.sources.errors import FetchError
from tasks.sources.http import Fetched
from tasks.sources.pages import check_readable, has_text, wants_page
from tasks.sources.records import RawDocument
from tasks.sources.visit import Visit

LEDE_ONLY = "lede:"  # before a fingerprint: the page could not be had, and is asked for again
MAX_PAGE_BYTES = 10_000_000


async def take_entry(visit: Visit, entry: Entry, key: str, mark: str) -> bool:
    """Give an entry its outcome; returns whether a page was asked for. `mark` is the entry's fingerprint."""
    item = visit.known.get(key)
    if item is not None and item.fingerprint in (mark, None):
        visit.counts["known"] += 1
        return False
    wanted = wants_page(entry, visit.source.pages)
    page, wrong = await _page(visit, entry) if wanted else (None, None)
    if page is None and wrong is not None and not has_text(entry):
        # Nothing is stored, so the entry stays unknown; what may pass is asked for again at the next visit.
        visit.aside(key, wrong.reason, str(wrong))
        visit.complete = visit.complete and wrong.weight != "temporary"
        return wanted
    fingerprint = mark
    if wrong is not None and wrong.weight == "temporary":
        fingerprint, visit.complete = LEDE_ONLY + fingerprint, False
    document = _document(visit, entry, key, page, fingerprint)
    if item is not None and item.sha256 == document.sha256 and fingerprint.startswith(LEDE_ONLY):
        visit.counts["known"] += 1
    else:
        visit.keep(document, changed=item is not None)
    return wanted


async def _page(visit: Visit, entry: Entry) -> tuple[Fetched | None, FetchError | None]:
    """The entry's own page, or why it cannot be had; the failed attempt is kept."""
    url = entry.link or ""
    try:
        return await read_page(visit, url), None
    except FetchError as wrong:
        visit.failed_at(url, wrong)
        return None, wrong


async def read_page(visit: Visit, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
    """A page that may be a release, a PDF as its text; raises FetchError for everything else."""
    equipment = visit.equipment
    await equipment.robots.check(url)
    answer = await equipment.client.get(url, etag=etag, last_modified=last_modified, max_bytes=MAX_PAGE_BYTES)
    if answer.status == 304:
        return answer
    check_readable(url, answer.header("content-type"), answer.content)
    if answer.content.lstrip()[:5] == b"%PDF-":
        return await _from_pdf(visit, answer)
    if reason := blocked(answer.content):
        message = f"{url} is no release but a page of the kind {reason}: see it in a browser"
        raise FetchError(message, reason="blocked", status=answer.status, weight="soft")
    return answer


async def _from_pdf(visit: Visit, answer: Fetched) -> Fetched:
    found = await visit.equipment.parsers.pdf(answer.content, answer.url)
    if "text" not in found:
        raise FetchError(found["detail"], reason=found["reason"], status=answer.status, weight="soft")
    headers = tuple(pair for pair in answer.headers if pair[0].lower() != "content-type")
    text_headers = (*headers, ("content-type", "text/plain; charset=utf-8"))
    return Fetched(answer.url, answer.status, found["text"].encode(), text_headers)


def _document(visit: Visit, entry: Entry, key: str, page: Fetched | None, fingerprint: str) -> RawDocument:
    published: datetime | str | None = (entry.date.at or entry.date.text) if entry.date else None
    return RawDocument(
        visit.source.name,
        key,
        entry.link,
        page.content if page else as_page(entry),
        (page.header("content-type") or "text/html") if page else "text/html; charset=utf-8",
        visit.equipment.now,
        visit.source.issuer or entry.issuer,
        entry.title,
        published,
        page.headers if page else (),
        entry.date.origin if entry.date else None,
        entry.fields,
        fingerprint,
    )
