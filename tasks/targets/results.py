"""Whether a figure that was reached is a result of the owner's own, and no property of a product or a market."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.marks import Sentence
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import Reading
from tasks.targets.records import Topic
from tasks.targets.strangers import is_issuer
from tasks.targets.subjects import topic_of

_GROWS = {"renewables", "people", "nature", "suppliers", "materials"}


def is_result(reading: Reading, clause: Clause, one: Quantity, deed: Deed, topic: Topic, *, firm: bool) -> bool:
    """Whether what has been reached is a result of the owner's own, and no property of a product or a market."""
    sentence = reading.sentence
    given = deed.verb is not None and sentence.low(deed.verb.first) in _GIVEN
    if one.kind == "money":  # "has donated $3 million", "has exceeded its goal of $3 million for clean water"
        return given or any(goal.fate in ("met", "exceeded") for goal in sentence.goals)
    if deed.action == "reach" and (
        (topic in ("ghg", "finance") and one.kind in ("percent", "all"))
        or (topic == "energy" and one.unit == "MWh")
        or (topic == "ghg" and one.kind == "measure")
    ):
        return False  # a share of the emissions of others, output, how much is emitted
    if deed.action == "increase" and any(
        deed.metric[0] <= other.first < deed.metric[1] for other in sentence.quantities
    ):
        return False  # "repaired 900 bicycles, a fifth more than the year before": the count is the result
    if _of_others(sentence, clause, one) or _is_property(sentence, clause, one) or _is_beside(reading, clause, one):
        return False
    counted = one.kind == "count" and topic_of(sentence, (one.last - 1, one.last)) is None
    if counted and given and firm:
        return True
    if (
        counted
        or (one.kind == "plain" and not _is_rate_beside_goal(sentence, deed, topic))
        or topic == "products"
        or not firm
        or (deed.action == "increase" and topic not in _GROWS)
    ):
        return False
    lows = sentence.lows(clause.first, clause.last)
    if any(low in _PAST_CUES for low in lows) or any(
        clause.first <= cue.first < clause.last and cue.entry.name in ("has", "was", "so far") for cue in sentence.cues
    ):
        return True
    if any(goal.fate in ("met", "exceeded", "missed") for goal in sentence.goals):
        return True
    past = any(
        clause.first <= verb.first < clause.last
        and (verb.entry.form in ("past", "participle") or sentence.low(verb.first) == "cut")
        for verb in sentence.deeds
    )
    issuer = (reading.release.issuer or "").split()[:1]
    own = any(low in ("our", "its", "we", "company", "group") for low in lows) or any(
        token.text in issuer for token in sentence.tokens[clause.first : clause.last]
    )
    return (
        past
        or reading.listed
        or (
            own
            and topic in ("renewables", "people", "materials", "water", "waste", "governance")
            and one.kind in ("percent", "all")
        )
    )


def _is_rate_beside_goal(sentence: Sentence, deed: Deed, topic: Topic) -> bool:
    """Whether a rate of accidents has come to a level told with its goal: "fell to 1.4, better than its target of 1.5"."""
    changed = topic == "people" and deed.rule == "verb of change to a level"
    return changed and bool(GOAL_NOUNS & set(sentence.lows(0, len(sentence.tokens))))


_GIVEN = {
    "donated", "gave", "given", "contributed", "planted", "mobilized", "mobilised", "arranged", "originated", "lent", "provided",
    "facilitated", "mended", "repaired", "trained", "connected", "restored", "granted",
}  # fmt: skip
_PAST_CUES = {"fell", "rose", "came", "went", "met", "saw", "made"}
_OTHERS = {
    "customers",
    "clients",
    "users",
    "growers",
    "farmers",
    "drivers",
    "passengers",
    "visitors",
    "households",
    "guests",
    "buyers",
}
_OWN = {"we", "our", "us", "its", "company", "group", "own"}
_BEFORE_NOUN = {"our", "its", "the", "all", "their", "enrolled", "participating", "together", "with", "some", "many"}


def _of_others(sentence: Sentence, clause: Clause, one: Quantity) -> bool:
    """Whether those whom the owner serves or buys from did it: "Customers of Acme saved 40 GWh", "farmers reported"."""
    first = clause.first
    while first < one.lead and sentence.low(first) in _BEFORE_NOUN:
        first += 1
    return sentence.low(first) in _OTHERS and first < one.lead


_RIVALS = {"conventional", "comparable", "traditional", "alternatives", "competitors", "competing", "rivals"}
_HELD = {"owned", "controlled", "held", "interest", "stake", "royalty", "equity"}
_AREAS = {"acre", "acres", "ha", "km2", "km", "miles", "m2"}
_CARED_FOR = (
    "restor",
    "protect",
    "conserv",
    "enrol",
    "plant",
    "regenerat",
    "rewild",
    "certif",
    "reforest",
    "rehabilit",
    "clean",
)


def _is_beside(reading: Reading, clause: Clause, one: Quantity) -> bool:
    """Whether a figure tells of what is held, of a market, of the size of a place, of what is only planned or over, of
    what somebody else found, or is but a manner of speaking."""
    sentence = reading.sentence
    if one.kind in ("percent", "all") and _HELD & set(sentence.lows(one.last, one.last + 3)):
        return True  # "a 100 %-owned mill"
    if one.kind in ("percent", "all") and _of_a_market(reading, one):
        return True
    lows = sentence.lows(clause.first, clause.last)
    if one.kind == "measure" and one.unit in _AREAS and not any(low.startswith(_CARED_FOR) for low in lows):
        return True
    if one.kind == "measure" and "pipeline" in sentence.lows(clause.first, one.last):
        return True  # projects that are but planned
    one_of = sentence.lows(one.last, one.last + 2) == ["one", "of"]
    if one.kind == "all" and sentence.low(one.lead) in ("every", "each") and not one_of and "now" not in lows:
        return True  # "every roof is mended with care"
    return lows[1:3] == ["used", "to"] or _by_a_study(sentence)


_OWN_MEASURE = {"iso", "gri", "ghg", "greenhouse", "our", "its", "sbti", "science", "standard"}


def _by_a_study(sentence: Sentence) -> bool:
    """Whether somebody else found the figure: "according to a survey"; not "certified according to ISO 50001"."""
    lows = sentence.lows(0, len(sentence.tokens))
    return "according" in lows and not _OWN_MEASURE & set(lows[lows.index("according") :][:5])


_MARKETS = {"world", "country", "nation", "market", "industry", "sector", "state", "national"}


def _of_a_market(reading: Reading, one: Quantity) -> bool:
    """Whether a share is one of a country's, a market's or another company's: "14 % of Kenya's tea exports"."""
    sentence = reading.sentence
    if sentence.low(one.last) != "of":
        return False
    behind = sentence.tokens[one.last + 1 : one.last + 4]
    if _MARKETS & {token.low for token in behind}:
        return True
    named = next((token for token in behind if token.text[:1].isupper()), None)
    return (
        named is not None
        and named.text not in ("Group", "Company")
        and not is_issuer(named.text, reading.release.issuer)
        and sentence.passage.text[named.end : named.end + 2] in ("'s", "’s")
    )


_RUNS_ON = ("use", "consum", "need", "requir", "emit", "run")


def _is_property(sentence: Sentence, clause: Clause, one: Quantity) -> bool:
    """Whether the figure says what a thing is like: "a pump that needs 15 % less power", "is made of 45 % recycled glass"."""
    words = sentence.lows(max(clause.first, one.lead - 4), one.lead)
    if _OWN & set(sentence.lows(clause.first, one.lead)) or any(one.role == "base" for one in sentence.periods):
        return False
    if sentence.low(one.last) in ("below", "above", "under"):
        return True  # "20 % below the average of the industry"
    if _RIVALS & set(sentence.lows(one.last, clause.last)):
        return True  # "80 % less power than comparable systems"
    if any(word.startswith(_RUNS_ON) for word in words) and {"less", "fewer", "lower"} & set(
        sentence.lows(one.last, one.last + 3)
    ):
        return True
    if "made" in words and {"is", "are"} & set(words):
        return sentence.low(words.index("made") + one.lead - len(words) + 1) in ("with", "from", "of")
    return False
