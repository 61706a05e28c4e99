"""Some 2,300 feed files of other projects, served on loopback: none crashes, none hangs, no item is lost unsaid."""

from __future__ import annotations

import calendar
import functools
import io
import re
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest

from tasks import rows
from tasks.sources.archive import Journal
from tasks.sources.dates import read_date
from tasks.sources.harvest import harvest_all
from tasks.sources.records import Source
from warehouse.connect import writer
from warehouse.store import DOCUMENTS, FETCH, store

NOW = datetime(2026, 11, 24, tzinfo=UTC)


class Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        pass


@pytest.fixture
def site(eval_data: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(eval_data / "feeds")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_every_feed_through_fetch_parse_and_store(eval_data: Path, site: str, tmp_path: Path) -> None:
    files = sorted(path for path in (eval_data / "feeds").rglob("*") if path.is_file())
    sources = [
        Source(f"f{number}", "feed", f"{site}/{quote(path.relative_to(eval_data / 'feeds').as_posix())}", pages="never")
        for number, path in enumerate(files)
    ]
    journal = Journal(tmp_path, "corpus.warc.gz")
    found = harvest_all(sources, {}, {}, now=NOW, keep=journal.keep, allowed_hosts=["127.0.0.1"])
    journal.close()
    outcomes, counts = Counter(one.attempts[0].outcome for one in found), Counter[str]()
    for harvest in found:
        own = harvest.attempts[0]
        if own.outcome == "failed":
            assert [reject.reason for reject in harvest.rejects] in (["no_feed"], ["html"], ["empty"]), harvest.rejects
            continue
        told = (own.new_count, own.changed_count, own.known_count, own.aside_count)
        assert own.item_count == sum(count or 0 for count in told)
        assert own.new_count == len(harvest.documents)
        assert (own.aside_count or 0) == len(harvest.rejects)
        counts += Counter(items=own.item_count, new=own.new_count, aside=own.aside_count, twice=own.known_count)
    print(f"{len(files)} files: {dict(outcomes)}; {dict(counts)}")
    tables = {
        "raw_document": rows.documents(journal.archived, "run", NOW),
        "raw_fetch": rows.archived_fetches(journal.archived, "run"),
        "raw_reject": rows.rejects([one for harvest in found for one in harvest.rejects], "run", NOW),
        "raw_source": rows.sources(sources, found, {}, NOW),
        "raw_notice": rows.notices([one for harvest in found for one in harvest.notices], "run", NOW),
    }
    with writer(tmp_path / "book.duckdb") as connection:
        store(
            connection, tuple(step for step in (*DOCUMENTS, *FETCH) if step in tables and step != "raw_fetch"), tables
        )
        (stored,) = connection.execute("select count(*) from raw_document").fetchall()[0]
    assert stored == counts["new"]


def strictly(raw: str) -> datetime | str | None:
    """What the standard library makes of a date with a zone: a moment, "never" where it cannot be true, or nothing."""
    if re.search(r"\b0001\b", raw):
        return "never"  # the standard library takes the year 1 for 2001
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(raw.strip())
        except (ValueError, TypeError, IndexError):
            continue
        if found.tzinfo:
            believable = datetime(1990, 1, 1, tzinfo=UTC) <= found.astimezone(UTC) <= NOW + timedelta(days=2)
            return found.astimezone(UTC).replace(microsecond=0) if believable else "never"
    return None


@pytest.mark.slow
def test_dates_of_the_corpus(eval_data: Path) -> None:
    """Against the standard library's strict reading of each date that it can read."""
    ours = theirs = total = 0
    for path in sorted((eval_data / "feeds").rglob("*")):
        if not path.is_file():
            continue
        for entry in feedparser.parse(io.BytesIO(path.read_bytes())).entries:
            for name in ("published", "updated", "created"):
                right = strictly(str(entry.get(name) or "")) if name in entry else None
                if right is None:
                    continue
                total += 1
                found, parsed = read_date(str(entry[name]), NOW), entry.get(f"{name}_parsed")
                ours += (found.at if found else "never") == right
                theirs += (datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else "never") == right
    print(f"of {total} dates feedparser has {theirs} right, read_date {ours}")
    assert ours > theirs
    assert ours >= total * 0.99
