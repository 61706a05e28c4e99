"""The words by which a sentence tells a figure as a result: a verb of the past, a level before, a goal that was met."""

from __future__ import annotations

from functools import lru_cache

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence
from tasks.targets.noun_phrases import tells_level_again
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import Reading
from tasks.targets.records import Topic
from tasks.targets.tokens import tokenize

_PAST = {
    "consumed",
    "used",
    "needed",
    "emitted",
    "fell",
    "rose",
    "came",
    "went",
    "met",
    "saw",
    "made",
    "accounted",
    "amounted",
    "represented",
    "stood",
}
_OF_THE_OWNER = {"our", "its", "we", "company", "group"}
_SHARED = {"renewables", "people", "materials", "water", "waste", "governance", "energy", "suppliers"}
_WOMEN = {"women", "woman", "female"}


def is_told_as_done(reading: Reading, clause: Clause, one: Quantity, deed: Deed, topic: Topic) -> bool:
    """Whether the words around a figure that is not promised say that the owner has come to it."""
    sentence = reading.sentence
    first = 0 if sentence.low(clause.first - 1) == ":" else clause.first  # "returned more than it used: 104 % in 2024"
    lows = sentence.lows(first, clause.last)
    if any(low in _PAST for low in lows) or any(
        first <= cue.first < clause.last and cue.entry.name in ("has", "was", "so far") for cue in sentence.cues
    ):
        return True
    if any(goal.fate in ("met", "exceeded", "missed") for goal in sentence.goals):
        return True
    done = any(
        first <= verb.first < clause.last
        and (verb.entry.form in ("past", "participle") or sentence.low(verb.first) == "cut")
        for verb in sentence.deeds
    )
    return (
        done
        or reading.listed
        or _is_change_since(sentence, one, deed)
        or (
            deed.action == "reach"
            and topic in _SHARED
            and one.kind in ("percent", "all")
            and _is_own(reading, clause, deed, topic)
        )
    )


def _is_change_since(sentence: Sentence, one: Quantity, deed: Deed) -> bool:
    """Whether a cut is measured from a year that stands by it and due in none: "a 23 % reduction versus 1990", "27 % below
    2018", "is down 18 % since 2019, ahead of our 2035 target"."""
    dated = [period for period in sentence.periods if period.role in ("base", "deadline") and period.year is not None]
    nearest = min(dated, key=lambda period: abs(period.first - one.last), default=None)
    return deed.action == "reduce" and nearest is not None and nearest.role == "base"


def _is_own(reading: Reading, clause: Clause, deed: Deed, topic: Topic) -> bool:
    """Whether a share is one of the owner's own, by a word of owning, its name, or the share told before with its goal."""
    sentence = reading.sentence
    lows = sentence.lows(clause.first, clause.last)
    again = tells_level_again(sentence, deed.metric) and promises(sentence.passage.before)
    return (
        again
        or is_named(reading, clause)
        or any(low in _OF_THE_OWNER for low in lows)
        or (topic == "people" and bool(_WOMEN & set(sentence.lows(0, len(sentence.tokens)))))
    )


def is_named(reading: Reading, clause: Clause) -> bool:
    """Whether the issuer's name stands in a clause."""
    issuer = (reading.release.issuer or "").split()[:1]
    return any(token.text in issuer for token in reading.sentence.tokens[clause.first : clause.last])


@lru_cache(maxsize=256)
def promises(text: str) -> bool:
    """Whether a sentence promises anything."""
    return any(one.entry.name in ("will", "aim", "goal") for one in book("cues").all(tokenize(text)))
