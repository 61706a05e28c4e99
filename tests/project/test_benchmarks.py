"""Each benchmark measures what the code is now: run small, it gets to its verdict. No time is judged here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = {
    "book": ("--targets", "10000"),
    "fetch": ("--feeds", "5"),
    "ledger": ("2000",),
    "load": ("8000",),
    "reprocess": ("--releases", "20"),
    "runners": ("40", "--runner", "one thread"),
    "sameness": ("60",),
}
# How the others are run, and why not here.
NOT_RUN = {
    "cleaning": "it reads every page in turn, against a library: `python -m benchmarks.cleaning`",
    "extract": "a megabyte of anything is its least: `make benchmark-extract`",
    "report": "it writes the files of 520 weeks: `python -m benchmarks.report 2000`",
    "server": "a server of its own and four runs at the least: `python -m benchmarks.server`",
}
PARTS = {"__init__", "hostile", "libraries"}


def test_every_benchmark_is_run_or_told() -> None:
    found = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    assert found == {*SMALL, *NOT_RUN, *PARTS}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SMALL))
def test_a_benchmark_reaches_its_verdict(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", *SMALL[name]]
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(tmp_path), capture_output=True, text=True, check=False, timeout=300
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1), done.stderr  # 1: slower than its limit, which a small or busy run may be
    assert any(character.isdigit() for character in done.stdout), done.stdout


def _environment(home: Path) -> dict[str, str]:
    """Nothing of this machine's settings but its PATH; what is written goes to a folder of the test."""

    return {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home)}
