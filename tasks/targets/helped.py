"""Aims of those who are helped, and of nobody in particular."""

from __future__ import annotations

from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence
from tasks.targets.strangers import is_issuer


def is_anyone(sentence: Sentence, first: int) -> bool:
    """Whether a clause speaks of nobody in particular: "a festival that wants to be net zero"; a thing of which more is told
    behind its relative clause is somebody's own: "a boiler that starts up in May will cut"."""
    while sentence.low(first) in ('"', "“", "and", "but"):
        first += 1
    words = sentence.lows(first + 1, first + 5)
    if sentence.low(first) not in ("a", "an", "any", "anyone", "whoever"):
        return False
    told = next((at for at, word in enumerate(words, first + 1) if word in ("that", "who", "which")), None)
    if told is None or sentence.low(told + 1) in ("is", "are"):
        return False
    cue = sentence.cue_at(told + 1)
    wants = cue is not None and cue.entry.name in ("aim", "will", "perhaps")
    who = sentence.low(told) == "who" or bool(book("parties").all(sentence.tokens[first + 1 : told]))
    return wants or who or not any(one.first > told and one.entry.name == "will" for one in sentence.cues)


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


_WANTING = ("want", "expect", "like", "hope", "wish", "see")
_TO = 8  # tokens of those of whom something is wanted
_BUYERS = {"customers", "clients", "consumers", "users", "passengers", "guests"}


def is_wanted_of_others(sentence: Sentence, first: int, place: int) -> bool:
    """Whether a thing is what others are wanted to do: "wants the industry to halve its emissions", "would like to see the
    sector halve", "expects governments to"."""
    for cue in sentence.cues:
        if not first <= cue.first < place or cue.entry.name not in ("aim", "will"):
            continue
        see = sentence.low(cue.last) == "see"
        if not see and not any(low.startswith(_WANTING) for low in sentence.lows(cue.first, cue.last)):
            continue
        words = sentence.lows(cue.last, min(cue.last + _TO, place))
        end = next((at for at, low in enumerate(words) if low in ("to", ",", "'s")), len(words) if see else 0)
        told = sentence.tokens[cue.last : cue.last + end]
        strange = any(party.entry.name == "third party" for party in book("parties").all(told))
        if end and words[end : end + 1] != ["'s"] and (strange or not _BUYERS.isdisjoint(words[:end])):
            return True
    return False


_SUPPLIES = {"supply", "supplies", "supplying", "provide", "provides", "providing", "power", "serve"}


def is_supplied(sentence: Sentence, first: int, place: int, issuer: str | None) -> bool:
    """Whether a thing is what a buyer gets: "will supply Norrholm with 100 % renewable electricity"."""
    if sentence.low(place - 1) != "with":
        return False
    for at in sentence.places(_SUPPLIES, first, place):
        buyer = sentence.tokens[at + 1 : place - 1]
        named = bool(buyer) and buyer[0].capital and not is_issuer(buyer[0].text, issuer)
        if named or not _OTHERS.isdisjoint(token.low for token in buyer):
            return True
    return False
