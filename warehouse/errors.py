"""What can be wrong with the warehouse; each message names the file and the remedy."""

from __future__ import annotations


class WarehouseError(Exception):
    """The warehouse cannot be opened, written or read as it is."""


class TornBook(WarehouseError):
    """A process was killed while DuckDB wrote a block of the file in place."""


class PublishRefused(WarehouseError):
    """A check found rows that break a promise: the published file stays as it was."""


class QueryError(WarehouseError):
    """A query that DuckDB refuses, or that took too long."""
