"""A backup brings back the book, the archive and the user's own files, to an empty place and nowhere else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.books import tables
from tests.flows.command import Command
from tests.flows.servers import bare_environment
from tests.postgres import Postgres
from warehouse.place import place_of


def recipe(root: Path, *arguments: str, check: int = 0, **settings: str) -> str:
    done = subprocess.run(
        [sys.executable, "deploy/backup.py", *arguments],
        env=bare_environment() | {"PYTHONPATH": str(root)} | settings,
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == check, done.stdout + done.stderr
    return done.stdout.strip() if check == 0 else done.stderr


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_warehouse_comes_back_whole(seeded: Path, project_root: Path, tmp_path: Path) -> None:
    (seeded / "notes-of-mine.txt").write_text("keep")
    before, raw = tables(seeded / "warehouse.duckdb"), files(seeded / "raw")
    assert raw
    assert before["core_target"]
    archive = recipe(project_root, "backup", str(tmp_path / "backups"), PLEDGEBOOK_HOME=str(seeded))
    assert Path(archive).stat().st_mode & 0o077 == 0
    shutil.rmtree(seeded)
    recipe(project_root, "restore", archive, PLEDGEBOOK_HOME=str(seeded))
    assert tables(seeded / "warehouse.duckdb") == before
    assert tables(seeded / "warehouse_read.duckdb") == before
    assert files(seeded / "raw") == raw
    assert (seeded / "notes-of-mine.txt").read_text() == "keep"
    told = recipe(project_root, "restore", archive, check=1, PLEDGEBOOK_HOME=str(seeded))
    assert "is not empty" in told
    assert tables(seeded / "warehouse.duckdb") == before


def test_a_backup_of_nothing_fails_and_leaves_no_file(project_root: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    to = tmp_path / "backups"
    told = recipe(project_root, "backup", str(to), check=1, PLEDGEBOOK_HOME=str(tmp_path / "home"))
    assert "nothing to back up" in told
    assert list(to.iterdir()) == []


@pytest.mark.slow
def test_a_lake_comes_back_into_a_new_database(
    pledgebook: Command, home: Path, postgres: Postgres, project_root: Path, tmp_path: Path
) -> None:
    old, new = postgres.database("book_before"), postgres.database("book_after")
    named = {"PLEDGEBOOK_HOME": str(home), "PLEDGEBOOK_LAKE_DATA": str(home / "lake")}
    pledgebook("run", PLEDGEBOOK_WAREHOUSE=f"ducklake:postgres:{old}")
    before = tables(place_of(f"ducklake:postgres:{old}", str(home / "lake")))
    assert before["core_target"]
    setting = named | {"PLEDGEBOOK_WAREHOUSE": f"ducklake:postgres:{old} password=not-to-be-seen"}
    archive = recipe(project_root, "backup", str(tmp_path / "backups"), **setting)
    shutil.rmtree(home)
    setting = named | {"PLEDGEBOOK_WAREHOUSE": f"ducklake:postgres:{new} password=not-to-be-seen"}
    recipe(project_root, "restore", archive, **setting)
    assert tables(place_of(f"ducklake:postgres:{new}", str(home / "lake"))) == before
    again = pledgebook("run", PLEDGEBOOK_WAREHOUSE=f"ducklake:postgres:{new}")
    assert "Nothing new" in again.stdout
    broken = named | {
        "PLEDGEBOOK_WAREHOUSE": "ducklake:postgres:dbname=none host=127.0.0.1 port=1 password=not-to-be-seen"
    }
    told = recipe(project_root, "backup", str(tmp_path / "backups"), check=1, **broken)
    assert "pg_dump failed" in told
    assert "not-to-be-seen" not in told
