"""Whether two rows of a company measure the same thing: conservative, by named rules.

A rule's name stands beside every decision in the book: why a promise was met, or why a near miss was not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tasks.ledger.subjects import Subject
from tasks.ledger.vocabulary import vocabulary

APART, LOOSE, SAME = 0, 1, 2
BY_SENTENCE = "its sentence names the promise"
BOTH_NAMED = "both sentences name both"
Words = Callable[[], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two subjects are (APART, LOOSE, SAME) and the rule that says so.

    LOOSE holds only with the support of values and years. `near`: apart, but by so little that a person should see it.
    """

    degree: int
    rule: str
    near: bool = False
    narrower: bool = False
    boundary_differs: bool = False
    lacks: frozenset[str] = frozenset()
    lacked: frozenset[str] = frozenset()


def likeness(old: Subject, new: Subject, old_says: Words, new_says: Words) -> Likeness:
    """How alike a standing subject and a new one are; `*_says` give the content words of their sentences.

    What a wording leaves out counts as said where its sentence says it. `narrower`: the new one is a part of the old.
    """
    found = _compared(old, new)
    if found.degree != LOOSE or not (found.lacks or found.lacked):
        return found
    return _completed(found, found.lacks <= new_says(), found.lacked <= old_says())


def _completed(found: Likeness, by_new: bool, by_old: bool) -> Likeness:
    """Wordings that differ, and whether each sentence says what the other's wording says more."""
    if found.lacks and found.lacked:
        if by_new and by_old:
            return Likeness(LOOSE, BOTH_NAMED, boundary_differs=found.boundary_differs)
        return Likeness(APART, "another thing measured", near=True)
    if by_new and by_old:
        degree = LOOSE if found.boundary_differs or found.rule == "denominator less exact" else SAME
        return Likeness(degree, "its sentence names the rest", boundary_differs=found.boundary_differs)
    return found


@lru_cache(maxsize=1 << 17)
def _compared(old: Subject, new: Subject) -> Likeness:
    if old.topic != new.topic:
        return Likeness(APART, "another topic")
    found = _action(old, new) or _denominator(old, new) or _bounded(old, new, _boundary(old, new))
    if old.family != new.family and found.degree == SAME:
        return Likeness(LOOSE, "an end state after a cut")
    return found


def _bounded(old: Subject, new: Subject, bounded: Likeness) -> Likeness:
    """Words, denominators and scopes together; the scopes have been compared."""
    if bounded.degree == APART:
        return bounded
    lacks, lacked = old.words - new.words, new.words - old.words
    if lacks or lacked:
        rule = "another thing measured" if lacks and lacked else "one wording says more"
        narrower = bool(lacked) or bounded.narrower
        return Likeness(LOOSE, rule, False, narrower, bounded.boundary_differs, lacks, lacked)
    if old.per != new.per:
        return Likeness(LOOSE, "denominator less exact", boundary_differs=bounded.boundary_differs)
    return bounded if bounded.degree == LOOSE else Likeness(SAME, "same thing measured")


def _denominator(old: Subject, new: Subject) -> Likeness | None:
    """Both absolute, or both per the same thing or per something that one of them leaves open."""
    if (old.per is None) != (new.per is None):
        return Likeness(APART, "one absolute, one per unit", near=old.words == new.words)
    if old.categories and new.categories and not old.categories & new.categories:
        return Likeness(APART, "other scope 3 categories")
    if old.per and new.per and not (old.per <= new.per or new.per <= old.per):
        return Likeness(APART, "another denominator", near=True)
    return None


def _action(old: Subject, new: Subject) -> Likeness | None:
    """Families and units must agree, but for an end state after a cut."""
    ends = old.family == "cut" and new.family == "end" and old.per is None
    if old.family != new.family and not ends:
        return Likeness(APART, "another kind of action", near={old.family, new.family} == {"level", "more"})
    both_figures = bool(old.dimension) and bool(new.dimension)
    if both_figures and old.dimension != new.dimension:
        return Likeness(APART, "another unit", near=old.words == new.words)
    return None


def _boundary(old: Subject, new: Subject) -> Likeness:
    """Scopes must agree, or one of them must name none, or one must hold the other."""
    mine, theirs = old.boundary, new.boundary
    if mine == theirs:
        return Likeness(SAME, "same scopes")
    if new.family == "end" and {mine, theirs} == {frozenset(), frozenset((1, 2, 3))}:
        return Likeness(SAME, "an end state without scopes is of all")
    if not mine or not theirs:
        return Likeness(LOOSE, "one names no scopes", narrower=bool(theirs), boundary_differs=True)
    if theirs < mine or mine < theirs:
        return Likeness(LOOSE, "wider or narrower scopes", narrower=theirs < mine, boundary_differs=True)
    return Likeness(APART, "other scopes", near=False)


def named_by_sentence(old: Subject, new: Subject, new_says: Words, new_stems: frozenset[str]) -> Likeness:
    """A row whose metric is only the subject of its sentence: the sentence must name all that singles the old one out.

    `new_stems`: all the sentence's stems. LOOSE at best, whatever topic and action were read.
    """
    implied = vocabulary().implied.get(old.topic, frozenset())
    named = old.words <= new_says() and bool(old.words or implied & new_stems)
    per = (old.per is None) == (new.per is None) and (not old.per or not new.per or bool(old.per & new.per))
    if not named or not per or old.dimension != new.dimension or old.boundary != new.boundary:
        return Likeness(APART, "another thing measured")
    return Likeness(LOOSE, BY_SENTENCE)
