"""The ledger's words, from lexicon/subjects.toml: what is empty, what a topic implies, what means the same."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parent / "lexicon" / "subjects.toml"
_POSSESSIVE = re.compile(r"['’]s\b")
_WORD = re.compile(r"[^\W\d_][^\W_]*")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by what they do; all stems."""

    empty: frozenset[str]
    implied: dict[str, frozenset[str]]
    same: dict[str, str]
    boundaries: tuple[tuple[re.Pattern[str], frozenset[int]], ...]
    cues: dict[str, re.Pattern[str]]


def entries() -> list[tuple[str, dict[str, Any]]]:
    """Every entry of the file with the name of its table."""
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return [(table, entry) for table, of_table in given.items() for entry in of_table]


def stem(word: str) -> str:
    """A word without the ending of its plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def stems(text: str) -> list[str]:
    """The words of a text, folded; "co2" keeps its digit, figures alone are no words, a hyphen parts words, and the "s"
    of a possessive is none."""
    return [stem(word) for word in _WORD.findall(_POSSESSIVE.sub("", text.casefold()))]


def _stems_of(found: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(word for entry in found for word in stems(entry["words"]))


def _either(wordings: list[str]) -> re.Pattern[str]:
    """Any of the wordings at the head of a word, in a text in small letters: letting the pattern fold them takes seven
    times as long. A plain alternation cannot run away."""
    return re.compile(r"\b(?:" + "|".join(re.escape(one.lower()) for one in wordings) + ")")


@cache
def vocabulary() -> Vocabulary:
    """The file, read once."""
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Vocabulary(
        empty=_stems_of(given["empty"]),
        implied={entry["topic"]: _stems_of([entry]) for entry in given["implied"]},
        same={word: entry["name"] for entry in given["same"] for word in stems(entry["words"])},
        boundaries=tuple((_either(entry["wordings"]), frozenset(entry["scopes"])) for entry in given["boundary"]),
        cues={entry["name"]: _either(entry["wordings"]) for entry in given["cue"]},
    )


@lru_cache(maxsize=1 << 12)
def says(cue: str, evidence: str) -> bool:
    """Whether a sentence holds a cue: changed, besides or goal met."""
    return vocabulary().cues[cue].search(evidence.lower()) is not None
