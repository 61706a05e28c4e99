"""What there will be none of: "no X will enter", "will use no potable water", "send nothing to landfill"."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.targets.clauses import Clause
from tasks.targets.marks import Sentence
from tasks.targets.noun_phrases import object_of
from tasks.targets.state_records import State
from tasks.targets.subjects import topic_of

_SMALLEST = {"single", "drop", "gram", "gramme", "scrap", "trace", "tonne", "ton", "litre", "kilo"}  # "not a drop of"
NONE_WORDS = {"no", "nothing", "none"} | _SMALLEST
_WITH_NO_DONE = {"sent", "used", "burned", "emitted", "discharged"}  # with the year in which it was so
_WITH_NO = {"draw", "withdraw", "release", "use", "send", "burn", "buy", "have", "contain", "source", "emit", "need", "discharge", "with"}  # fmt: skip


_WENT = (["has", "gone"], ["have", "gone"], ["has", "been"], ["have", "been"])
_NEGATED = 6  # tokens from "not" to "single"
_GOES = 10  # tokens from "no" to where a thing goes: "that no waste from its network goes to landfill"


def _no_more_will(sentence: Sentence, place: int) -> bool:
    """Whether "no more" at a place says of things that there will be none: "no more diesel trains are to run"."""
    behind = sentence.lows(place + 2, place + 8)
    will = any(place < one.first < place + 8 and one.entry.name == "will" for one in sentence.cues)
    will |= sentence.low(place - 1) == ":"  # "our goal: no more plastic cups from 2026"
    return sentence.low(place + 1) == "more" and will and "than" not in behind


def _not_a_single(sentence: Sentence, clause: Clause, place: int) -> Iterator[State]:
    """ "not to send a single tonne of waste to landfill", "not a single diesel bus will be left"."""
    before = sentence.lows(place - _NEGATED, place - 1)
    negated = sentence.low(place - 1) == "a" and not {"not", "'t"}.isdisjoint(before)
    thing = object_of(sentence, place + 1 + (sentence.low(place + 1) == "of"), clause)
    if negated and (topic := topic_of(sentence, thing) or topic_of(sentence, (thing[1], clause.last), firm=True)):
        yield State(place, max(place + 1, thing[1]), "eliminate", topic, thing, "none of a thing")


def none_of_things(sentence: Sentence, clause: Clause) -> Iterator[State]:
    """ "no X will enter", "will use no potable water", "send nothing to landfill"."""
    for place in sentence.places(NONE_WORDS, clause.first, clause.last):
        low = sentence.low(place)
        if low in _SMALLEST:
            yield from _not_a_single(sentence, clause, place)
            continue
        if (
            low == "no"
            and (sentence.low(place + 1) == "more") == _no_more_will(sentence, place)
            and sentence.low(place + 1)
            not in (
                "less",
                "later",
                "fewer",
                "longer",
                ".",  # "furnace No. 3"
                "one",
                "other",
                "higher",
                "greater",
                "lower",
                "doubt",
                "change",
            )
        ):
            thing = object_of(sentence, place + 1 + (sentence.low(place + 1) == "more"), clause)
            will = next(
                (
                    one.first
                    for one in sentence.cues
                    if place < one.first < min(clause.last, place + 16) and one.entry.name == "will"
                ),
                None,
            )
            if will is not None:
                thing = (place + 1, will)
            promised_behind = will is not None
            first = 0 if clause.shares else clause.first  # "sets three goals: cut carbon by 40 %, send no waste to"
            promised_before = any(
                first <= one.first < place and one.entry.name in ("will", "aim", "goal") for one in sentence.cues
            )
            verb = sentence.low(place - 1)
            bound = verb == "to" and any(
                cue.last in (place, place - 1) and cue.entry.name == "aim" for cue in sentence.cues
            )
            bound |= verb == "to" and sentence.low(place - 2) == "and" and promised_before  # "to halve ..., and to no"
            ends_up = next((at for at in range(place + 2, place + _GOES) if sentence.low(at) in ("goes", "go")), None)
            goes = promised_before and ends_up is not None and sentence.low(ends_up + 1) == "to"
            if goes and ends_up is not None:
                thing = (place + 1, ends_up)
            there = verb == "be" and "there" in sentence.lows(place - 4, place)
            went = any(sentence.lows(at, at + 2) in _WENT for at in range(place + 2, place + _GOES))
            if went and sentence.places({"since"}, place, len(sentence.tokens)):
                thing = object_of(sentence, place + 1, clause)
                promised_behind = True  # "no waste has gone to landfill since 2019" is done, as its verb says
            done = verb in _WITH_NO_DONE and any(one.role in ("time", "base") and one.year for one in sentence.periods)
            line = (place == 0 or verb == ":") and not any(
                one.entry.name in ("will", "aim", "has", "was", "is", "perhaps") for one in sentence.cues
            )
            topic = topic_of(sentence, thing) or topic_of(sentence, (thing[1], clause.last), firm=True)
            if topic and (
                promised_behind or line or done or (promised_before and (verb in _WITH_NO or bound or there or goes))
            ):
                yield State(place, max(place + 1, thing[1]), "eliminate", topic, thing, "none of a thing")
        if low == "nothing" and (nowhere := _goes_nowhere(sentence, clause, place)) is not None:
            yield nowhere
            continue
        gone = sentence.lows(place + 1, place + 3) == ["has", "gone"]
        if low in ("nothing", "none") and (gone or sentence.low(place + 1) in ("to", "goes", "in", "of")):
            topic = topic_of(sentence, (place + 1, clause.last), firm=True)
            first = clause.first if low == "none" else place + 1
            last = clause.last
            if low == "none" and sentence.low(place + 1) == "of":  # "none of [its waste] will go to landfill"
                wills = (one.first for one in sentence.cues if place < one.first and one.entry.name == "will")
                first, last = place + 2, next(wills, last)
            if topic is None and low == "none" and sentence.low(place - 1) == ":":
                first = 0  # "petrol vans: none on the road after 2031"
                topic = topic_of(sentence, (0, place), firm=True)
            if topic:
                yield State(place, place + 1, "eliminate", topic, (first, last), "none of a thing")


def _goes_nowhere(sentence: Sentence, clause: Clause, place: int) -> State | None:
    """ "nothing fit to eat will go to landfill": what none of a thing goes to."""
    will = next((one for one in sentence.cues if place < one.first < place + _GOES and one.entry.name == "will"), None)
    if will is None or will.first == place + 1 or sentence.lows(will.last, will.last + 2) not in _SENT_TO:
        return None
    topic = topic_of(sentence, (will.last + 2, clause.last), firm=True)
    return State(place, place + 1, "eliminate", topic, (place + 1, clause.last), "none of a thing") if topic else None


_SENT_TO = (["go", "to"], ["end", "up"], ["be", "sent"])
