"""What a person sees while sources are read: a bar that counts them on a terminal, and no trace of one in a log."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.flows.command import Command

ON_A_TERMINAL = """
import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
"""
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.mark.slow
def test_a_bar_on_a_terminal_and_lines_elsewhere(pledgebook: Command, project_root: Path) -> None:
    folder = str(project_root / "seeds" / "releases")
    seen = pledgebook(
        "ingest", "--folder", folder, through=(sys.executable, "-c", ON_A_TERMINAL), TERM="xterm", COLUMNS="100"
    ).stdout
    assert re.search(r"sources .*1/1 2 new", CONTROL.sub("", seen)), seen
    assert "\x1b[2K" in seen, "the bar is not taken away at its end"
    logged = pledgebook("ingest", "--folder", folder)
    assert "sources" not in logged.stderr
    assert "\x1b" not in logged.stdout + logged.stderr
