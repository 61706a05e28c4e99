"""What a goal that is named as one asks for: the goal of what was told, a goal moved to a value, a goal stated."""

from __future__ import annotations

from functools import lru_cache

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS, Goal, goal_at
from tasks.targets.governing_verbs import verb_before
from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence
from tasks.targets.noun_phrases import object_of, subject_of
from tasks.targets.quantities import find_quantities
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Action
from tasks.targets.subjects import Span
from tasks.targets.tokens import tokenize

_CHANGES = ("reduce", "save", "increase")


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
    if goal is None or goal.fate != "moved" or sentence.low(one.lead - 1) != "to":
        return None
    if one.kind != "percent":
        return _of_named(sentence, goal, one) if one.kind == "measure" else None
    if sentence.low(one.last) in ("renewable", "recycled"):
        return None
    if sentence.low(one.last) == "of":
        thing = object_of(sentence, one.last + 1, clause)
        return Deed("reach", thing, "goal moved to a value", ((goal.first, goal.noun),))
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
    cuts = one.kind == "percent" and all(word.entry.topic == "ghg" for word in words)
    return Deed("reduce" if cuts else "reach", thing, "goal moved to a value")


_STATES = {"is", "was", "are", "were", "remains", "stands", ":"}
_HOW = {"now", "at", "still", "currently", "to", "be"}


def goal_of_emissions(sentence: Sentence, one: Quantity) -> Deed | None:
    """A share that names a goal for emissions is a cut: "its 35 % emissions target", "the 40 % scope 1 and 2 goal"."""
    noun = next(iter(sentence.places(GOAL_NOUNS, one.last + 1, one.last + 7)), None)
    if one.kind != "percent" or noun is None:
        return None
    words = [word for word in sentence.topics_in(one.last, noun) if not word.entry.weak]
    bare = all(sentence.tokens[at].kind in ("word", "number") for at in range(one.last, noun))
    plain = bare and not any(one.last <= deed.first < noun for deed in sentence.deeds)
    if not plain or not words or any(word.entry.topic != "ghg" for word in words):
        return None
    return Deed("reduce", (one.last, noun), "goal stated")


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


_OF_A_GOAL = GOAL_NOUNS | {"the", "its", "our", "their", "this", "that", "of", "for", "a", "new", "overall"}


def is_goal_alone(sentence: Sentence, span: Span) -> bool:
    """Whether words name a goal and nothing that it is for: "the target", "its 2030 goal"."""
    lows = sentence.lows(*span)
    owned = [at for at, low in enumerate(lows) if low in _OWNED]
    lows = lows[owned[-1] :] if owned and not sentence.topics_in(*span) else lows  # "is sticking to its goal"
    return bool(GOAL_NOUNS & set(lows)) and all(low in _OF_A_GOAL or low.isdigit() for low in lows)


def goal_of_change_before(sentence: Sentence, one: Quantity, found: Deed) -> Deed | None:
    """A goal that is told alone, of what the sentence before changes by a share: "It has cut water use by 9 %. The target of
    20 % by 2030 is unchanged"."""
    level = found.action == "reach" and one.kind == "percent" and is_goal_alone(sentence, found.metric)
    told = sentence.text(0, found.metric[0]) if found.metric[0] else ""  # "is down by 7 %, and the aim of 20 % stands"
    action = (_change_told(told) or _change_told(sentence.passage.before)) if level else None
    return Deed(action, found.metric, "goal of what was told", found.told) if action else None


@lru_cache(maxsize=256)
def _change_told(text: str) -> Action | None:
    """What a sentence says is done by a share, where it says so of one thing only."""
    tokens = tokenize(text)
    by = [one for one in find_quantities(tokens) if one.kind == "percent" and tokens[one.lead - 1].low == "by"]
    deeds = [one for one in book("verbs").all(tokens) if one.entry.name in _CHANGES]
    if len(by) != 1 or not deeds or deeds[0].first > by[0].first:
        return None
    return "increase" if deeds[0].entry.name == "increase" else "reduce"
