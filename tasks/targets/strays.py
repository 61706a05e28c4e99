"""Results in a release that is about something else: kept where they are unmistakably such, of the issuer's own.

A release that names a goal, or tells of a company's sustainability at some length, tells its results there. In any other
release most shares and counts are of a market, a product or the seller's trade, whatever topic their words belong to:
of 172 in 4,000 wire releases, 8 were results.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tasks.targets.records import Target, Topic
from tasks.targets.subjects import topic_of_text

_SUSTAINABILITY = re.compile(
    r"\b(sustainab|climat|emission|carbon|co2|esg\b|net[- ]zero|renewabl|recycl|biodivers|environment|circular|decarbon|"
    r"greenhouse|landfill|footprint|ghg\b|energy[- ]efficien|responsib|inclusi|divers)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:met|achieved|reached|exceeded|surpassed|hit)\b[^.;:]{0,40}\b(?:goals?|targets?)\b", re.IGNORECASE
)
DISTINCT, PER_WORDS = 3, 100  # words of sustainability: so many different ones, and one in so many words
LEAST_WORDS = 40  # a text with fewer does not say what else it is about
SURE = 0.6  # confidence from which on a goal makes a release one that tells of goals
_FOOTPRINT = {"ghg", "energy", "water", "waste", "renewables"}
_GIFTS = {"finance", "society", "nature"}
_GIVEN = re.compile(r"\b(?:donated|gave|given|planted|contributed|restored)\b")
_OURS = re.compile(
    r"\b(?:we|our|the company|the group|(?:the|its) foundation|volunteers|its employees)\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\b(?:they|their|customers|users|owners|drivers|clients)\b", re.IGNORECASE)
_STANDARD = re.compile(r"\bISO \d")


def without_strays(rows: Sequence[Target], text: str) -> list[Target]:
    """The rows of a release without results that neither what it is about nor a word of their own makes results."""
    results = any(row.kind == "achievement" for row in rows)
    if not results or any(row.kind != "achievement" and row.confidence >= SURE for row in rows):
        return list(rows)
    told = _tells_of_sustainability(text)
    return [
        row
        for row in rows
        if row.kind != "achievement"
        or (row.company and (told or _is_unmistakable(row, row.company) or _is_of_met_goal(row, text)))
    ]


def _tells_of_sustainability(text: str) -> bool:
    found, size = [word.lower() for word in _SUSTAINABILITY.findall(text)], len(text.split())
    return size < LEAST_WORDS or (len(set(found)) >= DISTINCT and len(found) * PER_WORDS >= size)


def _is_of_met_goal(row: Target, text: str) -> bool:
    """Whether a result is told with a goal that was met, or is about the same as one ("has met its water goal")."""
    return _MET.search(row.evidence) is not None or row.topic in _topics_of_met_goals(text)


@lru_cache(maxsize=4)
def _topics_of_met_goals(text: str) -> frozenset[Topic | None]:
    """What the goals that a text says were met are about; each of its results asks for them."""
    return frozenset(topic_of_text(met[0], firm=True) for met in _MET.finditer(text))


def _is_unmistakable(row: Target, company: str) -> bool:
    """Whether a result of the issuer's own is a cut of what it uses or emits, a share of its power or of its waste, a
    certificate of its sites, a gift, or told against an earlier level."""
    ours = bool(_OURS.search(row.evidence)) or company.split(maxsplit=1)[0] in row.evidence
    if row.action in ("net_zero", "carbon_neutral") or (ours and row.base_value is not None):
        return True
    if row.unit == "tCO2e" and row.action == "reduce":
        return not _OTHERS.search(row.evidence)
    if row.unit == "%" and row.action == "reduce" and row.topic in _FOOTPRINT:
        return ours or row.base_year is not None
    if row.unit == "%" and row.action in ("reach", "eliminate") and row.topic in ("renewables", "waste"):
        return ours or " its " in row.evidence
    if row.topic == "governance":
        return bool(_STANDARD.search(row.evidence))
    return ours and row.topic in _GIFTS and bool(_GIVEN.search(row.evidence))
