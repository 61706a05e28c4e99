"""The command as a person runs it: a process of its own, a home of its own, a folder that is not the project's."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

Command = Callable[..., subprocess.CompletedProcess[str]]


def command(environment: dict[str, str], home: Path, project_root: Path) -> Command:
    """`command(...)("query", "select 1", check=0)`; `check=None` takes any exit code.

    `through` names a program that runs the command, such as unshare; further names are environment variables.
    """
    environment = environment | {"PLEDGEBOOK_HOME": str(home), "PYTHONPATH": str(project_root)}

    def run(
        *arguments: str, stdin: str | None = None, check: int | None = 0, through: Sequence[str] = (), **more: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*through, sys.executable, "-m", "flows", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
            cwd=home.parent,
            env=environment | more,
        )
        assert check is None or done.returncode == check, done.stdout + done.stderr
        return done

    return run
