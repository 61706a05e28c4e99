"""Where the book is: a DuckDB file, or a lake. Who reads and writes it need not know which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.errors import WarehouseError

LAKE = "ducklake:"
_POSTGRES = f"{LAKE}postgres:"
# The two forms in which libpq takes a password: a keyword, and within a URI.
_KEYWORD = re.compile(r"\s*\bpassword\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S+))")
_URI = re.compile(r"(?<=://)([^:@/]*):([^@/]*)(?=@)")


@dataclass(frozen=True, slots=True)
class Lake:
    """A DuckLake: its catalogue a Postgres database, its rows Parquet files under `data`, a folder or a URL."""

    catalogue: str
    data: str
    password: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"{_POSTGRES}{self.catalogue}"


Place = Path | Lake


def place_of(named: str, data: str) -> Place:
    """The file of a path; the lake of `ducklake:postgres:` and a libpq connection string, its rows under `data`.

    The password is kept apart, so that no message shows it. Raises WarehouseError for a catalogue that lets one
    process in at a time, or is unknown.
    """
    if not named.startswith(LAKE):
        return Path(named).expanduser().resolve()
    if not named.startswith(_POSTGRES):
        kind = ":".join(named.split(":")[:2])
        message = (
            f"{kind}: the catalogue of a lake is a Postgres database: write ducklake:postgres:dbname=book host=..., or"
            " name a DuckDB file"
        )
        raise WarehouseError(message)
    catalogue, password = _apart(named.removeprefix(_POSTGRES).strip())
    return Lake(catalogue, data if "://" in data else str(Path(data).expanduser().resolve()), password)


def _apart(catalogue: str) -> tuple[str, str]:
    if found := _KEYWORD.search(catalogue):
        plain = re.sub(r"\\(.)", r"\1", found[1]) if found[1] is not None else found[2]
        return _KEYWORD.sub("", catalogue, count=1).strip(), plain
    if found := _URI.search(catalogue):
        return _URI.sub(r"\1", catalogue, count=1), found[2]
    return catalogue, ""
