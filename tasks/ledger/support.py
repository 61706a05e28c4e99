"""How much values, years and the text's own words support that a row speaks of a standing promise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from tasks.ledger.measures import alike, measured
from tasks.ledger.records import Statement
from tasks.ledger.sameness import APART, SAME, Likeness, likeness, named_by_sentence
from tasks.ledger.subjects import Subject, content_words, family_of, is_misread, subject_of
from tasks.ledger.threads import Thread, sentence_words
from tasks.ledger.vocabulary import says, stems
from tasks.targets.records import Target

_END_STATES = frozenset({"net_zero", "carbon_neutral", "climate_positive", "eliminate", "peak"})


@dataclass(frozen=True, slots=True)
class Fit:
    """A row beside a standing promise: likeness, support in points, and the rule that takes or refuses it.

    `score` puts the promises that would take the row in order; None where the rule refuses.
    """

    likeness: Likeness
    points: float
    score: float | None
    rule: str


def best_likeness(thread: Thread, row: Statement, subject: Subject) -> Likeness:
    """The likeness to the wording of the promise that is most like it; its latest wins a tie."""
    found: Likeness | None = None
    for old, said in reversed(thread.wordings.items()):
        one = likeness(old, subject, partial(sentence_words, said), partial(sentence_words, row))
        if found is None or one.degree > found.degree:
            found = one
        if found.degree == SAME:
            break
    if found and found.degree == APART and is_misread(row.target):
        target, old = row.target, thread.subject
        says_all = partial(content_words, target.evidence, old.topic)
        found = named_by_sentence(old, subject, says_all, frozenset(stems(target.evidence)))
    return found or Likeness(APART, "nothing said")


def fit(thread: Thread, row: Statement, subject: Subject) -> Fit:
    """Whether a target row may speak of the promise, and how well it fits."""
    like, held, target = best_likeness(thread, row, subject), thread.held, row.target
    if like.degree == APART and not like.near:
        return Fit(like, 0.0, None, like.rule)
    if like.degree == APART:
        return Fit(like, _agreement(held, target), None, like.rule)
    told = _told(held, target)
    points = _agreement(held, target) + 2 * told + says("changed", target.evidence)
    if refused := _refusal(thread, row, like, points, told):
        return Fit(like, points, None, refused)
    alive = thread.status == "open" and (held.target_year or 9999) >= row.said_on.year
    return Fit(like, points, points + 1.5 * (like.degree == SAME) + 0.25 * alive, like.rule)


def _told(held: Target, target: Target) -> int:
    """How many of the values and years that the text replaces are those of the book."""
    value = target.previous_value is not None and alike(
        measured(target, target.previous_value), measured(held, held.value)
    )
    year = target.previous_year is not None and target.previous_year == held.target_year
    return value + year


def _agreement(held: Target, target: Target) -> float:
    """Points for the same value, year and base."""
    same_year = held.target_year == target.target_year
    points = float(same_year)
    if held.action in _END_STATES or target.action in _END_STATES:
        points += held.action == target.action
        points += held.action != target.action and same_year and held.target_year is not None
    elif target.value is not None:
        points += alike(measured(held, held.value), measured(target, target.value))
    return points + 0.5 * (held.base_year is not None and held.base_year == target.base_year)


def _refusal(thread: Thread, row: Statement, like: Likeness, points: float, told: int) -> str | None:
    """The rule by which a row of much the same subject is kept apart all the same."""
    held, target = thread.held, row.target
    same_year = held.target_year is not None and held.target_year == target.target_year
    differs = held.target_year != target.target_year and not _same_figure(held, target)
    if like.degree == SAME:
        if points < 1 and says("besides", target.evidence):
            return "the text names it besides the other"
        bases = None not in (held.base_year, target.base_year) and held.base_year != target.base_year
        return "value, year and base differ" if bases and differs and not told and points < 1 else None
    if family_of(target) == "end" != family_of(held) and not told and not same_year:
        return "an end state after a cut, in another year"
    if points < 2:
        return f"too little support: {like.rule}"
    return _other_boundary(held, target, like) if like.boundary_differs and not told else None


def _other_boundary(held: Target, target: Target, like: Likeness) -> str | None:
    """Wider or narrower scopes are the same promise with the same figures only."""
    if held.target_year != target.target_year:
        return f"another year: {like.rule}"
    named = subject_of(held).boundary and subject_of(target).boundary
    return f"another value: {like.rule}" if named and not _same_figure(held, target) else None


def _same_figure(held: Target, target: Target) -> bool:
    if held.action in _END_STATES and target.action in _END_STATES:
        return family_of(held) == family_of(target)
    return alike(measured(held, held.value), measured(target, target.value))
