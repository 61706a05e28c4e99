"""The issuer's name where it is made of words that mean something: in "Acme Water will plant trees", "Water" is no topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tasks.targets.lexicon import book
from tasks.targets.marks import topic_book
from tasks.targets.passages import Passage
from tasks.targets.tokens import Token, lowered

_BOOKS = ("verbs", "cues", "goals", "causes", "parties")
_SAID_AS_ONE = {"group", "company", "bank", "foundation", "the", "of", "and"}  # they say who it is


def without_own_name(passages: Sequence[Passage], issuer: str | None) -> list[Passage]:
    """Passages whose neighbouring texts (lead, heading, before, after) have the first word of the issuer's name for all of
    it, where the rest would be read."""
    if issuer is None or not _speaking(issuer):
        return list(passages)
    head = issuer.split()[0]
    return [
        replace(
            one,
            lead=one.lead.replace(issuer, head),
            heading=one.heading.replace(issuer, head),
            before=one.before.replace(issuer, head),
            after=one.after.replace(issuer, head),
        )
        for one in passages
    ]


def mute_own_name(tokens: list[Token], issuer: str | None) -> list[Token]:
    """Tokens of which those of the issuer's name are looked up as no word of the lexicon, the first one apart."""
    if issuer is None or not (spoken := _speaking(issuer)):
        return tokens
    words, muted = issuer.split(), list(tokens)
    for at, token in enumerate(tokens):
        if token.text == words[0] and [one.text for one in tokens[at : at + len(words)]] == words:
            for number in spoken:
                muted[at + number] = tokens[at + number]._replace(low=f"’{tokens[at + number].low}")
    return muted


@lru_cache(maxsize=256)
def _speaking(issuer: str) -> tuple[int, ...]:
    """The numbers of the words of a name, behind its first, that the lexicon knows."""
    return tuple(
        number
        for number, word in enumerate(issuer.split())
        if number and (low := lowered(word)) not in _SAID_AS_ONE and _means_something(low)
    )


def _means_something(low: str) -> bool:
    """Whether a phrase of the lexicon begins with a word."""
    return topic_book().begins(low) or any(book(name).begins(low) for name in _BOOKS)
