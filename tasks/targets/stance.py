"""Who says it and how sure it is: will, has, somebody else, perhaps."""

from __future__ import annotations

import re
from typing import Literal

from tasks.targets.vocabulary import cue

Stance = Literal["future", "achieved", "other", "none"]

_OWN = re.compile(
    r"(?<!\w)(?:we|our|us|the company|the group|the firm|the (?:\w+ )?(?:maker|retailer|brewer|bank|airline|utility|supplier|operator|producer|manufacturer|brand|business|chain))(?!\w)",
    re.IGNORECASE,
)
# A place or a body after these words is where or with whom something happens, not who promises it.
_PLACED = re.compile(
    r"(?:\bin|across|of|from|for|with|at|by|to|throughout|around|near|between|outside|within|and|validated|approved|under|support(?:s|ing)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "the European Union, which aims to cut": the clause behind the comma is about the body before it.
_RELATIVE = re.compile(
    r"(?: \w+){0,2},? (?:which|that|who|whose \w+)(?: \w+){0,3}? (?:aim|plan|want|seek|target|will|intend)\w*"
)
_NAME_BEFORE = re.compile(
    r"(?:^|\s)(?!(?:The|In|For|Across|And|But|As|If|While|When|Like)\s)[A-Z][\w&.-]+ (?:de |of |do )?$"
)
# "Australia's leading logistics business" is the company itself.
_DESCRIBED = re.compile(
    r"(?:['’]s)? (?:\w+ )?(?:leading|largest|biggest|first|second|third|oldest|foremost|best)(?!\w)"
)
_NAME_BEHIND = re.compile(r" (?!I\b)[A-Z][\w&]+")
# "The group said it would cut" is reported speech of "we will cut".
_REPORTED = re.compile(r"(?:said|announced|promised|pledged|vowed|added)\s[^.;]{0,40}?would", re.IGNORECASE)
_FORWARD_TIME = re.compile(
    r"(?<!\w)(?:by|before|until|through|no later than)\s+(?:the )?(?:end of |fiscal |FY ?)*20[2-9]\d", re.IGNORECASE
)
_SINCE_THEN = re.compile(
    r"[^.;]{0,60}?(?:(?:has|have|had) (?:already |so far )?(?:achieved|been achieved|made)|achieved (?:so far|since|in)|since (?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
_ANOTHERS = re.compile(
    r"(?<!\w)(?P<name>[A-Z][\w&.]+)['’]s? (?:\w+ ){0,3}?(?:goals?|plans?|targets?|initiative|commitments?|pledge|ambition|aim)(?!\w)"
)
# "contributing to the state's target of 6 GW": wherever it stands, the goal is not the issuer's.
_THEIR_GOAL = re.compile(
    r"(?<!\w)(?:country|nation|state|province|city|region|sector|industry|world|union|government|county|EU|UN|UK|US|association)['’]s (?:[\w-]+ ){0,7}?(?:goals?|targets?|aim|ambition|commitments?|pledge)(?!\w)",
    re.IGNORECASE,
)
_NOT_A_NAME = frozenset(
    ["it", "that", "today", "this", "company", "group", "world", "firm", "who", "bank", "there", "what", "here", "let"]
)
_HELPED = re.compile(
    r"(?<!\w)(?:help|aid|assist|enabl|support|allow)\w*\s+(?:[\w-]+\s+){1,6}?(?:to |in )?(?:achiev|reach|meet|reali[sz]|reduc|cut|decarboni)\w*[^.;]{0,60}$",
    re.IGNORECASE,
)
_PASSIVE_GOAL = re.compile(
    r"(?<!\w)(?:was|were|is|are|has been|had)(?: \w+)? (?:aim|target|goal|plan|set to|to be|to |committ|on track|raised|brought|being|expected|pledg|due|meant|seeking|working|determined|aiming)",
    re.IGNORECASE,
)
_OLD_GOAL = re.compile(
    r"(?:had (?:intended|called|planned|aimed|pledged|set)|(?:goal|target|aim) (?:was|had been)|(?:earlier|previous|former|old|original) (?:goal|target|programme|aim|plan)\s+(?:of|was|had|called))",
    re.IGNORECASE,
)
# "has raised its goal to 60 %" speaks of what is to come.
_GOAL_CHANGED = re.compile(
    r"(?<!\w)(?:rais(?:ed|es|ing)|lower(?:ed|s|ing)|mov(?:ed|es|ing)|extend(?:ed|s|ing)|brought forward|pushed back|tighten(?:ed|s|ing)|revis(?:ed|es|ing)|strengthen(?:ed|s|ing)|increas(?:ed|es|ing)|doubl(?:ed|es|ing)|set|sets|adopt(?:ed|s)|updat(?:ed|es)|cut back)\b[^.;]{0,60}?\b(?:goals?|targets?|ambitions?|commitments?|pledges?|deadline|objective)(?!\w)",
    re.IGNORECASE,
)
_MODAL_BEFORE = re.compile(r"(?<!\w)(?:will|to|shall|should|must|['’]ll|not)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_MODAL_BEHIND = re.compile(r"(?<!\w)(?:will|shall|should|(?:is|are) to|(?:is|are) going to|must)(?!\w)", re.IGNORECASE)
_HAS_DONE = re.compile(r"(?:has|have|had|was|were)(?!\w)", re.IGNORECASE)
_MET = re.compile(r"(?<!\w)(?:met|exceeded|surpassed|hit|achieved|reached|beat(?:en)?|completed)(?!\w)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;]|(?<=[a-z]): (?=(?:by|it|the|we|its|from|in)\b)|,? (?:but|while|whereas|although|even (?:as|though|if))(?!\w)|(?<=[a-z]), (?:having|after)(?= )|(?<=[a-z\d%]), and (?=(?:to|will|it|we|has|have|aims?|plans?|expects?|wants?|also|is|are|its|by|intends?|from (?:FY ?)?20\d\d|in the same)\b)|(?<=[a-z\d%]), and (?=(?:[\w'’-]+ ){1,5}(?:will|should|is to|are to|shall)\b)| – | — "
)


_GOAL_NOUN = re.compile(
    r"(?<!\w)(?:goals?|targets?|ambitions?|commitments?|pledges?|objectives?|plans?|aspirations?)(?!\w)", re.IGNORECASE
)


def clause_around(text: str, at: int) -> tuple[int, int]:
    """The clause that holds a place of a sentence, as offsets."""
    start, end = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= at:
            start = match.end()
        else:
            end = match.start()
            break
    return start, end


def _last(name: str, text: str) -> int:
    """Where a cue stands last; a verb behind "will" or "to", and one behind a hyphen, is not of the past."""
    past = name in ("achieved", "participle")
    return max(
        (
            match.start()
            for match in cue(name).finditer(text)
            if not (
                past and (_MODAL_BEFORE.search(text[: match.start()]) or text[match.start() - 1 : match.start()] == "-")
            )
        ),
        default=-1,
    )


def stance_of(text: str, at: int, lead: str, issuer: str | None) -> Stance:
    """How a quantity or end state at `at` is meant: the nearest word before it that says so decides, in its own clause
    first, then in the whole sentence, then in the line over a list."""
    start, end = clause_around(text, at)
    own = text[start:end]
    if _of_another(text[:at], issuer) or _somebody_else(text, start, at, issuer) or _hypothetical(text[start:at]):
        return "other"
    if _SINCE_THEN.match(text[at:]):
        return "achieved"
    if _OLD_GOAL.search(text[start:at]):
        return "other"
    if _GOAL_CHANGED.search(text[start:at]):
        return "future"
    for before in (text[start:at], text[:at]):
        future, past = _last("future", before), _last("achieved", before)
        if future < 0:
            past = max(past, _last("participle", before))
        if _PASSIVE_GOAL.search(before) and past >= 0 and future >= 0:
            past = min(past, future - 1)
        if future >= 0 or past >= 0:
            if past > future and _MODAL_BEHIND.search(own[at - start :]) and not _HAS_DONE.search(before[past:]):
                return "future"
            met = _MET.search(before[max(future, 0) :]) and re.search(
                r"(?:early|ahead of|already|last|has|have|had)", own
            )
            return "achieved" if past > future or (met and past >= 0) else "future"
    if cue("future").search(own[at - start :]):
        return "future"
    if cue("future").search(lead) or re.search(r"20[2-9]\d", lead):
        return "achieved" if cue("achieved").search(lead) and not cue("future").search(lead) else "future"
    return "future" if _FORWARD_TIME.search(own) else "none"


def _of_another(before: str, issuer: str | None) -> bool:
    """Whether the goal is introduced as another's ("Norrholm's plan to"), or as what others are helped to reach."""
    if (
        (helped := _HELPED.search(before))
        and not _OWN.search(helped[0])
        and not (issuer and issuer.split()[0] in helped[0])
    ):
        return True
    if (theirs := list(_THEIR_GOAL.finditer(before))) and not _OWN.search(before, theirs[-1].end()):
        return True
    own = (issuer or "").lower().split()
    named = [m["name"].lower() for m in _ANOTHERS.finditer(before)]
    return bool(own and named) and named[-1] not in own and named[-1] not in _NOT_A_NAME


def _somebody_else(text: str, start: int, at: int, issuer: str | None) -> bool:
    """Whether the subject of the clause is a state, a sector or a stranger: such a name stands before the verb, and
    neither the issuer nor "we" stands between it and the figure."""
    before = text[start:at]
    strangers = list(cue("third_party").finditer(before))
    found = [
        one
        for one in strangers
        if not _PLACED.search(before[: one.start()][-24:]) and not _part_of_a_name(text, start + one.start(), one[0])
    ]
    if strangers and _RELATIVE.match(before, strangers[-1].end()):
        return True
    if not found:
        return False
    last = found[-1]
    behind = before[last.end() :]
    if issuer and issuer.split()[0] in behind:
        return False
    verb = cue("future").search(behind) or cue("hypothetical").search(behind)
    subject_inside = _OWN.search(behind[: verb.start()] if verb else behind)
    return not subject_inside and (verb is not None or last.start() < 25)


def _part_of_a_name(text: str, at: int, word: str) -> bool:
    """Whether a place stands within a company's name: "Spark New Zealand", "Japan Carbon Management"."""
    if not word[:1].isupper() or word.lower().startswith("the "):
        return False
    if text[max(0, at - 1) : at] == "(" or _DESCRIBED.match(text, at + len(word)):
        return True
    return bool(_NAME_BEFORE.search(text[:at]) or _NAME_BEHIND.match(text, at + len(word)))


def _hypothetical(before: str) -> bool:
    before = _REPORTED.sub(lambda told: told[0][: -len("would")] + "will ", before)
    found = list(cue("hypothetical").finditer(before))
    if not found:
        return False
    later = cue("future").search(before, found[-1].end())
    return later is None or found[-1].group().lower() == "if"


def dropped(near: str) -> bool:
    """Whether a clause speaks of a goal that is given up."""
    return bool(cue("withdrawn").search(near) and _GOAL_NOUN.search(near))
