"""A piece of work of reprocess: the same cleaner and extractor as ingest, and what differs from the book."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tasks import rows
from tasks.clean import clean
from tasks.extract import extract
from tasks.ledger.wording import in_words
from tasks.releases.records import Release, Section
from tasks.rereading.diff import (
    FIELD_COLUMNS,
    RELEASE_COLUMNS,
    TARGET_COLUMNS,
    Reading,
    Row,
    field_changes,
    is_same,
    release_changes,
    target_changes,
)
from tasks.rereading.plan import Planned
from tasks.rereading.run import Run
from tasks.sources.archive import read_archived
from tasks.sources.errors import ArchiveError
from tasks.sources.records import ArchivedDocument, Reject
from tasks.store import document_tables
from tasks.targets.extract import EXTRACTOR_VERSION, extract_targets

Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of work: its number, items, and their rows in the book by table."""

    number: int
    planned: Sequence[Planned]
    stored: Tables
    run: Run


@dataclass(frozen=True, slots=True)
class _Item:
    """An item before and after. Not read: its bytes could not be had, so that it stays as it was."""

    planned: Planned
    before: Reading | None
    after: Reading | None
    rejects_before: frozenset[tuple[str, str]]
    rejects: frozenset[tuple[str, str]]
    is_read: bool
    is_of_today: bool

    @property
    def is_touched(self) -> bool:
        """Whether storing it would change anything in the book."""
        if not self.is_read:
            return not self.rejects <= self.rejects_before
        return not (self.is_of_today and self.rejects == self.rejects_before and is_same(self.before, self.after))


def read_chunk(chunk: Chunk) -> Counter[str]:
    """Read it again, keep its tables and its changes in the spool, and count them."""
    tables, aside = _from_archive(chunk) if chunk.run.stage == "clean" else (_from_text(chunk), [])
    items = _items(chunk, tables, aside)
    touched = [item for item in items if item.is_touched]
    changes = _changes(touched) | {"set_aside": _texts("ref reason detail", [asdict(one) for one in aside])}
    kept = _only(tables, touched)
    chunk.run.spool.put(chunk.number, kept | changes | {"touched": _touched(touched)})
    counts = Counter(read=sum(item.is_read for item in items), touched=len(touched), set_aside=len(aside))
    for name in ("targets", "releases"):
        counts.update(f"{name}_{change}" for change in changes[f"changes_{name}"]["change"].to_pylist())
    return counts


def _from_archive(chunk: Chunk) -> tuple[Tables, list[Reject]]:
    """The archived bytes through cleaner and extractor, as ingest does it; and what the archive has not."""
    archived: list[ArchivedDocument] = []
    aside: list[Reject] = []
    for one in chunk.planned:
        try:
            archived.append(_archived(chunk.run.archive, one))
        except ArchiveError as wrong:
            aside.append(Reject("clean", one.ref, wrong.reason, str(wrong)))
    tables = document_tables(extract.fn(clean.fn(archived)), chunk.run.run_id, chunk.run.now)
    tables["raw_reject"] = pa.concat_tables(
        [tables["raw_reject"], rows.rejects(aside, chunk.run.run_id, chunk.run.now)]
    )
    tables["core_release"] = _first_seen(tables["core_release"], chunk.planned)
    # The documents as the book has them, and no attempt to fetch: storing changes what was read, and nothing else.
    read = tables["raw_document"]["release_id"]
    tables["raw_document"] = chunk.stored["documents"].filter(pc.is_in(chunk.stored["documents"]["release_id"], read))
    return tables | {"raw_fetch": tables["raw_fetch"].slice(0, 0)}, aside


def _archived(archive: Path, one: Planned) -> ArchivedDocument:
    if one.warc_file is None or one.warc_offset is None:
        raise ArchiveError("its bytes were never archived: fetch it again", reason="not_archived")
    found = read_archived(archive, one.warc_file, one.warc_offset)
    if found.document.document_id != one.document_id:
        place = f"{archive / one.warc_file} at {one.warc_offset}"
        raise ArchiveError(f"{place} holds another document: restore it from a backup", reason="archive_damaged")
    return found


def _first_seen(table: pa.Table, planned: Iterable[Planned]) -> pa.Table:
    """A release that comes into the book now was seen when its item was."""
    seen = {one.release_id: one.first_seen_at for one in planned}
    place = table.column_names.index("first_seen_at")
    column = pa.array([seen[key] for key in table["release_id"].to_pylist()], table.schema.field(place).type)
    return table.set_column(place, table.schema.field(place), column)


def _from_text(chunk: Chunk) -> Tables:
    """The stored text and sections through the extractor; the release itself stays as it is."""
    sections = _grouped(chunk.stored["sections"])
    releases = [stored_release(row, sections[row["release_id"]]) for row in chunk.stored["releases"].to_pylist()]
    found = [(one.release_id, extract_targets(one)) for one in releases]
    read = [(one.release_id, one.document_id, one.cleaner_version, EXTRACTOR_VERSION) for one in releases]
    return {
        "raw_document": rows.arrow("release_id", [{"release_id": one.release_id} for one in releases]),
        "core_target": rows.targets(found, EXTRACTOR_VERSION, chunk.run.run_id),
        "core_reading": rows.readings(read, chunk.run.run_id, chunk.run.now),
    }


def stored_release(row: Row, sections: Sequence[Row]) -> Release:
    """A release as the book has it: a row of core_release and its rows of core_section."""
    parts = tuple(Section(one["label"], one["start_char"], one["end_char"], one["subject"]) for one in sections)
    stored = {field.name: row[field.name] for field in fields(Release) if field.name in row}
    return Release(**stored, sections=parts)


def _items(chunk: Chunk, tables: Tables, aside: Iterable[Reject]) -> list[_Item]:
    before, kept = _readings(chunk.stored["releases"], chunk.stored["sections"], chunk.stored["targets"]), chunk.stored
    release, section = tables.get("core_release", kept["releases"]), tables.get("core_section", kept["sections"])
    after = _readings(release, section, tables["core_target"])
    found = _reasons(tables["raw_reject"] if "raw_reject" in tables else kept["rejects"])
    were, lacking = _reasons(kept["rejects"]), {one.ref for one in aside}
    versions = _versions(tables["core_reading"])
    return [
        _Item(
            one,
            before.get(one.release_id),
            before.get(one.release_id) if one.ref in lacking else after.get(one.release_id),
            were[one.ref],
            found[one.ref],
            one.ref not in lacking,
            versions.get(one.release_id) == (one.cleaner_version, one.extractor_version),
        )
        for one in chunk.planned
    ]


def _readings(releases: pa.Table, sections: pa.Table, targets: pa.Table) -> dict[str, Reading]:
    parts, said = _grouped(sections), _grouped(targets)
    for row in (row for of_release in said.values() for row in of_release):
        row["promise"] = in_words(rows.target_of(row))
    return {
        row["release_id"]: Reading(row, parts[row["release_id"]], said[row["release_id"]])
        for row in releases.to_pylist()
    }


def _grouped(table: pa.Table) -> Mapping[str, list[Row]]:
    """Rows by release, in their order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(table.to_pylist(), key=lambda row: (row["release_id"], row["position"])):
        found[row["release_id"]].append(row)
    return found


def _reasons(rejects: pa.Table) -> Mapping[str, frozenset[tuple[str, str]]]:
    found: dict[str, frozenset[tuple[str, str]]] = defaultdict(frozenset)
    for row in rejects.to_pylist():
        found[row["ref"]] |= {(row["reason"], row["detail"])}
    return found


def _versions(readings: pa.Table) -> dict[str, tuple[str, str | None]]:
    return {row["release_id"]: (row["cleaner_version"], row["extractor_version"]) for row in readings.to_pylist()}


def _changes(touched: Iterable[_Item]) -> Tables:
    """What the diff says of the items, by kind of thing."""
    said: dict[str, list[Row]] = {"targets": [], "fields": [], "releases": []}
    for item in (item for item in touched if item.is_read):
        reason, detail = next(iter(sorted(item.rejects)), ("", ""))
        found = {
            "targets": target_changes(item.before, item.after, reason),
            "fields": field_changes(item.before, item.after),
            "releases": release_changes(item.before, item.after, reason, detail),
        }
        for name, changes in found.items():
            said[name] += [change | {"link": change["link"] or item.planned.ref} for change in changes]
    return {
        "changes_targets": _texts(TARGET_COLUMNS, said["targets"]),
        "changes_fields": _texts(FIELD_COLUMNS, said["fields"]),
        "changes_releases": _texts(RELEASE_COLUMNS, said["releases"]),
    }


def _texts(columns: str, of: Sequence[Row]) -> pa.Table:
    """Rows as a table of text, the columns named, others left out."""
    return pa.Table.from_pylist(list(of), schema=pa.schema([(name, pa.string()) for name in columns.split()]))


def _touched(items: Iterable[_Item]) -> pa.Table:
    names = "release_id document_id ref cleaner_version extractor_version"
    return rows.arrow(names, [{name: getattr(item.planned, name) for name in names.split()} for item in items])


def _only(tables: Tables, touched: Sequence[_Item]) -> Tables:
    """The rows of the touched items."""
    ids = pa.array([item.planned.release_id for item in touched], pa.string())
    refs = pa.array([item.planned.ref for item in touched], pa.string())
    keys = {name: ("ref", refs) if name == "raw_reject" else ("release_id", ids) for name in tables}
    return {
        name: one.filter(pc.is_in(one[keys[name][0]], keys[name][1])) if keys[name][0] in one.column_names else one
        for name, one in tables.items()
    }
