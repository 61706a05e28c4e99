"""What must be, and what the present says of the future: "our emissions must fall by half", "the fleet goes electric in 2030"."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.marks import Sentence

_MUST = {"must", "have", "has", "ought", "need", "needs"}
_OWN = {"our", "its", "'s", "'"}
_OPENING = {"all", "every", "each"}
_NOW = {"get", "gets", "goes", "go", "becomes", "become", "switches", "switch", "comes", "reaches", "reach", "turns", "stops", "ceases", "ends", "shuts", "closes", "swap", "swaps", "moves", "applies", "apply", "awards", "retires", "leaves"}  # fmt: skip
_SINCE = {"from", "as", "starting", "beginning", "effective"}
_UNTIL = {"by", "before", "until"}
_CALLED = GOAL_NOUNS | {"promise", "plan", "strategy", "reach", "agenda", "aiming", "task", "priority"}
_NOUN = 7  # tokens from "is" to what a figure is called
_HELD = ("limit", "keep")


def is_own_duty(sentence: Sentence, place: int) -> bool:
    """Whether "must" at a place tells what the issuer holds itself to: "our emissions must fall", "Acme must lift", "all
    wood must be certified"."""
    if sentence.low(place) not in _MUST:
        return False
    words = _subject(sentence, place)
    if _OWN & set(words) or (sentence.low(0) in _OPENING and _names_own(sentence, place)):
        return True
    named = sentence.tokens[place - 1] if place else None
    opens = sentence.low(place - 2) in (",", "") and not sentence.topics_in(place - 1, place)
    told = named is not None and named.kind == "word" and (named.capital or named.low in ("it", "we"))
    return opens and told


def _names_own(sentence: Sentence, place: int) -> bool:
    """Whether "all" of what must be are things of the issuer's: a name or a thing of a goal stands in the subject."""
    if sentence.low(place) not in ("must", "ought"):
        return False
    told = any(not word.entry.weak for word in sentence.topics_in(0, place))
    return told or any(token.capital and token.kind == "word" for token in sentence.tokens[1:place])


def _subject(sentence: Sentence, place: int) -> list[str]:
    """The words right before a verb, from "that" on where one opens its clause."""
    words = sentence.lows(place - 8, place)
    return words[len(words) - words[::-1].index("that") :] if "that" in words else words


def is_called_due(sentence: Sentence, place: int, told: int) -> bool:
    """Whether a figure at a place is called a goal with its deadline: "a 30 % cut by 2030 is our promise", "is within reach"."""
    cue = sentence.cue_at(told)
    if cue is None or cue.entry.name != "is" or _CALLED.isdisjoint(sentence.lows(told + 1, told + _NOUN)):
        return False
    dues = (one.first for one in sentence.periods if one.role == "deadline" and one.year)
    return any(place <= at < told and sentence.low(at) in _UNTIL for at in dues)


def is_due_in_present(sentence: Sentence, clause: Clause) -> int | None:
    """The token of a verb in the present that tells of a year to come: "flaring stops at every field by the end of 2030"."""
    due = any(
        one.role == "deadline" and one.year and clause.first <= one.first < clause.last for one in sentence.periods
    )
    verbs = sentence.places(_NOW, clause.first, clause.last) if due else ()
    return next((at for at in verbs if sentence.tokens[at - 1].kind == "word" and at > clause.first), None)


def is_set_to_hold(sentence: Sentence, place: int, last: int) -> bool:
    """Whether a word of the present tells of a time to come: "flights are capped at 60 % through 2030", "as of 2030 our oil
    comes from"."""
    dues = [one for one in sentence.periods if one.role == "deadline" and one.year]
    deed = sentence.deed_at(last)
    if sentence.low(place) in ("is", "are") and deed is not None and deed.entry.name in _HELD:
        return any(one.first > place for one in dues)
    opens = (one for one in dues if one.first <= 1 and sentence.low(one.first) in _SINCE)
    return any(one.last <= place for one in opens)
