"""Phrases of the lexicon, looked up token by token.

A phrase is written as its words; `a|b` is either word, `word?` may be missing, `word*` is any word that begins so, and `...`
is one to three words of any kind. "no|not later than", "sold?", "recycl*".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import product
from typing import Any, Generic, NamedTuple, TypeVar

from tasks.targets.tokens import Token

Entry = TypeVar("Entry")
_CACHED = 50_000  # distinct words kept; a year of press releases has fewer


class Found(NamedTuple, Generic[Entry]):
    """An entry that stands at the tokens `first:last` of a sentence."""

    first: int
    last: int
    entry: Entry


def expanded(phrase: str) -> Iterator[tuple[str, ...]]:
    """The plain forms of a phrase."""
    slots = []
    for word in phrase.split():
        options = word.rstrip("?").split("|")
        slots.append([*options, ""] if word.endswith("?") else options)
    for form in product(*slots):
        if words := tuple(word for word in form if word):
            yield words


def _meets(pattern: str, low: str) -> bool:
    return low.startswith(pattern[:-1]) if pattern.endswith("*") else low == pattern


class Phrasebook(Generic[Entry]):
    """Entries by their phrases; the longest phrase that fits a place is found there."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._prefix: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for phrase, entry in entries:
            for words in expanded(phrase):
                table = self._prefix if words[0].endswith("*") else self._exact
                table.setdefault(words[0].rstrip("*"), []).append((words, entry))
        self._lengths = sorted({len(prefix) for prefix in self._prefix})
        self._known: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]] = {}

    def _candidates(self, low: str) -> tuple[tuple[tuple[str, ...], Entry], ...]:
        known = self._known.get(low)
        if known is None:
            found = list(self._exact.get(low, ()))
            for length in self._lengths:
                if length <= len(low):
                    found += self._prefix.get(low[:length], ())
            known = tuple(sorted(found, key=lambda one: -len(one[0])))
            if len(self._known) < _CACHED:
                self._known[low] = known
        return known

    def at(self, tokens: Sequence[Token], place: int) -> Found[Entry] | None:
        """The longest phrase that begins at a place."""
        behind = tokens[place + 1].low if place + 1 < len(tokens) else ""
        for words, entry in self._candidates(tokens[place].low):
            if len(words) == 1:
                return Found(place, place + 1, entry)
            second = words[1]
            if second != behind and second[-1] not in "*.":
                continue  # most phrases are told apart by their second word
            if end := _end(words, 1, tokens, place + 1):
                return Found(place, end, entry)
        return None

    def begins(self, low: str) -> bool:
        """Whether any phrase begins with a word."""
        return bool(self._candidates(low))

    def is_phrase(self, low: str) -> bool:
        """Whether a word is a phrase by itself."""
        candidates = self._candidates(low)
        return bool(candidates) and len(candidates[-1][0]) == 1  # the shortest stands last

    def may_stand(self, low: str, words: Set[str]) -> bool:
        """Whether a phrase that begins with a word has all its words among those of a text, in whatever order."""
        return any(
            all(word in words or word.endswith("*") or not word[0].isalpha() for word in phrase[1:])
            for phrase, _ in self._candidates(low)
        )

    def any(self, tokens: Sequence[Token]) -> bool:
        """Whether any phrase stands there."""
        return any(self.at(tokens, place) is not None for place in self._begun(tokens))

    def all(self, tokens: Sequence[Token]) -> list[Found[Entry]]:
        """Every phrase in order, none within another."""
        found = []
        free = 0
        for place in self._begun(tokens):
            if place >= free and (one := self.at(tokens, place)) is not None:
                found.append(one)
                free = one.last
        return found

    def each(self, tokens: Sequence[Token]) -> list[Found[Entry]]:
        """The phrase at every place where one begins, one within another too."""
        return [one for place in self._begun(tokens) if (one := self.at(tokens, place)) is not None]

    def _begun(self, tokens: Sequence[Token]) -> list[int]:
        """The places whose word begins a phrase. Most words begin none, so that this is where the time goes."""
        known = self._known
        return [
            place
            for place, token in enumerate(tokens)
            if (known[token.low] if token.low in known else self._candidates(token.low))
        ]


def _end(words: tuple[str, ...], number: int, tokens: Sequence[Token], position: int) -> int:
    """The token behind a phrase whose words from `number` on stand at `position`; 0 where they do not."""
    for at in range(number, len(words)):
        if words[at] == "...":
            ends = (_end(words, at + 1, tokens, position + skipped) for skipped in (1, 2, 3))
            return next(filter(None, ends), 0)
        if position >= len(tokens) or not _meets(words[at], tokens[position].low):
            return 0
        position += 1
    return position


def phrasebook(stanzas: Iterable[dict[str, Any]], key: str = "words") -> Phrasebook[dict[str, Any]]:
    """A phrasebook of TOML stanzas, each an entry under every phrase of its list `key`."""
    return Phrasebook((phrase, stanza) for stanza in stanzas for phrase in stanza[key])
