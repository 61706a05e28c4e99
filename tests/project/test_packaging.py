"""What a newcomer's machine gets from the project's own files."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest


def test_prefect_server_app_can_be_built() -> None:
    """fastapi 0.155 and later break it: the pin stands in pyproject for this reason."""
    code = "from prefect.server.api.server import create_app; assert create_app().routes"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_lock_has_exact_versions_and_no_url(project_root: Path) -> None:
    lines = (project_root / "requirements.lock").read_text().splitlines()
    pinned = [line for line in lines if line and not line.startswith(("#", " "))]
    assert len(pinned) > 50
    for line in pinned:
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==[^ ]+( ; .+)?$", line, re.IGNORECASE), line
    assert "://" not in "\n".join(lines)


def test_lock_is_what_is_installed(project_root: Path) -> None:
    for name in ("prefect", "duckdb", "fastapi", "pandas"):
        assert f"{name}=={metadata.version(name)}" in (project_root / "requirements.lock").read_text()


def test_lock_is_complete(project_root: Path) -> None:
    """It is installed without looking for dependencies: a missing one would show at the first import only."""
    check = [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"]
    done = subprocess.run(check, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("extra", ["dask", "ray"])
def test_extras_resolve_with_what_is_locked(project_root: Path, extra: str) -> None:
    """pip works out what it would install beside the locked versions, and installs nothing."""
    resolve = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--disable-pip-version-check"]
    resolve += ["--constraint", "requirements.lock", f".[{extra}]"]
    done = subprocess.run(resolve, cwd=project_root, capture_output=True, text=True, timeout=220, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_every_dependency_says_why_it_is_there(project_root: Path) -> None:
    text = (project_root / "pyproject.toml").read_text()
    for dependency in tomllib.loads(text)["project"]["dependencies"]:
        line = next(line for line in text.splitlines() if f'"{dependency}"' in line)
        assert "#" in line, f"{dependency} does not say why it is there"


@pytest.mark.slow
def test_wheel_carries_every_room(project_root: Path, tmp_path: Path) -> None:
    """setuptools left a package called tasks out without a word; SQL and vocabulary must travel too."""
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), "."]
    subprocess.run(build, check=True, cwd=project_root)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    for wanted in ("flows/cli.py", "tasks/targets/extract.py", "warehouse/connect.py", "flows/seeds/sources.toml"):
        assert wanted in names
    assert any(name.startswith("warehouse/schema/") and name.endswith(".sql") for name in names)
    assert any(name.startswith("tasks/targets/lexicon/") and name.endswith(".toml") for name in names)
