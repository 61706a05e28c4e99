"""Two writers and five readers at once: nothing lost or doubled, nobody blocked or shown half a load.

PLEDGEBOOK_SOAK_S is how long, in seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import read_settings
from tests.flows.books import as_it_stands
from tests.flows.servers import bare_environment
from tests.postgres import Postgres

SECONDS = float(os.environ.get("PLEDGEBOOK_SOAK_S", "8"))
WRITERS, READERS = 2, 5


def soak(settings: dict[str, str], project_root: Path, name: str) -> None:
    environment = bare_environment() | settings | {"PYTHONPATH": str(project_root)}
    roles = [("write", f"w{i}") for i in range(WRITERS)] + [("read", f"r{i}") for i in range(READERS)]
    crowd = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.load", role, one, str(SECONDS)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for role, one in roles
    ]
    ended = [(*process.communicate(timeout=SECONDS + 200), process.returncode) for process in crowd]
    assert [code for _, _, code in ended] == [0] * len(crowd), [said.decode()[-600:] for _, said, _ in ended]
    did = [json.loads(said) for said, _, _ in ended]
    loads = sum(one["loads"] for one in did[:WRITERS])
    found = {"loads": loads, "reads": sum(one["reads"] for one in did[WRITERS:])}
    slowest = {"longest_load_s": max(one["longest_s"] for one in did[:WRITERS])}
    slowest["longest_read_s"] = max(one["longest_s"] for one in did[WRITERS:])
    print(f"\n{name}, {SECONDS:.0f} s: {found} {slowest}")
    ids = "select count(*), count(distinct {0}) from {1}"
    with as_it_stands(read_settings(settings).warehouse) as book:
        assert book.execute(ids.format("release_id", "core_release")).fetchall() == [(loads, loads)]
        assert book.execute(ids.format("target_id", "core_target")).fetchall() == [(2 * loads, 2 * loads)]
        assert book.execute(ids.format("document_id", "raw_document")).fetchall() == [(loads, loads)]
    assert loads >= WRITERS
    assert found["reads"] >= READERS


@pytest.mark.slow
def test_a_file(project_root: Path, tmp_path: Path) -> None:
    soak({"PLEDGEBOOK_HOME": str(tmp_path)}, project_root, "file")


@pytest.mark.slow
def test_a_lake(project_root: Path, tmp_path: Path, postgres: Postgres) -> None:
    named = f"ducklake:postgres:{postgres.database('soak')}"
    soak({"PLEDGEBOOK_HOME": str(tmp_path), "PLEDGEBOOK_WAREHOUSE": named}, project_root, "lake")
