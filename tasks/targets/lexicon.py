"""The words of lexicon/*.toml as phrasebooks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from tasks.targets.phrases import Phrasebook

_HERE = Path(__file__).with_name("lexicon")
Form = Literal["base", "s", "past", "participle", "ing", "noun"]


@dataclass(frozen=True, slots=True)
class Word:
    """A stanza's name under one of its phrases; `form` is the verb's, "noun" for a noun."""

    name: str
    form: Form


@cache
def stanzas(file: str) -> list[dict[str, Any]]:
    """The stanzas of `lexicon/<file>.toml`, in order."""
    given: dict[str, list[dict[str, Any]]] = tomllib.loads((_HERE / f"{file}.toml").read_text(encoding="utf-8"))
    return next(iter(given.values()))


def inflected(verb: str) -> Iterator[tuple[str, Form]]:
    """The forms of a verb: "plan planned planned planning", "phase + out".

    >>> [form for form, _ in inflected("reduce")]
    ['reduce', 'reduces', 'reduced', 'reduced', 'reducing']
    """
    head, _, tail = (part.strip() for part in verb.partition("+"))
    given = head.split()
    base = given[0]
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    consonant_y = base.endswith("y") and base[-2] not in "aeiou"
    past = f"{base[:-1]}ied" if consonant_y else f"{stem}ed"
    third = f"{base[:-1]}ies" if consonant_y else f"{base}{'es' if base.endswith(('s', 'sh', 'ch', 'x', 'o')) else 's'}"
    forms = [base, third, past, past, f"{stem}ing"]
    if len(given) == 4:
        forms = [base, third, *given[1:]]
    names: tuple[Form, ...] = ("base", "s", "past", "participle", "ing")
    for word, name in zip(forms, names, strict=True):
        yield f"{word} {tail}".strip(), name
        if tail:
            yield f"{word} ... {tail}", name


def _words_of(stanza: dict[str, Any]) -> Iterator[tuple[str, Word]]:
    for verb in stanza.get("verbs", ()):
        for phrase, form in inflected(verb):
            yield phrase, Word(stanza["name"], form)
    for key in ("nouns", "words"):
        for phrase in stanza.get(key, ()):
            yield phrase, Word(stanza["name"], "noun")


@cache
def book(file: str) -> Phrasebook[Word]:
    """The phrasebook of one file: every verb form, noun and word under its stanza's name."""
    return Phrasebook([pair for stanza in stanzas(file) for pair in _words_of(stanza)])
