"""A backup brings back the book, the archive and the user's own files, to an empty place and nowhere else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.flows.books import tables
from tests.flows.servers import bare_environment


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
