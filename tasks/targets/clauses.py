"""The clauses of a sentence, and which of them go on with the subject and the mood of the one before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.targets.coordination import coordinated, finite, has_subject
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
# With these a sentence opens whose own subject stands behind a comma.
_OPENING = {"because", "although", "though", "whereas"}
_REPORTING = {"reports", "reported", "shows", "showed", "found"}
_TELLING = {"told", "informed", "warned", "admitted", "acknowledged", "conceded", "concedes"}
_RELATIVES = {"which", "who", "whose", "where"}
_LINES = {"–", "—", "--"}
_CUTTING = {",", ";", ":", "and", "as", "so", "that", "after", "having"} | _BREAKS | _RELATIVES | _LINES


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
    if low == "," and aside and finite(sentence, place + 1):
        return place + 1, True, False
    if low == "," and aside and sentence.low(first) in ("which", "who") and _announces(sentence, place + 1):
        return place + 1, True, False
    if low == "," and aside and sentence.low(first) == "where" and has_subject(sentence, place + 1):
        return place + 1, False, False  # "at the dairy, where cheese is made, waste was down"
    if low == "," and aside and sentence.low(place + 1) in ("it", "we", "they") and finite(sentence, place + 2):
        return place + 1, False, False
    if low == "," and first == 0 and sentence.low(0) in _OPENING and any(one.first < place for one in sentence.cues):
        return place + 1, False, False
    if low == ";":
        return place + 1, not has_subject(sentence, place + 1), False
    if low == ":" and sentence.low(place + 1) not in ("", '"', "“") and not _in_brackets(sentence, place):
        return place + 1, True, False
    if low in _LINES and not (token.glued and sentence.tokens[place - 1].kind == "number"):
        return place + 1, not has_subject(sentence, place + 1), False
    if low == "so" and sentence.low(place + 1) == "that":
        return place, True, False
    if (
        low == "that"
        and (cue := sentence.cue_at(place - 1)) is not None
        and cue.entry.name in ("aim", "announce", "goal")
    ):
        return place, True, False
    if low == "that" and before in _REPORTING:
        return place, False, False  # "a year after setting its goals, it reports that all its oil is certified"
    if low == "that" and _TELLING & set(sentence.lows(place - 5, place)):
        return place, True, False  # "has told the regulator that"
    if low == "but" and before == "nothing":
        return None  # "nothing but renewable power"
    if low == "but" and sentence.low(place + 1)[:1].isdigit() and "not" in sentence.lows(place - 4, place):
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
    if low in ("who", "which", "that") and finite(sentence, place + 1):
        return place, False, True
    if low in ("after", "having") and before == ",":
        return place, False, False
    if (
        low == "and"
        and sentence.low(place + 1) == ","
        and any(one.first == place + 2 and one.role == "deadline" for one in sentence.periods)
    ):
        return place + 1, True, False  # "and, by the end of 2027, source"
    if low == "and" and aside and sentence.low(place + 1) in _RELATIVES:
        return place + 1, False, True  # "which were signed in May and which will cover"
    if low == "and" or (low == "," and sentence.low(place + 1) != "and"):
        return coordinated(sentence, place, first)
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


def clause_at(clauses: Sequence[Clause], place: int) -> int:
    """The number of the clause that holds a token; of the last one for a place outside the sentence."""
    number = bisect_right(clauses, place, key=lambda one: one.first) - 1
    return number if number >= 0 else len(clauses) - 1
