"""Several commands in one process, as a person types them one after another; the book is kept after each of them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SCRIPT = """
import contextlib, io, json, shutil, sys
from pathlib import Path
from flows.cli import main
home = Path(sys.argv[1])
for number, arguments in enumerate(json.load(sys.stdin)):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    for name in ("warehouse", "warehouse_read"):
        shutil.copyfile(home / f"{name}.duckdb", home.parent / f"{name}-{number}.duckdb")
    print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    stdout: str
    stderr: str
    book: Path
    published: Path


def in_a_row(
    environment: dict[str, str], home: Path, project_root: Path, commands: Sequence[Sequence[str]]
) -> list[Answer]:
    """One Prefect is started for all of them; each answer names copies of the book and of the published file."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(home)],
        input=json.dumps(commands),
        env=environment | {"PLEDGEBOOK_HOME": str(home), "PYTHONPATH": str(project_root)},
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(commands), done.stderr
    places = [
        [home.parent / f"{name}-{n}.duckdb" for name in ("warehouse", "warehouse_read")] for n in range(len(answers))
    ]
    return [Answer(*answer, *place) for answer, place in zip(answers, places, strict=True)]


def copied(home: Path, to: Path) -> Path:
    """A home of its own with the same book, archive and reports."""
    return Path(shutil.copytree(home, to))
