"""The diff as files: CSV and Parquet whole, Markdown with the first changes; all of them there, or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.report.files import cell, frame
from tasks.report.markdown import counted, escaped
from tasks.rereading.spool import Spool, unwritable

TABLES = {"changes_targets": "targets", "changes_fields": "fields", "changes_releases": "releases"}
SHOWN = 200  # changes on the Markdown page; the other files have all
_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def write_diff(spool: Spool, pieces: int, folder: Path, heading: str) -> list[Path]:
    """Write targets, fields, releases and set_aside as .csv and .parquet, and diff.md, into a new folder.

    Piece by piece, so that memory does not grow with the changes. Raises RereadingError where there is no room.
    """
    draft = folder.with_name(f".{folder.name}")
    try:
        draft.mkdir(parents=True, exist_ok=True)
        for table, name in (TABLES | {"set_aside": "set_aside"}).items():
            _write(draft / name, (spool.get(number, table) for number in range(pieces)))
        page = f"# {escaped(heading)}\n\n{diff_markdown(first_changes(spool, pieces, SHOWN))}"
        (draft / "diff.md").write_text(page, encoding="utf-8")
        draft.replace(folder)
    except OSError as wrong:
        raise unwritable(folder, wrong) from wrong
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return sorted(folder.iterdir())


def _write(path: Path, tables: Iterable[pa.Table]) -> None:
    writer = None
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as csv:
        for table in tables:
            frame(table).map(cell).to_csv(csv, index=False, header=writer is None)
            writer = writer or pq.ParquetWriter(path.with_suffix(".parquet"), table.schema)
            writer.write_table(table)
    if writer:
        writer.close()


def first_changes(spool: Spool, pieces: int, most: int) -> list[dict[str, Any]]:
    """The first targets that were gained, lost or changed, in the order of the diff."""
    found: list[dict[str, Any]] = []
    for number in range(pieces):
        rows = spool.get(number, "changes_targets").to_pylist()
        found += [row for row in rows if row["change"] in _SIGNS]
        if len(found) >= most:
            break
    return found[:most]


def first_set_aside(spool: Spool, pieces: int, most: int) -> tuple[dict[str, str], ...]:
    """The first items whose bytes the archive has not, each with ref, reason and detail."""
    found: list[dict[str, str]] = []
    for number in range(pieces):
        found += spool.get(number, "set_aside").to_pylist()
        if len(found) >= most:
            break
    return tuple(found[:most])


def change_in_words(row: Mapping[str, Any]) -> str:
    """A change on one line: its sign, company and promise, before and after where it changed."""
    promise = row["promise_after"] or row["promise_before"]
    if row["change"] == "changed" and row["promise_before"] != row["promise_after"]:
        promise = f"{row['promise_before']} -> {row['promise_after']}"
    elif row["change"] == "changed":
        promise = f"{promise} ({row['fields']})"
    cause = f" ({row['cause']})" if row["cause"] else ""
    return f"{_SIGNS[row['change']]} {row['company'] or 'unknown company'}: {promise}{cause}"


def diff_markdown(rows: Iterable[Mapping[str, Any]]) -> str:
    """The changes as a list, each with its evidence and its release."""
    return "\n".join(_entries(rows)) or "No target was gained, lost or changed.\n"


def _entries(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        title, link = escaped(row["title"] or row["link"]), str(row["link"])
        where = f"[{title}](<{link}>)" if link.startswith(("http://", "https://")) else f"{title} ({escaped(link)})"
        evidence = dict.fromkeys(one for one in (row["evidence_before"], row["evidence_after"]) if one)
        quotes = "\n\n".join(f"  > {escaped(one)}" for one in evidence)
        yield f"- `{row['change']}` {escaped(change_in_words(row)[2:])}  \n  {where}\n\n{quotes}\n"


def in_words(counts: Mapping[str, int]) -> str:
    """The counts of a run on one line."""
    targets = ", ".join(f"{counts.get(f'targets_{kind}', 0)} {kind}" for kind in ("gained", "lost", "changed", "moved"))
    releases = ", ".join(f"{counts.get(f'releases_{kind}', 0)} {kind}" for kind in ("gained", "lost", "changed"))
    return (
        f"{counted(counts.get('read', 0), 'documents')} read again; targets: {targets}; releases: {releases}; "
        f"{counts.get('set_aside', 0)} set aside"
    )
