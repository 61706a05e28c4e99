"""Report files: each written whole or not at all, the same bytes for the same rows, batch by batch.

Parquet and JSON hold the book's text as it stands but for press contacts; CSV is for spreadsheets too, so nothing in
it is hidden or runs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks.report.texts import harmless, plain, visible, without_addresses, without_contacts


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its place when all of it is written; on any error the old one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as handle:
            yield handle
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def shareable(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch without press contacts in its texts; ids stay as they are."""
    named = zip(batch.schema, batch.columns, strict=True)
    return pa.RecordBatch.from_arrays([_shareable(field, column) for field, column in named], schema=batch.schema)


def _shareable(field: pa.Field, column: pa.Array) -> pa.Array:
    if not pa.types.is_string(field.type) or field.name.endswith(("_id", "week")):
        return column
    # Most columns hold nothing of the kind: looked at as a whole first, which is quick.
    if not pc.any(pc.match_substring_regex(column, r"@|\d[ .\-/()]+\d|\+\d")).as_py():
        return column
    clean = without_addresses if field.name.endswith(("link", "url")) else without_contacts
    return pa.array((None if text is None else clean(text) for text in column.to_pylist()), type=column.type)


def frame(rows: pa.Table | pa.RecordBatch) -> pd.DataFrame:
    """As a data frame. A year beside a null stays a whole number: 2030, not 2030.0."""
    made: pd.DataFrame = rows.to_pandas(integer_object_nulls=True)
    return made


def write_table(rows: pa.Table | pa.RecordBatchReader, folder: Path, name: str) -> list[Path]:
    """Write <name>.csv, <name>.parquet and <name>.json; returns the files. The rows are read once, batch by batch."""
    reader = rows.to_reader() if isinstance(rows, pa.Table) else rows
    files = [folder / f"{name}.{ending}" for ending in ("csv", "parquet", "json")]
    with whole(files[0]) as one, whole(files[1]) as two, whole(files[2]) as three:
        with pq.ParquetWriter(two, reader.schema) as parquet:
            add_csv, add_json = _csv(one, reader.schema), _json(three)
            for batch in reader:
                safe = shareable(batch)
                parquet.write_batch(safe)
                add_csv(safe)
                add_json(safe)
        three.write(b"\n]\n")
    return files


def _csv(handle: IO[bytes], schema: pa.Schema) -> Callable[[pa.RecordBatch], None]:
    handle.write(frame(schema.empty_table()).to_csv(index=False).encode())

    def add(batch: pa.RecordBatch) -> None:
        handle.write(frame(batch).map(cell).to_csv(header=False, index=False).encode())

    return add


def cell(value: object) -> object:
    """A cell of a CSV file: text that hides and runs nothing, lists as text."""
    if isinstance(value, str):
        return harmless(visible(value))
    listed = plain(value)
    return ", ".join(map(str, listed)) if isinstance(listed, list) else value


def _json(handle: IO[bytes]) -> Callable[[pa.RecordBatch], None]:
    handle.write(b"[")
    first = True

    def add(batch: pa.RecordBatch) -> None:
        nonlocal first
        for row in batch.to_pylist():
            line = json.dumps(row, ensure_ascii=False, default=_dated)
            handle.write(f"{'' if first else ','}\n{line}".encode())
            first = False

    return add


def _dated(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    message = f"{type(value).__name__} has no form in JSON"
    raise TypeError(message)
