"""How the book is opened: one writer at a time and briefly, readers on what was published. For a lake see lake.py.

A process that has a DuckDB file open for writing shuts every other process out, readers too. So a writer computes
first, takes the lock, makes one transaction and closes; nobody else ever opens the file it writes.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import TornBook, WarehouseError
from warehouse.lake import lake_writer, opened, published_snapshot
from warehouse.migrate import migrate
from warehouse.place import Lake, Place
from warehouse.restore import TORN, restore
from warehouse.sql import names, statement
from warehouse.transaction import one_transaction

LOCK_PATIENCE_S = 300.0
STORAGE = "v1.5.0"
# A checkpoint that finds no room is fatal to the connection; the file and its log keep the last whole transaction.
DISK_FAILED = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException, duckdb.OutOfMemoryException)


@contextmanager
def locked(path: Path, patience_s: float = LOCK_PATIENCE_S) -> Iterator[None]:
    """Hold the lock of a warehouse file; the kernel lets go of it when the process dies, however it dies.

    Raises WarehouseError where the folder cannot be written, or nobody let go within `patience_s` seconds.
    """
    lock = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as wrong:
        message = f"{path} cannot be written ({wrong.strerror}): make its folder writable, or set PLEDGEBOOK_HOME"
        raise WarehouseError(message) from wrong
    try:
        _take(handle, path, time.monotonic() + patience_s)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                message = f"{path} stayed locked: another pledgebook writes to it; see who with: fuser {path}.lock"
                raise WarehouseError(message) from None
            time.sleep(0.02)
        else:
            return


def _opened(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        config: dict[str, str | bool | int | float | list[str]] = {}
        if not read_only:
            config = {"storage_compatibility_version": STORAGE}
        connection = duckdb.connect(str(path), read_only=read_only, config=config)
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as wrong:
        first = str(wrong).splitlines()[0]
        if all(word in first for word in TORN):
            raise TornBook(
                f"{path} was torn by a process that was killed ({first}): the next run restores it"
            ) from wrong
        message = (
            f"{path} cannot be opened ({first}): if it is no DuckDB file, or a newer version's, name another with "
            "--warehouse; if the disk is full or read-only, make room or make it writable"
        )
        raise WarehouseError(message) from wrong
    connection.execute("set time zone 'UTC'")
    return connection


def _opened_to_write(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return _opened(path, read_only=False)
    except TornBook:
        restore(path)
        return _opened(path, read_only=False)


@contextmanager
def _file_writer(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """One transaction on the warehouse, its schema brought up to date; rolled back whole on any error."""
    with locked(path):
        connection = _opened_to_write(path)
        try:
            migrate(connection, str(path))
            with one_transaction(connection):
                yield connection
            connection.execute("checkpoint")
        except DISK_FAILED as wrong:
            message = f"{path} could not be written ({wrong}): the book stays whole; free the disk, then run again"
            raise WarehouseError(message) from wrong
        finally:
            connection.close()


def writer(place: Place) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """One transaction on the warehouse, its schema brought up to date; rolled back whole on any error."""
    return lake_writer(place) if isinstance(place, Lake) else _file_writer(place)


@contextmanager
def reader(published: Place) -> Iterator[duckdb.DuckDBPyConnection]:
    """Read what was published last; before the first publish, tables that are empty."""
    connection = _published(published)
    try:
        yield connection
    finally:
        connection.close()


def _published(place: Place) -> duckdb.DuckDBPyConnection:
    if isinstance(place, Lake):
        snapshot = published_snapshot(place)
        return empty_book() if snapshot is None else opened(place, snapshot=snapshot)
    return _opened(place, read_only=True) if place.is_file() else empty_book()


def empty_book() -> duckdb.DuckDBPyConnection:
    """The schema without a row, in memory."""
    connection = duckdb.connect()
    connection.execute("set time zone 'UTC'")
    for name in names("schema"):
        connection.execute(statement("schema", name))
    return connection
