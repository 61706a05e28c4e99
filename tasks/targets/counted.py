"""Whether counted things are an outcome for the environment or society: "plant 400,000 trees", "30 million patients"."""

from __future__ import annotations

from collections.abc import Set

from tasks.targets.deed_records import Deed
from tasks.targets.goals import goal_at
from tasks.targets.hearsay import is_still_due
from tasks.targets.marks import Sentence
from tasks.targets.persons import PERSONS
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Topic
from tasks.targets.subjects import topic_of_text

HARD = {"ghg", "renewables", "water", "waste", "nature"}  # topics that business as usual is seldom about

# Verbs whose object is an outcome even where no date is given.
PLAIN_OUTCOMES = {
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
    "fund",
    "sponsor",
}


_FOR_PEOPLE = {"treated", "trained", "reached", "vaccinated", "connected", "helped", "lifted", "supported", "educated", "benefit", "receive", "gain", "covered", "served", "offered", "given", "access", "earn", "housed", "screened", "fed"}  # fmt: skip
_STAFF = {"colleagues", "employees", "staff", "apprentices"}
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
    persons = one.unit in PERSONS | _STAFF or any(
        word.entry.topic in ("society", "people", "suppliers") and not word.entry.weak
        for word in sentence.topics_in(one.first, one.last)
    )
    if will is None or not persons:
        return False
    done = not _FOR_PEOPLE.isdisjoint(sentence.lows(will, will + 4))
    return done or any(
        word.entry.topic == "society" and not word.entry.weak for word in sentence.topics_in(will, will + _PREDICATE)
    )


def _is_aimed_at(sentence: Sentence, one: Quantity) -> bool:
    """Whether a word of aiming stands right before counted things: "is targeting 30 million patients", "aims for 400 schools"."""
    if sentence.low(one.lead - 1) == "of" and sentence.low(one.lead - 2) in ("goal", "target", "aim"):
        return True  # "with a goal of 200,000 eye tests"
    at = one.lead - (sentence.low(one.lead - 1) in ("for", "at"))
    at -= 2 if sentence.lows(at - 2, at) == ["to", "see"] else 0
    return any(cue.entry.name == "aim" and cue.last in (at, at + 1) for cue in sentence.cues)


_BROUGHT = {"reached", "trained", "supported", "planted", "restored", "protected", "helped", "educated"}
_BRINGING = {"planting", "restoration", "protection", "conservation", "distribution", "training", "rehabilitation"}


_CLEAN = {"electric", "electrified", "electrify", "led", "hybrid", "hydrogen", "zero", "lithium", "battery", "efficient", "solar", "emission", "emissions", "heat", "charging", "renewable"}  # fmt: skip


_SERVICE = ("on the road", "on the roads", "in service", "in operation", "in use", "in its fleet", "in our fleet")


def _in_service(sentence: Sentence, one: Quantity) -> bool:
    """Whether counted things are to be at work by then."""
    behind = " ".join(sentence.lows(one.last, one.last + 7))
    return any(f" {words}" in f" {behind}" for words in _SERVICE)


def is_counted_outcome(
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
    if verb is None and dated and not near and _is_promised_thing(sentence, one, topic):
        return True
    if (
        topic in ("finance", "products")
        or verb is None
        or verb.entry.name in ("trade", "keep")
        or ("business" in near and not (firm and _is_named(sentence, topic)))
    ):
        return False
    if topic == "energy" and not _CLEAN & set(sentence.lows(0, len(sentence.tokens))):
        return False  # more ships or trucks are business, electric ones are not
    if not dated:
        return (
            sentence.low(one.lead - 1) != "the"
            and sentence.lows(0, 2) not in (["for", "every"], ["for", "each"])  # so many for each one sold is no sum
            and topic in ("nature", "society")
            and any(sentence.low(verb.first).startswith(plain.rstrip("e")) for plain in PLAIN_OUTCOMES)
        )
    if sentence.low(verb.first).startswith("recruit") and topic not in ("people", "society"):
        return False  # "its sustainability practice grew, and it plans to recruit 50 consultants"
    if topic == "people" and sentence.low(verb.first).startswith(_TRAINED):
        return True  # whatever the trade: "will have trained all 4,000 of its drivers in economical driving"
    return topic in HARD or topic == "suppliers" or firm or (topic == "society" and _named_near(sentence, one))


def _is_named(sentence: Sentence, topic: Topic) -> bool:
    """Whether a word that stands for a topic alone is in the sentence."""
    return any(word.entry.topic == topic and not word.entry.weak for word in sentence.topics)


_THINGS = {"nature", "society", "waste", "water", "suppliers", "people"}


def _is_promised_thing(sentence: Sentence, one: Quantity, topic: Topic) -> bool:
    """Whether counted things are themselves of the environment or society, and a verb that need not be known is promised right
    before or behind them: "will settle two million oysters", "a million seedlings will go into the ground"."""
    own = [word for word in sentence.topics_in(one.first, one.last) if not word.entry.weak]
    will = any(
        cue.entry.name == "will" and (one.lead - 3 <= cue.last < one.lead or cue.first == one.last)
        for cue in sentence.cues
    )
    return will and topic in _THINGS and any(word.entry.topic == topic for word in own)


_TRAINED = ("train", "retrain", "upskill", "reskill")


def _named_near(sentence: Sentence, one: Quantity) -> bool:
    """Whether people are named before a count or up to the comma behind it, not in what the counted things are good for."""
    if one.unit not in sentence.lows(one.first, one.last):
        return True  # what the sentence before counted
    comma = next(iter(sentence.places({","}, one.last, len(sentence.tokens))), len(sentence.tokens))
    return any(word.entry.topic == "society" for word in sentence.topics_in(0, comma))
