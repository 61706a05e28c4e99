"""How what stands in a sentence being read is meant: promised, done, dropped, perhaps, or somebody else's."""

from __future__ import annotations

import re

from tasks.targets.attach import Dated, lists_goals, refers_back
from tasks.targets.goals import GOAL_NOUNS, Stance
from tasks.targets.hearsay import is_dropped, is_still_due
from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence
from tasks.targets.period_records import Period, year_of
from tasks.targets.periods import states_year
from tasks.targets.reading import Reading, is_due_later
from tasks.targets.records import Kind
from tasks.targets.stance import stance_at


def stance_in(reading: Reading, number: int, place: int) -> Stance:
    """How what stands at a token is meant, a list under goals and words without a verb taken into account."""
    found, at = stance_at(reading.sentence, reading.clauses, number, place)
    just_before = reading.sentence.lows(place - 4, place)
    if {"currently", "presently"} & set(just_before) and "will" not in just_before:
        return "done"
    if found == "promised" and _is_of_a_person(reading.sentence):
        return "other"
    if found == "done" and reading.listed and reading.lead_promises and _stands(reading.sentence, at):
        return "promised"  # "100 % of consumer products have recyclable packaging" under "2030 goals"
    if found == "done" and reading.listed and reading.lead_promises and reading.sentence.cue_at(at) is None:
        return "promised"  # a participle in a list of goals: "seven times more water harvested than consumed"
    if found == "done" and _is_own_change_due(reading, place):
        return "promised"
    if found == "done" and (
        _is_due_behind_colon(reading, number, place)
        or _rises_later(reading, place)
        or is_still_due(reading.sentence, place)
    ):
        return "promised"
    if (
        found == "done"
        and not _SET_ASIDE.isdisjoint(reading.sentence.lows(at, at + 4))
        and is_due_later(reading, place)
    ):
        return "promised"  # "has earmarked 100 million euros for insulation until 2030"
    if found == "done" and _is_so_by_then(reading, number, place, at):
        return "promised"
    if found == "open" and ((reading.listed and _tells_of_done(reading.sentence)) or _is_down_since(reading, place)):
        return "done"
    if found == "open" and (reading.lead_promises or (reading.listed and _infinitive(reading.sentence))):
        return "promised"
    if found == "open" and _changes_later(reading, number, place):
        return "promised"
    if found == "open" and reading.around.last_deadline is not None and _goes_on_with_goals(reading.sentence):
        return "promised"
    if found == "open" and not reading.sentence.cues and refers_back(reading.sentence) and _goes_on_due(reading):
        return "promised"
    if found == "open" and _due_fragment(reading, number):
        return "promised"
    return found


_SET_ASIDE = {"earmarked", "allocated", "budgeted", "sanctioned", "reserved"}
_FOR_A_FIRM = {"company", "it", "we", "group", "firm", "its", "our"}


def _is_due_behind_colon(reading: Reading, number: int, place: int) -> bool:
    """Whether a figure stands alone behind a colon with a year to come: "We have come far: minus 45 % by 2030"."""
    sentence, clause = reading.sentence, reading.clauses[number]
    alone = not any(clause.first <= one.first < clause.last for one in (*sentence.cues, *sentence.deeds))
    return alone and sentence.low(clause.first - 1) == ":" and is_due_later(reading, place)


def _is_of_a_person(sentence: Sentence) -> bool:
    """Whether a sentence tells what a person has set out to do: "She has pursued a quest to raise $1 million"."""
    return sentence.low(0) in ("he", "she") and _FOR_A_FIRM.isdisjoint(sentence.lows(0, len(sentence.tokens)))


def _is_down_since(reading: Reading, place: int) -> bool:
    """Whether a change without a verb is told from a year or behind its label: "Energy: 1.9 GWh (down 6 % from 2023)"."""
    sentence = reading.sentence
    since = any(one.role == "base" and one.year is not None and one.first > place for one in sentence.periods)
    due = reading.lead_promises or any(one.role == "deadline" for one in sentence.periods)
    labelled = sentence.low(place - 2) == ":"
    if due:
        return False
    noun = any(one.entry.form == "noun" and place < one.first <= place + _NOUN_BEHIND for one in sentence.deeds)
    if sentence.low(place - 1) in ("a", "an") and sentence.low(place - 2) == ",":
        return since and noun and not sentence.cues  # "118 kWh a square metre, an 11 % improvement on 2022"
    return sentence.low(place - 1) in ("down", "up") and (since or labelled)


def _stands(sentence: Sentence, at: int) -> bool:
    """Whether a word of the present says how things are, not what was done: "have", "are", and no participle behind."""
    now = sentence.low(at) in ("have", "has", "are", "is") and not {"now", "already"} & set(sentence.lows(at, at + 3))
    return now and not sentence.low(at + 1).endswith("ed") and sentence.low(at + 1) != "been"


_RISING = {
    "raised",
    "increased",
    "lifted",
    "upped",
    "rising",
    "increasing",
    "growing",
    "climbing",
    "falling",
    "declining",
    "dropping",
    "shrinking",
    "going",
}


def _rises_later(reading: Reading, place: int) -> bool:
    """Whether a figure is what another goes on to in a year to come: "45 % is recyclable, rising to 100 % by 2027"."""
    rises = reading.sentence.low(place - 1) == "to" and reading.sentence.low(place - 2) in _RISING
    return rises and is_due_later(reading, place)


def _is_so_by_then(reading: Reading, number: int, place: int, at: int) -> bool:
    """Whether how things are is told for a year to come: "Menus are at least 60 % plant-based by 2027"."""
    sentence, clause = reading.sentence, reading.clauses[number]
    if (
        at > place
        or sentence.low(at) not in ("is", "are")
        or {"now", "already", "currently"} & set(sentence.lows(at, place))
    ):
        return False
    due = next((one for one in sentence.periods if one.role == "deadline" and one.first >= place), None)
    if due is None or due.first >= clause.last or sentence.low(due.first) not in ("by", "from"):
        return False
    between = [*(one.lead for one in sentence.quantities), *(one.first for one in sentence.cues)]
    alone = not any(place < other < due.first for other in between)
    return alone and is_due_later(reading, place)


def _changes_later(reading: Reading, number: int, place: int) -> bool:
    """Whether a change told in the present is due in a year to come: "lifts the share of women to 40 % by 2029"."""
    sentence, first = reading.sentence, reading.clauses[number].first
    changes = any(
        first < one.first <= place and one.entry.form == "s" and one.entry.name in ("increase", "reduce", "end")
        for one in sentence.deeds
        if sentence.is_verb(one)
    )
    return changes and is_due_later(reading, place)


_NOUN_BEHIND = 4  # tokens from the beginning of a figure to its noun of change


def _is_own_change_due(reading: Reading, place: int) -> bool:
    """Whether a figure is that of a change the company calls its own, due in a year to come: "now measures its 40 %
    reduction by 2030 against 2021"."""
    sentence = reading.sentence
    noun = any(
        one.entry.form == "noun" and one.entry.name == "reduce"
        for one in sentence.deeds
        if place < one.first <= place + _NOUN_BEHIND
    )
    return noun and sentence.low(place - 1) in ("its", "our") and is_due_later(reading, place)


_NAMES_GOALS = re.compile(
    r"\b(?:goals?|targets?|commitments?|ambitions?|objectives?|pledges?|plans?|strategy|roadmap|programme|program|initiatives?)\b",
    re.IGNORECASE,
)


def _goes_on_with_goals(sentence: Sentence) -> bool:
    """Whether a sentence lists what it, or the one before it, calls goals or a plan."""
    return lists_goals(sentence) and bool(
        _NAMES_GOALS.search(sentence.passage.before) or GOAL_NOUNS & set(sentence.lows(0, 5))
    )


def _goes_on_due(reading: Reading) -> bool:
    """Whether words without a finite verb go on under the deadline told before: "Power: a cut of 54 % over the same period"."""
    told = reading.around.last_deadline
    due = told is not None and told.year is not None and told.year > year_of(reading.release.published_on)
    return due and ":" in reading.sentence.lows(0, len(reading.sentence.tokens))


def _due_fragment(reading: Reading, number: int) -> bool:
    """Whether words without a finite verb are due in a year to come: "Net zero by 2050", "Plant emissions: halve by FY2027"."""
    sentence = reading.sentence
    said = reading.release.published_on
    due = any(
        one.role == "deadline"
        and one.year is not None
        and (said is None or one.year > said.year)
        and _states_year(sentence, one)
        for one in sentence.periods
    )
    said_first = [at for at, token in enumerate(sentence.tokens[:8]) if token.kind == "word"][:3]
    begun = min([*(one.first for one in sentence.deeds), *(one.first for one in reading.states), 12])
    strangers = any(party.entry.name == "third party" for party in book("parties").all(sentence.tokens[:begun]))
    if not due or reading.clauses[number].aside or not said_first or strangers:
        return False
    first = said_first[0] + (sentence.low(said_first[0]) in ("to", "new"))
    if (deed := sentence.deed_at(first)) is not None and deed.entry.form == "base":
        return True
    spoken = any(
        cue.entry.name in ("has", "was", "is", "perhaps", "if", "so far", "will", "aim")
        and not (cue.entry.name == "is" and sentence.low(cue.first - 1) == "to")
        for cue in sentence.cues
    )
    if spoken:
        return False
    if any(
        sentence.low(at) == "to" and sentence.tokens[at - 1].capital for at in range(1, min(8, len(sentence.tokens)))
    ):
        return True  # "Acme to go net zero by 2046", as headlines say it
    if reading.listed or ":" in sentence.lows(0, len(sentence.tokens)):
        return True
    opening = [
        *(one.lead for one in sentence.quantities),
        *(one.first for one in reading.states),
        *(one.first for one in sentence.topics),
        *(one.first for one in sentence.periods),
    ]
    return min(opening, default=99) <= said_first[-1] or any(
        one.first <= said_first[-1] and one.entry.form in ("base", "noun", "ing") for one in sentence.deeds
    )


def _states_year(sentence: Sentence, period: Period) -> bool:
    return (
        states_year(sentence.tokens, period)
        or "century" in sentence.lows(period.first, period.last)
        or "decade" in sentence.lows(period.first, period.last)
    )


_DONE = re.compile(
    r"\b(?:progress|achievements?|achieved|accomplishments?|highlights|results|to date|so far)\b", re.IGNORECASE
)


_LABEL = 6  # tokens of what names a goal before a colon
_LONGEST_ITEM = 25  # tokens: longer ones are sentences, and say themselves what was done


def _tells_of_done(sentence: Sentence) -> bool:
    """Whether a list item without a finite verb stands under a line that tells of what was done: "Cut emissions by 18 %",
    "water use 8 % lower than in 2020" under "Highlights of 2024"; or opens with a verb whose past is as its base and has
    "since" and a year."""
    if any(one.role == "deadline" for one in sentence.periods) or len(sentence.tokens) > _LONGEST_ITEM:
        return False
    since = any(sentence.low(one.first) == "since" for one in sentence.periods)
    opens = sentence.low(0) in ("cut", "put", "set")
    return (since and opens) or (bool(_DONE.search(sentence.passage.lead)) and (opens or not _infinitive(sentence)))


def _infinitive(sentence: Sentence) -> bool:
    """Whether a list item begins with what is to be done: "Reduce ...", "Source 100 % ...", "KPI 2: reduce ..."."""
    colon = next(iter(sentence.places({":"}, 0, _LABEL)), -1)
    deed = sentence.deed_at(colon + 1)
    return deed is not None and deed.entry.form == "base"


def kind_of(reading: Reading, stance: Stance, deadline: Dated | None) -> Kind | None:
    """Target, achievement or withdrawal; None for what was promised for a year that is over: history, whether met or not."""
    if stance == "dropped" or is_dropped(reading.sentence):
        return "withdrawal"
    if stance == "done":
        return "achievement"
    said = reading.release.published_on
    past = said is not None and deadline is not None and deadline.year is not None and deadline.year < said.year
    return None if past else "target"
