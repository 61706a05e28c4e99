"""The promises of the book: queries that return the rows that break them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.connect import reader
from warehouse.errors import PublishRefused, WarehouseError
from warehouse.marts import stale_weeks
from warehouse.place import Place
from warehouse.sql import names, statement

SHOWN = 100
STALE = "warn_weeks_are_up_to_date"
_UP_TO_DATE = "Every week of the out_ tables is filled from the book as it is: else pledgebook report --rebuild."
_HAS_RULINGS = "select 1 from duckdb_views() where view_name = 'ruled_wrong'"  # the newest that a check reads


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check, the promise in its first line, and up to 100 rows that break it."""

    name: str
    promise: str
    rows: list[tuple[Any, ...]]

    @property
    def in_words(self) -> str:
        """The promise and how many rows break it."""
        many = (
            f"{SHOWN} rows or more" if len(self.rows) >= SHOWN else f"{len(self.rows)} row{'s' * (len(self.rows) > 1)}"
        )
        return f"{self.promise} ({many}, first {self.rows[0]})"

    @property
    def is_error(self) -> bool:
        """Whether it stops a publish; a warning is reported."""
        return self.name.startswith("error_")


def check_all(connection: duckdb.DuckDBPyConnection) -> list[CheckResult]:
    """The result of every check on an open book."""
    found = []
    for name in names("checks"):
        sql = statement("checks", name)
        promise = sql.splitlines()[0].removeprefix("--").strip()
        found.append(CheckResult(name, promise, connection.execute(sql).fetchmany(SHOWN)))
    return found


def run_checks(published: Place) -> list[CheckResult]:
    """The result of every check on what was published, and whether its weekly tables are up to date.

    Raises WarehouseError where an older version of this program published it.
    """
    with reader(published) as connection:
        if not connection.execute(_HAS_RULINGS).fetchall():
            message = f"{published} was published by an older version of pledgebook: run pledgebook report, then check"
            raise WarehouseError(message)
        return [*check_all(connection), CheckResult(STALE, _UP_TO_DATE, [(day,) for day in stale_weeks(connection)])]


def refuse_if_broken(connection: duckdb.DuckDBPyConnection, published: Place) -> tuple[CheckResult, ...]:
    """The warnings that found rows.

    Raises PublishRefused with the promise and its rows where an error check found any.
    """
    found = [result for result in check_all(connection) if result.rows]
    if broken := [result for result in found if result.is_error]:
        said = "; ".join(result.in_words for result in broken)
        raise PublishRefused(f"{published} stays as it was, for the book breaks its promises: {said}")
    return tuple(found)
