"""What is free of a thing, or without it."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.targets.clauses import Clause
from tasks.targets.marks import Sentence
from tasks.targets.noun_phrases import object_of
from tasks.targets.state_records import State
from tasks.targets.subjects import Span, topic_of

FREES = {"free", "without"}
# What is made free of these ends them; what is called free of another thing has to be told to become so ("leather-free by 2027"),
# for it may be a kind of goods ("sugar-free drinks").
_FREE = {"deforestation", "emission", "emissions", "fossil", "coal", "plastic", "landfill", "conversion", "waste", "diesel", "carbon", "accident", "injury", "pesticide"}  # fmt: skip
_NO_END = {"cage", "sugar", "salt", "smoke", "paper", "harm", "ice"}
_COMING = {"be", "become", "becomes", "go", "goes", "going", "becoming", "entirely", "completely", "fully"}
_BEHIND_TOLD = {"", ".", ",", ";", "by", "in", "from", "before", "until", "and", "at", "across", "for", "within", "as"}
_CHANGED = {"conversion", "deforestation"}
SOLD = {"vehicle", "vehicles", "car", "cars", "truck", "trucks", "bus", "buses", "van", "vans", "zone", "zones", "technology", "technologies", "model", "models", "product", "products", "solution", "solutions", "mobility", "ready", "certified", "certification", "ev", "evs", "transport", "transportation", "energy", "power", "electricity", "hydrogen", "fuel", "fuels", "shipping", "flight", "aviation", "future", "house", "homes", "home", "initiative", "program", "standard", "building", "buildings", "standards"}  # fmt: skip

_MADE = {"make", "makes", "making", "keep", "keeps", "keeping", "have", "become"}
_NOUN_GAP = 8  # tokens of what is made free: "make its entire soy supply chain in Brazil deforestation-free"


def _freed(sentence: Sentence, clause: Clause, place: int) -> Span:
    """What is free of a thing and what of, for "free" at a place: "make its soy chain deforestation-free", "free soy"."""
    made = [at + 1 for at in range(max(clause.first, place - _NOUN_GAP), place - 1) if sentence.low(at) in _MADE]
    behind = object_of(sentence, place + 1, clause)
    whose = made and sentence.low(made[-1]) in ("its", "our", "their", "all", "the", "every")
    return (made[-1] if whose else place - 1, max(place + 1, behind[1]))


def _is_told_free(sentence: Sentence, place: int) -> bool:
    """Whether something is told to be free of a thing at a place, and no kind of goods is named by it."""
    told = not _COMING.isdisjoint(sentence.lows(place - 4, place - 1))
    return told and sentence.low(place - 1) not in _NO_END and sentence.low(place + 1) in _BEHIND_TOLD


def free_of(sentence: Sentence, clause: Clause) -> Iterator[State]:
    """ "deforestation-free", "free of plastic", "without direct emissions"."""
    for place in sentence.places(FREES, clause.first, clause.last):
        low = sentence.low(place)
        if (
            low == "free"
            and sentence.tokens[place].glued
            and (sentence.low(place - 1) in _FREE or _is_told_free(sentence, place))
            and not any(one.last == place - 1 and one.kind != "count" for one in sentence.quantities)
        ):
            if sentence.low(place + 1) in SOLD or (
                sentence.low(place - 1) in ("carbon", "fossil")
                and sentence.low(place + 1) not in ("", ".", ",", "by", "in", "no", "from", "before", "until", "and")
            ):
                continue
            topic = topic_of(sentence, (place - 1, place)) or (
                "nature"
                if sentence.low(place - 1) in _CHANGED
                else "energy"
                if sentence.low(place - 1) == "fossil"
                else None
            )
            if topic:
                yield State(
                    place - 1, place + 1, "eliminate", topic, _freed(sentence, clause, place), "free of a thing"
                )
        elif low == "free" and sentence.tokens[place - 1].glued and sentence.low(place - 3) in ("be", "become", "go"):
            if topic := topic_of(sentence, (place - 2, place)):  # "to be plastic-bag free"
                yield State(place - 2, place + 1, "eliminate", topic, (place - 2, place), "free of a thing")
        elif (low == "free" and sentence.low(place + 1) in ("of", "from")) or (
            low == "without"
            and any(
                word.entry.weight >= 6 or sentence.low(word.first) == "fossil"
                for word in sentence.topics_in(place + 1, place + 4)
            )
        ):
            if clause.aside and any(
                one.kind in ("percent", "multiple") and one.first < clause.first for one in sentence.quantities
            ):
                continue  # "the share of dyes that are free of oil": what is due is the share
            thing = object_of(sentence, place + (2 if low == "free" else 1), clause)
            if sentence.low(place + 2) in ("charge", "cost", "tuition", "tax", "duty"):
                continue
            if topic := topic_of(sentence, thing):
                yield State(place, max(place + 1, thing[1]), "eliminate", topic, thing, "free of a thing")
