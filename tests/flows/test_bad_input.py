"""Bad input gets an error or a set-aside row that names the thing and the remedy; the rest of the run goes on."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tests.flows.command import Command

GOOD = """Lindqvist Mills to halve its emissions

STOCKHOLM, March 3, 2025 -- Lindqvist Mills AB today announced a new climate goal.

Lindqvist Mills commits to reduce its scope 1 and 2 emissions by 50% by 2031 from a 2021 base year.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    (made / "good.txt").write_text(GOOD, encoding="utf-8")
    return made


def test_a_bad_file_is_set_aside_and_the_rest_goes_on(pledgebook: Command, home: Path, folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "huge.txt").write_bytes(b"The company reports. " * (50_000_000 // 21))
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (folder / "disguised.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (folder / "latin.txt").write_bytes(GOOD.replace("Lindqvist", "Löfgren").encode("cp1252"))
    done = pledgebook("run", "--folder", str(folder), "--strict", check=3)
    for name in ("empty.txt", "huge.txt", "binary.txt", "paper.pdf", "disguised.txt"):
        assert name in done.stderr
    with duckdb.connect(str(home / "warehouse_read.duckdb"), read_only=True) as connection:
        companies = connection.execute("select distinct company from core_target order by 1").fetchall()
        aside = connection.execute("select ref from raw_reject").fetchall()
    assert companies == [("Lindqvist Mills",), ("Löfgren Mills",)]
    assert len(aside) == 5


def test_a_folder_that_does_not_exist(pledgebook: Command, tmp_path: Path) -> None:
    done = pledgebook("run", "--folder", str(tmp_path / "nowhere"), check=1)
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_key_names_file_line_and_keys(pledgebook: Command, home: Path) -> None:
    home.mkdir()
    (home / "sources.toml").write_text('[[source]]\nname = "x"\nfolder = "."\nisuer = "X"\n', encoding="utf-8")
    done = pledgebook("run", check=1)
    for part in ("sources.toml", "4", "isuer", "issuer"):
        assert part in done.stderr


def test_an_unknown_source_names_those_there_are(pledgebook: Command) -> None:
    done = pledgebook("ingest", "--source", "nope", check=1)
    assert "nope" in done.stderr
    assert "seeds" in done.stderr


def test_a_warehouse_of_a_newer_version(pledgebook: Command, seeded: Path) -> None:
    with duckdb.connect(str(seeded / "warehouse.duckdb")) as connection:
        columns = [row[0] for row in connection.execute("describe meta_migration").fetchall()]
        number = columns[0]
        connection.execute(
            f"insert into meta_migration select * replace (9999 as {number}) from meta_migration limit 1"
        )
    done = pledgebook("run", check=1)
    assert "warehouse.duckdb" in done.stderr
    assert "newer" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["report", "--week", "2025-W60"], "2025-W60"),
        (["report", "--since", "2025-05-01", "--until", "2025-04-01"], "until"),
        (["extract", "nowhere.txt"], "nowhere.txt"),
    ],
)
def test_wrong_words(pledgebook: Command, arguments: list[str], part: str) -> None:
    done = pledgebook(*arguments, check=1)
    assert part in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_use_is_two(pledgebook: Command) -> None:
    assert pledgebook("report", "--since", "yesterday", check=2).stderr
    assert pledgebook("dance", check=2).stderr


def test_a_broken_json_line_is_named_and_the_others_are_read(pledgebook: Command) -> None:
    lines = json.dumps({"id": 1, "text": GOOD}) + "\n{broken\n[]\n" + json.dumps({"id": 2, "text": GOOD}) + "\n"
    done = pledgebook("extract", "--jsonl", stdin=lines)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [len(row["targets"]) for row in rows if "targets" in row] == [1, 1]
    assert "line 2" in done.stderr
    assert "line 3" in done.stderr
