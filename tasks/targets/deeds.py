"""What is done with a quantity: the action, and the stretch of words that says of what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.targets.quantities import Quantity
from tasks.targets.records import Action
from tasks.targets.subjects import trimmed, until_stop
from tasks.targets.vocabulary import cue

_TO = re.compile(
    r"(?<!\w)(?:to|at|towards?|of)\s+(?:a (?:level|share|total) of )?(?:at least|at most|about|around|some|over|more than|less than|up to|below|under|no more than|a|an|the|approximately|nearly|roughly)?\s*$",
    re.IGNORECASE,
)
_BARE_TO = re.compile(
    r"(?<!\w)to\s+(?:(?:a|an|the|at least|about|around|some|over|more than|less than|below|under|no more than|approximately|nearly|roughly|between|just|only|reach|almost)\s+)*$",
    re.IGNORECASE,
)
_FROM_LEVEL = re.compile(
    r"(?<!\w)(?:from|compared (?:with|to)|against|versus|vs\.?|currently|today|now at|up on|(?:earlier|previous|old|former) (?:ambition|goal|target|aim|plan) of|previously|statutory|required|already)\s+"
    r"(?:(?:about|around|some|currently|today['’]s|just|only|the|a|an|its|previous|earlier|target|of|goal|at|least)\s+)*$",
    re.IGNORECASE,
)
_NOW_LEVEL = re.compile(
    r"\s*(?:today|currently|at present|now|last year|so far|to date|this year|of the (?:vote|shares|capital|market)|as of|in (?:FY ?)?20[01]\d)(?!\w)",
    re.IGNORECASE,
)
_PER_OR_PAST = re.compile(
    r"(?:(?<!\w)per|(?<!\w)for every|\(?(?:FY ?)?20\d\d:|(?:baseline|level|levels|base) of)\s*(?:around |about )?$",
    re.IGNORECASE,
)
# "22 % less fuel than the jets they replace" is a property of a product, not a promise.
_THAN_OTHERS = re.compile(
    r"\s*(?:less|fewer|lower|more|higher)[^.;,]{0,60}? than (?:the|its predecessor|conventional|comparable|other|standard|traditional|similar|a |an )(?!\w*(?:19|20)\d\d)(?! (?:\d|base|level))",
    re.IGNORECASE,
)
# Shares that are owned, sums that things cost, a level at which something peaks.
_OWNED = re.compile(r"\s*(?:stake|interest|shareholding|share in|ownership|owned)(?!\w)", re.IGNORECASE)
_PRICED = re.compile(
    r"\s*(?:-\w+ )?(?:project|plant|deal|facility|factory|acquisition|contract|order|takeover|mill)(?!\w)",
    re.IGNORECASE,
)
# "raised its reduction target from 46 % to 60 %": the goal is raised, what it is about is cut.
_OWN_TARGET = re.compile(r"(?<!\w)(?:target|goal|ambition|commitment|pledge)", re.IGNORECASE)
_CUTS = re.compile(r"(?<!\w)(?:reduc|cut|saving|emission|decarboni)\w*", re.IGNORECASE)
_PEAK_LEVEL = re.compile(r"(?<!\w)peak\w*[^.;]{0,40} at\s+(?:\w+ )?$", re.IGNORECASE)
_BELOW = re.compile(r"(?<!\w)(?:to )?(?:below|under|at or below|no more than)\s+(?:the |a )?$", re.IGNORECASE)
_OR_LESS = re.compile(r"\s*or (?:less|below|lower|fewer|under)(?!\w)", re.IGNORECASE)
_COMES_TO = re.compile(r"(?<!\w)(?:reduc|lower|cut|bring|fall|drop)\w*(?!\w)", re.IGNORECASE)
_APPOSED = re.compile(r",\s*$")
_MINUS = re.compile(r"(?:^|[\s:(|])(?:minus\s*|[−–-]\s?)$", re.IGNORECASE)
_AFTER_CUT = re.compile(
    r"[\s-]*(?:\w+ ){0,2}?(?:reductions?|decreases?|cuts?|drop|decline|less|fewer|lower|below|savings?|drop)(?!\w)",
    re.IGNORECASE,
)
_AFTER_GROWTH = re.compile(
    r"[\s-]*(?:\w+ ){0,1}?(?:increases?|growth|rise|more|higher|improvements?|above)(?!\w)", re.IGNORECASE
)
# "12,000 mangroves will be restored": the verb stands behind what is counted.
_DONE_TO = re.compile(
    r"[^.;]{0,80}?(?:will|shall|should|are to|is to|to) (?:be|receive|benefit|gain|get|have)(?!\w)", re.IGNORECASE
)
_VERB_BEFORE = re.compile(r"(?<!\w)(?:to|will|also|shall|should|would|and|be)\s+$", re.IGNORECASE)
_OF = re.compile(r"\s*(?:of|in|share of)\s+", re.IGNORECASE)


_SUBJECT_START = re.compile(
    r"[,;:]\s|(?<!\w)(?:wants?|expects?|that|which|while|says?|said|by (?:FY ?)?20\d\d|and (?=its |the ))\s+",
    re.IGNORECASE,
)
_MODALS = re.compile(
    r"(?:\s+(?:will|shall|should|is|are|was|were|to|be|have|has|been|expected|set|planned|due|going|also|now|must|aims?|intends?))+\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deed:
    """An action with the metric's words, whether a cue names it, and the rule that found it."""

    action: Action
    metric: str
    rule: str
    named: bool = True


def deed_of(text: str, quantity: Quantity, clause: tuple[int, int], lead: str) -> Deed | None:
    """What a sentence does with a quantity; None where it is the level that something starts from."""
    before, after = text[clause[0] : quantity.start], text[quantity.end : clause[1]]
    if _PER_OR_PAST.search(before) or (before.endswith("(") and after.startswith(")")) or _THAN_OTHERS.match(after):
        return None
    if _FROM_LEVEL.search(before) or _NOW_LEVEL.match(after) or (_APPOSED.search(before) and after.startswith(",")):
        return None
    if _OWNED.match(after) or (quantity.kind == "money" and _PRICED.match(after)) or _PEAK_LEVEL.search(before):
        return None
    behind = trimmed(until_stop(_OF.sub("", after, count=1) if _OF.match(after) else after))
    if quantity.deed:
        return Deed(quantity.deed, behind, "verb is the quantity")  # type: ignore[arg-type]
    if quantity.kind == "rate":
        return _rate(before, after)
    if quantity.kind != "all" and (cut := _AFTER_CUT.match(after)):
        return Deed("reduce", _of_what(after[cut.end() :], before), "noun of change after")
    if (growth := _AFTER_GROWTH.match(after)) and quantity.kind not in ("count", "all"):
        return Deed("increase", _of_what(after[growth.end() :], before), "noun of change after")
    verb = _nearest(before) or _nearest(lead)
    inside = before if _nearest(before) else ""
    metric = trimmed(inside[verb[2] :]) if verb and inside else ""
    if verb and inside and len(metric) <= 2 and not _OF.match(after):
        metric = _subject(before[: verb[1]])
    if verb and verb[0] == "increase" and _OWN_TARGET.search(metric) and _CUTS.search(before):
        return Deed("reduce", metric, "goal that is changed")
    if _MINUS.search(before) and quantity.kind == "percent":
        return Deed("reduce", trimmed(before) or behind, "minus sign")
    if quantity.kind == "all":
        return Deed("reach", behind or metric, "all of a thing")
    to = bool(_BARE_TO.search(before)) or (quantity.kind not in ("percent", "all") and bool(_BELOW.search(before)))
    if verb and verb[0] == "limit":
        return Deed("limit", metric or behind, "verb of limit")
    if to or quantity.kind in ("count", "money") or verb is None or verb[0] == "deliver":
        growing = verb is not None and verb[0] == "increase" and not to and quantity.kind != "money"
        if (
            verb
            and verb[0] == "reduce"
            and not to
            and quantity.kind == "count"
            and re.search(r"(?<!\w)by\s+(?:\w+ ){0,2}$", before)
        ):
            return Deed("reduce", metric or behind, "verb of change")
        named = verb is not None or to or bool(_DONE_TO.match(after))
        return Deed("increase" if growing else "reach", _joined(metric, behind, to=to), "level to reach", named)
    return Deed(
        "reduce" if verb[0] == "reduce" else "increase", metric if len(metric) > 2 else behind, "verb of change"
    )


def _rate(before: str, after: str) -> Deed:
    """A rate is kept at or below a value, or comes to it."""
    name = trimmed(_SUBJECT_START.split(before)[-1])
    kept = _BELOW.search(before) or _OR_LESS.match(after)
    return Deed("limit" if kept and not _COMES_TO.search(before) else "reach", name, "rate")


def _joined(metric: str, behind: str, *, to: bool) -> str:
    return (metric or behind) if to and len(metric) > 2 else (behind or metric)


def _subject(before: str) -> str:
    """What falls or grows: the noun phrase before a verb that has no object."""
    words = _SUBJECT_START.split(before)[-1]
    return trimmed(_MODALS.sub("", words))


def _of_what(after: str, before: str) -> str:
    words = "" if after.lstrip().startswith("than ") else trimmed(until_stop(_OF.sub("", after, count=1)))
    return words if len(words) > 2 else trimmed(before[-80:])


def _nearest(text: str) -> tuple[str, int, int] | None:
    """The last verb of change before a quantity: its name and place."""
    changes = [
        (match.start(), name, match.end())
        for name in ("reduce", "increase", "limit")
        for match in cue(name).finditer(text)
    ]
    general = [
        (match.start(), "deliver", match.end())
        for match in cue("deliver").finditer(text)
        # Behind a verb of change, "purchased goods" and "energy use" are things; "and to use" is a verb.
        if not changes or (_VERB_BEFORE.search(text[: match.start()]) and not match[0].endswith(("ed", "ing")))
    ]
    found = changes + general
    if not found:
        return None
    start, name, end = max(found)
    return name, start, end
