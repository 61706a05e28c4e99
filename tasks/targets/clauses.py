"""The clauses of a sentence, and which of them go on with the subject and the mood of the one before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.targets.marks import Sentence


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause at the tokens `first:last`. `shares`: its verb goes on under the subject and the mood of the clause before
    ("will cut X and restore Y"); `aside`: it hangs on a noun before it ("which ...")."""

    first: int
    last: int
    shares: bool = False
    aside: bool = False


_BREAKS = {"but", "while", "whereas", "although", "though", "because", "unless", "whilst", "yet", "considering"}
_RELATIVES = {"which", "who", "whose", "where"}
_BETWEEN = {"also", "then", "to", "in", "addition", "further", "therefore", "thus", "both", "thereby", "not", "even", "instead"}  # fmt: skip
_LINES = {"–", "—", "--"}
_CUTTING = {",", ";", ":", "and", "as", "so", "that", "after", "having"} | _BREAKS | _RELATIVES | _LINES
_FINITE = {"will", "aim", "has", "was", "is", "perhaps"}
_REACH = 9  # tokens that a subject may have before its verb, where a clause begins


def clauses_of(sentence: Sentence) -> list[Clause]:
    """The clauses in order; together they are the whole sentence."""
    found: list[Clause] = []
    first, shares, aside = 0, False, False
    for place in sentence.places(_CUTTING, 1, len(sentence.tokens)):
        cut = _cut(sentence, place, first, aside=aside)
        if cut is None:
            continue
        at, shares_next, aside_next = cut
        if at > first:
            found.append(Clause(first, at, shares, aside))
            first, shares, aside = at, shares_next, aside_next
    found.append(Clause(first, len(sentence.tokens), shares, aside))
    return found


def _cut(sentence: Sentence, place: int, first: int, *, aside: bool) -> tuple[int, bool, bool] | None:
    """Where a new clause begins at or right behind a token, whether it shares, whether it is an aside."""
    token = sentence.tokens[place]
    low, before = token.low, sentence.low(place - 1)
    if low == "," and aside and _finite(sentence, place + 1):
        return place + 1, True, False
    if low == "," and aside and sentence.low(first) in ("which", "who") and _announces(sentence, place + 1):
        return place + 1, True, False
    if low == "," and aside and sentence.low(place + 1) in ("it", "we", "they") and _finite(sentence, place + 2):
        return place + 1, False, False
    if low == ";":
        return place + 1, not _has_subject(sentence, place + 1), False
    if low == ":" and sentence.low(place + 1) not in ("", '"', "“") and not _in_brackets(sentence, place):
        return place + 1, True, False
    if low in _LINES and not (token.glued and sentence.tokens[place - 1].kind == "number"):
        return place + 1, not _has_subject(sentence, place + 1), False
    if low == "so" and sentence.low(place + 1) == "that":
        return place, True, False
    if (
        low == "that"
        and (cue := sentence.cue_at(place - 1)) is not None
        and cue.entry.name in ("aim", "announce", "goal")
    ):
        return place, True, False
    if low == "but" and sentence.tokens[place + 1].kind == "number" and "not" in sentence.lows(place - 4, place):
        return None  # "not 30 % but 40 %"
    if low in _BREAKS:
        # "..., while working with its suppliers to": the same who, the same promise
        return place, low in ("while", "whilst") and sentence.low(place + 1).endswith("ing"), False
    if sentence.lows(place, place + 3) == ["as", "well", "as"]:
        also = sentence.deed_at(place + 3)  # "will use green power as well as reduce its waste"
        return (place + 3, True, False) if also and also.entry.form == "base" and sentence.is_verb(also) else None
    if low == "as" and any(
        (deed := sentence.deed_at(at)) and deed.entry.form == "s" and sentence.is_verb(deed)
        for at in range(place + 2, place + 6)
    ):
        return place, False, False
    if low in _RELATIVES and before in (",", "of", "under", "in", "with", "to", "for", "on", "by"):
        return place, False, True
    if low in ("who", "which", "that") and _finite(sentence, place + 1):
        return place, False, True
    if low in ("after", "having") and before == ",":
        return place, False, False
    if (
        low == "and"
        and sentence.low(place + 1) == ","
        and any(one.first == place + 2 and one.role == "deadline" for one in sentence.periods)
    ):
        return place + 1, True, False  # "and, by the end of 2027, source"
    if low == "and" or (low == "," and sentence.low(place + 1) != "and"):
        return _coordinated(sentence, place, first)
    return None


def _announces(sentence: Sentence, place: int) -> bool:
    """Whether a verb of telling stands at a place: "Acme, which owns 12 shops, announced"."""
    at = place + (sentence.low(place) == "today")
    cue = sentence.cue_at(at)
    return cue is not None and cue.entry.name == "announce" and cue.entry.form == "past"


def _in_brackets(sentence: Sentence, place: int) -> bool:
    """Whether a token stands between brackets that opened shortly before: "(today: 63 %)"."""
    before = sentence.lows(place - 8, place)
    return "(" in before and ")" not in before[before.index("(") :]


def _finite(sentence: Sentence, place: int) -> bool:
    cue = sentence.cue_at(place)
    if cue is None or cue.entry.name not in _FINITE or cue.entry.form not in ("noun", "s", "base"):
        return False
    return cue.entry.name != "is" or sentence.low(place) in ("is", "are", "'re")


def _coordinated(sentence: Sentence, place: int, first: int) -> tuple[int, bool, bool] | None:
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
            cue.entry.name in ("is", "has", "was") or not _has_verb(sentence, first, place)
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
        and _has_verb(sentence, first, place)
        and (_has_subject(sentence, due.last) or _counts_with_verb(sentence, due.last))
    ):
        return place + 1, False, False  # "and by 2028 one in five homes will"
    if (sentence.low(place) == "and" or counts) and _has_verb(sentence, first, place) and _has_subject(sentence, at):
        return place + 1, False, False
    return None


def _infinitive_with_subject(sentence: Sentence, place: int, first: int) -> bool:
    """ "X is to decline by 10 % and Y to climb to 70 %": the verb that promises is said once."""
    if not any(first <= cue.first < place and cue.entry.name in ("will", "aim") for cue in sentence.cues):
        return False
    if "to" not in sentence.lows(first, place):
        return False
    for at in range(place + 2, min(place + 9, len(sentence.tokens))):
        low = sentence.low(at)
        if low in (",", ";", ".", "and", "by") or _finite(sentence, at):
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
        if _finite(sentence, at) or sentence.low(at) in (",", ";", "."):
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


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
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


def _has_subject(sentence: Sentence, place: int) -> bool:
    """Whether a subject and its finite verb begin at a place: "its owners will", "Acme aims"."""
    for at in range(place, min(place + _REACH, len(sentence.tokens))):
        if sentence.low(at) in (",", ";", ":", ".", "and"):
            return False
        if at > place and _finite(sentence, at):
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
    return counts and any(_finite(sentence, at) for at in range(place + 2, min(place + 14, len(sentence.tokens))))


def clause_at(clauses: Sequence[Clause], place: int) -> int:
    """The number of the clause that holds a token; of the last one for a place outside the sentence."""
    number = bisect_right(clauses, place, key=lambda one: one.first) - 1
    return number if number >= 0 else len(clauses) - 1
