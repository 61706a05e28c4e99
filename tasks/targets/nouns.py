"""Noun phrases as far as they are needed: what is counted behind a number."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.targets.numbers import WORDS
from tasks.targets.tokens import Token

_PLURALS = {
    "people",
    "children",
    "women",
    "men",
    "fisherfolk",
    "folk",
    "livestock",
    "cattle",
    "workmen",
    "personnel",
    "staff",
    "youth",
}
_NOT_PLURAL = {"this", "has", "was", "its", "as", "is", "us", "plus", "versus", "vs", "across", "always", "sales", "series", "less", "yes", "progress", "access", "process", "success", "business", "analysis", "basis", "towards", "his", "hers", "perhaps", "besides", "unless", "bus", "gas", "loss", "class", "glass", "fitness", "wellness", "happiness", "awareness", "status", "focus", "campus", "does", "goes", "thus", "previous", "various", "serious", "numerous"}  # fmt: skip
# What is counted in passing: time, space and the parts of a text.
_NOT_COUNTED = {"years", "months", "weeks", "days", "times", "countries", "percent", "basis", "points", "cases", "degrees", "minutes", "seconds", "continents", "areas", "pillars", "themes", "ways", "steps", "goals", "targets", "commitments", "others", "initiatives", "partnerships", "agreements", "alliances", "collaborations", "pages", "images", "notes", "headquarters", "decades", "quarters", "regions", "states", "markets", "languages", "hubs", "priorities", "stars", "awards", "emissions", "words"}  # fmt: skip
STOPS = set("""
    by in on at to from with for of and or that which who will would is are was were has have had as per than through until before
    after across within into over under between during since while but if when where because against via including the a an its
    their our this these those be been being can cannot could may might must shall should not no more less fewer
    """.split())  # fmt: skip
_IN = {"in", "at", "from", "across", "for", "with", "to", "on", "by"}
LONGEST = 5  # words of a noun phrase up to its head: "fruit and fuelwood seedlings"


def is_plural(low: str) -> bool:
    """Whether a word looks like a plural noun."""
    if low in _PLURALS or (low.endswith(("folk", "children", "women")) and len(low) > 4):
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")) and low not in _NOT_PLURAL


def _of_own(tokens: Sequence[Token], place: int) -> int | None:
    """The token behind "of its", "of the group's", "of Acme's" at a place; None where no such part of a whole is told."""
    words = [token.low for token in tokens[place : place + 4]]
    if words[:1] != ["of"]:
        return None
    if words[1:2] in (["its"], ["our"], ["their"]):
        return place + 2
    if words[2:3] == ["'s"]:
        return place + 3
    return place + 4 if words[1:2] == ["the"] and words[3:4] == ["'s"] else None


def _is_number(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and (tokens[place].kind == "number" or tokens[place].low in WORDS)


def counted_noun(tokens: Sequence[Token], place: int) -> tuple[str, int] | None:
    """The plural noun that a number counts, and the token behind it; None where there is none, or nothing to count."""
    found: tuple[str, int] | None = None
    whole = _of_own(tokens, place)
    before = [token.low for token in tokens[max(0, place - 3) : max(0, place - 1)]]
    placed = not _IN.isdisjoint(before) and before != ["at", "least"]
    if whole is not None and not (placed and _is_number(tokens, whole)):
        # "6,000 of its homes", "four of our five mills", not "in three of its four"
        place = whole + _is_number(tokens, whole)
    for at in range(place, min(place + LONGEST, len(tokens))):
        token = tokens[at]
        if token.kind != "word" or token.low.startswith("'"):
            break
        if at == place and token.low in ("more", "additional", "further"):
            continue
        if token.low in STOPS:
            joins = token.low == "and" and found is None and at > place and at + 2 < len(tokens)
            heads = (one for one in tokens[at + 2 : at + 4] if one.kind == "word")
            if joins and tokens[at + 1].kind == "word" and any(is_plural(one.low) for one in heads):
                continue
            break
        compound = at + 1 < len(tokens) and tokens[at + 1].glued and tokens[at + 1].kind == "word"
        if is_plural(token.low) and not (compound and not tokens[at + 1].low.startswith("'")):
            found = token.low, at + 1  # but not "4,000 [women]-owned firms"
        elif found is not None:
            break
    return None if found is None or found[0] in _NOT_COUNTED else found
