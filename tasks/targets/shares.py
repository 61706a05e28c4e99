"""Shares, counts and rates that are to be reached, where no verb of change says by how much."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS, Goal, goal_at
from tasks.targets.governing_verbs import verb_before
from tasks.targets.marks import Sentence
from tasks.targets.noun_phrases import STOPS, label_before, object_of, points_back, subject_of, until_comma
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Action

_CHANGES = ("reduce", "save", "increase")
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


def goal_of(sentence: Sentence, clause: Clause, one: Quantity, prep: str) -> Deed | None:
    """ "grew the share to 9 %, against a target of 12 %": a goal for the thing that was just told."""
    first = 0 if clause.aside else clause.first  # "..., which is good progress towards our target of 32 %"
    told = [other for other in sentence.quantities if first <= other.first < one.first and other.unit == one.unit]
    if prep != "of" or sentence.low(one.lead - 2) not in ("target", "goal") or not told or one.kind == "plain":
        return None
    if sentence.low(told[-1].lead - 1) not in ("to", "at", "was", "were", "is", "are", "of", "reached", "stood"):
        return None
    if sentence.deed_at(one.lead - 3) is not None:
        return None  # "a reduction target of"
    if told[-1].first < clause.first:
        clause = Clause(0, clause.first)
    verb = verb_before(sentence, clause, told[-1])
    thing = object_of(sentence, verb.last, clause, told[-1].lead) if verb is not None else (0, 0)
    if thing[0] >= thing[1]:
        thing = subject_of(sentence, clause, told[-1].lead)
    return Deed("reach", thing, "goal of what was told", ())


def moved_goal(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """The new value of a goal that names its own deed: "raised its target for cutting emissions to 50 %", "from 30 % to 45 %"."""
    goal = goal_at(sentence.goals, one.first)
    if goal is None or goal.fate != "moved" or sentence.low(one.lead - 1) != "to" or one.kind != "percent":
        return None
    if sentence.low(one.last) in ("of", "renewable", "recycled"):
        return None
    own = [deed for deed in sentence.deeds if goal.first <= deed.first < one.lead and deed.entry.name in _CHANGES]
    if not own:
        return _of_named(sentence, goal, one)
    deed = own[-1]
    thing = object_of(sentence, deed.last + (sentence.low(deed.last) in ("in", "of")), clause, one.lead)
    if deed.first < goal.noun or thing[0] >= thing[1]:
        thing = (goal.first, deed.first)  # "its emissions reduction target"
    return Deed("increase" if deed.entry.name == "increase" else "reduce", thing, "goal moved to a value", (), deed)


def _of_named(sentence: Sentence, goal: Goal, one: Quantity) -> Deed | None:
    """The share that a goal with a thing and no deed is moved to: of emissions it is a cut, of anything else a level ("raised
    its target for recycled plastic from 30 % to 45 %")."""
    first = goal.first if goal.first < goal.noun else max(0, goal.noun - 5)
    words = [word for word in sentence.topics_in(first, one.lead) if not word.entry.weak]
    if not words:
        return None
    if words[0].first < goal.noun:
        owned = [at + 1 for at in range(first, goal.noun) if sentence.low(at) in _OWNED]
        thing = (max(owned, default=first), goal.noun)
    else:
        begin = goal.noun + 1 + (sentence.low(goal.noun + 1) in ("for", "on", "in", "of"))
        end = goal.verb if begin < goal.verb < one.lead else one.lead
        thing = object_of(sentence, begin, Clause(0, len(sentence.tokens)), end)
    if thing[0] >= thing[1]:
        return None
    cuts = all(word.entry.topic == "ghg" for word in words)
    return Deed("reduce" if cuts else "reach", thing, "goal moved to a value")


_STATES = {"is", "was", "are", "were", "remains", "stands", ":"}
_HOW = {"now", "at", "still", "currently", "to", "be"}


def stated_goal(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """What a goal that names its own deed is: "its emissions reduction target for 2030 is now 60 %", "the carbon goal: 40 %"."""
    at = one.lead - 1
    while sentence.low(at) in _HOW:
        at -= 1
    if one.kind == "percent" and sentence.low(one.last) in GOAL_NOUNS and (told := _told_before(sentence, one)):
        return told  # "has cut emissions by 25 % and expects to reach its 40 % target"
    if one.kind != "percent" or sentence.low(at) not in _STATES:
        return None
    noun = next(
        (place for place in range(at - 1, max(clause.first, at - 8) - 1, -1) if sentence.low(place) in GOAL_NOUNS), -1
    )
    if noun <= clause.first or any(noun < other.first < at for other in sentence.quantities):
        return None
    deed = sentence.deed_at(noun - 1)
    named = deed is not None and deed.entry.name in _CHANGES
    if not named and not any(word.entry.topic == "ghg" for word in sentence.topics_in(noun - 1, noun)):
        bare = sentence.low(noun - 1) in _OWNED or sentence.low(noun - 1) == "("
        return _told_before(sentence, one) if bare else None
    end = noun - 1 if named else noun
    owned = [
        place + 1
        for place in range(clause.first, end)
        if sentence.low(place) in _OWNED or sentence.tokens[place].kind == "number"
    ]
    action: Action = "increase" if named and deed is not None and deed.entry.name == "increase" else "reduce"
    return Deed(action, (max(owned, default=clause.first), end), "goal stated", (), deed if named else None)


_OWNED = {"'s", "its", "our", "their", "the"}


def _told_before(sentence: Sentence, one: Quantity) -> Deed | None:
    """What is changed, where a figure before says by how much so far: "it has cut emissions by 20 %; the target is 50 %"."""
    earlier = next(
        (other for other in reversed(sentence.quantities) if other.last <= one.lead and other.unit == "%"), None
    )
    verb = next(
        (
            deed
            for deed in reversed(sentence.deeds)
            if earlier and deed.first < earlier.lead and deed.entry.name in _CHANGES
        ),
        None,
    )
    if earlier is None or verb is None or earlier.lead - verb.last > 12 or sentence.low(earlier.lead - 1) == "to":
        return None
    thing = object_of(sentence, verb.last, Clause(0, len(sentence.tokens)), earlier.lead)
    if thing[0] >= thing[1]:
        return None
    return Deed("increase" if verb.entry.name == "increase" else "reduce", thing, "goal of what was told", (), verb)


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
    if one.kind == "measure" and one.unit in ("t", "kg", "lb") and "capacity" in sentence.lows(one.lead - 5, one.lead):
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
                (deed.entry.form in ("past", "participle") and "be" in sentence.lows(deed.first - 3, deed.first))
                or (deed.entry.form == "base" and sentence.low(deed.first - 1) in ("will", "shall", "should"))
            )
        ),
        None,
    )
    of_what = object_of(sentence, one.last + (1 if sentence.low(one.last) == "of" else 0), clause)
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
    told = (of_what, rest, before)
    multiple = one.kind == "multiple"
    action: Action = "increase" if multiple and (verb is not None or sentence.low(one.last) == "as") else "reach"
    if _held_below(sentence, one):
        action = "limit"
    return Deed(action, named, "share or count to reach", told, verb or later, named=(verb or later) is not None)


def _held_below(sentence: Sentence, one: Quantity) -> bool:
    """ "an intensity of no more than 0.2 %", "frequency not exceeding 0.5": a level that is kept."""
    words = sentence.lows(one.lead, one.first)
    if one.qualifier != "at_most" or words[:1] not in (["no"], ["not"], ["at"]):
        return False
    return words[1:2] == ["exceeding"] or sentence.low(one.lead - 1) == "of"


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
    first = max([first, *(at + 1 for at in sentence.places({",", ")"}, first, one.lead - 2))])
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
    if sentence.low(at) == "for" and one.unit in ("people", "children", "families", "students", "households"):
        return False  # "better lives for two million people"
    if sentence.low(at) == "of":
        return sentence.low(at - 1) not in (
            "number",
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
        )
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
