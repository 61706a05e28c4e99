"""A visit to a page that is a release by itself."""

from __future__ import annotations

from dataclasses import replace

from tasks.sources.entry_visit import read_page
from tasks.sources.records import Harvest, RawDocument
from tasks.sources.schedule import after_reading, after_redirect, after_success, reading_place, wants_full
from tasks.sources.visit import Visit


async def visit_page(visit: Visit) -> Harvest:
    """Read a page; raises FetchError where it brings nothing."""
    source, state, now = visit.source, visit.state, visit.equipment.now
    url = reading_place(source, state)
    conditional = visit.known and not wants_full(state, now)
    etag, last_modified = (state.etag, state.last_modified) if conditional else (None, None)
    answer = await read_page(visit, url, etag=etag, last_modified=last_modified)
    kept = after_redirect(after_success(state), answer.moved_to)
    if answer.status == 304:
        visit.counts["known"] += 1
        return visit.end(kept, "not_modified", url, 304, 0)
    # Keyed by the catalogue's address: the page stays the same item when it moves.
    document = RawDocument(
        source.name,
        source.location,
        answer.url,
        answer.content,
        answer.header("content-type"),
        now,
        source.issuer,
        headers=answer.headers,
    )
    item = visit.known.get(document.item_key)
    if item is not None and item.sha256 == document.sha256:
        visit.counts["known"] += 1
    else:
        visit.keep(document, changed=item is not None)
    after = replace(
        after_reading(source, kept, now, brought=bool(visit.documents)),
        etag=answer.header("etag"),
        last_modified=answer.header("last-modified"),
        last_full_at=now,
        floor_s=int(answer.fresh_for(now).total_seconds()),
    )
    return visit.end(after, "new" if visit.documents else "known", url, answer.status, len(answer.content))
