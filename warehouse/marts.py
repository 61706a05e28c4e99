"""The out_ tables: filled week by week from what falls into each week, and only for the weeks whose inputs changed.

    core_, raw_ -> weeks/calendar: the weeks there are -> weeks/inputs: a digest of each -> those that differ from
    meta_mart_week -> weeks/mart_*: what falls into them, as temporary tables -> marts/out_*

A week is a function of what falls into it, so building it alone gives the rows that building everything gives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from warehouse.sql import names, statement
from warehouse.store import staged

HORIZON = "out_horizon"
WHOLE = (HORIZON, "out_week_rolling")  # small, and made of more than one week
BY_WEEK = tuple(name for name in names("marts") if name not in WHOLE)
FALLS_INTO = ("mart_company", "mart_release", "mart_event", "mart_target")
CHUNK = 20_000_000  # releases and events at a time, some 3 GB: each chunk reads the ids of the whole book


@dataclass(frozen=True, slots=True)
class Week:
    """A week like 2025-W18, its Monday, whether it is one of the book's, and how many releases and events it holds."""

    week: str
    week_starts_on: date
    in_book: bool
    things: int


def refresh_marts(connection: duckdb.DuckDBPyConnection) -> tuple[date, ...]:
    """Bring the out_ tables up to date; returns the Mondays of the weeks that were filled anew, oldest first.

    All weeks are, where a statement of warehouse/marts was edited since they were filled. Belongs into a transaction of
    the caller; writes nothing where nothing changed.
    """
    inputs, programs = _inputs(connection), _programs(connection)
    weeks, made_by = _stale(connection, inputs, programs)
    if _edited(made_by, programs):
        build_marts(connection)
    elif weeks:
        build_marts(connection, weeks)
    elif made_by != programs:
        _fill(connection, [HORIZON])
    if weeks or made_by != programs:
        _remember(connection, inputs, programs)
    return tuple(weeks)


def rebuild_marts(connection: duckdb.DuckDBPyConnection) -> tuple[date, ...]:
    """Fill every week anew from the core_ and raw_ tables, whatever stands in the out_ tables; returns their Mondays.

    For tables that something else than this program has written to: a refresh trusts what it filled itself. Belongs
    into a transaction of the caller.
    """
    _empty(connection, ["meta_mart"])
    return refresh_marts(connection)


def stale_weeks(connection: duckdb.DuckDBPyConnection) -> list[date]:
    """The Mondays of the weeks that a refresh would fill anew; writes nothing."""
    return _stale(connection, _inputs(connection), _programs(connection))[0]


def _stale(
    connection: duckdb.DuckDBPyConnection, inputs: Mapping[date, str], programs: Mapping[str, str]
) -> tuple[list[date], dict[str, str]]:
    """The weeks to fill anew, all of them where a statement was edited; and what the tables were made by."""
    built = dict(connection.execute("select week_starts_on, inputs from meta_mart_week").fetchall())
    made_by = dict(connection.execute("select mart, sha256 from meta_mart").fetchall())
    every = sorted({*inputs, *built})
    if _edited(made_by, programs):
        return every, made_by
    return [week for week in every if inputs.get(week) != built.get(week)], made_by


def _edited(made_by: Mapping[str, str], programs: Mapping[str, str]) -> bool:
    """Whether a statement was; the horizon alone is filled anew where only the promises moved."""
    return {**made_by, HORIZON: ""} != {**programs, HORIZON: ""}


def build_marts(connection: duckdb.DuckDBPyConnection, weeks: Collection[date] | None = None) -> None:
    """Fill the out_ tables anew, for the weeks that begin on these Mondays alone, or for all of them.

    A week of which nothing is left loses its rows. Belongs into a transaction of the caller.
    """
    calendar = _calendar(connection)
    if weeks is None:
        _empty(connection, [*BY_WEEK, "meta_mart_week"])
    else:
        wanted = set(weeks)
        calendar = [week for week in calendar if week.week_starts_on in wanted]
        with staged(connection, {"week": pa.table({"week_starts_on": pa.array(sorted(wanted), pa.date32())})}):
            of_weeks = " where week_starts_on in (select week_starts_on from staged_week)"
            _empty(connection, [*BY_WEEK, "meta_mart_week"], of_weeks)
    for chunk in _chunks(calendar):
        with staged(connection, {"week": _table(chunk)}):
            for name in FALLS_INTO:
                connection.execute(statement("weeks", name)).fetchall()
            for mart in BY_WEEK:
                connection.execute(statement("marts", mart)).fetchall()
    _fill(connection, WHOLE)


def _fill(connection: duckdb.DuckDBPyConnection, marts: Sequence[str]) -> None:
    _empty(connection, marts)
    for mart in marts:
        connection.execute(statement("marts", mart)).fetchall()


def _inputs(connection: duckdb.DuckDBPyConnection) -> dict[date, str]:
    """What each week is made from, in short."""
    fallen = dict(connection.execute(statement("weeks", "inputs")).fetchall())
    return {
        week.week_starts_on: f"{'in' if week.in_book else 'beside'} the book: {fallen.get(week.week_starts_on)}"
        for week in _calendar(connection)
    }


def _programs(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What each table is made by."""
    texts = {name: statement("marts", name) for name in names("marts")}
    texts[HORIZON] += str(connection.execute(statement("weeks", "standing")).fetchall())
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}


def _calendar(connection: duckdb.DuckDBPyConnection) -> list[Week]:
    return [Week(*row) for row in connection.execute(statement("weeks", "calendar")).fetchall()]


def _empty(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], of_weeks: str = "") -> None:
    for table in tables:
        connection.execute(f"delete from {table}{of_weeks}").fetchall()


def _chunks(calendar: Sequence[Week]) -> Iterator[list[Week]]:
    """Weeks that follow each other, as many as CHUNK holds and at least one."""
    chunk: list[Week] = []
    for week in calendar:
        if chunk and sum(one.things for one in chunk) + week.things > CHUNK:
            yield chunk
            chunk = []
        chunk.append(week)
    if chunk:
        yield chunk


def _table(weeks: Sequence[Week]) -> pa.Table:
    return pa.table(
        {
            "week": pa.array([one.week for one in weeks], pa.string()),
            "week_starts_on": pa.array([one.week_starts_on for one in weeks], pa.date32()),
            "monday": pa.array([(one.week_starts_on.toordinal() - 1) // 7 for one in weeks], pa.int64()),
            "in_book": pa.array([one.in_book for one in weeks], pa.bool_()),
        }
    )


def _remember(connection: duckdb.DuckDBPyConnection, inputs: Mapping[date, str], programs: Mapping[str, str]) -> None:
    """What the tables were made from, for the next refresh."""
    weeks = pa.table(
        {"week_starts_on": pa.array(inputs, pa.date32()), "inputs": pa.array(inputs.values(), pa.string())}
    )
    marts = pa.table({"mart": pa.array(programs, pa.string()), "sha256": pa.array(programs.values(), pa.string())})
    _empty(connection, ["meta_mart_week", "meta_mart"])
    with staged(connection, {"meta_mart_week": weeks, "meta_mart": marts}):
        connection.execute("insert into meta_mart_week by name select * from staged_meta_mart_week").fetchall()
        connection.execute("insert into meta_mart by name select * from staged_meta_mart").fetchall()
