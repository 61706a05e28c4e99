"""What a sentence does with a quantity: reduce, increase, reach or limit, and which words name the thing measured."""

from __future__ import annotations

from dataclasses import replace

from tasks.targets.clauses import Clause
from tasks.targets.comparisons import comparative, is_property, noun_before, noun_behind, signed
from tasks.targets.deed_records import Deed
from tasks.targets.goal_deeds import goal_of, goal_of_change_before, goal_of_emissions, moved_goal, stated_goal
from tasks.targets.governing_verbs import is_intransitive, is_passive, verb_before
from tasks.targets.less_of import as_many, taken_out
from tasks.targets.lexicon import Word
from tasks.targets.marks import Sentence
from tasks.targets.noun_phrases import label_before, object_of, subject_of
from tasks.targets.phrases import Found
from tasks.targets.quantity_records import Quantity
from tasks.targets.shares import passive_behind, share_or_count
from tasks.targets.subjects import Span

_LEVELS = ("share or count to reach", "goal of what was told")
_LITTLE = {
    "a",
    "an",
    "the",
    "its",
    "their",
    "our",
    "in",
    "of",
    "to",
    "for",
    "by",
    "on",
    "at",
    "from",
    "and",
    "all",
    "also",
    "further",
    "own",
    "absolute",
    "both",
    "overall",
}
_AIMED = (
    ["way", "to"],
    ["track", "to"],
    ["committed", "to"],
    ["goal", "of"],
    ["target", "of"],
    ["aims", "for"],
    ["aim", "for"],
    ["aiming", "for"],
)
_BEHIND_BARE = {"by", "in", "before", "until", ".", ",", "(", "", "respectively"}


def deed_of(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """The deed of a quantity in its clause; None where it is no outcome (a level that something starts from). What stands
    before a colon names the thing of what stands behind it."""
    found = _deed_of(sentence, clause, one)
    if found is not None and sentence.low(clause.first - 1) == ":":
        label = (0, clause.first - 1)
        named = [word for word in sentence.topics_in(*found.metric) if word.entry.topic != "finance"]
        # "LED lighting: 100 % of the portfolio" is about the lighting
        told = named or _names_itself(sentence, one) or not sentence.topics_in(*label)
        metric = found.metric if told else label
        found = replace(found, metric=metric, told=(*found.told, label))
    if found is not None and found.action == "increase" and _improves_harm(sentence, found):
        return replace(found, action="reduce")
    return found


_HARMS = {
    "injury",
    "injuries",
    "incident",
    "incidents",
    "accident",
    "accidents",
    "spill",
    "spills",
    "fatalities",
    "intensity",
    "footprint",
    "leakage",
    "ltifr",
    "trir",
    "trifr",
}


def _improves_harm(sentence: Sentence, deed: Deed) -> bool:
    """Whether what is improved is better the less there is of it: "a 14 % improvement in the injury rate"."""
    if deed.verb is None or not sentence.low(deed.verb.first).startswith("improv"):
        return False
    return bool(_HARMS & set(sentence.lows(*deed.metric)))


def _deed_of(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    if is_property(sentence, one) or sentence.low(one.lead - 1) == "per":
        return None
    if one.deed is not None:
        thing = object_of(sentence, one.last, clause)
        if thing[1] - thing[0] < 1 or (
            sentence.low(one.last) in ("by", "in", "its", "from") and thing[1] - thing[0] < 2
        ):
            thing = subject_of(sentence, clause, one.lead)
        return Deed(
            one.deed, thing if thing[0] < thing[1] else label_before(sentence, clause, one), "verb is the quantity"
        )
    prep = sentence.low(one.lead - 1)
    earlier = _goes_on(sentence, one)
    if earlier is not None and sentence.low(one.last) in _BEHIND_BARE:
        around = clause if clause.first <= earlier.first else replace(clause, first=0)
        if (shared := _deed_of(sentence, around, earlier)) is not None:
            return shared
    found = (
        moved_goal(sentence, clause, one)
        or goal_of(sentence, clause, one, prep)
        or noun_behind(sentence, clause, one)
        or as_many(sentence, clause, one)
        or taken_out(sentence, clause, one)
        or comparative(sentence, clause, one)
        or signed(sentence, clause, one, prep)
        or noun_before(sentence, clause, one, prep)
        or _by_verb(sentence, clause, one, prep)
        or passive_behind(sentence, clause, one)
        or goal_of_emissions(sentence, one)
        or stated_goal(sentence, clause, one)
        or share_or_count(sentence, clause, one)
    )
    return _further(sentence, clause, one, found) or found


def _names_itself(sentence: Sentence, one: Quantity) -> bool:
    """Whether the words of a figure say what it is of: "gender parity"."""
    return one.kind == "percent" and bool(sentence.topics_in(one.first, one.last))


def _further(sentence: Sentence, clause: Clause, one: Quantity, found: Deed | None) -> Deed | None:
    """The change that a bare share is the goal of: "has cut emissions by 35 % towards its goal of 50 %", "cut it by 12 % and
    aims to reach 30 %", "is down 18 %, ahead of the target of 15 %"."""
    if found is not None and (change := goal_of_change_before(sentence, one, found)) is not None:
        return change
    level = found is not None and found.action == "reach" and one.kind == "percent" and found.rule in _LEVELS
    bare = sentence.low(one.last) in ("by", "in", "before", "until", ".", ",", "(", "") and not _names_itself(
        sentence, one
    )
    aimed = sentence.lows(one.lead - 2, one.lead)
    meant = aimed[-1:] in (["reach"], ["targeting"], ["targets"]) or aimed in _AIMED
    earlier = [other for other in sentence.quantities if other.last <= one.lead and other.kind == "percent"]
    if found is None or not (level and bare and meant and earlier) or sentence.topics_in(*found.metric):
        return None
    told = earlier[-1]
    before = clause if clause.first <= told.first else replace(clause, first=0, last=clause.first)
    by = sentence.low(told.lead - 1) in ("by", "down", "up") or told.deed is not None  # "no longer expects to halve it"
    change = _deed_of(sentence, before, told) if by else None
    return replace(change, rule="goal of a change") if change and change.action in ("reduce", "increase") else None


def _goes_on(sentence: Sentence, one: Quantity) -> Quantity | None:
    """The figure before that another goes on with: "to 80 % by 2028 and 100 % by 2030", "20 % reduction in emissions by 2030
    and 80 % by 2050"."""
    end = one.lead - (sentence.lows(one.lead - 2, one.lead) == ["and", "to"])
    while sentence.low(end - 1) in ("and", ","):
        end -= 1
    earlier = (
        next((other for other in reversed(sentence.quantities) if other.last <= end), None) if end < one.lead else None
    )
    if earlier is None or earlier.unit != one.unit or earlier.unit is None:
        return None
    dates = {at for period in sentence.periods for at in range(period.first, period.last)} | set(
        sentence.places({"s"}, earlier.last, end)  # "by the early 2020s"
    )
    between = range(earlier.last, end)
    if not between or dates.issuperset(between):
        return earlier if between else None
    noun = sentence.deed_at(earlier.last)
    told = [at for at in between if at not in dates]
    plain = all(sentence.tokens[at].kind in ("word", "number") for at in told) and not any(
        told[0] <= cue.first <= told[-1] for cue in sentence.cues
    )
    return earlier if plain and end - 1 in dates and noun is not None and noun.entry.form == "noun" else None


_MOVED = {"moved", "switched", "shifted", "converted", "transitioned", "moving", "switching", "shifting"}


def _by_verb(sentence: Sentence, clause: Clause, one: Quantity, prep: str) -> Deed | None:
    verb = verb_before(sentence, clause, one)
    if verb is not None and sentence.lows(verb.last, verb.last + 2) == ["the", "ribbon"]:
        return None  # an opening
    if verb is None or (prep == "to" and sentence.low(one.lead - 2) in _MOVED):
        return None
    kind, name = one.kind, verb.entry.name
    metric = object_of(sentence, verb.last, clause, one.lead)
    if verb.last - verb.first > 2 and sentence.low(verb.last - 1) in ("down", "up"):
        metric = (verb.first + 1, verb.last - 1)  # "get [food waste] down to 1 % of sales"
    if (gapped := _gapped(sentence, verb, one)) is not None:
        metric = gapped
    inside = metric[1] - metric[0] > (1 if sentence.low(metric[0]) in _LITTLE else 0)
    subject = subject_of(sentence, clause, verb.first)
    behind = object_of(sentence, one.last + (1 if sentence.low(one.last) in ("of", "in") else 0), clause)
    passive = is_passive(sentence, verb)
    thing = metric if inside else subject if passive or is_intransitive(sentence, verb) else behind
    if thing[0] >= thing[1]:
        thing = behind if behind[0] < behind[1] else subject
    told = (behind, subject)
    if name in ("reduce", "save"):
        return _reduced(sentence, one, prep, verb, thing, told, inside=inside, behind=behind)
    if name == "increase":
        if prep == "to" or (
            prep not in ("by", "of")
            and kind in ("measure", "money", "count", "percent")
            and one.qualifier is not None
            and inside
            and prep != "by"
        ):
            return Deed("reach", thing, "verb of change to a level", told, verb)
        if kind in ("money", "count") and (prep != "by" or passive):
            return None
        if kind == "percent" and sentence.low(one.last) == "of" and prep != "by":
            return None
        return Deed("increase", thing, "verb of change", told, verb)
    if name == "limit" and kind != "multiple":
        negated = (
            verb.entry.form == "noun"
            or sentence.low(verb.first) not in ("exceed", "exceeds")
            or sentence.low(verb.first - 1) in ("not", "never")
            or sentence.lows(verb.first - 2, verb.first) == ["not", "to"]
        )
        if not negated:
            return Deed("reach", thing, "share or count to reach", told, verb, named=True)  # "set to exceed 30 %"
        held = (
            prep in ("at", "to", "below", "of", "than")
            or one.qualifier == "at_most"
            or sentence.low(verb.first).startswith("exceed")
        )
        return Deed("limit", thing, "verb of limit", told, verb) if negated and held else None
    if name == "keep" and one.unit == "tCO2e" and "out" in sentence.lows(one.last, one.last + 6):
        return Deed("reduce", thing, "verb of change", told, verb)  # "keep 5 million tons of CO2 out of the air"
    if name == "keep" and one.qualifier == "at_most" and kind != "multiple":
        return Deed("limit", thing if inside else subject, "kept below", told, verb)
    return None


def _gapped(sentence: Sentence, verb: Found[Word], one: Quantity) -> Span | None:
    """The thing of a figure whose verb is said once: "energy use by 12 % by 2027, and [water use] by 8 %"."""
    earlier = [
        other.last for other in sentence.quantities if verb.last <= other.first < one.first and other.kind != "plain"
    ]
    if not earlier:
        return None
    begin = max([*earlier, *(period.last for period in sentence.periods if earlier[-1] <= period.last <= one.lead)])
    joints = [at for at in range(begin, one.lead) if sentence.low(at) in ("and", ",")]
    first = joints[-1] + 1 if joints else begin
    end = one.lead - 1 if sentence.low(one.lead - 1) in ("by", "to", "of") else one.lead
    return (first, end) if end > first and sentence.topics_in(first, end) else None


def _reduced(
    sentence: Sentence,
    one: Quantity,
    prep: str,
    verb: Found[Word],
    thing: Span,
    told: tuple[Span, ...],
    *,
    inside: bool,
    behind: Span,
) -> Deed | None:
    if prep == "to" or (one.qualifier == "at_most" and prep in ("to", "drop", "fall") and one.kind != "percent"):
        return Deed("reach", thing, "verb of change to a level", told, verb)
    if (
        one.qualifier == "at_most"
        and verb.entry.name == "reduce"
        and sentence.low(one.lead) in ("below", "under")
        and one.kind in ("measure", "percent", "plain")
    ):
        return Deed("reach", thing, "verb of change to a level", told, verb)
    if prep in ("at", "from") and one.kind == "percent":
        return None
    if one.kind in ("count", "money") and verb.entry.name == "reduce" and prep != "by":
        return None
    if (
        one.kind == "percent"
        and verb.entry.name == "reduce"
        and prep not in ("by", "of", "a", "an")
        and inside
        and one.first - verb.last > 1
        and sentence.low(one.last) in ("of",)
    ):
        return None
    if not inside and behind[0] < behind[1] and not is_passive(sentence, verb) and not is_intransitive(sentence, verb):
        thing = behind
    return Deed("reduce", thing, "verb of change", told, verb)
