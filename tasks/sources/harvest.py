"""What a source brings: folders, feeds and pages, each counted, none stopping the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

from tasks.sources.errors import FetchError
from tasks.sources.feeds import Entry, as_page, parse_feed
from tasks.sources.folder import read_folder
from tasks.sources.http import Client, Fetched
from tasks.sources.records import FetchAttempt, Harvest, RawDocument, Reject, Source, SourceState

WORKERS = 8


class _FeedReading:
    """One reading of one feed: what it brought so far."""

    def __init__(self, source: Source, client: Client, known: Mapping[str, str], now: datetime) -> None:
        self.source, self.client, self.known, self.now = source, client, known, now
        self.documents: list[RawDocument] = []
        self.attempts: list[FetchAttempt] = []
        self.unchanged = 0

    def take(self, entry: Entry) -> None:
        """An entry that the book knows is not fetched again; its page, else what the feed carries of it."""
        if entry.key in self.known:
            self.unchanged += 1
            return
        content, kind, headers = as_page(entry), "text/html; charset=utf-8", ()
        if entry.link:
            try:
                page = self.client.get(entry.link)
                content, kind, headers = page.content, page.header("content-type") or "", page.headers  # type: ignore[assignment]
            except FetchError as wrong:
                self.attempts.append(_failed(self.source, entry.link, self.now, wrong))
        document = RawDocument(
            self.source.name,
            entry.key,
            entry.link,
            content,
            kind,
            self.now,
            self.source.issuer,
            entry.title,
            entry.published,
            headers,
        )
        self.documents.append(document)


def _failed(source: Source, url: str, now: datetime, wrong: FetchError) -> FetchAttempt:
    outcome = "refused" if wrong.refused else "failed"
    return FetchAttempt(source.name, url, outcome, now, wrong.status, None, str(wrong))  # type: ignore[arg-type]


def _broken(source: Source, now: datetime, wrong: FetchError) -> Harvest:
    reject = Reject("fetch", source.name, "refused" if wrong.refused else "failed", str(wrong))
    return Harvest(source, attempts=(_failed(source, source.location, now, wrong),), rejects=(reject,))


def _state(source: Source, answer: Fetched) -> SourceState:
    return SourceState(source.name, answer.header("etag"), answer.header("last-modified"))


def _in_period(entry: Entry, since: date | None, until: date | None) -> bool:
    if entry.published is None:
        return True
    day = entry.published.date()
    return (since is None or since <= day) and (until is None or day <= until)


def _harvest_feed(
    source: Source,
    client: Client,
    state: SourceState | None,
    known: Mapping[str, str],
    now: datetime,
    period: tuple[date | None, date | None],
) -> Harvest:
    etag, last_modified = (state.etag, state.last_modified) if state and known else (None, None)
    answer = client.get(source.location, etag=etag, last_modified=last_modified)
    size = len(answer.content)
    if answer.status == 304:
        attempt = FetchAttempt(source.name, source.location, "not_modified", now, 304, size)
        return Harvest(source, attempts=(attempt,), state=state, unchanged=len(known))
    entries = parse_feed(answer.content, now)
    if entries is None:
        raise FetchError(f"{source.location} is no RSS or Atom feed: name the feed's own address", status=200)
    reading = _FeedReading(source, client, known, now)
    wanted = [entry for entry in {entry.key: entry for entry in entries}.values() if _in_period(entry, *period)]
    for entry in wanted:
        reading.take(entry)
    attempt = FetchAttempt(source.name, source.location, "new" if reading.documents else "known", now, 200, size)
    # A reading of a part must not let the next one believe that it has seen the whole.
    complete = period == (None, None)
    return Harvest(
        source,
        tuple(reading.documents),
        (attempt, *reading.attempts),
        (),
        _state(source, answer) if complete else None,
        reading.unchanged,
    )


def _harvest_page(
    source: Source, client: Client, state: SourceState | None, known: Mapping[str, str], now: datetime
) -> Harvest:
    etag, last_modified = (state.etag, state.last_modified) if state and known else (None, None)
    answer = client.get(source.location, etag=etag, last_modified=last_modified)
    outcome = "not_modified" if answer.status == 304 else "new"
    attempt = FetchAttempt(source.name, source.location, outcome, now, answer.status, len(answer.content))  # type: ignore[arg-type]
    if answer.status == 304:
        return Harvest(source, attempts=(attempt,), state=state, unchanged=1)
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
    same = known.get(document.item_key) == document.sha256
    return Harvest(source, () if same else (document,), (attempt,), (), _state(source, answer), int(same))


def harvest(
    source: Source,
    state: SourceState | None,
    known: Mapping[str, str],
    *,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    contact: str | None = None,
    allowed_hosts: Iterable[str] = (),
) -> Harvest:
    """Read one source. `known` maps the item keys in the book to the SHA-256 of their content.

    Never raises for what a source does: a source that fails is a harvest with the reason in `rejects`.
    """
    try:
        if source.kind == "folder":
            if not Path(source.location).is_dir():
                raise FetchError(f"{source.location} is no folder: mend its path in sources.toml")
            return read_folder(source, known, now)
        with Client(contact, allowed_hosts) as client:
            if source.kind == "feed":
                return _harvest_feed(source, client, state, known, now, (since, until))
            return _harvest_page(source, client, state, known, now)
    except FetchError as wrong:
        return _broken(source, now, wrong)


def harvest_all(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    known: Mapping[str, Mapping[str, str]],
    *,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    contact: str | None = None,
    allowed_hosts: Iterable[str] = (),
) -> list[Harvest]:
    """Read sources side by side; the harvests in the order of the sources."""

    def one(source: Source) -> Harvest:
        return harvest(
            source,
            states.get(source.name),
            known.get(source.name, {}),
            now=now,
            since=since,
            until=until,
            contact=contact,
            allowed_hosts=allowed_hosts,
        )

    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        return list(pool.map(one, sources))
