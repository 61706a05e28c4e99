"""Sentences of our own, read piece by piece."""

from __future__ import annotations

from datetime import date

from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets
from tasks.targets.marks import Sentence, marked
from tasks.targets.passages import Passage
from tasks.targets.records import Target

PUBLISHED = date(2025, 4, 28)
ISSUER = "Norrholm"


def sentence(text: str, published: date | None = PUBLISHED) -> Sentence:
    """A sentence with its marks, as it stands in the body of a release."""
    return marked(Passage(0, len(text), text, "body"), published)


def place_of(marks: Sentence, word: str) -> int:
    """The token at which a word first stands."""
    return next(number for number, token in enumerate(marks.tokens) if token.text == word)


def rows(text: str, *, published: date | None = PUBLISHED, issuer: str = ISSUER) -> list[Target]:
    """The rows of a release that says this under a headline of its own."""
    return extract_targets(release_from_text(f"News from the north\n\n{text}\n", issuer=issuer, published_on=published))
