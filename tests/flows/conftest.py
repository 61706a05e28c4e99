"""The command as a person runs it: a process of its own, a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prefect.testing.utilities import prefect_test_harness

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """One ephemeral Prefect server for all tests that call flows in this process."""
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLEDGEBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PLEDGEBOOK_WAREHOUSE", raising=False)
    return tmp_path / "home"


@pytest.fixture
def pledgebook(home: Path, project_root: Path) -> Command:
    """Run the command, from a folder that is not the project's."""

    def run(*arguments: str, stdin: str | None = None, check: int | None = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "flows", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
            cwd=home.parent,
            env=os.environ | {"PYTHONPATH": str(project_root)},
        )
        assert check is None or done.returncode == check, done.stderr
        return done

    return run
