"""The words of a release's own text, as two copies of it are compared: without case, typography and the parts that
wires and sites put around it."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

# What the issuer says; about, contact, legal and syndication parts are the wire's and the site's to change.
OWN_TEXT = frozenset({"body", "quote", "list", "table"})
FEWEST = 5  # words; where the labelled parts hold fewer, the whole text counts

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_SEPARATOR = re.compile(r",(?=\d{3}(?!\d))")
_POINT = re.compile(r"[.,]")
_SPELLED = {
    **dict(zip("zero one two three four five six seven eight nine ten eleven twelve".split(), range(13), strict=True)),
    "percent": "%",
}
_YEARS = range(1990, 2061)


class Part(Protocol):
    """A labelled stretch of a text."""

    @property
    def label(self) -> str: ...  # noqa: D102 - as in records.Section
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Words:
    """Words in order: `folded` as they are compared, `written` as they stand."""

    folded: tuple[str, ...]
    written: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.folded)


def words_of(text: str) -> Words:
    """The words of a text; numbers without thousands separators, small spelled numbers as digits.

    >>> words_of("Cuts 1,200 t, or TWO percent").folded
    ('cuts', '1200', 't', 'or', '2', '%')
    """
    written = list(map(sys.intern, _WORD.findall(unicodedata.normalize("NFKC", text))))  # held by the thousand texts
    return Words(tuple(map(_folded, written)), tuple(written))


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    if word[0].isdigit():
        return _SEPARATOR.sub("", word)
    low = word.casefold()
    return str(_SPELLED.get(low, low))


def own_words(text: str, sections: Iterable[Part]) -> Words:
    """The words of what the issuer says: running text, quotes, lists and tables."""
    own = words_of("\n".join(text[one.start : one.end] for one in sections if one.label in OWN_TEXT))
    return own if len(own) >= FEWEST else words_of(text)


def figures_of(words: Words) -> frozenset[str]:
    """The numbers of at least two digits, without separators: what a translation leaves as it is."""
    return frozenset(figure for word in words.folded if word[0].isdigit() and len(figure := _POINT.sub("", word)) > 1)


def is_year(figure: str) -> bool:
    """Whether a figure reads like a year of our time."""
    return figure.isdigit() and int(figure) in _YEARS
