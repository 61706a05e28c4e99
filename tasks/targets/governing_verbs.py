"""The verb that governs a quantity, and its voice."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.lexicon import Word
from tasks.targets.marks import Sentence
from tasks.targets.phrases import Found
from tasks.targets.quantity_records import Quantity

_CHANGES = {"reduce", "save", "increase"}
_BE = {"be", "been", "is", "are", "being", "was", "were", "get", "has", "have", "had"}


def verb_before(sentence: Sentence, clause: Clause, one: Quantity) -> Found[Word] | None:
    """The nearest verb of a deed before a quantity in its clause; of change, where it tells by how much."""
    found = None
    by = one.kind == "percent" and sentence.low(one.lead - 1) == "by"
    for deed in sentence.deeds:
        if (
            clause.first <= deed.first < one.lead
            and sentence.is_verb(deed)
            and not (found and _describes(sentence, deed))
        ):
            if by and found and found.entry.name in _CHANGES and deed.entry.name not in _CHANGES:
                continue  # "cutting carbon in what we put up by 30 %"
            found = deed
    return found


def _describes(sentence: Sentence, deed: Found[Word]) -> bool:
    """Whether a participle says more of a noun ("waste generated in operations", "purchased goods") and is no verb of its own."""
    if deed.entry.form == "s" and deed.entry.name in ("trade", "deliver"):
        return sentence.low(deed.first - 1) in ("it", "he", "she", "company", "group")  # "the products it sells"
    if deed.entry.form not in ("past", "participle", "ing"):
        return False
    helpers = sentence.lows(deed.first - 4, deed.first)
    if deed.entry.form == "ing":
        if deed.entry.name == "trade" and sentence.low(deed.last) in ("by", ",", ".", "in", "from", "to"):
            return True  # "the carbon intensity of shipping by 40 %"
        return deed.entry.name in ("deliver", "trade", "keep", "attain") and sentence.low(deed.first - 1) not in (
            "to",
            "of",
            "by",
            "for",
            "in",
            "and",
        )
    return deed.entry.name in ("deliver", "trade", "keep", "end", "attain") and not any(low in _BE for low in helpers)


PARTICIPLES_ALIKE = {"cut", "set", "put", "shed", "quit", "shut", "offset"}  # their participle is their infinitive
_INTRANSITIVE = {"fall", "falls", "fell", "fallen", "falling", "drop", "drops", "dropped", "dropping", "decline", "declines", "declined", "sink", "come", "comes", "go", "goes", "rise", "rises", "rose", "risen", "grow", "grows", "grew", "climb", "shrink", "decrease", "decreases", "increase", "increases", "improve", "stay", "remain", "run", "remains", "stays"}  # fmt: skip


def is_intransitive(sentence: Sentence, verb: Found[Word]) -> bool:
    """Whether a verb says what happens to its subject: "emissions fall"."""
    return sentence.low(verb.first) in _INTRANSITIVE


def is_passive(sentence: Sentence, verb: Found[Word]) -> bool:
    """Whether a verb stands in the passive: "is to be cut", "emissions cut by"."""
    same = verb.entry.form == "base" and sentence.low(verb.first) in PARTICIPLES_ALIKE  # "will be cut by 30 %"
    return (verb.entry.form in ("past", "participle") or same) and (
        any(
            low in ("be", "been", "is", "are", "being", "was", "were", "get")
            for low in sentence.lows(verb.first - 3, verb.first)
        )
        or sentence.low(verb.last) == "by"
    )
