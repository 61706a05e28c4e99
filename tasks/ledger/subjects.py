"""What a row measures, apart from how much and by when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakValueDictionary

from tasks.ledger.companies import company_key
from tasks.ledger.measures import dimension
from tasks.ledger.vocabulary import stem, stems, vocabulary
from tasks.targets.records import Target

_FAMILIES = {"reach": "level", "limit": "level", "increase": "more", "reduce": "cut", "eliminate": "cut"}
_ENDS = frozenset({"net_zero", "carbon_neutral", "climate_positive"})
_FREE_OF = re.compile(r"(?<=\w)-free\b", re.IGNORECASE)  # "deforestation-free" is named by what is gone
_A_CUT = re.compile(r"\b(?:reduction|decrease|cut) (?:in|of)\b", re.IGNORECASE)


# One unit in several spellings: "per hl of beer" is "per hectoliter of beer".
_UNITS = {
    "hl": "hectolitre", "hectoliter": "hectolitre", "hectoliters": "hectolitres", "l": "litre", "liter": "litre",
    "liters": "litres", "kg": "kilogram", "t": "tonne", "m2": "square metre", "sqm": "square metre", "meter": "metre",
    "meters": "metres", "m3": "cubic metre", "km": "kilometre", "kilometer": "kilometre", "kilometers": "kilometres",
}  # fmt: skip
_SHORT = re.compile(rf"\b(?:{'|'.join(_UNITS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Subject:
    """The thing measured. `boundary`: scopes named, or meant by the wording; `words`: what singles it out.

    `per` is None for an absolute figure, and empty where a denominator is there but not named. Equal ones are one
    object (`_one_of`), so that the many comparisons of a book need not look into them.
    """

    topic: str
    family: str
    dimension: str
    per: frozenset[str] | None
    boundary: frozenset[int]
    words: frozenset[str]
    categories: frozenset[str]


def subject_of(target: Target) -> Subject:
    """The subject of a row."""
    return _subject(
        company_key(target.company),
        target.topic,
        family_of(target),
        target.metric,
        dimension(target),
        target.per,
        target.scopes,
        target.scope3_categories,
    )


@lru_cache(maxsize=1 << 16)
def _subject(
    company: str,
    topic: str,
    family: str,
    metric: str,
    counted: str,
    per: str | None,
    scopes: tuple[int, ...],
    categories: tuple[str, ...],
) -> Subject:
    boundary, words = _read_metric(metric, topic, company)
    if counted:  # what is counted is told apart as the unit
        words = words - content_words(counted, topic)
    denominator = None if per is None else _per_words(per)
    if denominator:
        words = words - denominator - frozenset(stems(f"{per} intensity per"))
    meant = frozenset(scopes) or (boundary if topic == "ghg" else frozenset())
    named = frozenset(" ".join(stems(one)) for one in categories)
    return _one_of((topic, family, counted, denominator, meant, words, named))


_Parts = tuple[str, str, str, frozenset[str] | None, frozenset[int], frozenset[str], frozenset[str]]
_subjects: WeakValueDictionary[_Parts, Subject] = WeakValueDictionary()


def _one_of(parts: _Parts) -> Subject:
    """The subject of some parts, the same object for the same parts as long as anybody holds it."""
    found = _subjects.get(parts)
    if found is None:
        found = _subjects[parts] = Subject(*parts)
    return found


def family_of(target: Target) -> str:
    """The kind of action: end (net zero and its like), cut, level, more, or peak."""
    if target.action in _ENDS:
        return "end"
    if target.action == "reach" and _A_CUT.search(target.metric):
        return "cut"  # "a 40 % reduction of food waste" is reached by cutting
    return _FAMILIES.get(target.action, target.action)


def is_misread(target: Target) -> bool:
    """Whether the metric is only the subject of the sentence: its owner, or a goal as such."""
    company = target.company or ""
    begins = bool(company) and target.metric[:1] == company[:1]
    return begins and company_key(target.metric).startswith(company_key(company))


def _read_metric(metric: str, topic: str, company: str) -> tuple[frozenset[int], frozenset[str]]:
    """The scopes that a wording means, and the words that are left when those that say nothing are taken out."""
    boundary: frozenset[int] = frozenset()
    if company and company_key(metric).startswith(company):
        return boundary, frozenset()  # the subject of the sentence, not what is measured: its words say the rest
    left = metric.lower()
    if topic in ("ghg", "suppliers"):
        for pattern, scopes in vocabulary().boundaries:
            if pattern.search(left):
                boundary = boundary | scopes
                left = pattern.sub(lambda found: " emissions " if "emission" in found[0] else " ", left)
    return boundary, content_words(left, topic) - frozenset(stem(word) for word in company.split())


@lru_cache(maxsize=1 << 14)
def content_words(text: str, topic: str) -> frozenset[str]:
    """The stems of a text that single a thing out within a topic, one for each group of synonyms."""
    known = vocabulary()
    silent = known.empty | known.implied.get(topic, frozenset())
    return frozenset(known.same.get(word, word) for word in stems(_FREE_OF.sub(" ", text)) if word not in silent)


@lru_cache(maxsize=1 << 14)
def _per_words(per: str) -> frozenset[str]:
    """The words of a denominator; none for "intensity", which names none."""
    generic = vocabulary().empty | frozenset(("intensity", "per", "product", "metric", "ton", "tonne", "each"))
    spelled = _SHORT.sub(lambda found: _UNITS[found[0].lower()], per)
    found = [word for word in stems(spelled.replace("ton ", "tonne ")) if word not in frozenset(("intensity", "per"))]
    return frozenset(word for word in found if word not in generic) or frozenset(found)
