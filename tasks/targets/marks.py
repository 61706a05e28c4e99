"""A sentence with everything that is found in it before anything is put together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from tasks.targets.goals import Goal, goals_of
from tasks.targets.lexicon import Word, book, stanzas
from tasks.targets.nouns import is_plural
from tasks.targets.passages import Passage
from tasks.targets.period_records import Period
from tasks.targets.periods import find_periods
from tasks.targets.phrases import Found, Phrasebook
from tasks.targets.quantities import find_quantities
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Topic
from tasks.targets.tokens import Token, tokenize

_NOUN_BEFORE = set("""
    the a an its their our this these of per for in on at with annual net total overall further no any each such your his her my
    absolute additional average zero's
    """.split())  # fmt: skip
_BE = {"be", "been", "being", "is", "are", "get", "was", "were", "have", "has", "had"}
_SUBJECTS = {"it", "we", "they", "who", "which", "company", "group", "bank", "also", "firm", "foundation", "team"}
_AFTER_PARTICIPLE = {"by", "in", "for", "from", "to", "per", "at", "on", "with", "of", ".", ",", ""}
_MODALS = {"will", "shall", "to", "'ll", "would", "should", "could", "must", "may"}
_BETWEEN = {"now", "also", "then", "instead", "still", "only", "first", "all", "both"}
_VERB_BEFORE = set(
    "to will 'll shall should must and or not also would could may might can then , : ; we they i itself ourselves who that ( \" ' “ ‘ → > - • * further help helps".split()
)


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word of a topic; `weak` ones are as often about business."""

    topic: Topic
    weight: int
    weak: bool


@dataclass(frozen=True, slots=True, eq=False)  # told apart as things are: what is derived from one is kept with it
class Sentence:
    """A passage's tokens and what was found among them, all by token number.

    `deeds` are verbs and nouns of change, `cues` how things are meant, `topics` what they are about, `goals` those whose
    fate is told.
    """

    passage: Passage
    tokens: list[Token]
    quantities: list[Quantity]
    periods: list[Period]
    deeds: list[Found[Word]]
    cues: list[Found[Word]]
    topics: list[Found[TopicWord]]
    goals: list[Goal] = field(default_factory=list)
    _deed_at: dict[int, Found[Word]] = field(default_factory=dict)
    _cue_at: dict[int, Found[Word]] = field(default_factory=dict)
    _places: dict[str, list[int]] = field(default_factory=dict)

    def text(self, first: int, last: int) -> str:
        """The words from one token up to another."""
        last = min(last, len(self.tokens))
        if first >= last:
            return ""
        return self.passage.text[self.tokens[first].start : self.tokens[last - 1].end]

    def low(self, place: int) -> str:
        """The word at a place, "" outside the sentence."""
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def lows(self, first: int, last: int) -> list[str]:
        """The words from one token up to another, in lower case."""
        return [token.low for token in self.tokens[max(0, first) : max(0, last)]]

    def closes_between(self, first: int, last: int) -> bool:
        """Whether brackets that were open at one token are closed before another."""
        signs = [self.tokens[at].text for at in self.places({"(", ")"}, first, last)]
        return signs[:1] == [")"]

    def places(self, words: Set[str], first: int, last: int) -> list[int]:
        """The places of some words from one token up to another, in order, found without a look at each token."""
        found = [at for word in words & self._places.keys() for at in self._places[word] if first <= at < last]
        return sorted(found)

    def deed_at(self, place: int) -> Found[Word] | None:
        """The verb or noun of change that begins at a place."""
        return self._deed_at.get(place)

    def cue_at(self, place: int) -> Found[Word] | None:
        """The cue that begins at a place."""
        return self._cue_at.get(place)

    def topics_in(self, first: int, last: int) -> list[Found[TopicWord]]:
        """The topic words that begin from one token up to another."""
        start = bisect_left(self.topics, first, key=lambda one: one.first)
        end = bisect_left(self.topics, last, key=lambda one: one.first)
        return self.topics[start:end]

    def is_verb(self, found: Found[Word]) -> bool:
        """Whether a form that may be a noun ("cut", "plants", "uses") is a verb where it stands."""
        form = found.entry.form
        if form == "noun":
            return False
        before = self.low(found.first - 1)
        if before == ")" and form == "base" and self.low(found.first - 3) == "(":
            return True  # "(2) cut waste by 20 %"
        if before == "or" and self.low(found.first) == "lower":
            return False
        if form == "base" and self.low(found.last) == "of" and before != "to":
            return False
        if (
            form in ("past", "participle")
            and found.entry.name in ("deliver", "trade", "keep", "attain")
            and before in ("and", "or", ",", "that", "(")
        ):
            counted = before in ("and", ",") and self.tokens[found.last : found.last + 1]
            return before == "that" or bool(counted and counted[0].kind == "number")  # "and planted 7,000 trees"
        if before in _VERB_BEFORE or not before or (form == "base" and before in _BE):
            return True
        if (
            form == "s"
            and found.entry.name in ("deliver", "trade")
            and before not in ("it", "which", "that", "company", "group", "bank", "also")
        ):
            token = self.tokens[found.first - 1]
            return token.capital and token.kind == "word"
        if form == "base":
            if self.lows(found.first - 3, found.first) == ["as", "well", "as"]:
                return self.low(found.last) != "in"  # "as well as reduce its waste"; not "as well as cuts in waste"
            if self.low(found.last) in ("by", "to") and {"see", "sees"} & set(self.lows(found.first - 7, found.first)):
                return True  # "will see emissions fall by 70 %"
            if self.low(found.first) == "cut" and self.low(found.last) in ("its", "our", "their"):
                return True  # the past, which looks the same
            if (
                self.low(found.first) == "cut"
                and self.low(found.last) == "by"
                and self.low(found.last + 2) in ("%", "percent", "per")
            ):
                return True  # "plastic cut by 17 %"
            if before in _BETWEEN and self.low(found.first - 2) in _MODALS:
                return True  # "will now plant"
            return (
                (before.endswith("ly") and not self.tokens[found.first - 1].capital)
                or before == "already"
                or (is_plural(before) and before not in ("emissions", "sales"))
            )
        if form == "ing" and before in ("of", "by", "for", "in", "from", "to", "at", "on", "toward", "towards"):
            return self.low(found.last) != "of"
        if form in ("s", "ing"):
            return before not in _NOUN_BEFORE and not self._after_quantity(found.first) and before != "'s"
        if (
            before in _BE
            or before in ("having", "not", "already")
            or ((before.endswith("ly") or before in _BETWEEN) and self.low(found.first - 2) in _BE)
        ):
            return True
        if found.entry.name == "deliver" and form == "past" and self._counts(found):
            return True
        if found.entry.name in ("deliver", "trade", "keep", "attain"):
            return self._has_subject(found)
        return before not in ("the", "a", "an", "its", "their", "our", "of")

    def _has_subject(self, found: Found[Word]) -> bool:
        """Whether a past form has a name or a pronoun for its subject, and is no participle behind a noun."""
        token = self.tokens[found.first - 1]
        named = token.capital and token.kind == "word" and found.first >= 1
        return (named or token.low in _SUBJECTS) and self.low(found.last) not in _AFTER_PARTICIPLE

    def _counts(self, found: Found[Word]) -> bool:
        """Whether a past form stands between its subject and a number, as no participle does: "its restaurants served 900"."""
        behind = self.tokens[found.last : found.last + 1]
        return bool(behind) and behind[0].kind == "number" and is_plural(self.low(found.first - 1))

    def _after_quantity(self, place: int) -> bool:
        return any(one.last == place for one in self.quantities)


@cache
def topic_book() -> Phrasebook[TopicWord]:
    """The topic words of the lexicon."""
    return Phrasebook(
        (phrase, TopicWord(one["name"], one["weight"], one.get("weak", False)))
        for one in stanzas("topics")
        for phrase in one["words"]
    )


def marked(passage: Passage, published: date | None, tokens: list[Token] | None = None) -> Sentence:
    """A passage with its marks; `tokens` are its own where some of them are to be looked up as other words."""
    tokens = tokens if tokens is not None else tokenize(passage.text)
    periods = find_periods(tokens, published)
    quantities = [one for one in find_quantities(tokens) if not _within(one, periods)]
    goals = goals_of(tokens)
    moving = {one.verb for one in goals if one.fate != "met"}  # "lowered its target" lowers nothing that is measured
    deeds = [one for one in book("verbs").all(tokens) if one.first not in moving and not _end_to_end(tokens, one.first)]
    cues = [one for one in book("cues").all(tokens) if not _is_name(tokens, one)]
    return Sentence(
        passage, tokens, quantities, periods, deeds, cues, topic_book().all(tokens), goals,
        {one.first: one for one in deeds}, {one.first: one for one in cues}, _by_word(tokens),
    )  # fmt: skip


def _by_word(tokens: Sequence[Token]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        found.setdefault(token.low, []).append(place)
    return found


def _end_to_end(tokens: Sequence[Token], place: int) -> bool:
    """Whether "end" stands in "end-to-end", which ends nothing."""
    near = [token.low for token in tokens[max(0, place - 2) : place + 3]]
    return tokens[place].low == "end" and ["end", "to", "end"] in (near[:3], near[-3:])


def _is_name(tokens: Sequence[Token], cue: Found[Word]) -> bool:
    """Whether a cue is part of a name: "the skater Will Barth", "Rays of Hope", "local Target customers"."""
    place, token = cue.first, tokens[cue.first]
    if not token.capital or place == 0 or tokens[place - 1].kind != "word" or cue.last - place > 1:
        return False
    around = [*tokens[max(0, place - 4) : place], *tokens[cue.last : cue.last + 4]]
    if sum(one.capital for one in around if one.kind == "word") > len(around) // 2:
        return False  # a headline
    return cue.entry.name in ("will", "aim") or token.text == "Target"


def _within(one: Quantity, periods: Sequence[Period]) -> bool:
    """Whether a number is part of a date or a span of years."""
    return any(period.first <= one.first < period.last or one.first <= period.first < one.last for period in periods)
