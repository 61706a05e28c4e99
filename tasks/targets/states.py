"""End states: net zero, carbon neutral, a peak, and things that are brought to zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tasks.targets.clauses import Clause
from tasks.targets.endings import ENDS, not_financed, things_ended
from tasks.targets.free_of import FREES, SOLD, free_of
from tasks.targets.lexicon import stanzas
from tasks.targets.marks import Sentence
from tasks.targets.nothing_of import none_of_things
from tasks.targets.noun_phrases import object_of, subject_of
from tasks.targets.phrases import Found, Phrasebook
from tasks.targets.records import Action, Topic
from tasks.targets.state_records import State
from tasks.targets.subjects import Span, topic_of


@dataclass(frozen=True, slots=True)
class _Named:
    """A state of the lexicon and the words before which it is a kind of thing."""

    action: Action
    topic: Topic
    kinds: Phrasebook[str]


@cache
def _book() -> Phrasebook[_Named]:
    entries = []
    for one in stanzas("states"):
        named = _Named(one["action"], one["topic"], Phrasebook((phrase, phrase) for phrase in one["not_before"]))
        entries += [(phrase, named) for phrase in one["words"]]
    return Phrasebook(entries)


_ZERO_GAP = 3
_ZEROS = {"zero", "nil"}
_NOT_ZERO = {
    "tolerance",
    "coupon",
    "day",
    "days",
    "cost",
    "costs",
    "interest",
    "percent",
    "trust",
    "hour",
    "knowledge",
    "sugar",
    "calorie",
    "sum",
    "debt",
    "gravity",
    "based",
    "in",
    "down",
    "rate",
    "dollars",
}


def tells_ends(sentence: Sentence) -> bool:
    """Whether any word stands in a sentence that an end state needs; most sentences have none."""
    words = sentence.places(_ZEROS | FREES | ENDS, 0, len(sentence.tokens))
    return bool(words or _said(sentence)) or any(deed.entry.name == "end" for deed in sentence.deeds)


def find_states(sentence: Sentence, clauses: list[Clause]) -> list[State]:
    """The end states of a sentence in order; what has no topic is none."""
    found: list[State] = []
    if not tells_ends(sentence):
        return found
    for clause in clauses:
        for reading in (_named, _zeros, free_of, things_ended, none_of_things, not_financed):
            for one in reading(sentence, clause):
                if all(one.first >= other.last or other.first >= one.last for other in found) and not _same(
                    sentence, found, one
                ):
                    found.append(one)
    return sorted(found, key=lambda one: one.first)


def _same(sentence: Sentence, found: list[State], one: State) -> bool:
    """Whether "carbon neutral" and "net zero" stand for one state of one clause, by the one named first."""
    return one.action in ("net_zero", "carbon_neutral") and any(
        other.action in ("net_zero", "carbon_neutral")
        and 0 <= one.first - other.last <= 3
        and not any(other.last <= period.first < one.first for period in sentence.periods)
        for other in found
    )


@lru_cache(maxsize=4)
def _said(sentence: Sentence) -> list[Found[_Named]]:
    """The states of the lexicon at every place of a sentence, one within another too."""
    return _book().each(sentence.tokens)


def _named(sentence: Sentence, clause: Clause) -> Iterator[State]:
    for one in _said(sentence):
        if not clause.first <= one.first < clause.last or one.last > clause.last + 1:
            continue
        kind = one.entry.kinds.at(sentence.tokens, one.last) if one.last < len(sentence.tokens) else None
        if kind is not None and not (
            _is_run(sentence, kind.last) or _is_what_it_becomes(sentence, one.first, kind.last)
        ):
            continue
        if sentence.lows(one.first - 3, one.first) == ["to", "set", "a"] and sentence.low(one.last) in (
            "target",
            "goal",
        ):
            continue  # what is to be set is not set yet
        if any(other.kind == "multiple" and other.last == one.first for other in sentence.quantities):
            continue  # "8 times water positive" has its figure
        if _in_name(sentence, one.first, one.last) or _kind_of_targets(sentence, one.last):
            continue
        metric = object_of(sentence, one.last, clause)
        if one.entry.action == "peak" or not 1 <= metric[1] - metric[0] <= 14:
            metric = (one.first, one.last)
        yield State(one.first, one.last, one.entry.action, one.entry.topic, metric, "named end state")


_BROUGHT = {
    "brought",
    "bring",
    "bringing",
    "get",
    "take",
    "driven",
    "drive",
    "down",
    "switch",
    "move",
    "shift",
    "convert",
    "transition",
}
_RUN = {"production", "operations", "manufacturing", "operation"}  # what a company does, not a kind of thing
_STATED = {"carbon", "ghg", "scope", "emissions", "greenhouse", "target", "targets", "goal", "goals", "ambition", "commitment", "co2", "by", "emission", "pledge"}  # fmt: skip


def _is_run(sentence: Sentence, place: int) -> bool:
    """Whether what a company does stands at a place, or what it holds near it: "net-zero investment and lending portfolios"."""
    return sentence.low(place) in _RUN or bool({"portfolio", "portfolios"} & set(sentence.lows(place, place + 3)))


_FIRMS = {"company", "business", "group", "bank", "airline", "carrier", "university", "hospital", "insurer", "retailer", "utility", "operator", "brewer", "brand", "chain", "port", "airport"}  # fmt: skip


def _is_what_it_becomes(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a state says what a company is to become: "will be a net-zero shipping company by 2050"."""
    becomes = sentence.low(first - 1) in ("a", "an") and sentence.low(first - 2) in ("be", "become", "becoming", "into")
    return becomes and not _FIRMS.isdisjoint(sentence.lows(last, last + 2))


def _in_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a state is part of a name: "the Net-Zero Owners Alliance"; headings write all words so."""
    if sentence.passage.label in ("headline", "heading", "list") or last >= len(sentence.tokens):
        return False
    behind = sentence.tokens[last]
    return (
        sentence.tokens[first].capital
        and first > 0
        and behind.capital
        and behind.kind == "word"
        and behind.low not in _STATED
    )


_LEADS_ON = {"by", "for", "of", "in", "to", ":", "(", "across"}


def _kind_of_targets(sentence: Sentence, at: int) -> bool:
    """Whether a state only says of what kind targets are: "net zero emission targets", but not "net zero targets for 2040"."""
    at += sentence.low(at) in ("emission", "emissions", "carbon")
    behind = sentence.low(at + 1)
    return sentence.low(at) in ("targets", "goals") and behind not in _LEADS_ON


def _to_zero(sentence: Sentence, place: int, topic: Topic, thing: Span) -> State:
    """What is brought to zero ends; net emissions come to net zero."""
    net = topic == "ghg" and "net" in sentence.lows(*thing)
    return State(place, place + 1, "net_zero" if net else "eliminate", topic, thing, "brought to zero")


def _zeros(sentence: Sentence, clause: Clause) -> Iterator[State]:
    """ "zero emissions", "zero waste to landfill", "to zero" behind a verb that lowers."""
    for place in sentence.places(_ZEROS, clause.first, clause.last):
        if sentence.low(place - 1) == "net" or (sentence.low(place - 1) == "near" and sentence.tokens[place].glued):
            continue  # "near-zero-emission steel"
        behind = sentence.low(place + 1)
        if behind == "out":
            thing = object_of(sentence, place + 2, clause)  # "zero out its net emissions"
            if topic := topic_of(sentence, thing):
                yield _to_zero(sentence, place, topic, thing)
            continue
        told = sentence.lows(place - 3, place)  # "will be zero", "will be down to zero"
        if ("be" in told[1:] or told == ["be", "down", "to"]) and behind in ("by", "before", "in", ".", "", ","):
            thing = subject_of(sentence, clause, place)
            if topic := topic_of(sentence, thing):
                yield _to_zero(sentence, place, topic, thing)
            continue
        if sentence.low(place - 1) == ":" and behind in ("by", "before", "in", ".", "") and clause.first:
            if topic := topic_of(sentence, label := (0, place - 1), firm=True):
                yield _to_zero(sentence, place, topic, label)  # "Waste sent to landfill: zero by 2026"
            continue
        if sentence.low(place - 1) == "to" or behind in ("by", "before", "in", ".", "", ","):
            lowered = [
                one
                for one in sentence.deeds
                if clause.first <= one.first < place and one.entry.name in ("reduce",) and sentence.is_verb(one)
            ]
            kept = sentence.low(place - 1) == "at" and [
                one for one in sentence.deeds if clause.first <= one.first < place and one.entry.name == "keep"
            ]
            brought = sentence.low(place - 1) == "to" and any(
                low in _BROUGHT for low in sentence.lows(max(clause.first, place - 12), place)
            )
            if not lowered and not kept and brought:
                thing = subject_of(sentence, clause, place - 2)
                verb = next(
                    (at for at in range(place - 1, clause.first, -1) if sentence.low(at) in _BROUGHT),
                    None,
                )
                if verb is not None:
                    thing = object_of(sentence, verb + 1, clause, place - 1)
                if topic := topic_of(sentence, thing):
                    yield _to_zero(sentence, place, topic, thing)
                continue
            lowered = lowered or kept or []
            if lowered:
                thing = object_of(sentence, lowered[-1].last, clause, place)
                if thing[1] - thing[0] <= 1:
                    thing = subject_of(sentence, clause, lowered[-1].first)
                if topic := topic_of(sentence, thing):
                    yield _to_zero(sentence, place, topic, thing)
            if lowered or sentence.low(place - 1) != "to" or behind in ("by", "before", "in", ".", "", ","):
                continue  # but "commits to zero deforestation"
        if behind in _NOT_ZERO or behind in SOLD or sentence.low(place - 1) == "with":
            continue
        for at in range(place + 1, min(place + 1 + _ZERO_GAP, clause.last)):
            topic = topic_of(sentence, (at, at + 1))
            if topic and topic != "finance":
                last = max(at + 1, next((one.last for one in sentence.topics_in(at, at + 1)), at + 1))
                if sentence.low(last) in SOLD or sentence.low(last + 1) in ("vehicles", "cars", "trucks", "buses"):
                    break
                thing = object_of(sentence, place + 1, clause)
                yield State(place, last, "eliminate", topic, thing, "zero of a thing")
                break
