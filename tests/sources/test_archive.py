"""The WARC archive: bytes come back as they went in, found by file and offset."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tasks.sources.archive import read_archived, unstored
from tasks.sources.errors import SourceError
from tasks.sources.records import RawDocument
from tests.sources.archived import archived

NOW = datetime(2025, 4, 28, 9, 30, tzinfo=UTC)


def document(content: bytes, url: str | None = None, headers: tuple[tuple[str, str], ...] = ()) -> RawDocument:
    return RawDocument("inbox", "a file.txt", url, content, "text/plain", NOW, headers=headers)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4))
def test_round_trip(tmp_path: Path, contents: list[bytes]) -> None:
    kept = archived(tmp_path, "run.warc.gz", [document(content) for content in contents])
    assert [read_archived(tmp_path, one.warc_file, one.warc_offset).document.content for one in kept] == contents


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=4), st.booleans())
def test_what_a_killed_run_archived_comes_back_as_it_was(tmp_path: Path, contents: list[bytes], page: bool) -> None:
    (tmp_path / "run.warc.gz").unlink(missing_ok=True)
    where = {"url": "https://x.example/a", "headers": (("Content-Type", "text/html"),)} if page else {}
    kept = archived(tmp_path, "run.warc.gz", [document(content, **where) for content in contents])
    assert unstored(tmp_path, {}) == kept
    assert unstored(tmp_path, {"run.warc.gz": kept[0].warc_offset}) == kept[1:]


def test_any_warc_tool_reads_it(tmp_path: Path) -> None:
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("ETag", '"v1"'))
    page = document(b"<p>page</p>", "https://x.example/a", headers)
    archived(tmp_path, "run.warc.gz", [page, document(b"file")])
    with (tmp_path / "run.warc.gz").open("rb") as file:
        kinds = [(record.rec_type, record.rec_headers["WARC-Target-URI"]) for record in ArchiveIterator(file)]
    assert kinds == [("response", "https://x.example/a"), ("resource", "urn:pledgebook:inbox:a%20file.txt")]


def test_what_a_killed_run_left_does_no_harm(tmp_path: Path) -> None:
    kept = archived(tmp_path, "run.warc.gz", [document(b"whole")])
    with (tmp_path / "run.warc.gz").open("ab") as file:
        file.write(b"\x1f\x8b\x08half a record")
    assert read_archived(tmp_path, kept[0].warc_file, kept[0].warc_offset).document.content == b"whole"


def test_what_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.warc\.gz"):
        read_archived(tmp_path, "gone.warc.gz", 0)
    (tmp_path / "blocked").touch()
    with pytest.raises(SourceError, match="cannot be written"):
        archived(tmp_path / "blocked", "run.warc.gz", [document(b"x")])
