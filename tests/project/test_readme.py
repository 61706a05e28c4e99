"""The README's instructions run: its first two commands are make's, its SQL is answered by a published book."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from tasks.watchlist import read_watch_list
from tests.flows.command import Command


def fenced(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_first_two_commands(project_root: Path) -> None:
    commands = fenced((project_root / "README.md").read_text("utf-8"), "sh")[0].split("\n")
    assert [line.split("#")[0].strip() for line in commands[:2]] == ["make run", "make test"]
    makefile = (project_root / "Makefile").read_text("utf-8")
    assert re.search(r"^run:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
    assert "make test" in (project_root / ".ci" / "run").read_text("utf-8")


def test_first_screen_shows_what_make_run_prints(project_root: Path, pledgebook: Command, home: Path) -> None:
    shown = fenced((project_root / "README.md").read_text("utf-8"), "text")[0].strip()
    assert pledgebook("run").stdout.startswith(shown)


def test_the_watch_list_is_one(project_root: Path, tmp_path: Path) -> None:
    [shown] = fenced((project_root / "README.md").read_text("utf-8"), "csv")
    (tmp_path / "companies.csv").write_text(shown, encoding="utf-8")
    [company] = read_watch_list(tmp_path / "companies.csv")
    assert (len(company.aliases), company.ticker) == (2, "LSE:EXF")


def test_queries(project_root: Path, seeded: Path) -> None:
    queries = fenced((project_root / "README.md").read_text("utf-8"), "sql")
    statements = [statement for block in queries for statement in block.split(";") if statement.strip()]
    assert len(statements) >= 5
    with duckdb.connect(str(seeded / "warehouse_read.duckdb"), read_only=True) as connection:
        for statement in statements:
            assert connection.execute(statement).fetchall(), f"no row for: {statement}"


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "LICENSE", "Makefile", ".ci/run"])
def test_it_is_there(project_root: Path, name: str) -> None:
    assert (project_root / name).stat().st_size > 100
