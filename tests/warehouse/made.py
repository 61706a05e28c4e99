"""A made-up book, written down by hand: five companies, three years, and everything that can happen to a promise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb

from tasks.rows import arrow
from warehouse.connect import writer
from warehouse.marts import refresh_marts
from warehouse.publish import publish

# release: source, publication day, day of the first sight, title, whether it has an address; what it says follows
RELEASES = {
    "quillan-2023": ("newswire", "2023-05-10", "2023-05-10", "Quillan sets out its goals", True),
    "tamarind-2023": ("newswire", "2023-05-11", "2023-05-11", "Tamarind pledges net zero", True),
    "norrholm-2024": ("newswire", "2024-03-05", "2024-03-06", "Norrholm's plan for water", True),
    "quillan-2024": ("newswire", "2024-12-03", "2024-12-03", "Quillan cuts waste", True),
    "tamarind-2025": ("newswire", "2025-04-28", "2025-04-28", "Tamarind plants mangroves", True),
    "norrholm-2025": ("newswire", "2025-04-29", "2025-04-29", "Norrholm updates its plan", True),
    "harbour-late": ("archive", "2025-04-30", "2025-05-20", "Harbour Foods has its targets validated", True),
    "harbour-undated": ("inbox", None, "2025-11-12", "Harbour Foods on leadership", False),
    "tamarind-drops": ("newswire", "2025-11-10", "2025-11-10", "Tamarind reviews its strategy", True),
    "quillan-2025": ("newswire", "2025-11-11", "2025-11-11", "Quillan stands by its forests", True),
    "nobody": ("newswire", "2025-11-11", "2025-11-11", "An unnamed industry speaks", True),
    "silent": ("newswire", "2025-11-11", "2025-11-11", "Quillan appoints a chair", True),
    "norrholm-again": ("archive", "2025-04-29", "2025-05-20", "Norrholm updates its plan", True),
}
DUPLICATES = {"norrholm-again": "norrholm-2025"}

# release, promise, what happened, company, kind, action, topic, metric, value, unit, year, base year, further fields
ROWS: list[tuple[str, str | None, str, str | None, str, str, str, str, float | None, str | None, int | None, Any]] = [
    ("quillan-2023", "power", "new", "Quillan", "target", "reach", "renewables", "renewable electricity", 100, "%", 2025, {}),
    ("quillan-2023", "waste", "new", "Quillan", "target", "reduce", "waste", "waste", 30, "%", 2024, {"base_year": 2020}),
    ("quillan-2023", "forest", "new", "Quillan", "target", "eliminate", "nature", "deforestation", None, None, 2025, {}),
    ("tamarind-2023", "zero", "new", "Tamarind", "target", "net_zero", "ghg", "net zero", None, None, 2040, {}),
    ("norrholm-2024", "water", "new", "Norrholm", "target", "reduce", "water", "water use", 50, "%", 2030, {"base_year": 2019}),
    ("norrholm-2024", "ends", "new", "Norrholm", "target", "net_zero", "ghg", "net zero", None, None, 2045, {}),
    ("quillan-2024", "waste", "achieved", "Quillan", "achievement", "reduce", "waste", "waste", 31, "%", 2024, {}),
    ("tamarind-2025", "trees", "new", "Tamarind", "target", "reach", "nature", "mangroves", 12000, "mangroves", 2027, {}),
    ("norrholm-2025", "water", "raised", "Norrholm", "target", "reduce", "water", "water use", 60, "%", 2030, {"base_year": 2019}),
    ("norrholm-2025", "ends", "delayed", "Norrholm", "target", "net_zero", "ghg", "net zero", None, None, 2050, {}),
    ("harbour-late", "cut", "new", "Harbour Foods", "target", "reduce", "ghg", "emissions", 42, "%", 2030,
     {"base_year": 2020, "scopes": [1, 2], "validated_by": "SBTi"}),
    ("harbour-late", "chain", "new", "Harbour Foods", "target", "reduce", "ghg", "value chain emissions", 25, "%", 2030,
     {"base_year": 2020, "scopes": [3], "validated_by": "SBTi"}),
    ("harbour-late", "fund", "new", "Harbour Foods", "target", "reach", "finance", "green loans", 5e8, "EUR", 2027, {}),
    ("harbour-undated", "women", "new", "Harbour Foods", "target", "reach", "people", "women in leadership", 40, "%", 2028,
     {"confidence": 0.55}),
    ("tamarind-drops", "zero", "withdrawn", "Tamarind", "withdrawal", "net_zero", "ghg", "net zero", None, None, 2040, {}),
    ("tamarind-drops", "trees", "lowered, brought_forward", "Tamarind", "target", "reach", "nature", "mangroves", 8000,
     "mangroves", 2026, {}),
    ("quillan-2025", "forest", "restated", "Quillan", "target", "eliminate", "nature", "deforestation", None, None, 2025, {}),
    ("nobody", None, "", None, "target", "reduce", "energy", "energy use", 10, "%", 2030, {"confidence": 0.4}),
    ("norrholm-again", None, "", "Norrholm", "target", "reduce", "water", "water use", 60, "%", 2030, {"base_year": 2019}),
]  # fmt: skip
OVERDUE = {"power": date(2026, 1, 1), "forest": date(2026, 1, 1)}
ENDED = {"waste": "achieved", "zero": "withdrawn", "power": "overdue", "forest": "overdue"}
REJECTS = [
    ("fetch", "inbox:scan.pdf", "pdf_without_text", "a PDF of pictures: run OCR over it", "2025-04-28", "2025-11-10"),
    ("fetch", "inbox:empty.txt", "empty", "the file is empty: take it out", "2025-11-10", "2025-11-10"),
    ("clean", "newswire:video", "no_text", "the page has no text", "2025-11-11", "2025-11-11"),
]
# source, day, outcome, what it said, items listed, of them new
ATTEMPTS = [
    ("newswire", "2025-04-28", "changed", None, 20, 2),
    ("newswire", "2025-11-10", "not_modified", None, 0, 0),
    ("newswire", "2025-11-11", "changed", None, 20, 3),
    ("archive", "2025-05-20", "new", None, 2, 2),
    ("quiet", "2025-11-10", "failed", "no answer within 30 s", None, None),
    ("quiet", "2025-11-11", "failed", "HTTP 503", None, None),
]


def moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(9), UTC)


def sentence(row: tuple[Any, ...]) -> str:
    _, _, happened, company, kind, action, _, metric, value, unit, year, _ = row
    amount = f" {value:g} {unit}" if value is not None else ""
    return f"{company or 'The industry'} says ({kind}): {action} {metric}{amount} by {year}, {happened or 'as ever'}."


def evidence(release: str) -> list[str]:
    return [sentence(row) for row in ROWS if row[0] == DUPLICATES.get(release, release)]


def releases() -> list[dict[str, Any]]:
    return [
        {
            "release_id": name,
            "document_id": f"{name}/1",
            "source": source,
            "url": f"https://news.example.com/{name}" if has_url else None,
            "title": title,
            "issuer": title.split("'")[0].split()[0],
            "published_on": date.fromisoformat(published) if published else None,
            "language": "en",
            "text": "\n".join([title, *evidence(name)]),
            "text_sha256": DUPLICATES.get(name, name),
            "duplicate_of": DUPLICATES.get(name),
            "cleaner_version": "1",
            "run_id": "run",
            "first_seen_at": moment(seen),
        }
        for name, (source, published, seen, title, has_url) in RELEASES.items()
    ]


def targets() -> list[dict[str, Any]]:
    made = []
    for number, row in enumerate(ROWS):
        release, _, _, company, kind, action, topic, metric, value, unit, year, more = row
        says = sentence(row) if release not in DUPLICATES else evidence(release)[0]
        text = "\n".join([RELEASES[release][3], *evidence(release)])
        made.append(
            {
                "target_id": f"t{number:02}",
                "release_id": release,
                "position": number,
                "kind": kind,
                "company": company,
                "action": action,
                "topic": topic,
                "metric": metric,
                "value": value,
                "unit": unit,
                "target_year": year,
                "scopes": [],
                "scope3_categories": [],
                "evidence": says,
                "start_char": text.index(says),
                "end_char": text.index(says) + len(says),
                "confidence": 0.9,
                "rules": ["by hand"],
                "extractor_version": "1",
                "run_id": "run",
                "wording": f"{action} {metric}{f' {value:g} {unit}' if value is not None else ''} by {year}",
            }
            | more
        )
    return made


def said_on(release: str) -> date:
    _, published, seen, _, _ = RELEASES[release]
    return date.fromisoformat(published or seen)


def book() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Promises and events, as the ledger would keep them on 15 January 2026."""
    promises: dict[str, dict[str, Any]] = {}
    events: list[dict[str, Any]] = []
    for row, target in zip(ROWS, targets(), strict=True):
        release, key, happened = row[:3]
        if key is None:
            continue
        before = promises.get(key, {})
        kept = target if target["kind"] == "target" else {**target, **before}
        promises[key] = {name: kept.get(name) for name in "company topic action metric wording value unit base_year".split()} | {
            "promise_id": key,
            "scopes": kept["scopes"],
            "target_year": kept["target_year"],
            "status": ENDED.get(key, "open"),
            "first_said_on": before.get("first_said_on", said_on(release)),
            "last_said_on": said_on(release),
            "statement_count": before.get("statement_count", 0) + 1,
            "last_target_id": target["target_id"],
        }  # fmt: skip
        for kind in happened.split(", "):
            events.append(
                _event(key, kind, said_on(release))
                | {
                    "release_id": release,
                    "target_id": target["target_id"],
                    "value_before": before.get("value"),
                    "value_after": target["value"],
                    "year_before": before.get("target_year"),
                    "year_after": target["target_year"],
                }
            )
    events += [_event(key, "overdue", on) | {"year_before": on.year - 1} for key, on in OVERDUE.items()]
    return list(promises.values()), events


def _event(key: str, kind: str, on: date) -> dict[str, Any]:
    return {
        "event_id": f"{key} {kind} {on}",
        "promise_id": key,
        "kind": kind,
        "happened_on": on,
        "rule": "by hand",
    }


def _documents() -> list[dict[str, Any]]:
    kept = ("document_id", "release_id", "source", "url", "run_id", "first_seen_at")
    return [
        {name: one[name] for name in kept}
        | {
            "item_key": one["release_id"],
            "sha256": f"sha of {one['release_id']}",
            "byte_count": 900,
            "is_current": True,
        }
        for one in releases()
    ]


def _fetches() -> Iterable[dict[str, Any]]:
    for one in _documents():
        yield {
            "run_id": "run", "source": one["source"], "url": one["url"] or f"inbox:{one['item_key']}", "outcome": "new",
            "byte_count": 900, "document_id": one["document_id"], "warc_file": "run.warc.gz", "warc_offset": 7,
            "fetched_at": one["first_seen_at"],
        }  # fmt: skip
    for source, day, outcome, detail, listed, new in ATTEMPTS:
        yield {
            "run_id": "run", "source": source, "url": f"https://{source}.example.com/feed", "outcome": outcome,
            "detail": detail, "fetched_at": moment(day) + timedelta(hours=1), "item_count": listed, "new_count": new,
        }  # fmt: skip


def _rejects() -> list[dict[str, Any]]:
    return [
        {"stage": stage, "ref": ref, "reason": reason, "detail": detail, "run_id": "run"}
        | {"first_seen_at": moment(first), "seen_at": moment(last)}
        for stage, ref, reason, detail, first, last in REJECTS
    ]


def _sources() -> list[dict[str, Any]]:
    names = ("newswire", "archive", "inbox", "quiet")
    return [
        {"source": name, "kind": "feed", "location": f"https://{name}.example.com/feed", "last_outcome": "complete"}
        | ({"failures": 2.0, "last_reason": "unavailable"} if name == "quiet" else {"failures": 0.0})
        for name in names
    ]


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows by the names of their columns; what they leave out is null."""
    made = list(rows)
    if not made:
        return
    names = " ".join(dict.fromkeys(name for row in made for name in row))
    connection.register("made_rows", arrow(names, [{name: row.get(name) for name in names.split()} for row in made]))
    connection.execute(f"insert into {table} by name select * from made_rows").fetchall()
    connection.unregister("made_rows")


def write(connection: duckdb.DuckDBPyConnection) -> None:
    """The whole made-up book into empty tables."""
    promises, events = book()
    for table, rows in (
        ("core_release", releases()),
        ("core_target", targets()),
        ("core_promise", promises),
        ("core_promise_event", events),
        ("raw_document", _documents()),
        ("raw_fetch", _fetches()),
        ("raw_reject", _rejects()),
        ("raw_source", _sources()),
    ):
        insert(connection, table, rows)


def made_book(folder: Path) -> Path:
    """The published file of the made-up book."""
    path, published = folder / "w.duckdb", folder / "w_read.duckdb"
    with writer(path) as connection:
        write(connection)
        refresh_marts(connection)
    publish(path, published)
    return published
