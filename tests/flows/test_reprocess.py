"""A book read by an older version becomes the one that ingest would make anew, says so first, and can go back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.flows.aged import OLD_CLEANER, OLD_EXTRACTOR, age, write_inbox
from tests.flows.books import book, tables
from tests.flows.command import Command, command
from tests.flows.in_a_row import copied, in_a_row


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def anew(tmp_path_factory: pytest.TempPathFactory, project_root: Path, prefect_server: dict[str, str]) -> Path:
    """A home in which today's versions have read the inbox."""
    folder = tmp_path_factory.mktemp("anew")
    command(prefect_server, folder / "home", project_root)("run", "--folder", str(write_inbox(folder / "inbox")))
    return folder / "home"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stage", "sql", "expected"),
    [
        ("extract", OLD_EXTRACTOR, {("gained", 2), ("lost", 1), ("changed", 2)}),
        ("clean", OLD_CLEANER, {("gained", 1), ("lost", 1), ("moved", 6)}),
    ],
)
def test_dry_run_reprocess_twice_undo(
    anew: Path, home: Path, project_root: Path, prefect_server: dict[str, str], stage: str, sql: str, expected: set[Any]
) -> None:
    copied(anew, home)
    age(home, sql)
    before, aged = tables(home / "warehouse.duckdb"), book(home / "warehouse.duckdb")
    verb = ["reprocess", "--stage", stage]
    commands = [
        [*verb, "--dry-run", "--json"],
        verb,
        [*verb, "--json"],
        ["reprocess", "--undo"],
        ["reprocess", "--undo"],
    ]
    looked, stored, again, undone, refused = in_a_row(prefect_server, home, project_root, commands)

    told = json.loads(looked.stdout)
    folder = Path(told["files"][0]).parent
    assert told["outcome"] == "only looked"
    assert tables(looked.book) == before
    links = ask(looked.book, f"select distinct link from '{folder}/targets.csv'")
    assert all(re.fullmatch(r"inbox-\w+:[a-z]+\.(txt|html)", link) for (link,) in links)
    assert set(ask(looked.book, f"select change, count(*) from '{folder}/targets.csv' group by 1")) == expected
    assert ask(looked.book, f"from '{folder}/targets.parquet'") == ask(
        looked.book, f"from read_csv('{folder}/targets.csv', all_varchar = true)"
    )

    assert stored.code == 0
    assert "pledgebook reprocess --undo" in stored.stdout
    assert book(stored.book) == book(stored.published) == book(anew / "warehouse.duckdb")
    assert json.loads(again.stdout)["outcome"] == "nothing changed"
    assert tables(again.book) == tables(stored.book)
    assert undone.code == 0
    assert book(undone.book) == book(undone.published) == aged
    assert refused.code == 1
    assert "nothing to undo" in refused.stderr


def test_options_that_contradict_one_another(pledgebook: Command) -> None:
    done = pledgebook("reprocess", "--undo", "--dry-run", check=1)
    assert "--undo takes back the whole" in done.stderr
    done = pledgebook("reprocess", "--since", "2025-05-01", "--until", "2025-04-01", check=1)
    assert "2025-05-01 is after 2025-04-01" in done.stderr
