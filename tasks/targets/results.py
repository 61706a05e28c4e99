"""Whether a figure that was reached is a result of the owner's own, and no property of a product or a market."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.marks import Sentence
from tasks.targets.persons import PERSONS
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import Reading
from tasks.targets.records import Topic
from tasks.targets.result_signs import is_named, is_told_as_done, promises
from tasks.targets.strangers import HOLDINGS, is_issuer
from tasks.targets.subjects import topic_of

_GROWS = {"renewables", "people", "nature", "suppliers", "materials"}


_MARGINS = {"margin", "margins"}


def is_result(reading: Reading, clause: Clause, one: Quantity, deed: Deed, topic: Topic, *, firm: bool) -> bool:
    """Whether what has been reached is a result of the owner's own, and no property of a product or a market."""
    sentence = reading.sentence
    if sentence.lows(0, 2) == ["before", "the"] or not _MARGINS.isdisjoint(sentence.lows(one.lead - 3, one.lead)):
        return False  # "before the pandemic it used"; what a sale leaves
    giving = deed.verb.first if deed.verb is not None and sentence.low(deed.verb.first) in _GIVEN else None
    if one.kind == "money":  # "has donated $3 million", "has exceeded its goal of $3 million for clean water"
        if giving is not None:
            return not _given_by_another(reading, clause, one, giving)
        return any(goal.fate in ("met", "exceeded") for goal in sentence.goals)
    changed = deed.rule == "verb of change to a level"
    if deed.action == "reach" and (
        (topic in ("ghg", "finance") and one.kind in ("percent", "all"))
        or (topic == "energy" and one.unit == "MWh")
        or (topic == "ghg" and one.kind == "measure" and not changed)
    ):
        return False  # a share of the emissions of others, output, how much is emitted
    if deed.action == "increase" and any(
        deed.metric[0] <= other.first < deed.metric[1] for other in sentence.quantities
    ):
        return False  # "repaired 900 bicycles, a fifth more than the year before": the count is the result
    if _of_others(sentence, clause, one) or _is_property(sentence, clause, one) or _is_beside(reading, clause, one):
        return False
    counted = one.kind == "count" and topic_of(sentence, (one.last - 1, one.last)) is None
    if one.kind == "count" and giving is not None and ((counted and firm) or one.unit in PERSONS):
        return True
    firm = firm or (deed.action == "reduce" and one.unit in _MEASURED_ALONE)
    if (
        counted
        or not firm
        or (one.kind == "plain" and not (changed and topic == "people" and _names_goal(sentence)))
        or (topic == "products" and not (_is_of_a_goal(sentence) or _is_own_share(reading, clause, one)))
        or (deed.action == "increase" and topic not in _GROWS)
    ):
        return False
    return is_told_as_done(reading, clause, one, deed, topic)


def _names_goal(sentence: Sentence) -> bool:
    """Whether a goal is named: a rate of accidents is a result beside one, "fell to 1.4, better than its target of 1.5"."""
    return bool(sentence.places(GOAL_NOUNS, 0, len(sentence.tokens)))


def _is_of_a_goal(sentence: Sentence) -> bool:
    """Whether a figure is told with the goal that was met, or behind the sentence that promises it."""
    return any(goal.fate in ("met", "exceeded") for goal in sentence.goals) or promises(sentence.passage.before)


def _is_own_share(reading: Reading, clause: Clause, one: Quantity) -> bool:
    """Whether greener products are told as a share of what the issuer, by its name, sells: "made up 41 % of Acme's sales"."""
    return one.kind == "percent" and reading.sentence.low(one.last) == "of" and is_named(reading, clause)


_MEASURED_ALONE = {"m3", "L", "gallons", "tCO2e"}  # a unit that nothing else is measured in


_GIVEN = {
    "donated", "gave", "given", "contributed", "planted", "mobilized", "mobilised", "arranged", "originated", "lent", "provided",
    "facilitated", "mended", "repaired", "trained", "connected", "restored", "granted", "reached", "helped", "supported",
    "educated", "vaccinated", "fed", "equipped", "treated",
}  # fmt: skip
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
_MAKERS = {"manufacturer", "maker", "producer", "supplier", "mill", "company", "partner", "partners", "factory"}
_OWN = {"we", "our", "us", "its", "company", "group", "own"}
_BEFORE_NOUN = {"our", "its", "the", "all", "their", "enrolled", "participating", "together", "with", "some", "many"}


def _given_by_another(reading: Reading, clause: Clause, one: Quantity, verb: int) -> bool:
    """Whether a gift is told by whom it went to, and not as the issuer's: "When Ann Lee gave Norrholm College $3 million"."""
    sentence = reading.sentence
    named = sentence.tokens[verb + 1 : min(verb + 2, one.lead)]
    if not named or not named[0].capital:
        return False
    givers = sentence.tokens[clause.first : verb]
    return not any(one.low in _OWN | {"it"} or is_issuer(one.text, reading.release.issuer) for one in givers)


def _of_others(sentence: Sentence, clause: Clause, one: Quantity) -> bool:
    """Whether those whom the owner serves or buys from did it: "Customers of Acme saved 40 GWh", "farmers reported"."""
    before = sentence.lows(clause.first, one.lead)
    if ("known" in before and _MAKERS & set(before)) or "i" in before or "i" in sentence.lows(one.last, clause.last):
        return True  # "from a mill known for 100 % certified cotton", "over the 30 years that I worked on them"
    first = clause.first
    while first < one.lead and sentence.low(first) in _BEFORE_NOUN:
        first += 1
    return sentence.low(first) in _OTHERS and first < one.lead


_RIVALS = {
    "predecessor",
    "predecessors",
    "conventional",
    "comparable",
    "traditional",
    "alternatives",
    "competitors",
    "competing",
    "rivals",
}
_HELD = {"owned", "controlled", "held", "interest", "stake", "royalty", "equity"}
_TRADED = {
    "agreement", "agreements", "contract", "contracts", "deal", "deals", "order", "orders", "shipped", "sold", "harvested",
    "manufactured",
}  # fmt: skip
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
    if one.kind in ("percent", "all") and _of_a_market(reading, clause, one):
        return True
    lows = sentence.lows(clause.first, clause.last)
    if one.kind == "measure" and one.unit in _AREAS and not any(low.startswith(_CARED_FOR) for low in lows):
        return True
    if one.kind == "measure" and "pipeline" in sentence.lows(clause.first, one.last):
        return True  # projects that are but planned
    if one.kind == "measure" and _TRADED & set(sentence.lows(one.last, one.last + 5)):
        return True  # "250 million gallon agreements", "90,000 pounds of rubber shipped"
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
_NOT_OWN = {
    "world",
    "worldwide",
    "industry",
    "sector",
    "countries",
    "nation",
    "nationwide",
    "eu",
    "union",
    "europe",
    "registrations",
}


def _of_a_market(reading: Reading, clause: Clause, one: Quantity) -> bool:
    """Whether a share is one of a country's, a market's or another company's: "14 % of Kenya's tea exports"."""
    sentence = reading.sentence
    lows = set(sentence.lows(clause.first, clause.last))
    if _NOT_OWN & lows and not ((_OWN | HOLDINGS) & lows or is_named(reading, clause)):
        return True
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


_TIMES = {"year", "month", "day", "week", "quarter", "site", "mill", "plant", "employee", "tonne", "ton"}
_USERS = {"property", "home", "household", "customer", "user", "family", "person", "house", "trip", "use"}


def _each_piece(sentence: Sentence, clause: Clause, one: Quantity) -> bool:
    """Whether a measure is that of each thing sold or of each user: "3 gallons with every bar", "3 tonnes per home"."""
    if one.kind != "measure":
        return False
    for at in range(one.last, clause.last - 1):
        low, behind = sentence.low(at), sentence.low(at + 1)
        if (low in ("every", "each") and behind not in _TIMES) or (low == "per" and behind in _USERS):
            return True
    return False


_RUNS_ON = ("use", "consum", "need", "requir", "emit", "run")


def _is_property(sentence: Sentence, clause: Clause, one: Quantity) -> bool:
    """Whether the figure says what a thing is like: "a pump that needs 15 % less power", "is made of 45 % recycled glass"."""
    words = sentence.lows(max(clause.first, one.lead - 4), one.lead)
    if _each_piece(sentence, clause, one) or {"feature", "features", "featuring"} & set(sentence.lows(0, one.lead)):
        return True  # "a key feature of the crane is its motor, saving 30 % of the energy"
    if _RIVALS & set(sentence.lows(one.last, clause.last)):
        return True  # "80 % less power than comparable systems"
    if _OWN & set(sentence.lows(clause.first, one.lead)) or any(one.role == "base" for one in sentence.periods):
        return False
    if sentence.low(one.last) in ("below", "above", "under"):
        return True  # "20 % below the average of the industry"
    if any(word.startswith(_RUNS_ON) and not word.endswith("ed") for word in words) and {
        "less",
        "fewer",
        "lower",
    } & set(sentence.lows(one.last, one.last + 3)):
        return True
    if "made" in words and {"is", "are"} & set(words):
        return sentence.low(words.index("made") + one.lead - len(words) + 1) in ("with", "from", "of")
    return False
