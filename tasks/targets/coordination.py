"""Where "and" or a comma begins a clause: another verb under the same subject, or a subject with its own verb."""

from __future__ import annotations

from tasks.targets.marks import Sentence
from tasks.targets.nouns import is_plural

_BETWEEN = {"also", "then", "to", "in", "addition", "further", "therefore", "thus", "both", "thereby", "not", "even", "instead"}  # fmt: skip
_FINITE = {"will", "aim", "has", "was", "is", "perhaps"}
ONLY_PAST = {"came", "went", "saw", "stood", "became", "rose", "fell"}  # no participle looks like these
_REACH = 9  # tokens that a subject may have before its verb, where a clause begins


def finite(sentence: Sentence, place: int) -> bool:
    """Whether a finite verb that says how a thing is meant begins at a token."""
    cue = sentence.cue_at(place)
    if cue is None or cue.entry.name not in _FINITE or cue.entry.form not in ("noun", "s", "base"):
        return False
    if sentence.lows(place, place + 2) == ["in", "order"]:
        return False
    return cue.entry.name != "is" or sentence.low(place) in ("is", "are", "'re")


def coordinated(sentence: Sentence, place: int, first: int) -> tuple[int, bool, bool] | None:
    """A clause that "and" or a comma begins: another verb under the same subject, or a subject with its own verb."""
    at = place + 1
    while sentence.low(at) in _BETWEEN:
        if sentence.low(at) == "in" and sentence.low(at + 1) != "addition":
            break
        at += 1
    if (
        sentence.low(at - 1) == "to"
        and sentence.tokens[at - 1].start > sentence.tokens[place].start
        and _infinitive(sentence, at, place)
    ):
        return place + 1, True, False
    deed, cue = sentence.deed_at(at), sentence.cue_at(at)
    if (
        cue is not None
        and cue.entry.name in _FINITE
        and not (cue.entry.name == "aim" and cue.entry.form not in ("s", "base", "past", "noun"))
    ):
        if sentence.low(place) == "," and (
            cue.entry.name in ("is", "has", "was") or not has_verb(sentence, first, place)
        ):
            return None
        return place + 1, True, False
    if (
        deed is not None
        and deed.entry.form in ("base", "ing", "s", "past")
        and _verb_here(sentence, deed.first, deed.entry.form, place, first)
    ):
        return place + 1, True, False
    if sentence.low(place) == "and" and _infinitive_with_subject(sentence, place, first):
        return place + 1, True, False
    counts = sentence.low(place) == "," and any(one.lead == place + 1 for one in sentence.quantities)
    if _goes_on_passive(sentence, place, first):
        return None
    due = next((one for one in sentence.periods if one.first == place + 1 and one.role == "deadline"), None)
    if (
        sentence.low(place) == "and"
        and due is not None
        and has_verb(sentence, first, place)
        and (has_subject(sentence, due.last) or _counts_with_verb(sentence, due.last))
    ):
        return place + 1, False, False  # "and by 2028 one in five homes will"
    scopes = "scope" in sentence.low(place - 2) and sentence.low(place + 1).isdigit()  # "scope 1 and 2 emissions"
    if scopes or _repeats_preposition(sentence, place, first):
        return None
    if (sentence.low(place) == "and" or counts) and has_verb(sentence, first, place) and has_subject(sentence, at):
        return place + 1, False, False
    return None


_PREPOSITIONS = {"on", "of", "from", "for", "with"}


def _repeats_preposition(sentence: Sentence, place: int, first: int) -> bool:
    """Whether "and" joins what one preposition governs, which is no subject: "what it pays for parts and for repairs will"."""
    at = place + 1
    dated = any(one.first in (at, at + 1) for one in sentence.periods)
    return sentence.low(at) in _PREPOSITIONS and not dated and sentence.low(at) in sentence.lows(first, place)


def _infinitive_with_subject(sentence: Sentence, place: int, first: int) -> bool:
    """ "X is to decline by 10 % and Y to climb to 70 %": the verb that promises is said once."""
    if not any(first <= cue.first < place and cue.entry.name in ("will", "aim") for cue in sentence.cues):
        return False
    if "to" not in sentence.lows(first, place):
        return False
    for at in range(place + 2, min(place + 9, len(sentence.tokens))):
        low = sentence.low(at)
        if low in (",", ";", ".", "and", "by") or finite(sentence, at):
            return False
        if low == "to":
            deed = sentence.deed_at(at + 1)
            return deed is not None and deed.entry.name in ("reduce", "increase") and deed.entry.form == "base"
    return False


def _goes_on_passive(sentence: Sentence, place: int, first: int) -> bool:
    """ "X will be lowered by 10 % and Y increased to 97 %": the verb to be is said once."""
    promised = any(first <= cue.first < place and cue.entry.name in ("will", "aim") for cue in sentence.cues)
    if not promised or "be" not in sentence.lows(first, place):
        return False
    for at in range(place + 2, min(place + 12, len(sentence.tokens))):
        deed = sentence.deed_at(at)
        if deed is not None and deed.entry.form in ("past", "participle"):
            return sentence.low(deed.last) in ("to", "by", "before", "from", "in")
        if finite(sentence, at) or sentence.low(at) in (",", ";", "."):
            return False
    return False


def _infinitive(sentence: Sentence, at: int, place: int) -> bool:
    """Whether "to" and any verb go on with what is aimed at, as in "aims to X, to Y and to Z"."""
    if at >= len(sentence.tokens) or sentence.tokens[at].kind != "word" or sentence.tokens[at].capital:
        return False
    if sentence.low(at) in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "our",
        "all",
        "this",
        "that",
        "at",
        "about",
        "over",
        "more",
    ) or any(one.lead <= at < one.last for one in sentence.quantities):
        return False
    return any(cue.first < place and cue.entry.name in ("aim", "will", "goal") for cue in sentence.cues)


def has_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a finite verb stands from one token up to another."""
    return any(first <= cue.first < last and cue.entry.name in _FINITE for cue in sentence.cues) or any(
        first <= deed.first < last and deed.entry.form in ("base", "s", "past") and sentence.is_verb(deed)
        for deed in sentence.deeds
    )


def _verb_here(sentence: Sentence, at: int, form: str, place: int, first: int) -> bool:
    """Whether a verb form behind "and" or a comma goes on with a verb before it, rather than being a noun in a list."""
    if sentence.low(at - 1) == "to":
        return True
    same = {"base": ("base",), "ing": ("ing",), "s": ("s",), "past": ("past", "participle")}[form]
    earlier = [
        one for one in sentence.deeds if first <= one.first < place and one.entry.form in same and sentence.is_verb(one)
    ]
    if form in ("base", "ing", "past") and earlier:
        follows = sentence.low(at + 1)
        return follows not in (",", ".", "and", ";", "", "of")
    if form == "base":
        # "will not only X and restore Y": any verb in the infinitive will do, known or not.
        modal = any(first <= one.first < place and one.entry.name in ("will", "aim") for one in sentence.cues)
        follows = sentence.low(at + 1)
        return modal and (
            follows
            in (
                "the",
                "its",
                "their",
                "our",
                "a",
                "an",
                "all",
                "more",
                "at",
                "up",
                "over",
                "only",
                "no",
                "less",
                "fewer",
                "every",
            )
            or any(q.lead == at + 1 or q.first == at + 1 for q in sentence.quantities)
        )
    return False


def _finite_past(sentence: Sentence, at: int) -> bool:
    """Whether a form of the past is that of a clause with a subject of its own: "half of it came from", "the rate reached 9 %"."""
    before, low = sentence.low(at - 1), sentence.low(at)
    if before in ("year", "then", "also") or before.isdigit():
        return False  # "and last year saw": the subject is that of the clause before
    return low in ONLY_PAST or (low == "reached" and any(one.lead == at + 1 for one in sentence.quantities))


def _joins_nouns(sentence: Sentence, at: int) -> bool:
    """Whether "and" stands between two plural nouns of one subject."""
    return is_plural(sentence.low(at - 1)) and is_plural(sentence.low(at + 1)) and finite(sentence, at + 2)


def has_subject(sentence: Sentence, place: int) -> bool:
    """Whether a subject and its finite verb begin at a place: "its owners will", "Acme aims"."""
    for at in range(place, min(place + _REACH, len(sentence.tokens))):
        if sentence.low(at) == "and" and at > place and _joins_nouns(sentence, at):
            continue  # "half of its boards and boxes are to"
        if sentence.low(at) in (",", ";", ":", ".", "and"):
            return False
        if at > place and (finite(sentence, at) or _finite_past(sentence, at)):
            return True
        deed = sentence.deed_at(at)
        if (
            deed is not None
            and at > place
            and deed.entry.form in ("past", "s")
            and sentence.is_verb(deed)
            and sentence.low(at - 1) not in ("and",)
        ):
            return deed.entry.form == "past"
    return False


def _counts_with_verb(sentence: Sentence, place: int) -> bool:
    """Whether a figure begins a subject that has a finite verb behind an aside: "one in five homes, about 4,500, will"."""
    counts = any(one.lead == place for one in sentence.quantities)
    return counts and any(finite(sentence, at) for at in range(place + 2, min(place + 14, len(sentence.tokens))))
