"""What can stand in the way of a new reading: a lost archive, a range, an ingest in between, a later migration."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tasks.releases.clean import CLEANER_VERSION
from tasks.rereading.plan import RereadingError
from tests.flows.aged import OLD_CLEANER, write_inbox
from tests.flows.books import book
from tests.flows.marked import mark_anew
from tests.rereading.written import Again, again, change, ingest, undo
from warehouse.connect import writer

NORRHOLM = "Norrholm sets its goals\n\nOSLO, March 3, 2025 -- Norrholm AS commits to halve its waste by 2032.\n"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once")
    ingest(folder / "home", write_inbox(folder / "inbox"))
    return folder


@pytest.fixture
def inbox(once: Path) -> Iterator[Path]:
    """The folder that was read: a source's name is its path. What a test writes there is taken away."""
    kept = {path: path.read_bytes() for path in (once / "inbox").iterdir()}
    yield once / "inbox"
    for path, content in kept.items():
        path.write_bytes(content)


@pytest.fixture
def read(home: Path, once: Path) -> Path:
    return Path(shutil.copytree(once / "home", home))


def aged(home: Path) -> Path:
    change(home, OLD_CLEANER)
    with writer(home / "warehouse.duckdb") as connection:
        mark_anew(connection)
    return home


def tables(home: Path) -> dict[str, object]:
    return dict(book(home / "warehouse.duckdb"))


def one(home: Path, sql: str) -> object:
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_what_today_reads_alike_is_left_alone(read: Path) -> None:
    before = tables(read)
    assert Again(read).planned == []
    counts = again(read, since=date(2000, 1, 1))
    assert (counts["read"], counts["touched"], counts["set_aside"]) == (7, 0, 0)
    assert tables(read) == before


def damage(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    if how == "gone":
        file.unlink()
    elif how == "overwritten":
        file.write_bytes(bytes(byte ^ 0x5A for byte in content))
    else:
        file.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize(
    "how", ["cut short", *(pytest.param(how, marks=pytest.mark.slow) for how in ("gone", "overwritten"))]
)
def test_a_damaged_archive_sets_aside_and_the_rest_goes_on(home: Path, tmp_path: Path, how: str) -> None:
    inbox = write_inbox(tmp_path / "inbox")
    other = tmp_path / "other"
    other.mkdir()
    (inbox / "silent.txt").rename(other / "silent.txt")
    ingest(home, inbox)
    ingest(home, other, "second")
    anew = tables(home)
    before = tables(aged(home))
    archive = home / "raw" / "first.warc.gz"
    whole = archive.read_bytes()
    damage(archive, how)

    counts = again(home)
    assert counts["read"] + counts["set_aside"] == 7
    assert counts["set_aside"] >= 1
    assert one(home, "select cleaner_version from core_release where title like 'Quarry%'") == [(CLEANER_VERSION,)]
    reasons = one(home, "select distinct reason from raw_reject where stage = 'clean' and reason like '%archive%'")
    assert reasons == [("not_archived" if how == "gone" else "archive_damaged",)]
    assert again(home)["touched"] == 0

    assert undo(home) == ()
    assert tables(home) == before
    again(home)
    archive.write_bytes(whole)
    assert again(home)["set_aside"] == 0
    assert tables(home) == anew


def test_a_record_of_another_document_is_no_substitute(read: Path) -> None:
    change(read, "update raw_fetch set warc_offset = 0; update core_reading set cleaner_version = '0'")
    assert again(read)["set_aside"] == 6
    assert one(read, "select count(*) from core_release") == [(6,)]


def test_a_range_is_of_publication_or_first_sight(read: Path) -> None:
    def titles(since: date | None, until: date | None) -> set[str]:
        return {planned.ref.rpartition(":")[2] for planned in Again(read, "clean", since, until).planned}

    assert titles(date(2025, 4, 1), date(2025, 5, 6)) == {"verdane.html", "refused.txt"}
    # What has no date, and what the cleaner refuses, was first seen on 2 June.
    assert titles(date(2025, 5, 7), None) == {"silent.txt", "undated.txt", "binary.txt"}
    assert titles(None, date(2025, 3, 3)) == {"norrholm.txt", "again.txt"}


def test_without_a_range_what_other_versions_read(read: Path) -> None:
    change(
        read,
        "update core_reading set extractor_version = '0' where release_id in"
        " (select release_id from core_release where title like 'Verdane%')",
    )
    assert [one.ref.rpartition(":")[2] for one in Again(read, "extract").planned] == ["verdane.html"]
    change(read, "delete from core_reading")  # a book from before the versions were kept
    assert len(Again(read, "extract").planned) == 6
    assert len(Again(read, "clean").planned) == 7


def test_an_ingest_in_between_is_not_overwritten(read: Path, inbox: Path) -> None:
    run = Again(aged(read))
    (inbox / "norrholm.txt").write_text(NORRHOLM, encoding="utf-8")
    ingest(read, inbox, "second")
    assert run.store() == 1
    assert one(read, "select count(*) from core_target where evidence like '%waste by 2032%'") == [(1,)]


def test_undo_leaves_what_was_fetched_since(read: Path, inbox: Path) -> None:
    before = tables(aged(read))
    again(read)
    (inbox / "norrholm.txt").write_text(NORRHOLM, encoding="utf-8")
    ingest(read, inbox, "second")
    kept = undo(read)
    assert [ref.rpartition(":")[2] for ref in kept] == ["norrholm.txt"]
    assert one(read, "select text like '%waste by 2032%' from core_release where url is null and text like '%2032%'")
    # Nothing is lost: what it said before the reprocess can still be read.
    assert one(read, "select left(text, 2) from previous_release") == [("AD",)]
    others = "select * exclude (duplicate_of) from core_release where title = 'Noise of 2024'"
    assert one(read, others)
    assert len(tables(read)["core_release"]) == len(before["core_release"])  # type: ignore[arg-type]
    with pytest.raises(RereadingError, match="nothing to undo: the last reprocess was undone"):
        undo(read)


def test_nothing_to_undo(read: Path) -> None:
    with pytest.raises(RereadingError, match="no reprocess has changed this book"):
        undo(read)


def test_a_reprocess_stopped_half_way_can_be_undone_whole(read: Path) -> None:
    """The next run does the rest, and an undo after it goes back to before the first."""
    before = tables(aged(read))
    first = Again(read, until=date(2025, 4, 30))
    first.store(finished=False)
    again(read)
    undo(read)
    assert tables(read) == before


def test_the_copies_have_the_columns_that_came_later(read: Path) -> None:
    change(aged(read), "alter table core_release add column mood varchar; update core_release set mood = 'glad'")
    before = tables(read)
    again(read)
    undo(read)
    assert tables(read) == before


def test_a_hostile_title_is_no_formula_in_the_diff(read: Path) -> None:
    change(read, "update core_release set title = '=cmd()' where title like 'Verdane%'; delete from core_target")
    change(read, "update core_reading set extractor_version = '0'")
    run = Again(read, "extract")
    folder = run.diff()
    assert "'=cmd()" in (folder / "targets.csv").read_text("utf-8")
    assert ",=cmd()" not in (folder / "targets.csv").read_text("utf-8")
    assert not list(folder.parent.glob(".*"))
