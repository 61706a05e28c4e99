"""Whether two rows of a company speak of the same promise: conservative, by named rules."""

from __future__ import annotations

import re

from tasks.targets.records import Target

_LEGAL = frozenset(
    """
    inc corp co ltd plc llc gmbh ag se sa nv bv ab asa oyj group holding holdings company limited the
    """.split()
)
_EMPTY = frozenset(
    """
    the of and in its our their a an to for from on by per with all total absolute overall own average emissions
    emission greenhouse gas ghg carbon co2 co2e consumption use share level levels rate intensity operations
    operational
    """.split()
)
_CLIMATE_ENDS = frozenset({"net_zero", "carbon_neutral", "climate_positive"})
_FAMILIES = {"reach": "level", "increase": "level", "limit": "level", "reduce": "cut", "eliminate": "cut"}


def company_key(company: str | None) -> str:
    """A company's name for comparison: case, punctuation and legal form left out."""
    words = re.findall(r"[^\W_]+", (company or "").casefold())
    return " ".join(word for word in words if word not in _LEGAL) or " ".join(words)


def _content_words(metric: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]{3,}", metric.casefold())
    return frozenset(word.rstrip("s") for word in words if word not in _EMPTY)


def _unit_kind(target: Target) -> str:
    return (target.unit or "").removesuffix("/year") if target.value is not None else ""


def same_subject(one: Target, other: Target) -> float:
    """How surely two rows measure the same thing: 0 for no, up to 1 for the same words.

    Topic, kind of action, unit and denominator must agree; scopes where both name some; then metrics share their
    content words. Values and years may differ.
    """
    if one.topic != other.topic or _family(one) != _family(other):
        return 0.0
    if (
        _family(one) in ("level", "cut")
        and _unit_kind(one) != _unit_kind(other)
        and "eliminate" not in (one.action, other.action)
    ):
        return 0.0
    if (one.per is None) != (other.per is None) or (one.scopes and other.scopes and one.scopes != other.scopes):
        return 0.0
    mine, theirs = _content_words(one.metric), _content_words(other.metric)
    if mine == theirs:
        return 1.0
    shared = len(mine & theirs) / len(mine | theirs)
    if _family(one) == "climate end" or (one.scopes and one.scopes == other.scopes):
        return max(shared, 0.6)
    return shared if shared >= 0.5 else 0.0


def _family(target: Target) -> str:
    return "climate end" if target.action in _CLIMATE_ENDS else _FAMILIES.get(target.action, target.action)
