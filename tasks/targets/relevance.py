"""Whether a passage can hold a row at all, told by its bare words: most of a release cannot, and is not read further."""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.targets.marks import topic_book
from tasks.targets.tokens import lowered, tokenize

_WORD = re.compile(r"[^\W\d_]\w*")
_DIGIT = re.compile(r"\d")
# How words begin that count or tell of an end.
_COUNTING = (
    "half", "halve", "doubl", "tripl", "trebl", "quadrupl", "third", "quarter", "fifth", "tenth", "zero", "neutral", "positive",
    "negative", "all", "every", "each", "entirely", "exclusively", "solely", "only", "fully", "completely", "eliminat", "phas", "stop",
    "end", "ban", "ceas", "free", "no", "none", "nothing", "gone", "without", "disappear", "away", "longer", "peak", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "fold", "parity",
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d.,]*")
# More numbers than this in one passage are a table whose cells were run together. Of 4,000 releases no sentence with a row has
# more than 16 figures; the few with 30 and more are financial statements, and reading one costs the square of its figures.
_MOST_NUMBERS = 40
_SEEN = 50_000  # distinct words remembered; a year of press releases has fewer


def counts(text: str) -> bool:
    """Whether a number, a word for one, or a word of an end stands in a text."""
    return _DIGIT.search(text) is not None or any(map(_is_counting, _words(text))) or "give up" in text.lower()


def is_run_together(text: str) -> bool:
    """Whether a passage is a table or a list of figures without its lines."""
    return len(text) > 2 * _MOST_NUMBERS and len(_NUMBER.findall(text)) > _MOST_NUMBERS


@lru_cache(maxsize=_SEEN)
def _is_counting(word: str) -> bool:
    return word.startswith(_COUNTING)


@lru_cache(maxsize=4096)  # the sentences before and behind, the line over a list and its heading are asked for again
def names_topic(text: str) -> bool:
    """Whether a topic is named in a text. Its words tell, but where they only begin a phrase."""
    words, book = _words(text), topic_book()
    begun = [word for word in words if book.begins(word)]
    if any(map(book.is_phrase, begun)):
        return True
    return any(book.may_stand(word, words) for word in begun) and book.any(tokenize(text))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(lowered(text)))
