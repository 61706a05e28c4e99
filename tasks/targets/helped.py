"""Aims of those who are helped, and of nobody in particular."""

from __future__ import annotations

from tasks.targets.marks import Sentence
from tasks.targets.strangers import is_issuer


def is_anyone(sentence: Sentence, first: int) -> bool:
    """Whether a clause speaks of nobody in particular: "a festival that wants to be net zero"."""
    while sentence.low(first) in ('"', "“", "and", "but"):
        first += 1
    words = sentence.lows(first + 1, first + 5)
    if sentence.low(first) not in ("a", "an", "any", "anyone", "whoever"):
        return False
    told = next((at for at, word in enumerate(words, first + 1) if word in ("that", "who", "which")), None)
    return told is not None and sentence.low(told + 1) not in ("is", "are")


_HELPS = {
    "help",
    "helps",
    "helping",
    "aid",
    "aids",
    "aiding",
    "assist",
    "assists",
    "assisting",
    "enable",
    "enables",
    "enabling",
    "support",
    "supports",
    "supporting",
    "allow",
    "allows",
    "allowing",
}


_AIDED = {
    "achieve",
    "achieving",
    "reach",
    "reaching",
    "meet",
    "meeting",
    "reduce",
    "reducing",
    "cut",
    "become",
    "realize",
    "decarbonize",
    "to",
    "in",
    "lower",
}


def is_helped(sentence: Sentence, first: int, place: int, issuer: str | None) -> bool:
    """Whether a thing is what others are helped to reach: "aiding oil companies in achieving net zero"."""
    for at in sentence.places(_HELPS, first, place):
        between = sentence.lows(at + 1, place)
        strangers = [low for low in between[:6] if low in _OTHERS or low.endswith("makers")]
        if (
            strangers
            and any(low in _AIDED for low in between)
            and not any(is_issuer(token.text, issuer) for token in sentence.tokens[at:place])
        ):
            return True
    return False


_OTHERS = {
    "companies",
    "customers",
    "clients",
    "businesses",
    "industry",
    "industries",
    "organizations",
    "organisations",
    "users",
    "others",
    "partners",
    "cities",
    "governments",
    "operators",
    "manufacturers",
    "brands",
    "world",
    "country",
    "countries",
    "sector",
    "sectors",
    "farmers'",
    "corporations",
    "enterprises",
    "firms",
    "investors",
    "developers",
    "homeowners",
}
