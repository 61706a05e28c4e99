"""Whether a figure is about the environment or society at all, and not about business, markets or the day's news."""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise

from tasks.targets.causes import causes
from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS, goal_at
from tasks.targets.hearsay import is_still_due
from tasks.targets.marks import Sentence
from tasks.targets.money import (
    causes_told,
    is_for_a_cause,
    is_for_what_was_told,
    is_of_price,
    share_of_earnings,
    told_of_money,
)
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Topic
from tasks.targets.subjects import topic_of_text
from tasks.targets.topics_of_figures import PERSONS

_GREEN = {"products", "materials", "renewables", "energy", "nature", "ghg", "water", "waste", "society"}
_SUSTAINED = {"sustainable", "sustainability", "circular", "greener"}  # what products are to be
_HARD = {"ghg", "renewables", "water", "waste", "nature"}


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
    hard = topic in _HARD or topic in ("energy", "materials")
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
    if one.kind == "multiple" and GOAL_NOUNS & set(sentence.lows(*deed.metric)):
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
    if (
        "business" in near
        and topic not in _HARD
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
        return (heads and dated and firm and topic not in ("finance", "products")) or _count(
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
            sentence.low(deed.verb.first).startswith(verb.rstrip("e")) for verb in _PLAIN_OUTCOMES
        )
        if topic == "nature" and plain:
            return firm
        if not (deed.action in ("limit", "reduce") and topic in _HARD):
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
            or (deed.named and topic in _HARD and one.kind != "all" and deed.action == "reduce")
            or (
                firm
                and one.value == 100
                and topic in ("materials", "renewables")
                and deed.verb is not None
                and "will" in sentence.lows(deed.verb.first - 2, deed.verb.first)
            )
        )
    return dated or (deed.named and deed.action in ("limit", "reduce"))


_FOR_PEOPLE = {"treated", "trained", "reached", "vaccinated", "connected", "helped", "lifted", "supported", "educated", "benefit", "receive", "gain", "covered", "served", "offered", "given", "access", "housed", "screened", "fed"}  # fmt: skip
_PREDICATE = 8  # tokens between counted people and what is told of them


def _is_done_for(sentence: Sentence, one: Quantity) -> bool:
    """Whether counted people are the subject of what is to be done for them, or of what they are to have: "1.5 million people
    will have been treated", "4,000 growers are to earn a living income"."""
    will = next(
        (
            cue.last
            for cue in sentence.cues
            if one.last <= cue.first < one.last + _PREDICATE and cue.entry.name in ("will", "aim")
        ),
        None,
    )
    if will is None or one.unit not in PERSONS:
        return False
    done = not _FOR_PEOPLE.isdisjoint(sentence.lows(will, will + 4))
    return done or any(
        word.entry.topic == "society" and not word.entry.weak for word in sentence.topics_in(will, will + _PREDICATE)
    )


def _is_aimed_at(sentence: Sentence, one: Quantity) -> bool:
    """Whether a word of aiming stands right before counted things: "is targeting 30 million patients", "aims for 400 schools"."""
    at = one.lead - (sentence.low(one.lead - 1) in ("for", "at"))
    return any(cue.entry.name == "aim" and cue.last == at for cue in sentence.cues)


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


# Verbs whose object is an outcome even where no date is given.
_PLAIN_OUTCOMES = {
    "plant",
    "restore",
    "protect",
    "conserve",
    "donate",
    "distribute",
    "train",
    "educate",
    "feed",
    "equip",
    "vaccinate",
    "rewet",
    "remove",
    "reforest",
    "rehabilitate",
    "support",
    "empower",
    "upskill",
    "reskill",
    "replenish",
}


_BROUGHT = {"reached", "trained", "supported", "planted", "restored", "protected", "helped", "educated"}
_BRINGING = {"planting", "restoration", "protection", "conservation", "distribution", "training", "rehabilitation"}


_CLEAN = {"electric", "electrified", "electrify", "led", "hybrid", "hydrogen", "zero", "efficient", "solar", "emission", "emissions", "heat", "charging", "renewable"}  # fmt: skip


_SERVICE = ("on the road", "on the roads", "in service", "in operation", "in use", "in its fleet", "in our fleet")


def _in_service(sentence: Sentence, one: Quantity) -> bool:
    """Whether counted things are to be at work by then."""
    behind = " ".join(sentence.lows(one.last, one.last + 7))
    return any(f" {words}" in f" {behind}" for words in _SERVICE)


def _count(
    sentence: Sentence, one: Quantity, deed: Deed, topic: Topic, near: Set[str], *, dated: bool, firm: bool
) -> bool:
    """Counted things are an outcome behind a verb that brings them about; without a date only behind the plainest."""
    verb = deed.verb
    if verb is None and sentence.low(one.lead - 1) == "of" and sentence.low(one.lead - 2) in _BRINGING:
        return dated and topic in ("nature", "society")  # "will see the planting of 2 million mangroves"
    counted = deed.rule == "verb of change to a level" and "number" in sentence.lows(*deed.metric)
    if counted and dated and topic in ("nature", "society", "people", "suppliers"):
        return (
            firm or one.unit in PERSONS or topic_of_text(one.unit or "", firm=True) == topic
        )  # "the number is to grow to 300"
    if deed.rule == "multiple to a level":
        return dated and topic in ("nature", "society", "people", "suppliers")  # "double the number of trees to 90,000"
    goal = goal_at(sentence.goals, one.first)
    if verb is None and ((goal is not None and goal.fate == "moved") or is_still_due(sentence, one.lead)):
        return dated and topic in ("nature", "society", "energy", "people")
    if verb is None and sentence.low(one.last) in _BROUGHT:
        return dated and topic in ("nature", "society", "people")  # "our ambition: 1 billion people reached"
    if verb is None and dated and topic in ("energy", "products") and _in_service(sentence, one):
        return bool(_CLEAN & set(sentence.lows(one.first, one.last)))  # "will have 900 electric vans on the road"
    if verb is None and dated and topic in ("society", "people", "suppliers") and _is_done_for(sentence, one):
        return True
    if verb is None and dated and (firm or one.unit in PERSONS) and _is_aimed_at(sentence, one):
        return topic in ("society", "nature", "people", "suppliers")
    if (
        topic in ("finance", "products")
        or verb is None
        or verb.entry.name in ("trade", "keep")
        or ("business" in near and not firm)
    ):
        return False
    if topic == "energy" and not _CLEAN & set(sentence.lows(0, len(sentence.tokens))):
        return False  # more ships or trucks are business, electric ones are not
    if not dated:
        return topic in ("nature", "society") and any(
            sentence.low(verb.first).startswith(plain.rstrip("e")) for plain in _PLAIN_OUTCOMES
        )
    if sentence.low(verb.first).startswith("recruit") and topic not in ("people", "society"):
        return False  # "its sustainability practice grew, and it plans to recruit 50 consultants"
    if topic == "people" and sentence.low(verb.first).startswith(_TRAINED):
        return True  # whatever the trade: "will have trained all 4,000 of its drivers in economical driving"
    return topic in _HARD or topic == "suppliers" or firm or (topic == "society" and _named_near(sentence, one))


_TRAINED = ("train", "retrain", "upskill", "reskill")


def _named_near(sentence: Sentence, one: Quantity) -> bool:
    """Whether people are named before a count or up to the comma behind it, not in what the counted things are good for."""
    if one.unit not in sentence.lows(one.first, one.last):
        return True  # what the sentence before counted
    comma = next(iter(sentence.places({","}, one.last, len(sentence.tokens))), len(sentence.tokens))
    return any(word.entry.topic == "society" for word in sentence.topics_in(0, comma))
