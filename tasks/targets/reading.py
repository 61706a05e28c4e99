"""A sentence being read, and whose what stands in it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasks.releases.records import Release
from tasks.targets.attach import Around
from tasks.targets.clauses import Clause, clause_at
from tasks.targets.levels import Roles
from tasks.targets.marks import Sentence
from tasks.targets.named_companies import PLEDGING
from tasks.targets.owners import is_state, owner_at
from tasks.targets.period_records import year_of
from tasks.targets.quantity_records import Quantity
from tasks.targets.state_records import State
from tasks.targets.tokens import tokenize

_NAME_WITHIN = re.compile(r"[a-z,] ([A-Z][\w&'’.-]*)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence being read: its clauses, the roles of its quantities, what stands around it."""

    sentence: Sentence
    clauses: list[Clause]
    roles: Roles
    states: list[State]
    release: Release
    around: Around
    listed: bool
    lead_promises: bool
    anchors: list[int]  # the first tokens of all that may have a deadline of its own


def is_due_later(reading: Reading, place: int) -> bool:
    """Whether the next deadline from a token on is in a year after that of the release."""
    due = next((one for one in reading.sentence.periods if one.role == "deadline" and one.first >= place), None)
    return due is not None and due.year is not None and due.year > year_of(reading.release.published_on)


def anchors_of(sentence: Sentence, roles: Roles, states: Sequence[State]) -> list[int]:
    """The first tokens of the outcomes and end states of a sentence, in order."""
    outcomes = [
        one.lead for number, one in enumerate(sentence.quantities) if roles.is_outcome(number) and one.kind != "plain"
    ]
    return sorted({*outcomes, *(one.first for one in states)})


def in_one_clause(clauses: list[Clause], one: int, other: int) -> bool:
    """Whether two tokens stand in one clause."""
    return clause_at(clauses, one) == clause_at(clauses, other)


def in_state(states: Sequence[State], one: Quantity) -> bool:
    """Whether a quantity is part of an end state."""
    return any(state.first <= one.first < state.last for state in states)


@lru_cache(maxsize=8)
def _names_within(text: str) -> frozenset[str]:
    """The capital words that stand within sentences of a release, not at their beginning; found once a release."""
    return frozenset(match.rstrip(".") for match in _NAME_WITHIN.findall(text))


def is_introduced(owner: str | None, reading: Reading) -> bool:
    """Whether a company that is not the issuer has its say in the release: named in the title or the first lines, or as
    a part of the issuer's name. A supplier or client named in passing has not."""
    release = reading.release
    if owner is None or release.issuer is None or owner == release.issuer:
        return True
    head = owner.split()[0]
    return head in f"{release.title or ''} {release.text[:600]}" or head.lower() in release.issuer.lower()


def owner_of(reading: Reading, number: int, place: int) -> tuple[str | None, bool]:
    """The owner of what stands at a token of a clause, and whether it is nobody whose aims are rows of the release."""
    owner, strange = owner_at(reading.sentence, reading.clauses, number, place, reading.release.issuer)
    if owner is not None and is_state(owner):
        return None, True
    if strange or not is_introduced(owner, reading):
        return None, True
    return known_owner(owner, reading), False


def known_owner(owner: str | None, reading: Reading) -> str | None:
    """The owner, but the issuer where a single word that opens the sentence is nowhere in the release a name."""
    if (
        owner is None
        or " " in owner
        or owner == reading.release.issuer
        or not reading.sentence.passage.text.lstrip('“"').startswith(owner)
    ):
        return owner
    behind = len(tokenize(owner))
    pledges = any(reading.sentence.low(behind + at).startswith(PLEDGING) for at in (0, 1))
    named = pledges or owner in _names_within(reading.release.text)
    return owner if named else reading.release.issuer
