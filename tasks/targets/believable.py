"""Whether a figure is about the environment or society at all, and not about business, markets or the day's news."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from itertools import pairwise

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Topic

_GREEN = {"products", "materials", "renewables", "energy", "nature", "ghg", "water", "waste", "society"}
_SUSTAINED = {"sustainable", "sustainability", "circular", "greener"}  # what products are to be
_HARD = {"ghg", "renewables", "water", "waste", "nature"}


_MADE = ("harvest", "produc", "process", "manufactur", "ship")
_COMPLYING = {"comply", "complies", "complying", "compliance"}  # what a law asks for is nobody's own aim


_AGREED = {"memorandum", "agreement", "contract", "mou", "option", "letter"}


@lru_cache(maxsize=64)
def causes(sentence: Sentence, first: int, last: int) -> frozenset[str]:
    """Which of good cause, business and survey are spoken of from one token up to another."""
    told = frozenset(one.entry.name for one in book("causes").all(sentence.tokens[max(0, first) : last]))
    return told | {"good cause"} if "charity" in told else told


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
    if "survey" in whole or _COMPLYING & set(sentence.lows(clause.first, clause.last)):
        return False
    if one.unit in ("patients", "participants") and _TRIALS & set(sentence.lows(0, len(sentence.tokens))):
        return False
    wanted = sentence.lows(clause.first, one.lead)
    if deed.action in ("reach", "increase") and any(pair == ("demand", "for") for pair in pairwise(wanted)):
        return False  # how much a market is thought to grow
    if one.kind == "multiple" and GOAL_NOUNS & set(sentence.lows(*deed.metric)):
        return False  # a goal that is doubled is told by its figure
    grows = deed.action == "increase" or one.unit in ("people", "employees", "staff")
    if (
        grows
        and topic in ("people", "society")
        and {"workforce", "staff", "team", "headcount"} & set(sentence.lows(*deed.metric))
    ):
        return False  # more people at work is business
    made = deed.verb is not None and sentence.low(deed.verb.first).startswith(_MADE)
    if one.kind == "measure" and one.unit in ("t", "kg", "lb") and topic == "materials" and made:
        return False  # what is harvested, mined or made is output
    if one.kind == "measure" and topic == "water" and "capacity" in sentence.lows(clause.first, clause.last):
        return False
    if one.kind == "money":
        return _money(sentence, one, deed, near, whole, dated=dated)
    if _share_of_earnings(sentence, one, deed):
        return "good cause" in whole
    if "business" in near and change and not sentence.topics_in(*deed.metric):
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


_GIVEN = {
    "investment",
    "investments",
    "commitment",
    "donation",
    "donations",
    "pledge",
    "grant",
    "grants",
    "contribution",
    "contributions",
    "finance",
    "financing",
    "bonuses",
    "fund",
}
_GIVING = {
    "donate", "invest", "commit", "pledge", "provide", "give", "contribute", "spend", "allocate", "fund", "grant", "mobilize", "mobilise", "finance",
    "make", "pay", "earmark", "dedicate", "channel", "facilitate", "deploy", "award", "set", "put", "go", "offer", "increase", "lend", "return",
}  # fmt: skip
_GIVING_STEMS = {verb.rstrip("esding") for verb in _GIVING}
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


def _headed(sentence: Sentence, one: Quantity) -> bool:
    return sentence.passage.label == "list" and one.lead <= 1


_THE_SAID = {"the", "this", "that"}
_GETTING = ("receiv", "win", "won", "earn", "gain")
_EARNED = {"profit", "profits", "revenue", "revenues", "sales", "turnover", "earnings", "income"}


def _share_of_earnings(sentence: Sentence, one: Quantity, deed: Deed) -> bool:
    """ "will donate 1 % of its annual profits": a share of what is earned that is given away."""
    given = (
        deed.verb is not None
        and deed.verb.entry.form in ("base", "ing")
        and sentence.low(deed.verb.first).rstrip("esding") in _GIVING_STEMS
    )
    return one.kind == "percent" and given and bool(_EARNED & set(sentence.lows(one.last, one.last + 6)))


def _money(sentence: Sentence, one: Quantity, deed: Deed, near: Set[str], whole: Set[str], *, dated: bool) -> bool:
    """Money counts where it is given or invested for a good cause."""
    if sentence.low(one.last) == "per" or (
        sentence.low(one.last) in ("from", "for", "of") and sentence.low(one.last + 1) in ("every", "each")
    ):
        return False  # so much of every sale is no sum that can be checked
    if deed.verb is not None and sentence.low(deed.verb.first).startswith(_GETTING):
        return False
    if (
        not dated
        and sentence.low(one.lead - 1) in _THE_SAID
        and GOAL_NOUNS & set(sentence.lows(one.last, one.last + 3))
    ):
        return False  # "the $5 million pledge": one that was told before
    if {"market", "industry", "sector", "opportunity"} & set(sentence.lows(one.last, one.last + 5)):
        return False  # how large a market is
    if "business" in near or deed.action in ("reduce", "limit") or "good cause" not in whole:
        return False
    pledged = any(
        cue.entry.name == "aim" and cue.last == one.lead and sentence.low(cue.first).startswith(("pledg", "commit"))
        for cue in sentence.cues
    )  # "pledges $25 million to wildfire relief"
    if (
        pledged
        or GOAL_NOUNS & set(sentence.lows(one.last, one.last + 3))
        or (_raised_for_charity(sentence, one, deed) and "charity" in whole)
    ):
        return True
    if deed.verb is not None and deed.verb.entry.name in ("deliver", "increase"):
        return sentence.low(deed.verb.first).rstrip("esding") in _GIVING_STEMS | {""} or dated
    lows = sentence.lows(0, len(sentence.tokens))
    if _headed(sentence, one) and dated and {"loans", "lending", "mortgages", "financing"} & set(lows):
        return True
    return (dated and bool(_GIVEN & set(lows))) or any(
        pair in (("go", "into"), ("goes", "into"), ("go", "to")) for pair in pairwise(lows)
    )


def _raised_for_charity(sentence: Sentence, one: Quantity, deed: Deed) -> bool:
    """ "aims to raise $10,000", "a goal of raising $2 million": what donors are to give."""
    return (
        deed.verb is not None
        and sentence.low(deed.verb.first) in ("raise", "raising")
        and one.lead - deed.verb.last < 3
    )


_CLEAN = {"electric", "electrified", "electrify", "led", "hybrid", "hydrogen", "zero", "efficient", "solar", "emission", "emissions", "heat", "charging", "renewable"}  # fmt: skip


def _count(
    sentence: Sentence, one: Quantity, deed: Deed, topic: Topic, near: Set[str], *, dated: bool, firm: bool
) -> bool:
    """Counted things are an outcome behind a verb that brings them about; without a date only behind the plainest."""
    verb = deed.verb
    if verb is None and sentence.low(one.lead - 1) == "of" and sentence.low(one.lead - 2) in _BRINGING:
        return dated and topic in ("nature", "society")  # "will see the planting of 2 million mangroves"
    if verb is None and sentence.low(one.last) in _BROUGHT:
        return dated and topic in ("nature", "society", "people")  # "our ambition: 1 billion people reached"
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
    return topic in _HARD or topic == "suppliers" or firm or topic == "society"
