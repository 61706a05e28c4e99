"""What a newcomer sees: the two seed releases, their seven targets, and nothing new the second time."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.books import tables
from tests.flows.command import Command

SEED_TARGETS = {
    ("Chery", "reduce", "ghg", 5.0, 2026),
    ("Chery", "reduce", "energy", 5.0, 2026),
    ("Chery", "reduce", "water", 5.0, 2026),
    ("Chery", "reduce", "waste", 2.0, 2026),
    ("Chery", "reach", "nature", 12000.0, 2027),
    ("Hisense", "peak", "ghg", None, 2026),
    ("Hisense", "net_zero", "ghg", None, 2050),
}


@pytest.fixture
def texts(project_root: Path) -> Iterator[dict[str, str]]:
    return {path.name: path.read_text("utf-8") for path in sorted((project_root / "seeds/releases").glob("*.txt"))}


def test_extract_of_raw_seed_texts(pledgebook: Command, texts: dict[str, str]) -> None:
    lines = "\n".join(json.dumps({"id": name, "text": text}) for name, text in texts.items())
    done = pledgebook("extract", "--jsonl", stdin=lines)
    rows = [(row, texts[out["id"]]) for out in map(json.loads, done.stdout.splitlines()) for row in out["targets"]]
    got = [(r["company"], r["action"], r["topic"], r["value"], r["target_year"]) for r, _ in rows]
    assert set(got) == SEED_TARGETS
    assert len(got) == len(SEED_TARGETS)
    assert all(text[row["start"] : row["end"]] == row["evidence"] for row, text in rows)


def test_seeds_score_one_by_the_shared_scorer(
    pledgebook: Command, texts: dict[str, str], eval_data: Path, tmp_path: Path
) -> None:
    gold = [json.loads(line) for line in (eval_data / "gold" / "seeds.jsonl").read_text("utf-8").splitlines()]
    lines = "\n".join(json.dumps({"id": doc["id"], "text": texts[doc["seed"]]}) for doc in gold)
    predicted = [json.loads(line) for line in pledgebook("extract", "--jsonl", stdin=lines).stdout.splitlines()]
    score = runpy.run_path(str(eval_data / "score_targets.py"))["score"]
    result, errors = score(gold, predicted, 9)
    assert (result["core_f1"], result["full_f1"], result["false_rows"]) == (1.0, 1.0, 0), errors


def test_run_without_a_server_then_with_one(
    pledgebook_alone: Command, pledgebook: Command, home: Path, texts: dict[str, str]
) -> None:
    first = pledgebook_alone("run")
    with_evidence = " ".join(first.stdout.replace("│", " ").split())
    assert "7 targets read" in first.stdout
    assert "Starting Prefect" in first.stderr
    assert "INFO" not in first.stderr
    for place in ("warehouse.duckdb", "warehouse_read.duckdb", "reports"):
        assert str(home / place) in first.stdout
    for sentence in ("Chery also announced", "12,000 mangroves will be restored", "aiming for peak carbon emissions"):
        assert sentence in with_evidence
    book = tables(home / "warehouse.duckdb")
    targets = {(r[0], r[1], r[2], r[3], r[4]) for r in seed_rows(home / "warehouse_read.duckdb")}
    assert targets == SEED_TARGETS
    assert len(book["out_week_targets"]) == len(SEED_TARGETS)

    second = pledgebook("run")
    assert "Starting Prefect" not in second.stderr
    assert "Nothing new" in second.stdout
    assert "No week has changed" in second.stdout
    assert tables(home / "warehouse.duckdb") == book
    weeks = sorted(path.name for path in (home / "reports").iterdir())
    assert "2025-W18" in weeks
    assert (home / "reports" / "2025-W18" / "out_week_targets.csv").is_file()


def seed_rows(path: Path) -> list[tuple[object, ...]]:
    import duckdb  # noqa: PLC0415

    with duckdb.connect(str(path), read_only=True) as connection:
        sql = "select company, action, topic, value, target_year from core_target"
        return connection.execute(sql).fetchall()


def test_dated_and_undated_weeks_say_which(pledgebook: Command, seeded: Path) -> None:
    done = pledgebook(
        "query", "select distinct company, week, dated_by from out_week_targets order by 1", "--format", "json"
    )
    rows = json.loads(done.stdout)
    assert rows[0] == {"company": "Chery", "week": "2025-W18", "dated_by": "published"}
    assert rows[1]["company"] == "Hisense"
    assert rows[1]["dated_by"] == "first_seen"


def test_report_of_one_week(pledgebook: Command, seeded: Path, tmp_path: Path) -> None:
    done = pledgebook("report", "--week", "2025-W18", "--out", str(tmp_path / "out"))
    assert "Chery" in done.stdout
    markdown = (tmp_path / "out" / "2025-W18" / "weekly.md").read_text("utf-8")
    assert "12,000 mangroves will be restored" in markdown
    assert "Hisense" not in markdown
    assert {"out_week_summary.csv", "out_week_summary.parquet"} <= {
        path.name for path in (tmp_path / "out" / "2025-W18").iterdir()
    }
