"""Verbs of the past: which of them tell that a thing is done, and which only say that something was promised."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.coordination import ONLY_PAST
from tasks.targets.goals import GOAL_NOUNS, MET, Stance
from tasks.targets.marks import Sentence
from tasks.targets.nouns import is_plural

_IRREGULAR = {
    "been", "met", "made", "fallen", "risen", "brought", "put", "built", "grown", "sunk", "shrunk", "seen", "won", "given", "spent", "run",
    "cut", "come", "become", "gone", "taken", "found", "kept", "held", "driven", "halved", "got", "had", "begun", "sold", "paid", "done", "fed",
}  # fmt: skip
PAST_VERBS = {
    "met", "achieved", "reached", "won", "saw", "rose", "fell", "sank", "grew", "made", "built", "brought", "took", "gave", "spent", "paid", "fed",
    "invested", "avoided", "exceeded", "surpassed", "hit", "recorded", "posted", "earned", "completed", "helped", "came", "went", "stood", "cut",
    "held", "beat", "became", "opened", "began", "covered", "led", "oversaw", "headed", "totaled", "totalled", "amounted", "accounted", "represented", "handled", "used", "put", "delivered", "sent", "burned", "emitted", "discharged", "consumed", "needed",
}  # fmt: skip
_GOES_ON = PAST_VERBS - {"cut", "put", "led", "held", "used", "delivered", "made", "built"}  # as no infinitive does
_BEHIND_PARTICIPLES = {"in", "by", "for", "from", "at", "on", "with", "to", "per", "of", "as"}
_LABEL = 6  # tokens up to the colon behind a label
_BE = {"is", "are", "be", "been", "being", "was", "were", "get", "gets", "'re", "'s", "has", "have", "had", "having"}


def perfect(sentence: Sentence, place: int, before: str) -> Stance | None:
    """ "has cut" is done, "has set a goal" and "has committed" promise, "to have contracted" and "will have" say nothing new."""
    if not before and sentence.low(place - 1) == "have":
        return None
    if before in ("thereby", "then", "thus"):
        return None
    if before in ("to", "will", "should", "shall", "would", "must", "can", "could", "and", "'ll"):
        return None
    for at in range(place, place + 4):
        low = sentence.low(at)
        if low == "to" and at == place:
            return "perhaps"
        cue = sentence.cue_at(at)
        if cue is not None and cue.entry.name in ("aim", "announce"):
            return "promised"
        if low in _IRREGULAR or (low.endswith("ed") and len(low) > 3):
            if low == "been":
                continue
            return "promised" if low not in MET and _raises_goal(sentence, at) else "done"
    return "done"


def _raises_goal(sentence: Sentence, place: int) -> bool:
    """Whether a verb of change has a goal for its object: "has lowered its 2030 target"."""
    for at in range(place + 1, place + 7):
        if sentence.low(at) in GOAL_NOUNS:
            return True
        if sentence.low(at) in (",", ";", "by", "to", "from", "and", "of"):
            return False
    return False


def past_verb(sentence: Sentence, place: int, found: list[tuple[Stance, int]]) -> Stance | None:
    """A verb in the past where nothing before it promises: "reduced its emissions"; "is reduced" has its mood from before."""
    deed, low = sentence.deed_at(place), sentence.low(place)
    if place == 0 and ":" in sentence.lows(1, _LABEL):
        return None  # "Recovered paper: use 800 tonnes a year by 2028"
    if not found and _opens_done(sentence, place):
        return "done"
    past = (
        deed is not None and deed.entry.form == "past" and sentence.is_verb(deed) and low not in ("cut", "put", "set")
    )
    if not past and low not in PAST_VERBS:
        return None
    tells = low in ("amounted", "stood", "totaled", "totalled", "accounted")
    if (
        not past
        and not tells
        and low not in ONLY_PAST
        and sentence.low(place + 1) in _BEHIND_PARTICIPLES
        and not _subject_before(sentence, place)
    ):
        return None
    if sentence.low(place - 1) in _BE or sentence.low(place - 1) in ("to", "will", "the", "a", "its", "by", "be"):
        return None
    if low == "cut" and not found and deed is not None and _cuts_by(sentence, place):
        return "done"
    opens = place == 1 and sentence.tokens[0].capital and sentence.low(2) in ("its", "our", "their")  # "Acme cut its"
    if low == "cut" and not (opens or _subject_before(sentence, place)):
        return None
    follows = sentence.low(place - 1) == "and" and low in _GOES_ON
    if any(mood == "promised" for mood, _ in found) and not follows:
        return None  # but "aimed for 50 % and reached 52 %"
    changes = deed is not None and deed.entry.name in ("reduce", "increase")
    return "promised" if changes and _raises_goal(sentence, place) else "done"


_CUT = 8  # tokens from "cut" to its "by"


def _cuts_by(sentence: Sentence, place: int) -> bool:
    """Whether "cut" behind its subject tells by how much, and for no year to come: "Its drivers cut fuel use by 7 %"."""
    by = next((at for at in range(place + 1, place + _CUT) if sentence.low(at) == "by"), None)
    shares = by is not None and any(one.lead == by + 1 and one.kind == "percent" for one in sentence.quantities)
    due = any(one.role == "deadline" for one in sentence.periods)
    plural = is_plural(sentence.low(place - 1)) and sentence.low(place - 2) in ("its", "our", "their", "the")
    return plural and shares and not due


def _opens_done(sentence: Sentence, place: int) -> bool:
    """Whether a line opens with a verb in the past, known or not, and its figure: "Originated $6 billion"."""
    token = sentence.tokens[place]
    if place > 0 or not token.capital or len(token.low) < 5 or not token.low.endswith("ed"):
        return False
    at = place + 1
    while sentence.low(at) in ("a", "an", "the", "our", "its", "more", "over", "nearly", "about", "than", "almost"):
        at += 1
    return at > place + 1 or any(at in (one.lead, one.first) for one in sentence.quantities)


def _subject_before(sentence: Sentence, place: int) -> bool:
    """Whether a name or pronoun stands right before: "it cut", "Acme cut"."""
    before = sentence.tokens[place - 1] if place else None
    return before is not None and (
        before.low in ("it", "we", "they", "company", "group", "who", "that", "itself", "ourselves")
        or (before.capital and place > 1)
    )


def in_perfect(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what will have been done, as the participles behind it do: "will have restored X and planted Y"."""
    return any(
        sentence.low(at - 1) in ("to", "will", "'ll") and sentence.low(at + 1).endswith("ed")
        for at in sentence.places({"have"}, clause.first, clause.last)
    )
