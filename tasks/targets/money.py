"""Which sums are targets: money given or invested for the environment or society."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from itertools import pairwise

from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS, goal_at
from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence
from tasks.targets.quantities import find_quantities
from tasks.targets.quantity_records import Quantity
from tasks.targets.tokens import tokenize


@lru_cache(maxsize=256)
def causes_told(text: str) -> frozenset[str]:
    """Whether a sentence tells of a good cause."""
    return frozenset(one.entry.name for one in book("causes").all(tokenize(text))) & {"good cause"}


@lru_cache(maxsize=256)
def told_of_money(text: str) -> frozenset[str]:
    """Whether a sentence with a sum tells of a good cause."""
    with_sum = any(one.kind == "money" for one in find_quantities(tokenize(text)))
    return causes_told(text) if with_sum else frozenset()


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
_SETTING_UP = {"launch", "create", "establish", "up", "start"}
_THE_SAID = {"the", "this", "that"}
_GETTING = ("receiv", "win", "won", "earn", "gain")
EARNED = {"profit", "profits", "revenue", "revenues", "sales", "turnover", "earnings", "income"}


def share_of_earnings(sentence: Sentence, one: Quantity, deed: Deed) -> bool:
    """ "will donate 1 % of its annual profits": a share of what is earned that is given away."""
    given = (
        deed.verb is not None
        and deed.verb.entry.form in ("base", "ing")
        and sentence.low(deed.verb.first).rstrip("esding") in _GIVING_STEMS
    )
    return one.kind == "percent" and given and bool(EARNED & set(sentence.lows(one.last, one.last + 6)))


def _headed(sentence: Sentence, one: Quantity) -> bool:
    return sentence.passage.label == "list" and one.lead <= 1


def is_for_a_cause(
    sentence: Sentence, one: Quantity, deed: Deed, near: Set[str], whole: Set[str], *, dated: bool
) -> bool:
    """Money counts where it is given or invested for a good cause."""
    if sentence.low(one.last) == "per" or (
        sentence.low(one.last) in ("from", "for", "of") and sentence.low(one.last + 1) in ("every", "each")
    ):
        return False  # so much of every sale is no sum that can be checked
    if deed.verb is not None and sentence.low(deed.verb.first).startswith(_GETTING):
        return False
    if sentence.low(one.last) == "endowment":
        return False  # how much there is
    if sentence.low(one.lead - 1) == "at" and "value" in sentence.lows(0, one.lead):
        return False  # "puts the value of reefs at $2 billion"
    if (
        not dated
        and sentence.low(one.lead - 1) in _THE_SAID
        and GOAL_NOUNS & set(sentence.lows(one.last, one.last + 3))
    ):
        return False  # "the $5 million pledge": one that was told before
    if sentence.low(0) == "spend" and one.lead == 1:
        return False  # "Spend $90 or more and receive a lamp"
    if deed.verb is None and "market" in sentence.lows(0, one.lead):
        return False  # "targets the $3 billion education market with an investment of"
    if {"market", "industry", "sector", "opportunity"} & set(sentence.lows(one.last, one.last + 5)):
        return False  # how large a market is
    if dated and deed.action == "reach" and _is_of_green_debt(sentence, one):
        return True  # "will issue $2 billion of green bonds"
    if sentence.lows(one.last, one.last + 2) in _KEPT_FOR and "good cause" in whole:
        return True  # "Of this sum, $40 million is earmarked for small farmers"
    lent = {"loans", "lending", "mortgages", "financing"} & set(sentence.lows(0, len(sentence.tokens)))
    if lent and dated and _headed(sentence, one) and "good cause" in whole:
        return True  # an item of a bank's plan for a community
    if "business" in near or deed.action in ("reduce", "limit") or "good cause" not in whole:
        return False
    pledged = any(
        cue.entry.name == "aim" and cue.last == one.lead and sentence.low(cue.first).startswith(("pledg", "commit"))
        for cue in sentence.cues
    )  # "pledges $25 million to wildfire relief"
    if (
        pledged
        or GOAL_NOUNS & set(sentence.lows(one.last, one.last + 3))
        or (dated and _is_of_goal(sentence, one))
        or (_raised_for_charity(sentence, one, deed) and "charity" in whole)
    ):
        return True
    if "fund" in sentence.lows(one.last, one.last + 4) and _SETTING_UP & set(sentence.lows(one.lead - 4, one.lead)):
        return True  # "will launch a new $1 billion climate fund"
    if dated and sentence.low(one.last) == "invested":
        return True  # "wants to have $8 billion invested in"
    if deed.verb is not None and deed.verb.entry.name in ("deliver", "increase"):
        return sentence.low(deed.verb.first).rstrip("esding") in _GIVING_STEMS | {""} or dated
    lows = sentence.lows(0, len(sentence.tokens))
    return (dated and bool(_GIVEN & set(lows))) or any(
        pair in (("go", "into"), ("goes", "into"), ("go", "to")) for pair in pairwise(lows)
    )


_KEPT_FOR = (["is", "earmarked"], ["is", "reserved"], ["are", "earmarked"], ["are", "reserved"])
_DEBT = {"bond", "bonds", "loan", "loans", "notes", "sukuk"}
_GREEN_KINDS = {"green", "social", "sustainability", "sustainable", "blue", "transition"}


def _is_of_green_debt(sentence: Sentence, one: Quantity) -> bool:
    """Whether a sum is one of bonds or loans for the environment or society: "$2 billion of green bonds"."""
    behind = sentence.lows(one.last, one.last + 6)
    kinds = [at for at, low in enumerate(behind) if low in _GREEN_KINDS]
    return behind[:1] in (["of"], ["in"]) and bool(kinds) and not _DEBT.isdisjoint(behind[kinds[0] :])


def _is_of_goal(sentence: Sentence, one: Quantity) -> bool:
    """Whether a sum is what a goal asks for: "a target of $3 billion in green loans", "raised its loan target to $4 billion"."""
    goal = goal_at(sentence.goals, one.first)
    moved = goal is not None and goal.fate == "moved" and sentence.low(one.lead - 1) == "to"
    return moved or (sentence.low(one.lead - 1) == "of" and sentence.low(one.lead - 2) in GOAL_NOUNS)


def _raised_for_charity(sentence: Sentence, one: Quantity, deed: Deed) -> bool:
    """ "aims to raise $10,000", "a goal of raising $2 million": what donors are to give."""
    return (
        deed.verb is not None
        and sentence.low(deed.verb.first) in ("raise", "raising")
        and one.lead - deed.verb.last < 3
    )


_THESE = {"these", "the", "this"}
_UNDERTAKEN = {"measures", "programme", "program", "projects", "initiatives", "plan", "works"}


def is_for_what_was_told(sentence: Sentence, one: Quantity) -> bool:
    """Whether a sum is for what the sentence before tells of: "will put $9 million into this programme"."""
    pairs = pairwise(sentence.lows(one.last, len(sentence.tokens)))
    return any(pair[0] in _THESE and pair[1] in _UNDERTAKEN for pair in pairs)


_PRICES = {"price", "prices", "cost", "costs"}


def is_of_price(sentence: Sentence, deed: Deed) -> bool:
    """Whether what changes is what a thing costs: the words before "of"."""
    words = sentence.lows(*deed.metric)
    return not _PRICES.isdisjoint(words[: words.index("of") if "of" in words else len(words)])
