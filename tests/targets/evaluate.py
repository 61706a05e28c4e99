"""Scores on the gold sets: `python -m tests.targets.evaluate [ERRORS]`, PLEDGEBOOK_EVAL_DATA naming their folder."""

from __future__ import annotations

import json
import os
import runpy
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets

SETS = ("seeds", "releases", "sbti_dev", "nzt_dev", "wire_dev")
SHOWN = (
    "gold",
    "core_precision",
    "core_recall",
    "core_f1",
    "full_f1",
    "false_rows",
    "false_releases",
    "achievement_f1",
)


def read_gold(folder: Path, name: str) -> list[dict[str, Any]]:
    lines = (folder / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    for document in gold:
        if "seed" in document:
            document["text"] = (folder / "seeds" / document["seed"]).read_text(encoding="utf-8")
    return gold


def predicted(document: dict[str, Any], *, blind: bool) -> dict[str, Any]:
    """Rows of a document; `blind` gives nothing but the text."""
    known: dict[str, Any] = {}
    if not blind:
        company = document.get("company")
        day = document.get("published_at")
        known = {
            "title": document.get("title"),
            "issuer": company,
            "published_on": date.fromisoformat(day) if day else None,
        }
    release = release_from_text(document["text"], **known)
    rows = [asdict(target) for target in extract_targets(release)]
    return {"id": document["id"], "targets": json.loads(json.dumps(rows))}  # tuples to lists, as a user gets them


def score_set(folder: Path, name: str, keep_errors: int = 0) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    gold = read_gold(folder, name)
    score = runpy.run_path(str(folder / "score_targets.py"))["score"]
    result: tuple[dict[str, Any], list[dict[str, Any]]] = score(
        gold, [predicted(document, blind=name == "seeds") for document in gold], keep_errors
    )
    return result


def main() -> int:
    named = os.environ.get("PLEDGEBOOK_EVAL_DATA")
    if not named:
        print("set PLEDGEBOOK_EVAL_DATA to the folder of labelled data", file=sys.stderr)
        return 2
    wanted = sys.argv[2:] or SETS
    print(f"{'set':<10}" + "".join(f"{name:>16}" for name in SHOWN))
    for name in wanted:
        result, errors = score_set(Path(named), name, int(sys.argv[1]) if len(sys.argv) > 1 else 0)
        shown = (result.get(field, "") for field in SHOWN)
        print(
            f"{name:<10}"
            + "".join(f"{value:>16.3f}" if isinstance(value, float) else f"{value:>16}" for value in shown)
        )
        for error in errors:
            for side in ("missed", "extra"):
                for row in error[side]:
                    kept = {k: v for k, v in row.items() if v not in (None, [], "", ()) and k not in ("start", "end")}
                    print(error["id"], side, json.dumps(kept, ensure_ascii=False)[:700])
    return 0


if __name__ == "__main__":
    sys.exit(main())
