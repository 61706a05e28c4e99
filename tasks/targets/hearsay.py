"""Promises that others ask for, and goals that are told to be behind the company."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.goals import GOAL_NOUNS, MET
from tasks.targets.marks import Sentence

_ASKED = {
    "asked",
    "asking",
    "urged",
    "urges",
    "urging",
    "rejected",
    "alleges",
    "alleged",
    "allege",
    "demanded",
    "demands",
}


_CONDITION = 16  # tokens within which a condition that opens a sentence ends


def asked(sentence: Sentence, clauses: list[Clause], number: int, place: int) -> bool:
    """Whether others ask for a promise, or tell of one in court, or it hangs on a condition: "shareholders asked that the
    company adopt a target", "if they approve, it will"."""
    if sentence.low(0) == "if" and any(0 < at < place for at in sentence.places({","}, 0, _CONDITION)):
        return True
    while number and clauses[number].shares:
        number -= 1
    first = clauses[number].first
    calls = any(sentence.low(at + 1) == "on" for at in sentence.places({"calls", "call", "calling"}, first, place))
    return calls or any(sentence.low(at + 1) != "suppliers" for at in sentence.places(_ASKED, first, place))


def was_met(sentence: Sentence, place: int, clauses: list[Clause], number: int) -> bool:
    """Whether a goal is told to be behind the company: "a target of 20 % by 2025 that was met two years early"."""
    end = clauses[number + 1].last if number + 1 < len(clauses) and clauses[number + 1].aside else clauses[number].last
    lows = sentence.lows(place, end)
    return any(
        low in ("that", "which")
        and bool(MET & set(lows[at : at + 5]))
        and {"was", "were", "has", "have"} & set(lows[at : at + 3])
        for at, low in enumerate(lows)
    ) or _met_behind(sentence, clauses, number)


def _met_behind(sentence: Sentence, clauses: list[Clause], number: int) -> bool:
    """Whether the clause behind says so by a pronoun: "called for a 30 % cut by 2025; that was reached in 2022"."""
    behind = sentence.lows(clauses[number + 1].first, clauses[number + 1].last)[:6] if number + 1 < len(clauses) else []
    at = 1 if behind[:1] in (["and"], ["but"]) else 0
    return behind[at : at + 2] in (["it", "was"], ["this", "was"], ["that", "was"]) and bool(
        MET & set(behind[at + 2 : at + 4])
    )


def asked_of_suppliers(sentence: Sentence, place: int, last: int) -> bool:
    """Whether a company asks something of those who supply it: "require suppliers representing 80 % of spend to"."""
    asks = sentence.low(place) in ("require", "requires", "ask", "asks", "urge", "urges")
    return asks and bool({"supplier", "suppliers", "vendors"} & set(sentence.lows(last, last + 6)))


_PLANS = {"standard", "standards", "charter", "rules", "policy", "plan", "strategy", "roadmap", "vision", "agenda", "programme", "program", "goals", "targets", "commitments"}  # fmt: skip
_LISTING = {"caps", "limits", "entails", "envisages", "involves", "sees", "includes", "include", "contains", "comprises", "foresees", "covers", "calls"}  # fmt: skip


def lists_plan(sentence: Sentence, first: int, place: int) -> int | None:
    """The token of a verb before a place by which a plan lists what it holds: "our Planet Plan 2030 includes"."""
    return next(
        (at for at in sentence.places(_LISTING, first, place) if not _PLANS.isdisjoint(sentence.lows(at - 3, at))), None
    )


_OF_TIN = {
    "beverage",
    "aluminum",
    "aluminium",
    "tin",
    "steel",
    "drinks",
    "drink",
    "food",
    "beer",
    "soda",
    "a",
    "per",
    "the",
    "each",
}
_RELATIVE = {"uses", "generates", "supplies", "covers", "saves", "provides"}
_HAVING = {"has", "have", "had", "'ve", "already", "was", "were", "been"}
_TREATIES = {"paris", "kyoto", "glasgow", "montreal", "accord"}


_NOUN_AHEAD = {"a", "the", "as", "of", "by", "other", "financial", "no", "this", "which"}


def is_no_mood(sentence: Sentence, place: int, last: int) -> bool:
    """Whether a word that could say how a thing is meant is another here: the month of May, a can of metal ("its beverage
    can volumes"), what a company has provided, a goal that states agreed on ("the 1.5 °C target of the Paris Agreement")."""
    behind = sentence.lows(last - 1, last + 4)
    return (
        (sentence.tokens[place].text == "May" and place > 0)
        or (sentence.low(place) == "can" and sentence.low(place - 1) in _OF_TIN)
        or (sentence.low(place) == "provided" and not _HAVING.isdisjoint(sentence.lows(place - 3, place)))
        or (sentence.low(place) in _RELATIVE and _is_said(sentence, last))
        or (sentence.low(place) == "means" and sentence.low(place - 1) in _NOUN_AHEAD)
        or ("of" in behind[:2] and not _TREATIES.isdisjoint(behind))
    )


def _is_said(sentence: Sentence, place: int) -> bool:
    """Whether what holds is said at a place, so that the verb before it only tells which thing is meant: "of the wood it uses
    will be certified"."""
    follows = sentence.cue_at(place)
    return follows is not None and follows.entry.name in ("will", "is", "has", "aim", "perhaps")


_REPORTED = {
    "said",
    "saying",
    "says",
    "adding",
    "admitted",
    "conceded",
    "acknowledged",
    "announced",
    "promised",
    "pledged",
    "vowed",
    "added",
    "confirmed",
    "stated",
    "committed",
}


def is_reported(sentence: Sentence, place: int) -> bool:
    """Whether "would" tells what was said it will: "Acme said it would", "promised that 40 % of its posts would"."""
    words = sentence.lows(place - 8, place)
    if _REPORTED & set(words) or ("told" in words and {"it", "they"} & set(words[-1:])):
        return True
    told = sentence.places({"told"}, max(0, place - 30), place)
    if any("that" in sentence.lows(at + 2, at + 5) and "ago" not in sentence.lows(0, at) for at in told):
        return True  # "told shareholders that the group would"
    return any(sentence.low(at + 1) == "that" for at in sentence.places(_REPORTED, max(0, place - 30), place))


def is_wished(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a clause tells what is wished for, in the bare form of its verb: "that all wood be certified"."""
    bare = next((at for at in range(first, last) if sentence.low(at) in ("be", "come", "have")), None)
    if sentence.low(first) != "that" or bare is None or sentence.cue_at(bare - 1) is not None:
        return False
    return sentence.low(bare - 1) not in ("to", "will", "would")


def is_ending(sentence: Sentence, place: int) -> bool:
    """Whether the end of a thing stands at a token: "the elimination of coal"."""
    named = sentence.deed_at(place)
    return named is not None and (named.entry.name, named.entry.form) == ("end", "noun")


_GONE = 8  # tokens from "gone" to the goal


def is_dropped(sentence: Sentence) -> bool:
    """Whether a sentence says that a goal no longer applies, with nothing in its place; "it now aims for 35 %" names none."""
    if sentence.low(0) == "gone" and not GOAL_NOUNS.isdisjoint(sentence.lows(1, _GONE)):
        return True  # "Gone, meanwhile, is the pledge to"
    dropped = [one for one in sentence.cues if one.entry.name == "dropped"]
    goals = sentence.places(GOAL_NOUNS | {"plan", "plans"}, 0, len(sentence.tokens)) if dropped else []
    return any(sentence.low(at) not in ("aim", "aims") or sentence.low(at + 1) not in ("for", "to") for at in goals)


_HOLDS = {"exceed", "fall", "drop", "rise", "increase", "only", "emit", "go", "allow", "just"}


def is_denied(sentence: Sentence, first: int, place: int) -> bool:
    """Whether what stands at a place is said not to come: "will not use 100 % certified cotton by 2025"; not "will not exceed"."""
    names = ("will", "aim", "goal", "perhaps")
    told = [one for one in sentence.cues if first <= one.first < place and one.entry.name in names]
    if not told or sentence.low(told[-1].last) != "not":
        return False
    verb = sentence.low(told[-1].last + 1)
    return verb not in _HOLDS and (verb != "be" or sentence.low(told[-1].last + 2) in ("able", "in"))


_REACHED = {"reach", "meet", "hit", "achieve", "attain"}


def is_to_be_missed(sentence: Sentence, first: int, place: int) -> bool:
    """Whether a goal is said not to come: "would not reach the 20 % that it had promised", which drops nothing."""
    return any(sentence.low(at + 1) in _REACHED for at in sentence.places({"not"}, first, place))


_DUE_WITHIN = 8  # tokens from a figure to the clause behind its noun, and in it to the verb that promises


def is_still_due(sentence: Sentence, place: int) -> bool:
    """Whether a clause behind a figure says that it is to be done: "2,100 of the 10,000 hectares that it will restore", "that
    Acme has promised to restore"."""
    that = next(iter(sentence.places({"that", "which"}, place + 1, place + _DUE_WITHIN)), None)
    if that is None or sentence.low(that - 1) in (",", "said"):
        return False
    if any(place < one.lead < that for one in sentence.quantities):
        return False  # the figure behind is the one that is meant
    cue = next((one for one in sentence.cues if that < one.first < that + _DUE_WITHIN), None)
    if cue is not None and cue.entry.name == "has":
        cue = sentence.cue_at(cue.last)
    return cue is not None and cue.entry.name in ("will", "aim")


def is_bidden(sentence: Sentence, first: int, place: int) -> bool:
    """Whether a present is what a bidding is to bring about: "Ensure that 95 % of packaging is recyclable by 2035"."""
    opening = sentence.deed_at(first)
    if opening is None or (opening.entry.name, opening.entry.form) != ("attain", "base"):
        return False
    return sentence.low(place) in ("is", "are")


_PROMISED = {"promised", "pledged", "committed", "planned", "targeted", "targets"}
_ITSELF = {"it", "they", "we"}


def had_promised(sentence: Sentence, place: int, last: int) -> bool:
    """Whether a clause without "that" behind a figure says that it is promised: "halfway to the $40 billion it has promised"."""
    one = next((one for one in sentence.quantities if one.lead <= place < one.last), None)
    if one is None or sentence.low(one.lead - 2) != "to" or sentence.low(one.last) not in _ITSELF:
        return False
    return bool(_PROMISED & set(sentence.lows(one.last + 1, min(one.last + 4, last))))
