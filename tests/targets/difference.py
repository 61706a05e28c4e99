"""What a change of vocabulary or rules did to the rows: `make eval-diff`.

The extractor of another revision (REV, by default HEAD, the last commit) and that of the working tree read every gold set;
printed are the rows gained, lost and changed, each with its evidence, its rules and, where the labels say so, whether it is
right. `--archive` reads the unlabelled releases too, which takes a few minutes.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.targets import gold
from tests.targets.gold import ARCHIVE, SETS, Document, Row, named_folder, read_gold
from tests.targets.scores import right_rows

ROOT = Path(__file__).resolve().parents[2]
_UNSAID = {"rules", "confidence"}  # how a row was made, not what it says
_NAMING = ("kind", "action", "topic", "value", "unit", "target_year", "company", "scopes", "metric")


@dataclass(frozen=True)
class Change:
    """A row gained (no `before`), lost (no `after`) or changed, and whether the row that is named is right."""

    document: str
    before: Row | None
    after: Row | None
    verdict: str

    @property
    def sort(self) -> str:
        """gained, lost or changed."""
        return "gained" if self.before is None else "lost" if self.after is None else "changed"


def exported(revision: str, folder: Path) -> None:
    """The package `tasks` of a revision, written into a folder.

    Raises SystemExit where git does not know the revision.
    """
    packed = subprocess.run(["git", "archive", revision, "tasks"], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        raise SystemExit(f"no revision {revision!r} to compare with: {packed.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(folder, filter="data")


def started(source: Path, folder: Path, names: Sequence[str]) -> subprocess.Popen[bytes]:
    """The extractor of a source tree at work on some sets, its rows on its standard output."""
    command = [sys.executable, gold.__file__, str(folder.resolve()), *names]
    environment = os.environ | {"PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(command, cwd=source, env=environment, stdout=subprocess.PIPE)


def rows_by_document(output: bytes) -> dict[tuple[str, str], list[Row]]:
    """The rows of a run by (set, document)."""
    documents = [json.loads(line) for line in output.decode("utf-8").splitlines()]
    return {(one["set"], one["id"]): one["targets"] for one in documents}


def both_runs(revision: str, folder: Path, names: Sequence[str]) -> Iterator[dict[tuple[str, str], list[Row]]]:
    """The rows of the revision, then those of the working tree; both run at once."""
    with tempfile.TemporaryDirectory() as temporary:
        exported(revision, Path(temporary))
        runs = [started(source, folder, names) for source in (Path(temporary), ROOT)]
        outputs = [run.communicate()[0] for run in runs]
    if any(run.returncode for run in runs):
        raise SystemExit("an extractor failed; its error stands above")
    yield from map(rows_by_document, outputs)


def _said(row: Row) -> str:
    return json.dumps({key: value for key, value in row.items() if key not in _UNSAID}, sort_keys=True)


def _likeness(one: Row, other: Row) -> int:
    """In how much two rows agree; 0 where they stand in different places."""
    if one["end"] <= other["start"] or other["end"] <= one["start"]:
        return 0
    return sum(one.get(field) == other.get(field) for field in _NAMING)


def paired(before: list[Row], after: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows that differ, likest first: pairs that changed, then those that only one side has."""
    same = Counter(map(_said, before)) & Counter(map(_said, after))
    old, new = _without(before, same), _without(after, same)
    likeness = {(i, j): _likeness(one, other) for i, one in enumerate(old) for j, other in enumerate(new)}
    free_old, free_new = set(range(len(old))), set(range(len(new)))
    for (i, j), score in sorted(likeness.items(), key=lambda item: -item[1]):
        if score > len(_NAMING) // 2 and i in free_old and j in free_new:
            free_old.remove(i)
            free_new.remove(j)
            yield old[i], new[j]
    yield from ((old[i], None) for i in sorted(free_old))
    yield from ((None, new[j]) for j in sorted(free_new))


def _without(rows: list[Row], same: Counter[str]) -> list[Row]:
    left, kept = Counter(same), []
    for row in rows:
        said = _said(row)
        if left[said]:
            left[said] -= 1
        else:
            kept.append(row)
    return kept


def changes(folder: Path, document: Document, before: list[Row], after: list[Row]) -> Iterator[Change]:
    """What changed in one document."""
    labelled = [
        kind for kind, key in (("target", "targets"), ("achievement", "achievements")) if document.get(key) is not None
    ]
    right = {id(rows[number]) for rows in (before, after) for number in right_rows(folder, document, rows)}

    def verdict(row: Row | None) -> str:
        if row is None:
            return ""
        known = row["kind"] in labelled and not document.get("recall_only")
        return "right" if id(row) in right else "wrong" if known else "?"

    for old, new in paired(before, after):
        verdicts = [word for word in (verdict(old), verdict(new)) if word]
        yield Change(document["id"], old, new, " -> ".join(verdicts))


def shown(change: Change) -> list[str]:
    """A change as lines: what the row says, or the fields that differ, its rules and its evidence."""
    row = change.after or change.before
    assert row is not None
    if change.before and change.after:
        said = {
            key: [change.before.get(key), row[key]]
            for key in row
            if change.before.get(key) != row[key] and key not in _UNSAID
        }
        head = {key: row[key] for key in _NAMING[:6]}
    else:
        said, head = (
            {},
            {
                key: value
                for key, value in row.items()
                if value not in (None, []) and key not in {*_UNSAID, "evidence", "start", "end"}
            },
        )
    lines = [f"  {change.sort:<8}{change.verdict:<16}{change.document}  {json.dumps(head, ensure_ascii=False)}"]
    lines += [f"          {key}: {old!r} -> {new!r}"[:300] for key, (old, new) in said.items()]
    lines.append(f"          rules: {', '.join(row['rules'])}")
    lines.append(f"          « {row['evidence'][:300]} »")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision", nargs="?", default="HEAD", help="what to compare with (default: HEAD)")
    parser.add_argument("--archive", action="store_true", help="read the unlabelled releases too")
    parser.add_argument(
        "--set", action="append", choices=(*SETS, ARCHIVE), dest="sets", metavar="NAME", help="this set alone"
    )
    asked = parser.parse_args(arguments)
    folder = named_folder()
    if folder is None:
        return 2
    names = asked.sets or [*SETS, *([ARCHIVE] if asked.archive else [])]
    before, after = both_runs(asked.revision, folder, names)
    summary = [f"{'set':<14}{'before':>8}{'after':>8}{'gained':>8}{'lost':>8}{'changed':>8}   verdicts"]
    for name in names:
        found = []
        for document in read_gold(folder, name):
            key = (name, document["id"])
            found += list(changes(folder, document, before[key], after[key]))
        if found:
            print(name)
            print("\n".join(line for change in sorted(found, key=lambda one: one.sort) for line in shown(change)))
        summary.append(summary_line(name, before, after, found))
    print("\n".join(summary))
    return 0


def summary_line(
    name: str,
    before: dict[tuple[str, str], list[Row]],
    after: dict[tuple[str, str], list[Row]],
    found: Sequence[Change],
) -> str:
    """A set's counts: rows on either side, changes by sort, and by sort and verdict."""
    sides = [sum(len(rows) for (of, _), rows in side.items() if of == name) for side in (before, after)]
    sorts = Counter(change.sort for change in found)
    verdicts = Counter(f"{change.sort} {change.verdict}" for change in found)
    counts = "".join(f"{number:>8}" for number in (*sides, sorts["gained"], sorts["lost"], sorts["changed"]))
    return f"{name:<14}{counts}   {', '.join(f'{count} {sort}' for sort, count in sorted(verdicts.items()))}"


if __name__ == "__main__":
    sys.exit(main())
