"""The promises of the book: queries that return the rows that break them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.connect import reader
from warehouse.errors import PublishRefused
from warehouse.place import Place
from warehouse.sql import names, statement

SHOWN = 100


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check, the promise in its first line, and up to 100 rows that break it."""

    name: str
    promise: str
    rows: list[tuple[Any, ...]]

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
    """The result of every check on what was published."""
    with reader(published) as connection:
        return check_all(connection)


def refuse_if_broken(connection: duckdb.DuckDBPyConnection, published: Place) -> None:
    """Raises PublishRefused with the promise and its rows where an error check found any."""
    broken = [result for result in check_all(connection) if result.is_error and result.rows]
    if broken:
        said = "; ".join(f"{result.promise} ({len(result.rows)} rows, first {result.rows[0]})" for result in broken)
        raise PublishRefused(f"{published} stays as it was, for the book breaks its promises: {said}")
