"""Noun phrases of a sentence: the object behind a verb, the subject before it, the label before a colon."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.marks import Sentence
from tasks.targets.quantity_records import Quantity

Span = tuple[int, int]


STOPS = {
    ",", ";", ":", "(", ")", ".", "“", "”", '"', "by", "will", "should", "shall", "compared", "against", "versus", "vs", "than", "is", "are",
    "through", "via", "using", "while", "with", "which", "that", "who", "when", "relative", "as", "was", "were", "has", "have", "thanks", "–", "—", "would",
    "could", "|", "so", "if", "aims", "because", "came",
}  # fmt: skip


_ENDS = {",", ";", ":", ".", ")", "by", "will", "”", "compared", "against", "from"}


_POINTERS = {"this", "that", "it"}


def points_back(sentence: Sentence, span: Span) -> bool:
    """Whether a noun phrase is a word that stands for what was told before."""
    return span[1] - span[0] == 1 and sentence.low(span[0]) in _POINTERS


_LEVELS = {"share", "figure", "proportion", "percentage", "rate", "number", "total", "level"}
_LEVEL_WORDS = _LEVELS | {
    "the",
    "this",
    "that",
    "its",
    "our",
    "last",
    "year",
    "today",
    "in",
    "by",
    "then",
    "now",
    "at",
    "present",
}


def tells_level_again(sentence: Sentence, span: Span) -> bool:
    """Whether a noun phrase names no thing, only a level of what was told before: "last year the share", "the figure"."""
    lows = sentence.lows(*span)
    return bool(_LEVELS & set(lows)) and all(low in _LEVEL_WORDS or low.isdigit() for low in lows)


_OWNED = {"its", "our", "their", "the", "these"}


def until_comma(sentence: Sentence, place: int, last: int) -> int:
    """The token where what is told behind a place ends."""
    return next((at for at in range(place + 1, last) if sentence.low(at) in (",", ";", "–", "—", "(")), last)


def object_of(sentence: Sentence, place: int, clause: Clause, limit: int | None = None) -> Span:
    """The noun phrase from a place up to where it ends: the next quantity, period, verb or stop."""
    end = min(clause.last, limit if limit is not None else clause.last)
    if any(period.first < place < period.last and period.role == "deadline" for period in sentence.periods):
        return place, place  # "its goal of a 30 % cut to [2028]"
    starts = {period.first for period in sentence.periods} | {
        one.lead for one in sentence.quantities if one.kind != "plain"
    }
    amounts = {one.lead for one in sentence.quantities}
    counts = {one.lead for one in sentence.quantities if one.kind == "count"}
    at = place
    while at < end and (
        at == place or sentence.low(at) not in STOPS or _lists_scopes(sentence, at) or _in_brackets(sentence, at)
    ):
        owned = at in counts and at > place and sentence.low(at - 1) in _OWNED | {"all"}  # "of its ten ingredients"
        if (at in starts and not owned) or (at == place and sentence.low(at) in _ENDS):
            break
        if sentence.low(at) == "to" and (at + 1 in starts or at + 2 in amounts or sentence.deed_at(at + 1) is not None):
            break
        if sentence.low(at) in ("from", "in", "of", "on", "over", "before", "until", "within") and at + 1 in starts:
            break
        at += 1
    return place, max(place, at)


def _in_brackets(sentence: Sentence, at: int) -> bool:
    """Whether a token belongs to a word in brackets: "greenhouse gas (GHG) emissions"."""
    return any(sentence.low(first) == "(" and sentence.low(first + 2) == ")" for first in (at - 2, at - 1, at))


def _lists_scopes(sentence: Sentence, at: int) -> bool:
    """Whether a comma stands within "scope 1, 2 and 3"."""
    return sentence.low(at) == "," and (
        sentence.low(at + 1) in ("2", "3", "scope")
        or (sentence.low(at + 1) == "and" and sentence.low(at + 2) in ("2", "3", "scope"))
    )


_LEADING = {"at", "in", "on", "during", "after"}
_DETERMINERS = {"the", "its", "our", "their"}


def _second_noun(sentence: Sentence, first: int, last: int) -> int | None:
    """Where the subject begins behind what leads into it without a comma: "At the half-year [the intensity of its loans]"."""
    at = next((at for at in range(first + 3, last) if sentence.low(at) in _DETERMINERS), None)
    if (
        at is None
        or sentence.topics_in(first, at)
        or sentence.low(at - 1) in ("of", "in", "at", "and", "for", "to", "on", "with", "from", "by")
    ):
        return None
    return at


def subject_of(sentence: Sentence, clause: Clause, before: int) -> Span:
    """The noun phrase that stands before the verb of a clause, without what leads into it."""
    finite = next(
        (
            cue.first
            for cue in sentence.cues
            if clause.first < cue.first < before
            and cue.entry.name in ("will", "aim", "has", "was", "is", "perhaps")
            and not (cue.entry.name == "is" and _is_in_contact(sentence, clause, cue.first))
        ),
        before,
    )
    if (wanted := _wanted_of(sentence, clause, before)) is not None:
        return wanted
    first = clause.first
    for at in range(clause.first, finite):
        if sentence.low(at) in (",", ":", "“", '"') and at + 1 < finite:
            first = at + 1
    if first > clause.first and not sentence.topics_in(first, finite):
        comma = next((at for at in range(clause.first, first) if sentence.low(at) == ","), first)
        if sentence.topics_in(clause.first, comma):
            return clause.first, comma
    if sentence.low(first) in _LEADING and (second := _second_noun(sentence, first, finite)) is not None:
        first = second
    while first < finite and (
        sentence.low(first) in ("and", "also", "in", "by") or any(p.first <= first < p.last for p in sentence.periods)
    ):
        first += 1
    if first >= finite and clause.first:
        # The subject was said before: "Traceability, 71 % at present, is to be raised".
        end = next(
            (
                at
                for at in range(clause.first)
                if sentence.low(at) in (",", ":")
                or any(
                    cue.first == at and cue.entry.name in ("will", "aim", "has", "is", "was") for cue in sentence.cues
                )
            ),
            clause.first,
        )
        return 0, end
    return first, finite


def _is_in_contact(sentence: Sentence, clause: Clause, place: int) -> bool:
    """Whether a verb at a place only says more of the noun before it: "for the ten materials [it buys] most, carbon is to"."""
    said = sentence.low(place - 1) in ("it", "we", "they") and place - 2 >= clause.first
    return said and sentence.tokens[place - 2].kind == "word" and sentence.low(place - 2) not in STOPS


def before_that(sentence: Sentence, that: int) -> Span:
    """The noun phrase that "that" stands for: "[packaging weights] that are 10 % lower"."""
    verbs = [one.last for one in (*sentence.cues, *sentence.deeds) if one.last < that]
    stops = [at + 1 for at in range(max(verbs, default=0), that) if sentence.low(at) in STOPS]
    return max([*verbs, *stops], default=0), that


_WANTS = {"want", "wants", "expect", "expects", "wanted", "expected", "intends", "intend", "wish", "wishes"}


def _wanted_of(sentence: Sentence, clause: Clause, before: int) -> Span | None:
    """The thing of which something is wanted: "expects [the share of electric models] to reach 50 %"."""
    for cue in reversed(sentence.cues):
        if not clause.first <= cue.first < before or sentence.low(cue.first) not in _WANTS:
            continue
        to = next((at for at in range(cue.last + 1, before) if sentence.low(at) == "to"), None)
        if to is None or sentence.low(cue.last) == "to" or {",", "that", "by"} & set(sentence.lows(cue.last, to)):
            return None
        return cue.last, to
    return None


def label_before(sentence: Sentence, clause: Clause, one: Quantity) -> Span:
    """What stands before a figure in a line such as "Emissions per tonne: down 19 %"."""
    end = one.lead - 1
    while end > 0 and sentence.low(end) in (":", "down", "up", "-", "−", "–", "minus", "by", "|"):
        end -= 1
    while end > 0 and sentence.low(end) == ":":
        end -= 1
    return (0 if clause.first > end else clause.first), end + 1
