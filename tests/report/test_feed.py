"""The feed of changes, read back by a feed reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import feedparser

from tasks.report import feed
from tasks.report.files import frame
from tasks.report.writing import shown_frames
from tests.report.made import HALVED, LINK, change, filled


def read(folder: Path, *changes: dict[str, Any]) -> Any:
    path = feed.write_feed(frame(filled("out_changes", *changes)), folder / "changes.atom")
    return feedparser.parse(path.read_bytes())


def test_an_entry_says_what_changed_from_what_to_what_and_why(tmp_path: Path) -> None:
    found = read(tmp_path, change())
    assert found.bozo is False
    assert found.version == "atom10"
    entry = found.entries[0]
    assert entry.title == "Norrholm: raised: reduce water use by 50 % by 2030 (30 % → 50 %, 2035 → 2030)"
    for part in (HALVED, "30 % → 50 %", "2035 → 2030", LINK):
        assert part in entry.content[0].value
    assert entry.link.startswith(f"{LINK}#:~:text=Norrholm")
    assert entry.updated == "2025-04-30T00:00:00+00:00"
    assert [tag.term for tag in entry.tags] == ["raised", "water"]


def test_ids_stay_and_are_of_their_event(tmp_path: Path) -> None:
    first = read(tmp_path, change(), change(event_id="e2")).entries
    again = read(tmp_path, change(event_id="e2", evidence="other words"), change()).entries
    assert {one.id for one in first} == {one.id for one in again}
    assert first[0].id == again[1].id != first[1].id
    assert first[0].id.startswith("urn:uuid:")


def test_only_the_latest_are_in_it(tmp_path: Path) -> None:
    many = [change(event_id=str(n)) for n in range(feed.LATEST + 1)]
    assert len(read(tmp_path, *many).entries) == feed.LATEST == 200


def test_same_changes_same_bytes(tmp_path: Path) -> None:
    read(tmp_path, change())
    before = (tmp_path / "changes.atom").read_bytes()
    read(tmp_path, change())
    assert (tmp_path / "changes.atom").read_bytes() == before


def test_text_is_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script> & \x00\x08\u202e ]]>"
    entry = read(tmp_path, change(evidence=evil, company=evil, title=evil, link="javascript:alert(1)")).entries[0]
    assert "&lt;script&gt;" in entry.content[0].value
    assert "<script" not in entry.content[0].value
    assert not entry.link.startswith("javascript")


def test_silence_has_no_release_behind_it(tmp_path: Path) -> None:
    silent = {"kind": "overdue", "happened_on": date(2031, 1, 1), "year_before": 2030, "year_after": None}
    nothing = dict.fromkeys(["link", "title", "evidence", "value_before", "value_after", "target_id", "release_id"])
    found = read(tmp_path, change(**silent | nothing))
    assert not found.bozo
    assert found.entries[0].link == "2025-W18/weekly.html#e-e1"


def test_an_empty_book_has_a_feed_too(tmp_path: Path) -> None:
    assert read(tmp_path).feed.title == "Changes to promises"


def test_contacts_are_left_out(tmp_path: Path) -> None:
    table = filled("out_changes", change(evidence=f"{HALVED} Ask jane@x.example."))
    feed.write_feed(shown_frames({"changes": table})["changes"], tmp_path / "a.atom")
    assert b"jane@" not in (tmp_path / "a.atom").read_bytes()
