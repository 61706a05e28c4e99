"""What a stretch of text is about: a good cause, business as usual, a survey."""

from __future__ import annotations

from functools import lru_cache

from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence


@lru_cache(maxsize=64)
def causes(sentence: Sentence, first: int, last: int) -> frozenset[str]:
    """Which of good cause, business and survey are spoken of from one token up to another."""
    told = frozenset(one.entry.name for one in book("causes").all(sentence.tokens[max(0, first) : last]))
    return told | {"good cause"} if "charity" in told else told
