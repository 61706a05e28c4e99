"""Releases in other languages are kept and counted where a user looks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flows.ingest import _result
from tasks.clean import Cleaned
from tasks.extract import Extracted
from tasks.fetch import Fetched
from tasks.releases.clean import clean
from tasks.sources.records import ArchivedDocument, RawDocument

GERMAN = "Das Unternehmen will seine Emissionen bis 2030 um die Hälfte senken und baut dafür neue Anlagen. " * 5
ENGLISH = "The company will cut its emissions by half by 2030, and it builds new works for that in the north. " * 5


def extracted(key: str, text: str) -> Extracted:
    document = RawDocument("inbox", key, None, text.encode(), "text/plain", datetime(2025, 3, 4, tzinfo=UTC))
    return Extracted(Cleaned(ArchivedDocument(document, "run.warc.gz", 0), clean(document)), ())


def test_what_is_not_read_for_its_language_is_counted() -> None:
    fetched = Fetched((), (), Path("raw"), "run.warc.gz")
    both = _result("run", [], fetched, [extracted("a", GERMAN), extracted("b", ENGLISH)])
    assert both.releases == 2
    assert both.in_words.endswith("0 set aside, 1 not in English: kept, not read for targets.")
    assert _result("run", [], fetched, [extracted("b", ENGLISH)]).in_words.endswith("0 set aside.")
