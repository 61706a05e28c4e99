"""Persons that are counted, and what counted things are about."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.marks import Sentence
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Topic
from tasks.targets.subjects import leading, topic_of, topic_of_text

PERSONS = {"farmers", "growers", "smallholders", "children", "students", "families", "people", "households", "workers", "patients", "girls", "pupils", "schoolchildren", "teachers", "learners", "refugees", "residents", "mothers"}  # fmt: skip
_SERVED = {"borrowers", "entrepreneurs", "customers", "farmers", "patients", "smallholders", "savers"}
_CURING = ("screen", "treat", "vaccinat", "immunis", "immuniz", "test")


def topic_of_everyone(sentence: Sentence, clause: Clause) -> Topic | None:
    """The topic of what everyone is to have, not of what they make: "everyone sewing our shirts will earn a living wage"."""
    words = [
        word for word in sentence.topics_in(clause.first, clause.last) if word.entry.topic in ("people", "society")
    ]
    return leading(words) if words else None


def topic_of_counted(sentence: Sentence, one: Quantity, deed: Deed) -> Topic | None:
    """The topic of counted things; people who grow or make a thing are society, not what they make: "75,000 cocoa farmers",
    "the number of cocoa farmers"."""
    counted = topic_of(sentence, (one.first, one.last))
    if counted is None and one.unit in sentence.lows(*deed.metric):
        counted = topic_of_text(one.unit or "")  # "the number of children reached by its grants"
    if counted == "people" and one.unit in _SERVED:
        return "society"  # "1.5 million women borrowers"
    if counted == "people" and deed.verb is not None and sentence.low(deed.verb.first).startswith(_CURING):
        return "society"  # "screen 250,000 women for cancer"
    makers = one.unit in PERSONS and (counted or topic_of(sentence, deed.metric)) in (
        "materials",
        "products",
        "energy",
    )
    return "society" if makers else counted
