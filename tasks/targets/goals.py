"""Goals that a sentence tells the fate of: met, exceeded, missed, moved, dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from tasks.targets.lexicon import Word, book
from tasks.targets.phrases import Found
from tasks.targets.tokens import Token

Fate = Literal["met", "exceeded", "missed", "moved", "dropped"]
Stance = Literal["promised", "done", "perhaps", "dropped", "other", "open"]  # how a thing is meant

GOAL_NOUNS = {
    "goal", "goals", "target", "targets", "ambition", "ambitions", "objective", "objectives", "commitment", "commitments", "pledge", "pledges",
    "aspiration", "aspirations", "aim", "aims", "milestone", "milestones", "kpi", "kpis", "sights",
}  # fmt: skip
MET = {"met", "reached", "achieved", "exceeded", "surpassed", "hit", "beaten", "fulfilled"}  # what is done with a goal
_PLANS = {"plan", "plans", "promise", "promises"}  # goals too where they are dropped
_SIZED = {"programme", "program", "budget", "scheme", "initiative"}  # goals too where their size is moved
_DATES = {"deadline", "date", "timeline", "timeframe", "period", "year"}  # "extended the deadline for its target"
_STATES = {"zero", "neutral", "neutrality"}
_REACH = 12  # tokens between a verb and its goal: "met its 2025 goal", "achieved our 40 % scope 1 and 2 emissions reduction target"
_LEFT = {"toward", "towards", ",", ";", ":", ".", "(", ")", "that", "which", "who", "to", "in", "at", "by", "from", "with", "will", "has", "have", "was", "were", "is", "are"}  # fmt: skip
_RIGHT = {
    ";",
    ".",
    ")",
    "but",
    "while",
    "which",
    "was",
    "were",
    "has",
    "have",
    "had",
    "is",
    "are",
    "will",
    "reaching",
    "–",
    "—",
}
OLD = {"previous", "earlier", "former", "prior", "original", "old"}  # what replaces such a goal stands elsewhere
_UNCHANGED = {"put", "cut", "reset"}  # whose participle is as the base
_DUE = {"to", "will", "should", "shall", "would", "can", "could", "must", "may", "might"}
_BE = {"was", "were", "been", "is", "are", "being", "be"}


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal named at the tokens `first:last`, its noun at `noun`, and what the verb at `verb` says has become of it."""

    first: int
    last: int
    noun: int
    verb: int
    fate: Fate


def goals_of(tokens: Sequence[Token]) -> list[Goal]:
    """The goals whose fate is told, in order; a goal that is only set or owned is none of them."""
    nouns = [
        at
        for at, token in enumerate(tokens)
        if (
            token.low in GOAL_NOUNS
            or token.low in _PLANS
            or (token.low in _LIKE_GOALS and any(told(tokens, at) for told in _AS_GOALS))
        )
        and tokens[min(at + 1, len(tokens) - 1)].low not in _DATES
    ]
    if not nouns:
        return []
    verbs = {one.first: one for one in book("goals").all(tokens)}
    if not verbs and not any(token.low in _SHIFTS for token in tokens):
        return []
    told = [goal for noun in nouns for goal in _told(tokens, verbs, noun)]
    return [one for one in told if one.fate == "dropped" or tokens[one.noun].low not in _PLANS]


def _is_date_of_goal(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the date of an end state or of what is due, which is as good as a goal: "pushed back its net-zero
    date", "its deadline for deforestation-free soy"."""
    if tokens[at].low not in ("date", "deadline", "timeline") or at < 2:
        return False
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at - 1].low in _STATES or behind in ("for", "to")


def _is_phase_out(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the end of a thing that is due: "the phase-out of solvents has been put off"."""
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    out = tokens[at].low == "out" and at > 0 and tokens[at - 1].low == "phase"
    return (out or tokens[at].low in ("phaseout", "closure")) and behind == "of"


def _is_sized(tokens: Sequence[Token], at: int) -> bool:
    """Whether a programme is told by how large it is: "expands its planting programme from 4 to 6 million trees"."""
    behind = [one.low for one in tokens[at + 1 : at + 3]]
    return tokens[at].low in _SIZED and (behind[:1] == ["from"] or behind == ["was", "raised"])


_LIKE_GOALS = _SIZED | {"date", "deadline", "timeline", "out", "phaseout", "closure"}  # what the three begin with
_AS_GOALS = (_is_date_of_goal, _is_sized, _is_phase_out)


def _told(tokens: Sequence[Token], verbs: dict[int, Found[Word]], noun: int) -> Iterator[Goal]:
    last = _end(tokens, noun)
    verb = _governing(tokens, verbs, noun)
    if verb is not None:
        older = OLD & {token.low for token in tokens[verb.last : noun]} and verb.entry.name == "moved"
        yield Goal(verb.last, last, noun, verb.first, "missed" if older else _fate(verb))
    elif OLD & {token.low for token in tokens[max(0, noun - 2) : noun]}:
        yield Goal(noun, last, noun, noun, "missed")  # "a jump from its previous goal of 25 %"
    elif (shift := _shifts(tokens, noun)) is not None:
        yield Goal(noun, _end(tokens, shift), noun, shift, "moved")
    elif (passive := _passive(tokens, verbs, _behind_aside(tokens, last))) is not None:
        first = next((at + 1 for at in range(noun - 1, -1, -1) if tokens[at].low in _LEFT), 0)
        if passive.entry.name == "moved":
            last = _end(tokens, passive.last - 1)  # "was raised to 45 % by 2030"
        yield Goal(first, last, noun, passive.first, _fate(passive))


_ASIDES = {"which", "originally", "initially", "first", "once", "set", "announced", "made", "adopted", "published", "formulated", "agreed"}  # fmt: skip
_ASIDE = 12  # tokens of what is told of a goal between commas


def _behind_aside(tokens: Sequence[Token], end: int) -> int:
    """Where a sentence goes on with a goal behind what it says of it between commas: "the goal, set in 2020, was met"."""
    words = [token.low for token in tokens[end : end + _ASIDE]]
    if words[:1] != [","] or words[1:2] == [] or words[1] not in _ASIDES or "," not in words[1:]:
        return end
    return end + words.index(",", 1) + 1


_SHIFTS = {"changes", "changed", "rises", "rose", "increases", "increased", "climbs", "grows", "falls", "fell", "drops", "dropped", "moves", "moved", "goes", "shifts", "jumps"}  # fmt: skip
_UP_TO = {"from", "to", "up", "down", "back", "forward"}


def _shifts(tokens: Sequence[Token], noun: int) -> int | None:
    """The verb by which a goal itself moves: "our target for 2030 rises from 30 % to 40 %"."""
    for at in range(noun + 1, min(noun + _REACH, len(tokens) - 1)):
        if tokens[at].low in _SHIFTS:
            return at if tokens[at + 1].low in _UP_TO else None
        if tokens[at].low in _RIGHT or tokens[at].low in (",", "to", "of"):
            return None
    return None


def _fate(verb: Found[Word]) -> Fate:
    return cast(Fate, verb.entry.name)


def _governing(tokens: Sequence[Token], verbs: dict[int, Found[Word]], noun: int) -> Found[Word] | None:
    """The verb whose object the goal is: before it, with nothing but its attributes between."""
    for at in range(noun - 1, max(-1, noun - _REACH), -1):
        verb = verbs.get(at)
        if verb is not None and verb.last <= noun and _acts(tokens, verb):
            return verb
        low = tokens[at].low
        phrase = verbs.get(at - 1)
        if (tokens[at].glued and tokens[at].kind == "word") or (phrase is not None and phrase.last == at + 1):
            continue  # within a compound: "scrapped its zero-waste-to-landfill target"
        if low in _LEFT or (low in ("for", "of", "on") and not _DATES & {one.low for one in tokens[at - 1 : at]}):
            return None
    return None


def _acts(tokens: Sequence[Token], verb: Found[Word]) -> bool:
    """Whether the form is a verb that tells what has become of the goal, not what is still to come."""
    form, before = verb.entry.form, tokens[verb.first - 1].low if verb.first else ""
    fate = verb.entry.name
    if fate == "missed" and form == "base" and before in ("will", "to"):
        return True  # what is going to be missed is no promise any more
    if form == "base" and before not in _DUE:
        return False
    if fate in ("moved", "dropped"):
        denied = {token.low for token in tokens[max(0, verb.first - 4) : verb.first]} & {"no", "not", "never"}
        return not denied and before not in ("a", "an", "the", "its", "our", "their", "more", "of", "not")
    if form == "ing":
        return before in ("", ",", "and", "thus", "thereby", "already", "far", "while")
    due = {token.low for token in tokens[max(0, verb.first - 3) : verb.first]}
    return form != "base" and not due & (_DUE | {"be", "being"}) and before not in ("is", "are", "not")


def _passive(tokens: Sequence[Token], verbs: dict[int, Found[Word]], end: int) -> Found[Word] | None:
    """The verb whose subject the goal is: "the target of 30 % by 2025 was met two years early"."""
    for at in range(end, min(end + 6, len(tokens))):
        verb = verbs.get(at)
        before = {token.low for token in tokens[max(end, at - 3) : at]}
        past = verb is not None and (verb.entry.form in ("past", "participle") or tokens[at].low in _UNCHANGED)
        if verb is not None and past and before & _BE and not before & _DUE:
            return verb
        if tokens[at].low in (",", ";", "."):
            return None
    return None


def _end(tokens: Sequence[Token], noun: int) -> int:
    """The token behind what belongs to a goal: "goal of sourcing 80 % renewable electricity by 2025"."""
    for at in range(noun + 1, len(tokens)):
        low = tokens[at].low
        if low in _RIGHT or (low == "," and (at + 1 == len(tokens) or tokens[at + 1].kind != "number")):
            return at
        if low == "and" and at + 1 < len(tokens) and tokens[at + 1].low in ("is", "has", "now", "we", "it", "will"):
            return at
    return len(tokens)


def goal_at(goals: Sequence[Goal], place: int) -> Goal | None:
    """The goal whose words hold a token."""
    return next((one for one in goals if one.first <= place < one.last), None)
