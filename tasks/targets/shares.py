"""Shares, counts and rates that are to be reached, where no verb of change says by how much."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.governing_verbs import PARTICIPLES_ALIKE, verb_before
from tasks.targets.hearsay import is_still_due
from tasks.targets.marks import Sentence
from tasks.targets.noun_phrases import STOPS, label_before, object_of, points_back, subject_of, until_comma
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Action
from tasks.targets.subjects import Span

_SHARES = {
    "content",
    "share",
    "rate",
    "proportion",
    "level",
    "percentage",
    "factor",
    "ratio",
    "portion",
    "target",
    "goal",
}


def passive_behind(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """ "12,000 MWh of electricity are to be saved", "half of its emissions will be cut"."""
    if verb_before(sentence, clause, one) is not None or one.kind in ("plain", "multiple", "count", "all"):
        return None
    for deed in sentence.deeds:
        if (
            one.last < deed.first < clause.last
            and deed.entry.name in ("reduce", "save")
            and "be" in sentence.lows(deed.first - 3, deed.first)
        ):
            if any(one.last <= other.first < deed.first for other in sentence.quantities):
                return None
            thing = object_of(sentence, one.last + (sentence.low(one.last) == "of"), clause)
            return Deed("reduce", thing, "verb of change behind", (), deed)
    return None


def share_or_count(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """A share, a count or a level that is to be reached; the verb need not be known."""
    if one.kind == "plain":
        return _rate(sentence, clause, one)
    if one.kind == "percent" and sentence.lows(one.last, one.last + 2) in (
        ["of", "them"],
        ["of", "whom"],
        ["of", "which"],
    ):
        return None  # a part of what was just counted
    if one.kind == "points" or (one.kind == "count" and _placed(sentence, one)):
        return None
    if one.kind == "measure" and one.unit in ("t", "kg", "lb") and "capacity" in sentence.lows(one.lead - 9, one.lead):
        return None  # what a mill can make
    if one.kind == "measure" and {"spanning", "covering"} & set(sentence.lows(one.lead - 2, one.first)):
        return None  # how large a place is
    verb = verb_before(sentence, clause, one)
    if one.kind == "multiple" and verb is None and sentence.low(one.last) == "the":
        return None  # "2,500 times the warming potential" says what a thing is
    later = next(
        (
            deed
            for deed in sentence.deeds
            if one.last <= deed.first < clause.last
            and sentence.is_verb(deed)
            and (
                (
                    (deed.entry.form in ("past", "participle") or sentence.low(deed.first) in PARTICIPLES_ALIKE)
                    and {"be", "been" if one.kind == "count" else "be"} & set(sentence.lows(deed.first - 3, deed.first))
                )
                or (deed.entry.form == "base" and sentence.low(deed.first - 1) in ("will", "shall", "should"))
            )
        ),
        None,
    )
    of_what = object_of(sentence, one.last + (1 if sentence.low(one.last) == "of" else 0), clause)
    if sentence.lows(*of_what)[:3] == ["one", "of", "them"]:
        counted = [other for other in sentence.quantities if other.kind == "count" and other.last <= one.first]
        of_what = (counted[-1].first, counted[-1].last) if counted else of_what  # "12 mills ... every one of them"
    before = (
        object_of(sentence, verb.last, clause, one.lead) if verb is not None else subject_of(sentence, clause, one.lead)
    )
    if before[0] >= before[1]:
        before = subject_of(sentence, clause, one.lead)
    if before[0] >= before[1]:
        before = label_before(sentence, clause, one)
    rest = (of_what[1], until_comma(sentence, of_what[1], clause.last))
    named = (
        of_what
        if sentence.low(one.last) == "of" or (one.kind in ("percent", "count", "all") and of_what[0] < of_what[1])
        else before
    )
    if sentence.low(one.lead - 1) == "of" and sentence.low(one.lead - 2) in _SHARES:
        first = max(clause.first, one.lead - 8)
        named = (
            max([first, *(at + 1 for at in range(first, one.lead - 2) if sentence.low(at) in STOPS)]),
            one.lead - 1,
        )
        if sentence.low(one.lead - 2) in GOAL_NOUNS and sentence.topics_in(*of_what) and not sentence.topics_in(*named):
            named = of_what  # "its goal of 50 % renewable electricity"
        before = named
    if sentence.low(one.lead - 1) == "to" and points_back(sentence, (one.lead - 2, one.lead - 1)):
        thing = (one.lead - 2, one.lead - 1)  # "takes this to 90 %"
        return Deed("reach", thing, "share or count to reach", (), verb or later)
    if sentence.low(one.lead - 1) in ("to", "at") or (verb is not None and verb.entry.name in ("increase", "reduce")):
        whose = before[0] < before[1] and (sentence.topics_in(*before) or not sentence.topics_in(*of_what))
        named = before if whose else of_what  # "will shift to 100 % renewable energy" is about the energy
    if one.kind == "all" and _is_kind(sentence, of_what) and sentence.topics_in(*before):
        named = before  # "its power will be entirely renewable" is about the power
    told = (of_what, rest, before)
    multiple = one.kind == "multiple"
    if multiple and sentence.low(one.last + 1) == "positive":
        return Deed("reach", (one.last, one.last + 2), "share or count to reach", (), verb)  # "8 times water positive"
    action: Action = "increase" if multiple and (verb is not None or sentence.low(one.last) == "as") else "reach"
    if _held_below(sentence, one):
        action = "limit"
    return Deed(action, named, "share or count to reach", told, verb or later, named=(verb or later) is not None)


_KINDS = {"renewable", "recyclable", "recycled", "electric", "organic", "reusable", "compostable", "certified", "traceable"}  # fmt: skip


def _is_kind(sentence: Sentence, span: Span) -> bool:
    """Whether a noun phrase is one word that says of what kind a thing is."""
    return span[1] - span[0] == 1 and sentence.low(span[0]) in _KINDS


def _held_below(sentence: Sentence, one: Quantity) -> bool:
    """ "an intensity of no more than 0.2 %", "frequency not exceeding 0.5": a level that is kept."""
    words = sentence.lows(one.lead, one.first)
    if one.qualifier != "at_most" or words[:1] not in (["no"], ["not"], ["at"]):
        return False
    return words[1:2] == ["exceeding"] or sentence.low(one.lead - 1) in ("", "of", "that", "be")


def _rate(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """A number without a unit: a rate ("an injury rate of 1.5 or less"), or the level of what is doubled ("double X to 90,000")."""
    if sentence.low(one.lead - 1) == "to":
        doubled = [
            other
            for other in sentence.quantities
            if other.kind == "multiple" and clause.first <= other.first < one.first
        ]
        if doubled:
            return Deed("reach", (doubled[-1].last, one.lead - 1), "multiple to a level")
    exceeding = sentence.low(one.first - 1) == "exceeding"
    if sentence.low(one.lead - 1) not in ("of", "to", "at", "below", ":") and not exceeding:
        return None
    first = max(clause.first, one.lead - 9)
    first = max([first, *(at + 1 for at in sentence.places({",", ")", "and"}, first, one.lead - 2))])
    thing = (first, one.lead - (not exceeding))
    return Deed("limit" if one.qualifier == "at_most" else "reach", thing, "rate")


def _placed(sentence: Sentence, one: Quantity) -> bool:
    """Whether counted things are a place or a company of others: "in its six factories", "from 22 sites"."""
    at = one.lead - 1
    had = sentence.low(at) in ("its", "their", "our")
    while sentence.low(at) in ("its", "their", "our", "the", "all", "these", "about", "another"):
        at -= 1
    if had and not any(deed.last == at + 1 for deed in sentence.deeds):
        return True
    if sentence.low(at) == "'s":
        return True
    if sentence.low(at) == "for" and sentence.low(at - 1) in ("provides", "calls", "aims", "plans", "allows"):
        return False  # "the plan provides for 300 places"
    if sentence.low(at) == "for" and one.unit in ("people", "children", "families", "students", "households"):
        return False  # "better lives for two million people"
    if sentence.low(at) == "of":
        return not is_still_due(sentence, one.lead) and sentence.low(at - 1) not in (
            "number",
            "sight",
            "health",
            "livelihoods",
            "incomes",
            "lives",
            "total",
            "equivalent",
            "target",
            "goal",
            "minimum",
            "aim",
            "ambition",
            "planting",
            "restoration",
            "surgery",
            "treatment",
            "education",
            "training",
            "care",
        )
    if sentence.low(at) in ("in", "at") and one.unit in _SERVED_PLACES and _is_brought_there(sentence, at):
        return False  # "will place reading coaches in 1,200 schools"
    return sentence.low(at) in (
        "in",
        "spanning",
        "covering",
        "at",
        "across",
        "from",
        "with",
        "on",
        "for",
        "among",
        "between",
        "throughout",
        "over",
        "than",
        "per",
        "through",
        "by",
    )


_SERVED_PLACES = {"schools", "clinics", "hospitals", "villages", "communities", "homes", "households", "towns"}
_BRINGS = ("plac", "put", "install", "fund", "provid", "fit", "train", "introduc", "open", "build", "set", "run")


def _is_brought_there(sentence: Sentence, at: int) -> bool:
    """Whether something that is not counted is promised for the places behind "in" at a token."""
    verb = next((one for one in reversed(sentence.deeds) if one.last <= at and sentence.is_verb(one)), None)
    if verb is None or verb.entry.form not in ("base", "ing") or not sentence.low(verb.first).startswith(_BRINGS):
        return False
    return not any(verb.last <= one.first < at for one in sentence.quantities)
