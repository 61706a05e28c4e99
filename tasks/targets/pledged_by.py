"""Goals that the text itself gives to another: "a pledge last week by Acme to", "a target set by Acme", "a grant from Acme"."""

from __future__ import annotations

from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence
from tasks.targets.strangers import OPENERS, is_issuer
from tasks.targets.tokens import Token

_WHEN = {
    "last",
    "this",
    "earlier",
    "recently",
    "week",
    "month",
    "year",
    "made",
    "announced",
    "set",
    "unveiled",
    "today",
    "also",
    "agreed",
    "adopted",
    "to",
}
_GIFTS = {"commitment", "pledge", "donation", "grant", "gift", "contribution"}
_SET = {"set", "made", "announced", "unveiled", "adopted", "published"}


def is_pledged_by_another(sentence: Sentence, first: int, place: int, issuer: str | None) -> bool:
    """Whether what stands at a token is told as the goal of a company that is not the issuer."""
    if issuer is None:
        return False
    goals = sentence.places(GOAL_NOUNS, first, place)
    if any(_by_other(sentence, at + 1, place, issuer) for at in goals):
        return True
    if sentence.low(first) == "with" and _other_at(sentence, first + 1, place, issuer):
        return any(low.endswith("ing") for low in sentence.lows(first + 2, min(first + 6, place)))
    given = next(iter(sentence.places(_GIFTS, place, place + 5)), None)
    if given is not None and sentence.low(given + 1) == "from":
        return _other_at(sentence, given + 2, len(sentence.tokens), issuer)  # "a $200,000 grant from Acme"
    behind = next(iter(sentence.places(GOAL_NOUNS, place, place + 5)), None)
    if behind is None:
        return False
    at = behind + 1 + (sentence.low(behind + 1) == ",")
    return sentence.low(at) in _SET and _by_other(sentence, at + 1, len(sentence.tokens), issuer)


def _by_other(sentence: Sentence, at: int, end: int, issuer: str) -> bool:
    """Whether "by" and another's name stand at a token, behind words of time and of agreeing."""
    while at < end and sentence.low(at) in _WHEN:
        at += 1
    if sentence.low(at) != "by":
        return False
    party = book("parties").at(sentence.tokens, at + 1 + (sentence.low(at + 1) == "the"))
    return (party is not None and party.entry.name == "third party") or _other_at(sentence, at + 1, end, issuer)


def _other_at(sentence: Sentence, at: int, end: int, issuer: str) -> bool:
    """Whether a name that shares no word with the issuer's stands at a token."""
    name: list[Token] = []
    while at < end and (sentence.tokens[at].capital or (name and sentence.low(at) == "of")):
        name.append(sentence.tokens[at])
        at += 1
    if not name or name[0].kind != "word" or name[0].low in OPENERS:
        return False
    return not any(is_issuer(token.text, issuer) for token in name)
