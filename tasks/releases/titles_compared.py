"""How the titles of two releases stand to each other."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Indel

from tasks.releases.corrections import without_mark
from tasks.releases.likeness import likeness
from tasks.releases.words import Words, words_of

NEAR = 0.6  # of the words of two titles; titles that share less were written anew or translated

Titles = Literal["same", "near", "other figures", "other names", "unlike", "unknown"]


@lru_cache(maxsize=20_000)
def _words(title: str) -> Words:
    return words_of(without_mark(title))


def titles(one: str | None, other: str | None) -> Titles:
    """Same or near; near but for a figure or a name that stands against another; unlike; unknown where one is missing.

    >>> titles("Norrholm opens works in Oslo", "Norrholm opens works in Bergen")
    'other names'
    """
    if not one or not other:
        return "unknown"
    first, second = _words(one), _words(other)
    if first.folded == second.folded:
        return "same"
    if Indel.normalized_similarity(first.folded, second.folded) < NEAR:
        return "unlike"
    found = likeness(first, second)
    if found.conflicts:
        return "other figures" if found.figures_only == found.conflicts else "other names"
    return "near" if not found.changed else "other names"
