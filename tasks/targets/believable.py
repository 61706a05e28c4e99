"""Whether a figure is about the environment or society at all, and not about business, markets or the day's news."""

from __future__ import annotations

from itertools import pairwise

from tasks.targets.causes import causes
from tasks.targets.clauses import Clause
from tasks.targets.counted import HARD, PLAIN_OUTCOMES, is_counted_outcome
from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.marks import Sentence
from tasks.targets.money import (
    causes_told,
    is_for_a_cause,
    is_for_what_was_told,
    is_of_price,
    share_of_earnings,
    told_of_money,
)
from tasks.targets.persons import PERSONS
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Topic
from tasks.targets.subjects import topic_of_text

_GREEN = {"products", "materials", "renewables", "energy", "nature", "ghg", "water", "waste", "society"}
_SUSTAINED = {"sustainable", "sustainability", "circular", "greener"}  # what products are to be


_SPENT = {"expenditure", "capex", "spending", "investment", "investments", "budget"}
_MADE = ("harvest", "produc", "process", "manufactur", "ship")
_COMPLYING = {"comply", "complies", "complying", "compliance"}  # what a law asks for is nobody's own aim


_AGREED = {"memorandum", "agreement", "contract", "mou", "option", "letter"}


_REACHES, _ENDS = {"reach", "reaching", "to"}, {"by", "in", "before", "until", ".", ","}


_TRIALS = {"trial", "trials", "study", "phase", "enroll", "enrol", "enrolled", "dosed"}


def believable(
    sentence: Sentence, clause: Clause, one: Quantity, deed: Deed, topic: Topic, *, dated: bool, firm: bool, heads: bool
) -> bool:
    """Whether a promised figure with a topic is a target. `dated`: a deadline is known; `firm`: a word of the topic that is
    not as often about business stands by the figure; `heads`: the figure opens an item of a list of promises."""
    hard = topic in HARD or topic in ("energy", "materials")
    change = hard and deed.action in ("reduce", "increase", "limit") and deed.metric[0] < deed.metric[1]
    if (
        one.qualifier == "at_most"
        and sentence.low(one.lead - 1) in ("for", "of")
        and _AGREED & set(sentence.lows(clause.first, one.lead))
    ):
        return False  # a memorandum for up to so much is no promise of it
    near = causes(sentence, *(deed.metric if change and one.kind != "money" else (clause.first, clause.last)))
    whole = causes(sentence, 0, len(sentence.tokens))
    if one.kind == "money" and sentence.low(one.lead - 1) in _REACHES and sentence.low(one.last) in _ENDS:
        # "lent $3 billion in green loans. It will reach $5 billion by 2030"
        whole |= told_of_money(sentence.passage.before)
    if one.kind == "money" and is_for_what_was_told(sentence, one):
        before = sentence.passage.before
        whole |= {"good cause"} if topic_of_text(before, firm=True) in _GREEN else causes_told(before)
    if "survey" in whole or _COMPLYING & set(sentence.lows(clause.first, clause.last)):
        return False
    if one.unit in ("patients", "participants") and _TRIALS & set(sentence.lows(0, len(sentence.tokens))):
        return False
    wanted = sentence.lows(clause.first, one.lead)
    if deed.action in ("reach", "increase") and any(pair == ("demand", "for") for pair in pairwise(wanted)):
        return False  # how much a market is thought to grow
    made_of_fuels = topic == "energy" and {"output", "production"} & set(sentence.lows(*deed.metric))
    if made_of_fuels and deed.action != "reduce":
        return False  # more oil is business, less of it is a promise
    if one.kind == "multiple" and (GOAL_NOUNS | {"pace", "speed"}) & set(sentence.lows(*deed.metric)):
        return False  # a goal that is doubled is told by its figure
    grows = deed.action == "increase" or one.unit in ("people", "employees", "staff")
    if (
        grows
        and (topic in ("people", "society") or one.kind == "multiple")
        and {"workforce", "staff", "team", "headcount"} & set(sentence.lows(*deed.metric))
    ):
        return False  # more people at work is business
    made = deed.verb is not None and sentence.low(deed.verb.first).startswith(_MADE)
    if one.kind == "measure" and one.unit in ("t", "kg", "lb") and topic == "materials" and made:
        return False  # what is harvested, mined or made is output
    if one.kind == "measure" and topic == "water" and "capacity" in sentence.lows(clause.first, clause.last):
        return False
    if one.kind == "money":
        return is_for_a_cause(sentence, one, deed, near, whole, dated=dated)
    if share_of_earnings(sentence, one, deed):
        return "good cause" in whole
    if is_of_price(sentence, deed):
        return False  # "the price of hydrogen is to fall by half"
    changed = deed.action in ("reduce", "increase") and not sentence.topics_in(*deed.metric)
    if changed and "business" in causes(sentence, *deed.metric):
        return False  # "related costs are to fall by a third", whatever else the sentence is about
    spent = topic == "finance" and one.kind == "percent" and not _SPENT.isdisjoint(sentence.lows(*deed.metric))
    if spent and "good cause" in whole:
        return dated  # "two thirds of its capital expenditure will go into renewables"
    if (
        "business" in near
        and topic not in HARD
        and not (topic == "products" and one.kind == "percent")
        and not (firm and topic in ("people", "society", "suppliers"))
    ):
        return False
    if (
        one.kind == "multiple"
        and deed.action == "increase"
        and topic in ("finance", "products")
        and "business" in whole
    ):
        return False
    if (
        topic == "products"
        and not _SUSTAINED & set(sentence.lows(clause.first, clause.last))
        and not any(
            not word.entry.weak
            and word.entry.topic in _GREEN
            and not {"sales", "sold"} & set(sentence.lows(word.first, word.last))
            for word in sentence.topics
        )
    ):
        return False
    if one.kind == "count":
        if heads and dated and one.unit in PERSONS and topic in ("society", "people"):
            return True  # "Access: 60 million patients a year" in a list of goals
        return (heads and dated and firm and topic not in ("finance", "products")) or is_counted_outcome(
            sentence, one, deed, topic, near, dated=dated, firm=firm
        )
    if deed.action == "increase" and topic == "ghg" and one.kind in ("multiple", "percent"):
        return False
    if one.kind == "measure" and not dated and deed.verb is not None and deed.verb.entry.name == "save":
        return False  # what a project saves counts where it is dated
    if one.kind == "measure" and (not dated or one.unit in ("km", "miles", "square miles", "acre", "ha")):
        if topic == "nature" and dated:
            return True
        plain = deed.verb is not None and any(
            sentence.low(deed.verb.first).startswith(verb.rstrip("e")) for verb in PLAIN_OUTCOMES
        )
        if topic == "nature" and plain:
            return firm
        if not (deed.action in ("limit", "reduce") and topic in HARD):
            return False
    if topic == "finance" and "good cause" not in whole:
        return False
    if not firm and (topic == "society" or (topic == "people" and one.kind not in ("percent", "all", "points"))):
        return False
    if one.kind in ("percent", "all", "points", "multiple"):
        return (
            dated
            or deed.action == "limit"
            or (firm and one.kind == "percent" and _meant(sentence, clause, one))
            or (deed.named and topic in HARD and one.kind != "all" and deed.action == "reduce")
            or (
                firm
                and one.value == 100
                and topic in ("materials", "renewables")
                and deed.verb is not None
                and "will" in sentence.lows(deed.verb.first - 2, deed.verb.first)
            )
        )
    return dated or (deed.named and deed.action in ("limit", "reduce"))


def _meant(sentence: Sentence, clause: Clause, one: Quantity) -> bool:
    """Whether a word of aiming, not of expecting, leads by "to" to a figure: "pledges to fill half of the posts with"."""
    return any(
        cue.entry.name == "aim"
        and not sentence.low(cue.first).startswith(("expect", "anticipat", "foresee", "envis"))
        and clause.first <= cue.first < one.lead <= cue.last + 20
        and (one.lead <= cue.last + 12 or not {",", "("} & set(sentence.lows(cue.last, one.lead)))
        and "to" in sentence.lows(cue.last - 1, one.lead)
        for cue in sentence.cues
    )
