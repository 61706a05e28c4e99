"""Keeping the ledger: which companies are touched, their promises worked out, the outcome written.

The file is open only to read and to write; what is worked out in between is thrown away and begun anew where another
run has written the ledger meanwhile. What was touched is known from a queue that each load fills; few rows are worked
out whole, and so is everything after a change of the rules.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import pyarrow as pa
from pyarrow import parquet

from tasks import ledger_rows, rows
from tasks.ledger.book import LEDGER_VERSION, Book, company_book, key_of
from tasks.ledger.companies import company_key
from tasks.ledger.rulings import Rulings
from tasks.ledger.verdicts import Ruled, Verdict, rule
from tasks.watchlist import WatchedCompany, names_of
from warehouse.connect import writer
from warehouse.errors import WarehouseError
from warehouse.place import Place
from warehouse.store import BOOK, KEPT, read, read_arrow, staged, store, store_whole, write_statement_parts

FEW = 20_000  # targets of a book that is kept whole each time: it takes a second, and cannot have missed anything
MANY = 200_000  # targets from which the whole is worked out in parts, by all processors, with bounded memory
TRIES = 5


class BusyBook(WarehouseError):
    """Others wrote the ledger each time that it was worked out."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a keeping starts from. `table`: the statements of the companies in `keys`; None where all are in `parts`."""

    state: Mapping[str, Any]
    keys: frozenset[str]
    rulings: Rulings
    ruled: Sequence[Ruled]
    watched: Sequence[WatchedCompany]
    table: pa.Table | None
    parts: Sequence[Path]


def keep_ledger(
    warehouse: Place,
    as_of: date,
    verdicts: Sequence[Verdict],
    watched: Sequence[WatchedCompany] = (),
    *,
    few: int = FEW,
    many: int = MANY,
) -> list[Ruled]:
    """Bring the ledger up to date as of a day; returns what became of each verdict.

    `watched`: the companies of the watch-list. A verdict about a name goes before what the list says of it.
    `few`, `many`: targets up to which the whole is kept each time, and from which the whole is kept in parts.

    Raises BusyBook where other runs wrote it five times meanwhile: what was queued waits for the next run.
    """
    for _ in range(TRIES):
        with tempfile.TemporaryDirectory(prefix="ledger-", dir=_beside(warehouse)) as scratch:
            found = _read(warehouse, as_of, verdicts, watched, (few, many), Path(scratch))
            if _write(warehouse, as_of, found, Path(scratch)):
                return list(found.ruled)
    raise BusyBook(f"the ledger of {warehouse} was written by others {TRIES} times meanwhile: run again")


def _beside(warehouse: Place) -> Path | None:
    """Where what is worked out waits: on the disk of the file, which has room for it; for a lake in the system's."""
    return warehouse.parent if isinstance(warehouse, Path) else None


def _read(
    warehouse: Place,
    as_of: date,
    verdicts: Sequence[Verdict],
    watched: Sequence[WatchedCompany],
    sizes: tuple[int, int],
    scratch: Path,
) -> _Reading:
    few, many = sizes
    with writer(warehouse) as connection:
        state = read(connection, "ledger_state")[0]
        releases = sorted({row.release for verdict in verdicts for row in verdict.rows})
        judged = read_arrow(connection, "verdict_rows", {"releases": releases}).to_pylist() if releases else []
        rulings, ruled = rule(verdicts, judged)
        rulings = replace(rulings, names=_names(connection, watched, rulings.names))
        whole = state["ledger_version"] != LEDGER_VERSION or state["target_count"] <= few
        moved = _name_companies(connection, rulings, everyone=whole)
        if whole and state["target_count"] > many:
            parts = write_statement_parts(connection, scratch / "said")
            return _Reading(state, frozenset(), rulings, ruled, watched, None, parts)
        keys = _every_key(connection) if whole else moved | _touched(connection, as_of, state, ruled)
        keys = _with_moved(keys, judged, rulings)
        with staged(connection, {"ledger_key": _keys(keys)}):
            statements = read_arrow(connection, "company_statements")
            return _Reading(state, keys, rulings, ruled, watched, statements, ())


def _names(
    connection: duckdb.DuckDBPyConnection, watched: Sequence[WatchedCompany], judged: Mapping[str, str]
) -> dict[str, str]:
    """The watch-list's names under the verdicts about names, whose company may itself be a name of the list."""
    codes = sorted({code for one in watched for code in (one.isin, one.ticker) if code})
    coded = read_arrow(connection, "company_codes", {"codes": codes}).to_pylist() if codes else ()
    listed = names_of(watched, coded)
    return listed | {key: listed.get(company_key(company), company) for key, company in judged.items()}


def _name_companies(connection: duckdb.DuckDBPyConnection, rulings: Rulings, *, everyone: bool) -> frozenset[str]:
    """Bring core_company_name up to date; returns the keys, old and new, of names that became another company."""
    known = dict(connection.execute("select company, company_key from core_company_name").fetchall())
    new = read(connection, "new_company_names") if everyone else read(connection, "ledger_queue")
    named = {name: _named(name, rulings) for name in [*known, *(row["company"] for row in new)]}
    changed = {name: key for name, key in named.items() if known.get(name) != key}
    if changed:
        fresh = [{"company": name, "company_key": key} for name, key in changed.items()]
        store(connection, ("core_company_name",), {"core_company_name": rows.arrow("company company_key", fresh)})
    return frozenset(key for name in changed for key in (known.get(name), named[name]) if key)


def _named(name: str, rulings: Rulings) -> str:
    key = company_key(name)
    return company_key(rulings.names[key]) if key in rulings.names else key


def _every_key(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    said = {row["company_key"] for row in read(connection, "company_names")}
    return frozenset(said | {row["company_key"] for row in read(connection, "promise_keys")})


def _touched(
    connection: duckdb.DuckDBPyConnection, as_of: date, state: Mapping[str, Any], ruled: Sequence[Ruled]
) -> frozenset[str]:
    """Companies with rows that came, changed or went, whose years ended, or of which a verdict was given or undone."""
    found = {row["company_key"] for row in read(connection, "queued_keys")}
    if state["as_of"] != as_of:
        days = {"before": state["as_of"], "after": as_of}
        found |= {row["company_key"] for row in read_arrow(connection, "companies_by_day", days).to_pylist()}
    before = {(row["verdict_id"], tuple(row["target_ids"]), row["problem"]) for row in read(connection, "verdicts")}
    now = {(one.verdict.verdict_id, one.target_ids, one.problem) for one in ruled}
    ids = sorted({target_id for one in before ^ now for target_id in one[1]})
    if ids:
        found |= {row["company_key"] for row in read_arrow(connection, "keys_of_targets", {"ids": ids}).to_pylist()}
    return frozenset(found)


def _with_moved(keys: frozenset[str], judged: Sequence[Mapping[str, Any]], rulings: Rulings) -> frozenset[str]:
    """Two companies between which a verdict moved a row are worked out together."""
    pairs = [
        (_named(str(row["company"]), rulings), company_key(rulings.companies[row["target_id"]]))
        for row in judged
        if row["target_id"] in rulings.companies
    ]
    grown = set(keys)
    while more := [key for pair in pairs if grown & set(pair) for key in pair if key not in grown]:
        grown |= set(more)
    return frozenset(grown)


def _keys(keys: frozenset[str]) -> pa.Table:
    return rows.arrow("company_key", [{"company_key": key} for key in sorted(keys)])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, which looks at all records again and again: a fifth of the time; none is
    part of a cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def _books(table: pa.Table, as_of: date, rulings: Rulings) -> list[Book]:
    """The book of each company of a table of statements."""
    keyed = [(key_of(one, rulings), one) for one in ledger_rows.statements(table)]
    keyed.sort(key=lambda pair: pair[0])
    return [
        company_book(key, [one for _, one in of_company], as_of, rulings)
        for key, of_company in groupby(keyed, key=lambda pair: pair[0])
        if key
    ]


def _work_out(part: Path, out: Path, as_of: date, rulings: Rulings) -> None:
    """One part of the statements to one Parquet file a table; runs in a process of its own."""
    table = pa.concat_tables([parquet.read_table(file, partitioning=None) for file in sorted(part.glob("*.parquet"))])
    for name, found in ledger_rows.tables(_books(table, as_of, rulings)).items():
        (out / name).mkdir(parents=True, exist_ok=True)
        parquet.write_table(found, out / name / f"{part.name}.parquet")


def _write(warehouse: Place, as_of: date, found: _Reading, scratch: Path) -> bool:
    """Work out, then write unless another run has written meanwhile: then False."""
    tables = {"ledger_key": _keys(found.keys)}
    if found.table is None:
        _work_out_all(found, scratch / "kept", as_of)
    else:
        tables |= ledger_rows.tables(_books(found.table, as_of, found.rulings))
    with writer(warehouse) as connection:
        if read(connection, "ledger_state")[0]["run_id"] != found.state["run_id"]:
            return False
        if found.table is None:
            store_whole(connection, scratch / "kept")
            store(connection, ("core_company_name_gone",), tables)
        elif not store(connection, BOOK, tables) and _as_before(connection, as_of, found):
            return True
        store(connection, KEPT, _kept(as_of, found))
    return True


def _as_before(connection: duckdb.DuckDBPyConnection, as_of: date, found: _Reading) -> bool:
    """Whether nothing at all is to be written: keeping the ledger twice is keeping it once."""
    state = found.state
    kept = _kept(as_of, found)
    same = read_arrow(connection, "verdicts").to_pylist() == kept["core_verdict"].to_pylist()
    same &= read_arrow(connection, "companies_watched").to_pylist() == kept["core_company"].to_pylist()
    return same and not state["ticket"] and (state["as_of"], state["ledger_version"]) == (as_of, LEDGER_VERSION)


def _work_out_all(found: _Reading, out: Path, as_of: date) -> None:
    """Every part, as many at once as there are processors; memory is bounded by the parts at work."""
    with ProcessPoolExecutor(max_workers=cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        working = [pool.submit(_work_out, part, out, as_of, found.rulings) for part in found.parts]
        for one in working:
            one.result()


def _kept(as_of: date, found: _Reading) -> dict[str, pa.Table]:
    state = {
        "as_of": as_of,
        "ledger_version": LEDGER_VERSION,
        "run_id": uuid4().hex,
        "ticket": found.state["ticket"],
    }
    verdicts = [
        {
            "verdict_id": one.verdict.verdict_id,
            "kind": one.verdict.kind,
            "subject": one.verdict.in_words,
            "why": one.verdict.why,
            "target_ids": list(one.target_ids),
            "problem": one.problem,
        }
        for one in sorted(found.ruled, key=lambda one: one.verdict.verdict_id)
    ]
    return {
        "ledger_state": rows.arrow("as_of ledger_version run_id ticket", [state]),
        "core_verdict": rows.arrow("verdict_id kind subject why target_ids problem", verdicts),
        "core_company": rows.arrow_of(
            "company_key company aliases lei isin ticker", sorted(found.watched, key=lambda one: one.company_key)
        ),
    }
