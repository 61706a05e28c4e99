"""What a figure is about."""

from __future__ import annotations

from dataclasses import replace

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goal_deeds import is_goal_alone
from tasks.targets.marks import Sentence
from tasks.targets.money import EARNED
from tasks.targets.noun_phrases import points_back
from tasks.targets.nouns import is_plural
from tasks.targets.persons import PERSONS, topic_of_counted, topic_of_everyone
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import Reading
from tasks.targets.records import Topic
from tasks.targets.subjects import Span, leading, topic_of, topic_of_text, topic_words

_SHARES = {"share", "figure", "proportion", "rate", "level", "number", "percentage"}


_AIMED = (["aims", "for"], ["aim", "for"], ["aiming", "for"], ["get", "to"])
_SPLIT = 2  # tokens of a verb that does not hold its thing
_RATES = {
    "rate",
    "rates",
    "pue",
    "wue",
    "ratio",
    "factor",
    "effectiveness",
    "index",
    "frequency",
    "ltifr",
    "ltir",
    "trir",
    "trifr",
    "score",
    "intensity",
}


def plain_quantity(sentence: Sentence, clause: Clause, one: Quantity, deed: Deed) -> Quantity | None:
    """A number without a unit: a level of what "the number of" counts, or a rate; anything else is no quantity."""
    first, last = deed.metric
    words = sentence.lows(first, last)
    for at, low in enumerate(words[:-1]):
        if low in ("number", "total", "count") and words[at + 1] == "of":
            noun = next((word for word in words[at + 2 :] if is_plural(word)), None)
            if noun is not None and deed.action in ("reach", "increase", "reduce"):
                return replace(one, unit=noun, kind="count")
    rate = _RATES & {*words, *sentence.lows(max(clause.first, one.lead - 8), one.lead)}
    return one if rate and deed.action in ("reach", "limit", "reduce") and one.value < 1000 else None


def topic_of_figure(reading: Reading, clause: Clause, one: Quantity, deed: Deed) -> Topic | None:
    """The topic of a figure: of what is counted or weighed, of its metric, of what it is told to come to, of its clause, of
    the line over the list."""
    sentence = reading.sentence
    here = (clause.first, clause.last)
    if (told := _topic_of_those(sentence, deed)) is not None:
        return told
    if one.kind == "percent" and (named := topic_of(sentence, (one.first, one.last), firm=True)) is not None:
        return named  # "gender parity"
    if one.kind == "money" or _is_given_of_income(sentence, one, deed):
        return _money_topic(sentence, clause, one)
    if one.unit in ("tCO2e", "kgCO2e", "gCO2e"):
        return "ghg"
    if sentence.low(one.first) == "everyone" and (theirs := topic_of_everyone(sentence, clause)) is not None:
        return theirs
    if one.kind == "count" and (counted := topic_of_counted(sentence, one, deed)) is not None:
        return counted
    if one.unit in ("MW", "MWh") and deed.action == "reach":
        return _topic_of_power(sentence, clause, one, deed)
    if deed.action == "reach" and one.kind in ("percent", "all", "multiple"):
        spans = [deed.metric, *deed.told]
        first = min(span[0] for span in spans)
        if any(first <= at < one.lead for at in reading.anchors) and one.last <= deed.metric[0] <= one.last + 1:
            first = one.last  # "zero waste to landfill and 100 % recyclable packaging"
        end = max(span[1] for span in spans)
        end = min([end, *(at for at in reading.anchors if at > max(one.last, deed.metric[1]))])
        words = topic_words(sentence, [(first, end)])
        found = leading(words) if words else None
        own = topic_of(sentence, deed.metric, firm=True)
        if (
            found == "materials"
            and own is not None
            and not any(word.entry.topic == found and sentence.deed_at(word.first) is None for word in words)
        ):
            found = own  # "recycle two-thirds of the water": the verb says what is done, not to what
        if own is not None and _is_of_metric(sentence, deed, one, found):
            found = own  # "get food waste down to 1 % of sales", "raise the share of women from 11 % to 25 %"
        found = _of_head(sentence, deed, found)
        until = min([clause.last, *(at for at in reading.anchors if at > one.last)])
        if (
            found == "energy"
            and _is_current(sentence, deed)
            and ("renewable" in sentence.lows(one.last, until) or _comes_from_renewables(sentence, clause, deed))
        ):
            found = "renewables"  # "60 % of our power will be renewable"
    else:
        found = (
            "renewables"
            if _shares_of_current(sentence, clause, deed)
            else _topic_of_head(sentence, deed) or topic_of(sentence, deed.metric, *deed.told[:1])
        )
        words = topic_words(sentence, [deed.metric])
        if found == "suppliers" and words and words[0].entry.topic == "ghg":
            found = "ghg"  # "emissions intensity of its suppliers" is about the emissions
    found = _topic_before_where(sentence, clause, deed) or found or topic_of(sentence, here)
    if found is None and deed.named and deed.action == "reduce" and one.kind == "percent":
        found = (
            topic_of(sentence, (0, clause.first), firm=True)
            or topic_of_text(sentence.passage.before, firm=True)
            or topic_of_text(reading.release.title or "", firm=True)
        )
    if found == "energy" and sells_vehicles(sentence, here):
        return "products"
    if (
        found == "ghg"
        and one.unit in ("t", "kg")
        and deed.action == "reach"
        and topic_of(sentence, deed.metric) != "ghg"
    ):
        return None  # tonnes that are made, in a sentence that speaks of emissions
    if found is None and one.unit in ("gallons", "L", "m3"):
        found = "water"
    if found is None and one.kind == "count" and one.unit not in sentence.lows(*here):
        found = topic_of_text(one.unit or "") or topic_of_text(
            sentence.passage.before
        )  # counted there: "It will reach 200,000 by 2030"
    pointed = points_back(sentence, deed.metric) or is_goal_alone(sentence, deed.metric)
    if found is None and one.kind == "percent" and sentence.lows(one.lead - 2, one.lead) in _AIMED:
        # "Women hold 33 % of posts; it is now aiming for 40 %", or in two sentences
        found = topic_of(sentence, (0, one.lead), firm=True) or topic_of_text(sentence.passage.before)
    if found is None and (pointed or _SHARES & set(sentence.lows(*deed.metric))):
        found = (topic_of(sentence, (0, one.lead)) if pointed else None) or topic_of_text(sentence.passage.before)
    if found is None and one.kind != "all" and (one.kind != "plain" or deed.named):
        found = (
            topic_of(sentence, (0, len(sentence.tokens)))
            or topic_of_text(sentence.passage.lead, firm=True)
            or topic_of_text(sentence.passage.heading, firm=True)
        )
    return found


def _is_of_metric(sentence: Sentence, deed: Deed, one: Quantity, found: Topic | None) -> bool:
    """Whether the thing that a verb brings to a level is what a figure is about, whatever else the clause names: money and
    sales are often told beside it ("under the loan, it must lift the share of recycled glass to 60 %")."""
    if deed.verb is None:
        return False
    to_level = deed.rule == "verb of change to a level"
    told_beside = found in ("finance", "products") or bool(sentence.places({"from"}, deed.metric[1], one.lead))
    return deed.verb.last - deed.verb.first > _SPLIT or (to_level and told_beside)


def _topic_of_power(sentence: Sentence, clause: Clause, one: Quantity, deed: Deed) -> Topic | None:
    """The topic of megawatts: renewables where they or what stands before them are; none for what a maker can make."""
    label = 0 if sentence.low(clause.first - 1) == ":" else clause.first
    shared = clause.shares or "they" in sentence.lows(clause.first, one.lead)
    green = any(word.entry.topic == "renewables" for word in sentence.topics_in(0 if shared else label, clause.last))
    if not green and "capacity" in sentence.lows(clause.first, clause.last):
        return None  # how much a maker of batteries or chips can make
    if not green and not sentence.topics:  # "Instead of 25 MW, it will install 40 MW"
        green = topic_of_text(sentence.passage.before, firm=True) == "renewables"
    return "renewables" if green else topic_of(sentence, deed.metric, (clause.first, clause.last)) and "energy"


def _topic_before_where(sentence: Sentence, clause: Clause, deed: Deed) -> Topic | None:
    """The topic of what "where" points to: "clean power, where its aim is a share of 80 %"."""
    points = clause.aside and sentence.low(clause.first) == "where" and not sentence.topics_in(*deed.metric)
    return topic_of(sentence, (0, clause.first), firm=True) if points else None


def _of_head(sentence: Sentence, deed: Deed, found: Topic | None) -> Topic | None:
    """The topic of the noun that a share is of, where another word of its phrase leads: "two in three of its cocoa farmers
    now earn", "emissions from the energy use of"."""
    if found in ("materials", "products") and PERSONS & set(sentence.lows(*_subject_part(sentence, deed.metric))):
        return "society"
    if (
        found == "nature"
        and "to" in sentence.lows(*deed.metric)
        and (head := _topic_of_head(sentence, deed)) == "water"
    ):
        return head  # "gives water back to nature"
    bought = deed.verb is not None and sentence.low(deed.verb.first) in _BOUGHT
    if found == "products" and bought and _MOVED & set(sentence.lows(*deed.metric)):
        return "energy"  # "will buy zero-emission vehicles only": its own fleet
    if found == "ghg":
        return _topic_of_head(sentence, deed) or topic_of(sentence, deed.metric) or found
    return found


def _subject_part(sentence: Sentence, span: Span) -> Span:
    """The words of a span up to the first that says how things stand."""
    end = next((cue.first for cue in sentence.cues if span[0] < cue.first < span[1]), span[1])
    return span[0], end


def _topic_of_those(sentence: Sentence, deed: Deed) -> Topic | None:
    """The topic told before, where it is meant: "emissions from trucks by 40 %, those from ships by 50 %"."""
    first = deed.metric[0]
    return topic_of(sentence, (0, first), firm=True) if first > 2 and sentence.low(first) in ("those", "that") else None


def _topic_of_head(sentence: Sentence, deed: Deed) -> Topic | None:
    """The topic of what stands before "of": the energy use of a portfolio is about energy."""
    first, last = deed.metric
    heads = ("of", "for", "across", "at", "in", ",")
    end = next(
        (at for at in range(first, last) if sentence.low(at) in heads and sentence.low(at - 1) != "like"), first
    )  # but not "like for like"
    if sentence.low(end) == ",":
        return None
    return topic_of(sentence, (first, end), firm=True)


_SOLD = {
    "model",
    "models",
    "lineup",
    "sold",
    "sells",
    "sell",
    "sales",
    "selling",
    "delivers",
    "dealers",
}  # vehicles for customers
_BOUGHT = {"buy", "purchase", "procure", "lease", "operate", "run", "deploy"}
_MOVED = {"vehicle", "vehicles", "car", "cars", "truck", "trucks", "model", "models", "van", "vans", "bus", "buses"}


def sells_vehicles(sentence: Sentence, span: Span) -> bool:
    """Whether a span is about vehicles that are sold, which are products, and not about those that the owner runs."""
    lows = set(sentence.lows(*span))
    if any(sentence.low(at + 1) == "delivered" for at in sentence.places(_MOVED, *span)):
        return True  # "every second vehicle delivered"
    return bool(_MOVED & lows and _SOLD & lows and not {"fleet", "own"} & lows)


_CURRENT = {"electricity", "power", "energy", "heat", "heating", "fuel", "demand", "needs", "consumption"}


def _shares_of_current(sentence: Sentence, clause: Clause, deed: Deed) -> bool:
    return (
        deed.action in ("reach", "increase")
        and "share" in sentence.lows(*deed.metric)
        and _is_current(sentence, deed)
        and _comes_from_renewables(sentence, clause, deed)
    )


def _is_current(sentence: Sentence, deed: Deed) -> bool:
    """Whether what is measured is electricity or heat itself, not what runs on it."""
    return bool(_CURRENT & set(sentence.lows(*deed.metric)))


def _comes_from_renewables(sentence: Sentence, clause: Clause, deed: Deed) -> bool:
    """Whether renewables stand in the clause or, for "which", in the noun before it."""
    first = clause.first - 20 if clause.aside else 0 if clause.shares else clause.first
    if {"its", "their"} & set(sentence.lows(deed.metric[0] - 1, deed.metric[1])) and "share" in sentence.lows(
        *deed.metric
    ):
        first = 0  # "promotes renewable energy and aims to raise its share of consumption to 60 %"
    return any(word.entry.topic == "renewables" for word in sentence.topics_in(max(0, first), clause.last))


_TO = 9  # tokens from a share up to what it is given to


def _is_given_of_income(sentence: Sentence, one: Quantity, deed: Deed) -> bool:
    """Whether a share is a part of what a company earns, given to an end: "will give 1 % of its turnover to conservation"."""
    of_income = sentence.low(one.last) == "of" and EARNED & set(sentence.lows(one.last, one.last + 5))
    gives = deed.verb is not None and deed.verb.entry.name == "deliver" and deed.verb.last == one.lead
    gives = gives and not {"to", "into", "toward", "towards"}.isdisjoint(sentence.lows(one.last, one.last + _TO))
    return one.kind == "percent" and bool(of_income) and gives


def _money_topic(sentence: Sentence, clause: Clause, one: Quantity) -> Topic:
    behind = topic_of(sentence, (one.last, clause.last), firm=True)
    return "society" if behind == "society" else "finance"
