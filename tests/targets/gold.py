"""The gold sets and what the extractor makes of them.

Run as a program (`python tests/targets/gold.py FOLDER SET ...`) it prints the rows as JSON, a document a line. It imports
nothing but the extractor, so that the rows of another revision can be made by the same program.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets

SETS = ("seeds", "releases", "sbti_dev", "nzt_dev", "wire_dev", "ordinary", "varied", "newsroom", "sentences")
OWN = Path(__file__).with_name("releases")  # sets that ship with the project, every company invented
ARCHIVE = "archive_dev"  # without labels

Document = dict[str, Any]
Row = dict[str, Any]


def named_folder() -> Path | None:
    """The folder of labelled data that PLEDGEBOOK_EVAL_DATA names; says on stderr where it names none."""
    named = os.environ.get("PLEDGEBOOK_EVAL_DATA")
    if not named:
        print("set PLEDGEBOOK_EVAL_DATA to the folder of labelled data", file=sys.stderr)
    return Path(named) if named else None


def _lines(folder: Path, name: str) -> Iterator[str]:
    own = OWN / f"{name}.jsonl"
    path = own if own.exists() else folder / "gold" / f"{name}.jsonl"
    packed = path.with_name(f"{name}.jsonl.gz")
    if not path.exists() and not packed.exists():
        raise FileNotFoundError(
            f"no gold set {name!r} in {path.parent}: there is neither {path.name} nor {packed.name}"
        )
    with path.open(encoding="utf-8") if path.exists() else gzip.open(packed, "rt", encoding="utf-8") as opened:
        yield from (line for line in opened if line.strip())


def read_gold(folder: Path, name: str) -> list[Document]:
    """The documents of a set, each with its `text`."""
    gold: list[Document] = [json.loads(line) for line in _lines(folder, name)]
    for document in gold:
        if "seed" in document:
            document["text"] = (folder / "seeds" / document["seed"]).read_text(encoding="utf-8")
    return gold


def rows_of(document: Document, *, blind: bool) -> list[Row]:
    """The rows of a document as a user gets them in JSON; `blind` gives the extractor nothing but the text."""
    known: dict[str, Any] = {}
    if not blind:
        day = document.get("published_at")
        known = {
            "title": document.get("title"),
            "issuer": document.get("company"),
            "published_on": date.fromisoformat(day) if day else None,
        }
    found = extract_targets(release_from_text(document["text"], **known))
    rows: list[Row] = json.loads(json.dumps([asdict(row) for row in found]))
    return rows


def predicted(folder: Path, name: str, gold: list[Document] | None = None) -> list[Document]:
    """The extractor's rows for each document of a set; seeds are read from the text alone, as their pages come."""
    documents = read_gold(folder, name) if gold is None else gold
    return [{"id": one["id"], "targets": rows_of(one, blind=name == "seeds")} for one in documents]


def main(folder: str, *names: str) -> None:
    for name in names:
        for one in predicted(Path(folder), name):
            print(json.dumps({"set": name, **one}, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
