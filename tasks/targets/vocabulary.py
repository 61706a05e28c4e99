"""The words of lexicon/*.toml as compiled patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).with_name("lexicon")


@cache
def stanzas(file: str) -> list[dict[str, Any]]:
    """The stanzas of `lexicon/<file>.toml`, in order."""
    given: dict[str, list[dict[str, Any]]] = tomllib.loads((_HERE / f"{file}.toml").read_text(encoding="utf-8"))
    return next(iter(given.values()))


def bounded(words: list[str]) -> re.Pattern[str]:
    """Any of some expressions, between word boundaries, in any case."""
    return re.compile(rf"(?<![\w])(?:{'|'.join(words)})(?![\w])", re.IGNORECASE)


@cache
def cue(name: str) -> re.Pattern[str]:
    """The pattern of one stanza of cues.toml."""
    return next(bounded(one["words"]) for one in stanzas("cues") if one["name"] == name)


@cache
def topics() -> tuple[tuple[str, int, re.Pattern[str], bool], ...]:
    """Name, weight, pattern and weakness of every topic; weak words alone do not make a promise."""
    return tuple(
        (one["name"], one["weight"], bounded(one["words"]), one.get("weak", False)) for one in stanzas("topics")
    )


@cache
def units() -> tuple[tuple[re.Pattern[str], float, str, str | None], ...]:
    """Pattern, scale, unit and carbon unit of every wording of a unit."""
    return tuple(
        (re.compile(rf"{wording}(?![\w³²])", re.IGNORECASE), float(scale), one["unit"], one.get("carbon"))
        for one in stanzas("units")
        for wording, scale in one["scales"].items()
    )
