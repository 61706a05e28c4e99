"""A book that a killed process left torn: the next run puts the published copy in its place and loses nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.flows.books import tables
from tests.flows.command import Command
from warehouse.connect import reader, writer
from warehouse.errors import TornBook

BLOCK, HEADERS = 262_144, 12_288  # bytes, of DuckDB's storage format


def tear(book: Path) -> None:
    """Leave half of a write in the block that lists the tables, as a kill within it does."""
    with duckdb.connect(str(book)) as connection:
        block = connection.execute("select min(block_id) from pragma_metadata_info()").fetchall()[0][0]
    with book.open("r+b") as file:
        file.seek(HEADERS + block * BLOCK + BLOCK // 2)
        file.write(os.urandom(4096))


def test_the_published_copy_takes_the_place_of_a_torn_book(seeded: Path, caplog: pytest.LogCaptureFixture) -> None:
    book, expected = seeded / "warehouse.duckdb", tables(seeded / "warehouse.duckdb")
    tear(book)
    with pytest.raises(TornBook, match="the next run restores it"), reader(book):
        pass
    with writer(book):
        pass
    assert tables(book) == expected
    (aside,) = seeded.glob("warehouse.duckdb.damaged-*")
    assert aside.name in caplog.text


def test_a_torn_book_that_was_never_published_begins_anew(seeded: Path) -> None:
    book = seeded / "warehouse.duckdb"
    (seeded / "warehouse_read.duckdb").unlink()
    tear(book)
    with writer(book) as connection:
        assert connection.execute("select count(*) from core_target").fetchall() == [(0,)]


@pytest.mark.slow
def test_what_was_stored_and_not_published_comes_back_from_the_archive(pledgebook: Command, seeded: Path) -> None:
    published, before = seeded / "warehouse_read.duckdb", seeded / "published_before"
    shutil.copy2(published, before)
    folder = seeded / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text("Orrin sets goal\n\nOrrin will halve its water use by 2030.", encoding="utf-8")
    pledgebook("ingest", "--folder", str(folder))
    expected = tables(seeded / "warehouse.duckdb")["core_target"]
    before.replace(published)  # as if the run had been killed before it published
    tear(seeded / "warehouse.duckdb")
    shutil.rmtree(folder)
    pledgebook("ingest")
    assert tables(seeded / "warehouse.duckdb")["core_target"] == expected
    assert tables(published)["core_target"] == expected
