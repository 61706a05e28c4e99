"""The SQL files beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@cache
def statement(folder: str, name: str) -> str:
    """The text of `warehouse/<folder>/<name>.sql`."""
    return (HERE / folder / f"{name}.sql").read_text(encoding="utf-8")


def names(folder: str) -> list[str]:
    """The names of the SQL files of a folder, sorted."""
    return sorted(path.stem for path in (HERE / folder).glob("*.sql"))
