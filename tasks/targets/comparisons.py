"""Changes that a noun or a comparison states: "a 5 % reduction", "a third less", "down 19 %"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.governing_verbs import verb_before
from tasks.targets.less_of import less_behind
from tasks.targets.lexicon import Word
from tasks.targets.marks import Sentence
from tasks.targets.noun_phrases import STOPS, before_that, label_before, object_of, subject_of
from tasks.targets.phrases import Found
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Action

_LESS = {"less", "fewer", "lower", "smaller", "below", "under", "down", "lighter"}


_MORE = {"more", "higher", "greater", "larger", "above", "up"}


_VERBS_UP = {"make", "makes", "making", "made", "take", "takes", "taking", "put", "puts", "set", "sets"}
_BRACKETED = 9  # tokens before a bracket that name what it tells of
_NOUN_GAP = 9  # words between a quantity and the noun of change that it measures: "30 % absolute scope 1 and 2 GHG emissions reduction"


def noun_behind(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """ "a 5 % reduction in X", "30 % emissions reduction", "a 20 % cut"."""
    if one.kind not in ("percent", "points", "measure", "multiple"):
        return None
    for at in range(one.last, min(one.last + _NOUN_GAP, clause.last)):
        deed = sentence.deed_at(at)
        low = sentence.low(at)
        if (
            deed is not None
            and deed.entry.name in ("reduce", "save", "increase")
            and not _verb_there(sentence, deed, one)
            and low != "lower"  # "30 % lower" compares
        ):
            action: Action = "increase" if deed.entry.name == "increase" else "reduce"
            behind = deed.last
            if sentence.low(behind) in ("goal", "target", "commitment", "ambition"):
                behind += 1
            metric = (
                object_of(sentence, behind + 1, clause)
                if sentence.low(behind) in ("in", "of", "to", "on", "for", "across", "at", "from")
                else (0, 0)
            )
            between = (one.last, at)
            if metric[0] >= metric[1]:
                metric = between if at > one.last else subject_of(sentence, clause, one.lead)
            if GOAL_NOUNS & set(sentence.lows(*metric)) and not sentence.topics_in(metric[0] + 2, metric[1]):
                metric = (metric[1], metric[1])  # "the bank's goal is a 60 % reduction": of what was told before
            return Deed(action, metric, "noun of change behind", (between,), deed)
        if _counts_scopes(sentence, at):
            continue
        if low in STOPS or low in ("of", "in", "and", "from", "to") or sentence.tokens[at].kind == "number":
            return None
    return None


def _counts_scopes(sentence: Sentence, at: int) -> bool:
    """Whether a token stands in "scope 1 and 2"."""
    scoped = any(low in ("scope", "scopes") for low in sentence.lows(at - 5, at + 1))
    return scoped and sentence.low(at) in ("1", "2", "3", "and", ",", "scope", "+")


def _verb_there(sentence: Sentence, deed: Found[Word], one: Quantity) -> bool:
    """Whether a form behind a quantity is a verb after all: "40 % fell", "20 sites cut their use"."""
    if deed.entry.form == "noun":
        return False
    if deed.first == one.last and deed.entry.form in ("base",):
        return sentence.low(deed.last) in ("its", "their", "the", "our")
    return deed.entry.form not in ("base",) or sentence.low(deed.first - 1) == "to"


_OWNED = {"stake", "shareholding", "interest", "holding", "owned", "coupon", "bond", "notes"}


def is_property(sentence: Sentence, one: Quantity) -> bool:
    """Whether a figure says what a thing is: "made with 60 % less water", "the 200 MW wind farm"."""
    if one.unit in ("MW", "kW") and sentence.low(one.lead - 1) in ("the", "this") and sentence.low(one.last) != "of":
        return sentence.tokens[one.last].kind == "word" if one.last < len(sentence.tokens) else False
    aimed = sentence.low(one.lead - 2) == "of" and sentence.low(one.lead - 3) in GOAL_NOUNS  # "the goal of using"
    if one.kind == "percent" and sentence.low(one.last) in _OWNED:
        return True  # "through its 49 % stake"
    made = sentence.low(one.lead - 1) in ("with", "using") and not aimed
    made = made and not {"get", "gets", "getting", "make", "makes", "making", "manage"} & set(
        sentence.lows(one.lead - 3, one.lead)
    )  # "is to get by with 80 % less"
    return made and one.kind == "percent" and sentence.low(one.last) in _LESS


def comparative(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """ "a third less water", "31 % lower than", "40 % below the 1990 level", "up by", "50 % more"."""
    if sentence.low(one.last) == "per" and sentence.low(one.last + 2) in ("below", "lower", "less"):
        one = replace(one, last=one.last + 2)  # "40 % per vehicle below the 2019 figure"
    if one.kind == "measure" and (less := less_behind(sentence, one)) is not None:
        one = replace(one, last=less)  # "withdraw 2 million litres a year less"
    word = sentence.low(one.last)
    if one.kind not in ("percent", "multiple", "measure"):
        return None
    if word not in _LESS | _MORE or (one.kind == "multiple" and word not in _MORE):
        return None
    if word in ("up", "down") and sentence.low(one.last + 1) in ("from", "to", "by"):
        return None
    baseline = {"baseline", "base"} & set(sentence.lows(one.last + 1, one.last + 3))
    if (
        word in ("under", "below", "above")
        and not baseline
        and not any(p.role == "base" and p.first <= one.last + 3 and p.last > one.last for p in sentence.periods)
    ):
        return None
    action: Action = "reduce" if word in _LESS else "increase"
    behind = object_of(sentence, one.last + 1, clause)
    if one.kind == "multiple" and sentence.quantities:
        action = "reach" if sentence.low(one.first - 1) in ("", ":") else "increase"
    if (
        word in ("below", "under", "above")
        or behind[0] >= behind[1]
        or sentence.low(one.last + 1) in ("than", "in", "by")
    ):
        metric = subject_of(sentence, clause, one.lead)
        if clause.aside and sentence.lows(*metric) == ["that"]:
            metric = before_that(sentence, clause.first)
        if sentence.low(one.lead - 1) == "(" and sentence.topics_in(one.lead - _BRACKETED, one.lead):
            metric = (max(clause.first, one.lead - _BRACKETED), one.lead - 1)  # "Scope 1 emissions (25 % below 2015)"
        if (brought := _brought(sentence, clause, one.lead)) is not None and sentence.topics_in(brought, one.lead):
            metric = (brought, one.lead)  # "has brought its Scope 1 emissions 23 % under the level of 2019"
        verb = verb_before(sentence, clause, one)
        if verb is not None and verb.entry.name in ("reduce", "increase"):
            metric = object_of(sentence, verb.last, clause, one.lead)
        return Deed(action, metric, "comparison with a base", (behind,))
    return Deed(action, behind, "comparative before its noun", (subject_of(sentence, clause, one.lead),))


def signed(sentence: Sentence, clause: Clause, one: Quantity, prep: str) -> Deed | None:
    """ "minus 32 %", "−38 %", "emissions: down 19 %"."""
    before_level = sentence.lows(one.lead - 4, one.lead)
    if (one.qualifier == "at_most" and one.kind != "multiple" and before_level[-2:] == ["to", "be"]) or (
        before_level[-2:] in (["shall", "be"], ["will", "be"]) and one.qualifier == "at_most" and one.kind != "percent"
    ):
        return Deed("limit", subject_of(sentence, clause, one.lead), "no higher than")
    if one.minus and one.kind in ("percent", "points"):
        if sentence.low(one.last) in ("in", "for", "of") and sentence.topics_in(one.last, one.last + 4):
            return Deed("reduce", object_of(sentence, one.last + 1, clause), "minus sign")  # "minus 40 % in Scope 1"
        return Deed("reduce", label_before(sentence, clause, one), "minus sign")
    before = sentence.low(one.lead - 2) if prep == "by" else prep
    if before == "up" and sentence.low(one.lead - 2 - (prep == "by")) in _VERBS_UP:
        return None  # "women make up 30 %", "what it puts up by 30 %"
    if before in ("down", "up") and one.kind in ("percent", "points", "measure"):
        verb = sentence.deed_at(one.lead - 2) if prep == "by" else None
        if verb is None:
            action: Action = "reduce" if before == "down" else "increase"
            first, last = label_before(sentence, clause, one)
            if (brought := _brought(sentence, clause, last)) is not None:
                first = brought
            if sentence.low(last - 1) == ",":  # "Water use was 1.8 litres, down 9 % on 2020"
                first, last = subject_of(sentence, clause, last)
            listed = [other.last for other in sentence.quantities if first < other.last < last]
            if listed and sentence.low(listed[-1]) in (",", "and", ";"):
                first = listed[-1] + 1  # "carbon down 50 %, water down 30 %"
            return Deed(action, (first, last), "down or up")
    return None


_CAME_TO = {"was", "were", "is", "came", "amounted", "reached", "stood", "totalled", "totaled"}


def _change_told(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """How much the change that is a verb's subject came to: "the reduction was 16 %", "the cut in emissions stood at 12 %"."""
    verb = next((at for at in (one.lead - 1, one.lead - 2) if sentence.low(at) in _CAME_TO), clause.first)
    nouns = [
        deed
        for deed in sentence.deeds
        if clause.first <= deed.first < verb and deed.entry.form == "noun" and deed.entry.name in ("reduce", "save")
    ]
    if not nouns:
        return None
    deed = nouns[-1]
    thing = object_of(sentence, deed.last + 1, clause, verb) if sentence.low(deed.last) in ("in", "of") else (0, 0)
    if deed.last != verb and thing[1] != verb:
        return None
    metric = thing if thing[0] < thing[1] else (deed.first, deed.first)
    return Deed("reduce", metric, "noun of change before", ((clause.first, deed.first),), deed, named=True)


_BRINGING = {
    "bring",
    "brings",
    "bringing",
    "brought",
    "drive",
    "driving",
    "get",
    "getting",
    "take",
    "taking",
    "push",
    "pushing",
}
_BROUGHT_GAP = 12  # words of what is brought down


def _brought(sentence: Sentence, clause: Clause, last: int) -> int | None:
    """Where the thing begins that is brought down: "allows it to bring CO2 per tonne down by 20 %"."""
    verbs = [at for at in range(max(clause.first, last - _BROUGHT_GAP), last - 1) if sentence.low(at) in _BRINGING]
    return verbs[-1] + 1 if verbs else None


def _dated_asides(sentence: Sentence, last: int) -> set[int]:
    """The tokens of what only dates a change between it and its figure: "a decrease [by 2030, with 2019 as the base year,]
    of 46 %"."""
    dates = {at for period in sentence.periods for at in range(period.first, period.last)}
    commas = sentence.places({","}, max(0, last - 2 * _BRACKETED), last)
    asides = [range(left, right + 1) for left, right in pairwise(commas) if not dates.isdisjoint(range(left, right))]
    within = {at for aside in asides if len(aside) < _BRACKETED for at in aside}
    return within | dates if within else set()


def noun_before(sentence: Sentence, clause: Clause, one: Quantity, prep: str) -> Deed | None:
    """ "a reduction of 25 percent", "reduction target of 46 %", "a cut in X of 30 %"."""
    if prep in _CAME_TO or sentence.low(one.lead - 2) in _CAME_TO:
        return _change_told(sentence, clause, one)
    if prep not in ("of", "to", "from", "at", "by"):
        return None
    passed = _dated_asides(sentence, one.lead) if prep == "of" else set()
    begin = 0 if passed else clause.first
    for at in range(one.lead - 2, max(begin, one.lead - (36 if prep == "by" else 12)) - 1, -1):
        if at in passed:
            continue
        deed = sentence.deed_at(at)
        if sentence.low(at) in (",", ";", "by") or (sentence.low(at) == "and" and prep != "by"):
            return None
        if (
            prep == "by"
            and deed is not None
            and not (deed.last == one.lead - 1 and deed.entry.form == "noun")  # "emissions reductions by 60 %"
            and (sentence.is_verb(deed) or sentence.low(deed.last) not in ("of", "in"))
        ):
            return None
        if deed is not None and sentence.low(deed.first).startswith("offset"):
            return None  # "with offsets of no more than a tenth"
        if deed is not None and deed.entry.name in ("reduce", "save", "increase") and not sentence.is_verb(deed):
            if prep not in ("of", "by") and not any(
                low in ("goal", "target", "ambition") for low in sentence.lows(deed.last, one.lead)
            ):
                return None
            if one.kind == "count" and sentence.low(deed.first) in ("growth", "expansion"):
                return None  # "the growth of 100 million trees"
            action: Action = "increase" if deed.entry.name == "increase" else "reduce"
            metric = (
                object_of(sentence, deed.last + 1, clause, one.lead - 1)
                if sentence.low(deed.last) in ("in", "of")
                else (0, 0)
            )
            if metric[0] >= metric[1]:
                metric = (
                    object_of(sentence, one.last + 1, clause)
                    if sentence.low(one.last) in ("in", "of")
                    else (max(clause.first, at - 4), at)
                )
            return Deed(action, metric, "noun of change before", (subject_of(sentence, clause, at),), deed)
    return None
