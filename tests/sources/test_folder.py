"""A folder as a source: new and changed files, nothing outside it, nothing lost without a word."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.sources.catalogue import folder_source
from tasks.sources.folder import MAX_BYTES, read_folder

NOW = datetime(2025, 4, 28, tzinfo=UTC)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    (made / "2025").mkdir(parents=True)
    (made / "a.txt").write_text("one", encoding="utf-8")
    (made / "2025" / "b.html").write_text("<p>two</p>", encoding="utf-8")
    return made


def test_files_below_are_read_and_known_ones_are_not_read_again(inbox: Path) -> None:
    source = folder_source(inbox)
    first = read_folder(source, {}, NOW)
    assert [one.item_key for one in first.documents] == ["2025/b.html", "a.txt"]
    known = {one.item_key: one.sha256 for one in first.documents}
    (inbox / "a.txt").write_text("another one", encoding="utf-8")
    second = read_folder(source, known, NOW)
    assert [one.item_key for one in second.documents] == ["a.txt"]
    assert second.unchanged == 1
    assert second.documents[0].release_id == first.documents[1].release_id
    assert second.documents[0].document_id != first.documents[1].document_id


def test_hidden_files_and_provenance_are_no_releases(inbox: Path) -> None:
    (inbox / "a.toml").write_text('origin = "somewhere"', encoding="utf-8")
    (inbox / ".DS_Store").write_bytes(b"x")
    found = read_folder(folder_source(inbox), {}, NOW)
    assert len(found.documents) == 2
    assert not found.rejects


def test_a_link_that_leaves_the_folder_is_not_followed(inbox: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    (inbox / "link.txt").symlink_to(secret)
    found = read_folder(folder_source(inbox), {}, NOW)
    assert [(one.reason, one.ref.partition(":")[2]) for one in found.rejects] == [("outside", "link.txt")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b" \n", "empty"),
        ("sheet.xlsx", b"PK", "unknown_type"),
        ("huge.txt", b"x" * (MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_cannot_be_read_is_set_aside_by_name(inbox: Path, name: str, content: bytes, reason: str) -> None:
    (inbox / name).write_bytes(content)
    found = read_folder(folder_source(inbox), {}, NOW)
    assert [one.reason for one in found.rejects] == [reason]
    assert str(inbox / name) in found.rejects[0].detail
    assert len(found.documents) == 2
