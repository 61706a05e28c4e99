"""Whether a release says of itself that it corrects or updates an earlier one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HEAD = 600  # characters in which the text's own note stands


@cache
def vocabulary() -> dict[str, dict[str, Any]]:
    """The stanzas of corrections.toml by where the mark stands: title, text."""
    path = Path(__file__).with_name("lexicon") / "corrections.toml"
    return {one["of"]: one for one in tomllib.loads(path.read_text(encoding="utf-8"))["mark"]}


@cache
def _pattern(of: str) -> re.Pattern[str]:
    return re.compile("|".join(vocabulary()[of]["patterns"]), re.IGNORECASE | re.MULTILINE)


def marked_title(title: str) -> bool:
    """Whether a title is marked: "CORRECTION: Norrholm sets goals"."""
    return bool(_pattern("title").search(title))


def marked_text(text: str) -> bool:
    """Whether a text opens with a note that it corrects another."""
    return bool(_pattern("text").search(text[:HEAD]))


def without_mark(title: str) -> str:
    """A title without its mark, as the corrected release had it.

    >>> without_mark("CORRECTION: Norrholm sets goals")
    'Norrholm sets goals'
    """
    return _pattern("title").sub("", title).strip()
