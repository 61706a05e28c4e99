"""The command on a lake: the same verbs, and several that write at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.flows.books import tables
from tests.flows.command import Command, command
from tests.postgres import Postgres
from warehouse.place import place_of

COMPANIES = "Norrholm Quillan Tamarind Harbour Ostrava Lindqvist".split()


def releases(folder: Path, number: int) -> Path:
    """Six releases that no other number has: of copies the first leads, and at once either may be first."""
    folder.mkdir()
    for i, company in enumerate(COMPANIES):
        text = f"{company} will cut its water use by {10 + i + 20 * number}% by {2030 + number}.\n"
        (folder / f"{number}-{i}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_that_ingest_at_once_write_what_one_after_the_other_writes(
    postgres: Postgres, prefect_server: dict[str, str], project_root: Path, tmp_path: Path
) -> None:
    folders = [releases(tmp_path / f"folder{number}", number) for number in range(2)]
    books = []
    for name, at_once in (("after", 1), ("at_once", 2)):
        home, named = tmp_path / name, f"ducklake:postgres:{postgres.database(name)}"
        run: Command = command(prefect_server, home, project_root)
        setting = {"PLEDGEBOOK_WAREHOUSE": named}
        with ThreadPoolExecutor(at_once) as pool:
            done = list(
                pool.map(lambda folder, run=run, s=setting: run("ingest", "--folder", str(folder), **s), folders)
            )
        # Who comes while the other has archived and not stored yet takes up the other's documents too.
        assert all("new documents" in one.stdout for one in done)
        books.append(tables(place_of(named, str(home / "lake"))))
    again = run("run", "--folder", str(folders[0]), **setting)
    assert "Nothing new" in again.stdout
    assert json.loads(run("check", "--json", **setting).stdout)
    counted = run("query", "--format", "json", "select count(*) as n from core_target", **setting)
    assert json.loads(counted.stdout) == [{"n": 12}]
    assert (home / "reports").is_dir()
    # Documents that both took up were attempted by both: attempts count twice, nothing else does.
    for table in books[0].keys() - {"raw_fetch", "out_week_sources"}:
        assert books[1][table] == books[0][table], table
