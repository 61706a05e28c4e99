"""Records as Arrow tables, column by column as the schema has them. Pure."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from tasks.ledger.wording import in_words
from tasks.releases.judgement import Link
from tasks.releases.records import Release
from tasks.releases.sketch import sketch
from tasks.sources.records import (
    ArchivedDocument,
    FetchAttempt,
    Harvest,
    Notice,
    RawDocument,
    Reject,
    Source,
    SourceState,
    content_id,
)
from tasks.targets.records import Target

_TEXT, _INT, _LONG, _REAL, _DAY = pa.string(), pa.int32(), pa.int64(), pa.float64(), pa.date32()
_TIME, _FLAG, _INTS, _TEXTS = pa.timestamp("us", tz="UTC"), pa.bool_(), pa.list_(pa.int32()), pa.list_(pa.string())

# Everything that is not listed is text.
_TYPES: dict[str, pa.DataType] = (
    dict.fromkeys(
        ("position", "start_char", "end_char", "base_year", "target_year", "previous_year", "year_before"), _INT
    )
    | dict.fromkeys(("year_after", "statement_count", "http_status"), _INT)
    | dict.fromkeys(("byte_count", "warc_offset", "gap_s", "floor_s", "stale_after_s", "entry_count"), _LONG)
    | dict.fromkeys(("usual_entry_count", "item_count", "new_count", "changed_count", "known_count"), _LONG)
    | {"aside_count": _LONG, "moved_seen": _INT, "failures": _REAL}
    | dict.fromkeys(("failing_since_at", "retry_at", "retired_at", "last_new_at", "last_full_at", "noticed_at"), _TIME)
    | dict.fromkeys(("value", "value_max", "base_value", "previous_value", "value_alt", "confidence"), _REAL)
    | dict.fromkeys(("value_before", "value_after"), _REAL)
    | dict.fromkeys(("published_on", "first_said_on", "last_said_on", "happened_on"), _DAY)
    | dict.fromkeys(("fetched_at", "first_seen_at", "seen_at", "published_at", "modified_at", "last_fetched_at"), _TIME)
    | {"as_of": _DAY, "ticket": _LONG, "target_ids": _TEXTS, "aliases": _TEXTS}
    | dict.fromkeys(("read_at", "began_at", "finished_at"), _TIME)
    | dict.fromkeys(("since", "until", "published_since", "published_until"), _DAY)
    | {"word_count": _INT, "duplicate_score": _REAL, "score": _REAL, "is_correction": _FLAG}
    | dict.fromkeys(("text_keys", "origin_keys"), pa.list_(pa.int64()))
    | {"is_current": _FLAG, "scopes": _INTS, "scope3_categories": _TEXTS, "rules": _TEXTS}
)


def column_type(name: str) -> pa.DataType:
    """The type of a column, by its name."""
    return _TYPES.get(name, _TEXT)


def arrow(columns: str, rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Rows as a table with the columns named, in that order; right also for no row."""
    schema = pa.schema([(name, column_type(name)) for name in columns.split()])
    return pa.Table.from_pylist(list(rows), schema=schema)


def arrow_of(columns: str, records: Iterable[Any]) -> pa.Table:
    """Records as a table with the columns named, each the attribute of that name."""
    names, held = columns.split(), list(records)
    arrays = [pa.array([getattr(one, name) for one in held], type=column_type(name)) for name in names]
    return pa.Table.from_arrays(arrays, names=names)


def documents(archived: Iterable[ArchivedDocument], run_id: str, now: datetime) -> pa.Table:
    """raw_document."""
    rows = [_document(one.document) | {"run_id": run_id, "first_seen_at": now} for one in archived]
    return arrow(
        "document_id release_id source item_key url sha256 byte_count content_type issuer_hint feed_title "
        "feed_published is_current run_id first_seen_at fingerprint feed_published_from feed_fields",
        rows,
    )


def _document(one: RawDocument) -> dict[str, Any]:
    published = one.feed_published
    return {
        "document_id": one.document_id,
        "release_id": one.release_id,
        "source": one.source,
        "item_key": one.item_key,
        "url": one.url,
        "sha256": one.sha256,
        "byte_count": len(one.content),
        "content_type": one.content_type,
        "issuer_hint": one.issuer_hint,
        "feed_title": one.feed_title,
        "feed_published": published.isoformat() if isinstance(published, datetime) else published,
        "is_current": True,
        "fingerprint": one.fingerprint,
        "feed_published_from": one.feed_published_from,
        "feed_fields": json.dumps(one.feed_fields, ensure_ascii=False, sort_keys=True) if one.feed_fields else None,
    }


_FETCH = (
    "run_id source url outcome http_status byte_count detail document_id warc_file warc_offset fetched_at item_count "
    "new_count changed_count known_count aside_count"
)
_STATE = (
    "etag last_modified moved_to moved_seen identity failures last_reason failing_since_at retry_at retry_host "
    "retired_at last_new_at last_full_at gap_s floor_s entry_count usual_entry_count stale_after_s"
)


def archived_fetches(archived: Iterable[ArchivedDocument], run_id: str) -> pa.Table:
    """raw_fetch: the attempts that brought a document, with its place in the archive."""
    rows = [
        {
            "run_id": run_id,
            "source": one.document.source,
            "url": one.document.url or f"{one.document.source}:{one.document.item_key}",
            "outcome": "new",
            "byte_count": len(one.document.content),
            "document_id": one.document.document_id,
            "warc_file": one.warc_file,
            "warc_offset": one.warc_offset,
            "fetched_at": one.document.fetched_at,
        }
        for one in archived
    ]
    return arrow(_FETCH, rows)


def attempts(made: Iterable[FetchAttempt], run_id: str) -> pa.Table:
    """raw_fetch: the attempts that brought no document."""
    return arrow(_FETCH, [dataclasses.asdict(one) | {"run_id": run_id} for one in made])


def sources(
    planned: Iterable[Source], harvests: Iterable[Harvest], before: Mapping[str, SourceState], now: datetime
) -> pa.Table:
    """raw_source: the sources of which this run found anything changed; a feed that answers 304 is none of them."""
    found = {harvest.source.name: harvest for harvest in harvests}
    changed = [source for source in planned if _changed(found[source.name], before.get(source.name))]
    rows = [_source(source, found[source.name]) | {"last_fetched_at": now} for source in changed]
    return arrow(f"source kind location issuer last_outcome last_fetched_at {_STATE}", rows)


def _changed(harvest: Harvest, before: SourceState | None) -> bool:
    """A reading of a part leaves no state: what the book remembers stays."""
    return before is None or (harvest.state is not None and harvest.state != before)


def _source(source: Source, harvest: Harvest) -> dict[str, Any]:
    row = {"source": source.name, "kind": source.kind, "location": source.location, "issuer": source.issuer}
    row["last_outcome"] = "complete" if harvest.complete else "incomplete"
    state = harvest.state or SourceState(source.name)
    return row | {name: getattr(state, name) for name in _STATE.split()}


def notices(made: Iterable[Notice], run_id: str, now: datetime) -> pa.Table:
    """raw_notice."""
    rows = [dataclasses.asdict(one) | {"run_id": run_id, "noticed_at": now} for one in made]
    return arrow("source kind detail run_id noticed_at", rows)


def rejects(found: Iterable[Reject], run_id: str, now: datetime) -> pa.Table:
    """raw_reject; the last of several with the same stage, thing and reason stands."""
    rows = {(one.stage, one.ref, one.reason): dataclasses.asdict(one) for one in found}
    stamped = [row | {"run_id": run_id, "seen_at": now, "first_seen_at": now} for row in rows.values()]
    return arrow("stage ref reason detail run_id seen_at first_seen_at", stamped)


_APART = ("sections", "fields", "alternate_urls")  # of a release; they have rows of their own


def releases(cleaned: Iterable[Release], run_id: str, now: datetime) -> pa.Table:
    """core_release."""
    rows = []
    for one in cleaned:
        row = {field.name: getattr(one, field.name) for field in dataclasses.fields(one) if field.name not in _APART}
        rows.append(row | {"run_id": run_id, "first_seen_at": now})
    return arrow(
        "release_id document_id source url title issuer published_on published_at published_from language wire text "
        "text_sha256 duplicate_of cleaner_version modified_at wire_release_id dateline_place canonical_url origin_url "
        "is_correction run_id first_seen_at",
        rows,
    )


def readings(read: Iterable[tuple[str, str, str, str | None]], run_id: str, now: datetime) -> pa.Table:
    """core_reading, from release_id, document_id, and the versions of cleaner and extractor."""
    columns = "release_id document_id cleaner_version extractor_version"
    rows = [dict(zip(columns.split(), one, strict=True)) | {"run_id": run_id, "read_at": now} for one in read]
    return arrow(f"{columns} run_id read_at", rows)


def sections(cleaned: Iterable[Release]) -> pa.Table:
    """core_section."""
    rows = [
        {
            "release_id": release.release_id,
            "position": position,
            "label": section.label,
            "start_char": section.start,
            "end_char": section.end,
            "subject": section.subject,
        }
        for release in cleaned
        for position, section in enumerate(release.sections)
    ]
    return arrow("release_id position label start_char end_char subject", rows)


def fields(cleaned: Iterable[Release]) -> pa.Table:
    """core_release_field; the surest of what was said twice in one place."""
    found = {
        (release.release_id, one.field, one.value, one.origin): one.confidence
        for release in cleaned
        for one in sorted(release.fields, key=lambda one: one.confidence)
    }
    names = ("release_id", "field", "value", "origin")
    said = [dict(zip(names, key, strict=True)) | {"confidence": sure} for key, sure in found.items()]
    # `value` is text here and a number elsewhere
    schema = pa.schema([*((name, _TEXT) for name in names), ("confidence", _REAL)])
    return pa.Table.from_pylist(said, schema=schema)


def sketches(cleaned: Iterable[Release]) -> pa.Table:
    """core_release_sketch."""
    return arrow_of("release_id body_sha256 word_count text_keys origin_keys", map(sketch, cleaned))


def links(found: Iterable[Link]) -> pa.Table:
    """core_release_link."""
    return arrow_of("release_id other_release_id kind rule score", found)


def target_id(release_id: str, target: Target) -> str:
    """A hash of the release and of all that the row says; its confidence and rules belong to that."""
    return content_id(release_id, json.dumps(dataclasses.asdict(target), sort_keys=True, ensure_ascii=False))


_TARGET = tuple(field.name for field in dataclasses.fields(Target) if field.name not in ("start", "end"))


def targets(found: Iterable[tuple[str, Sequence[Target]]], extractor_version: str, run_id: str) -> pa.Table:
    """core_target, from pairs of release_id and its rows; two rows that say the same are one."""
    rows: dict[str, dict[str, Any]] = {}
    for release_id, of_release in found:
        for position, target in enumerate(of_release):
            key = target_id(release_id, target)
            rows.setdefault(key, {"target_id": key, "release_id": release_id, "position": position} | _target(target))
    stamped = [row | {"extractor_version": extractor_version, "run_id": run_id} for row in rows.values()]
    return arrow(
        f"target_id release_id position {' '.join(_TARGET)} start_char end_char wording extractor_version run_id",
        stamped,
    )


def _target(target: Target) -> dict[str, Any]:
    said = {name: getattr(target, name) for name in _TARGET}
    return said | {"start_char": target.start, "end_char": target.end, "wording": in_words(target)}


def target_of(row: dict[str, Any]) -> Target:
    """A row of core_target as the record it was."""
    said: dict[str, Any] = {name: tuple(row[name]) if isinstance(row[name], list) else row[name] for name in _TARGET}
    return Target(**said, start=row["start_char"], end=row["end_char"])


def wordings(stored: Iterable[dict[str, Any]]) -> pa.Table:
    """What core_target_wording.sql merges: target_id and wording of rows of core_target."""
    return arrow(
        "target_id wording", [{"target_id": row["target_id"], "wording": in_words(target_of(row))} for row in stored]
    )
