""" "all", "every", "entirely": a hundred percent of a thing, where they say what is to be reached."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.targets.clauses import Clause
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.marks import Sentence
from tasks.targets.nouns import is_plural
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import in_one_clause
from tasks.targets.state_records import State

_DETERMINERS = {"all", "every", "each"}
_ADVERBS = {"entirely", "exclusively", "solely", "wholly", "purely", "only", "fully", "completely"}
_WORDS = {"alone", "nothing", "self", "everyone", "entire", "whole", "as", *_DETERMINERS, *_ADVERBS}
_PLACES = {"at", "in", "for", "across", "of", "from", "to", "by", "on", "with", "among", "over", "throughout", "above", "after", "under", "through", "between", "reach", "than", "as"}  # fmt: skip
_NOT_COUNTED = {"of", "these", "this", "that", "those", "year", "years", "day", "days", "time", "times", "month", "months", "week", "other", "others", "about", "the", "stakeholders", "aspects", "levels", "our", "its", "their", "who", "which", "it", "over", "around", "along", "hands", "one", "forms", "types", "kinds", "parts", "to", "in", "and", "across", "reached", "measured", "against", "with", "three", "two", "four", "part", "ages", "stages", "but", "at", "step", "rights", "from"}  # fmt: skip
_OBJECT_OF = {"make", "makes", "making", "source", "buy", "supply", "power", "cover", "switch", "convert", "train", "have", "keep", "get", "use", "bring", "equip", "ensure", "that", "sell", "offer", "produce", "certify", "audit", "require", "run", "operate", "replace", "recycle", "reuse", "purchase", "procure", "electrify", "divert", "transition", "transitioning", "design", "redesign", "upgrade", "migrate", "see", "move", "want", "wants", "expects", "trace", "take", "put", "shift", "obtain", "generate", "treat", "pay", "means", "meet", "serve", "serves", "stock", "upskill", "reskill", "educate", "retrain", "protect", "replenish", "collect", "recover", "offset", "paying", "using", "training", "providing", "provide", "switching", "converting", "supplying", "powering", "selling", "buying", "sourcing", "producing", "certifying", "auditing", "running", "equipping", "moving", "recycling", "electrifying", "diverting", "replacing", "offering", "ensuring", "replenishing", "collecting", "recovering", "treating", "returning", "reusing", "bringing", "keeping", "having"}  # fmt: skip
_LIVE_ON = {"on", "from", "with", "of", "by", "renewable", "recycled", "electric", "recyclable", "reusable", "compostable", "carbon", "certified", "deforestation", "refillable", "plant", "organic", "sustainable", "traceable", "renewably", "electrified", "fsc", "rspo", "msc", "fairtrade", "responsibly", "sustainably", "reused", "green", "cage", "zero", "low", "emission", "free", "bio"}  # fmt: skip


_CLAUSE_ENDS = {".", ",", ";", "", "by", "and", "since", "before", "until", "from"}
_GREEN = {"emission", "green", "renewable", "recycled", "certified", "organic", "electric", "recyclable", "reusable"}
_WILL_ONLY = {"use", "buy", "source", "sell", "serve", "offer", "run", "operate"}
_ONE_OF = (
    ["one", "of", "its"],
    ["one", "of", "our"],
    ["one", "of", "their"],
    ["one", "of", "the"],
    ["one", "of", "them"],
)
_BECOMING = {"be", "become", "consist", "run", "go", "switch", "move", "sail", "fly", "drive", "operate", "use"}
_BECOME = {"gone", "become", "switched", "moved", "been"}
_STATED = {"be", "become", "have", "run", "come", "use", "consist"}
_TAKEN = ("used", "bought", "sourced", "served", "sold", "purchased", "accepted", "enter", "procured", "processed")
_ALL_SUCH = 8  # tokens from "exclusively" to of what kind a thing is: "exclusively line-caught or MSC certified"
_REACH = 12  # tokens from a verb to its "all": "paying a living wage to all of its workers"
_SO_NOW = 16  # tokens from "all" to the verb of a subject
_SUCH = {"certified", "recyclable", "electric", "recycled", "renewable"}  # what all of a thing is, and was made
_HAVING = {"have", "has", "hold", "holds"}
_OF_ITS = 4  # tokens from "all" to the number of what it is of: "every one of its 14 yards"
_EXTENDS = ("extend", "expand")
_WITHIN = {"at", "in", "across", "of", "to", "for", "on"}


def find_everything(sentence: Sentence) -> list[Quantity]:
    """The places where "all" and its like stand for 100 % of what is to be reached."""
    found = []
    for place in sentence.places(_WORDS, 0, len(sentence.tokens)):
        low, before, behind = sentence.low(place), sentence.low(place - 1), sentence.low(place + 1)
        if low in ("entire", "whole"):
            fits = before in ("its", "our", "their", "the") and (
                sentence.low(place - 2) in _OBJECT_OF or _is_to_be(sentence, place)
            )
        elif low == "everyone":
            dated = any(one.last == place for one in sentence.periods)
            fits = (dated or before in ("", "that", ",")) and any(
                place < cue.first < place + _SO_NOW and cue.entry.name == "will" for cue in sentence.cues
            )
        elif low == "nothing":
            fits = behind == "but" and any(
                cue.first < place + _SO_NOW and cue.entry.name in ("will", "aim", "goal") for cue in sentence.cues
            )
        elif low == "all" and behind in _STATED and sentence.cue_at(place - 1) is not None:
            fits = before in ("will", "shall")  # "our vans will all be electric"
        elif low == "self":
            fits = behind == "sufficient" and any(
                cue.first < place and cue.entry.name in ("will", "aim", "goal") for cue in sentence.cues
            )
        elif low == "all" and behind == "electric" and sentence.tokens[place + 1].glued:
            fits = before in ("be", "become", "go", "are", "is")
        elif low in _DETERMINERS:
            fits = _determines(sentence, place, before, behind)
        elif low == "as" and behind in ("much", "many"):
            rest = sentence.lows(place + 2, place + 10)
            fits = "as" in rest and any(word in ("it", "they", "we") for word in rest[rest.index("as") + 1 :][:1])
        elif (
            low in ("only", "alone", "exclusively", "solely") and behind in _CLAUSE_ENDS and _is_green(sentence, place)
        ):
            fits = bool(
                _OBJECT_OF & set(sentence.lows(place - 5, place))
                | {"run", "on", "operating"} & set(sentence.lows(place - 7, place))
            )
        elif low == "only" and before == "will" and behind in _WILL_ONLY:
            fits = not _LIVE_ON.isdisjoint(sentence.lows(place + 2, place + 4))
        else:
            fits = (
                low in _ADVERBS - {"only"}
                and before == "be"
                and not _LIVE_ON.isdisjoint(sentence.lows(place + 1, place + _ALL_SUCH))
            ) or (
                low in _ADVERBS
                and not _is_counted(sentence, place)
                and behind in _LIVE_ON
                and (
                    low != "only"
                    or behind in ("on", "renewable", "electric", "recycled", "from")
                    or (behind == "green" and sentence.low(place + 2) in ("power", "electricity"))
                    or before in _OBJECT_OF
                    or _is_only_taken(sentence, place)
                )
                and before != "not"
            )
        if fits:
            found.append(Quantity(place, place + 1 + (low in ("self", "nothing")), 100.0, "%", "all", place))
    return found


def _is_counted(sentence: Sentence, place: int) -> bool:
    """Whether a number that is no year stands right before: "70 fully electric models" are 70."""
    dated = any(one.last == place for one in sentence.periods)
    return sentence.tokens[place - 1].kind == "number" and not dated


def _is_green(sentence: Sentence, place: int) -> bool:
    """Whether what is alone is better than what else there is: "on green power alone", "on biogas alone"."""
    named = (word.entry.topic for word in sentence.topics_in(place - 3, place))
    return bool(_GREEN & set(sentence.lows(place - 3, place))) or "renewables" in named


def _is_only_taken(sentence: Sentence, place: int) -> bool:
    """Whether nothing but a thing is said to be taken: "only cage-free eggs will be used"."""
    will = next((cue for cue in sentence.cues if place < cue.first < place + 10 and cue.entry.name == "will"), None)
    return will is not None and any(low in _TAKEN for low in sentence.lows(will.last, will.last + 2))


def _is_to_be(sentence: Sentence, place: int) -> bool:
    """Whether the whole of a thing is said to become something: "its entire delivery fleet will be electric"."""
    will = next((cue for cue in sentence.cues if place < cue.first < place + 10 and cue.entry.name == "will"), None)
    have = will is not None and sentence.low(will.last) == "have"  # "will have gone electric"
    return will is not None and (
        sentence.low(will.last) in _BECOMING or (have and sentence.low(will.last + 1) in _BECOME)
    )


def _determines(sentence: Sentence, place: int, before: str, behind: str) -> bool:
    at = place + 1
    if behind == "of":
        at += 1
    if at > place + 1 or behind in ("its", "the", "our", "their"):
        while sentence.low(at) in ("its", "the", "our", "their", "of"):
            at += 1
        if sentence.low(at) in ("us", "them", "this", "which", "time"):
            return False
        if sentence.low(at) == "these" and not is_plural(sentence.low(at + 1)):
            return False
    elif behind in _NOT_COUNTED and sentence.lows(at, at + 3) not in _ONE_OF:
        return False
    if before in ('"', "“") and sentence.low(place - 2) in _OBJECT_OF:
        return True  # the goal is to have "all coffee ... come from"
    if before in _WITHIN and _brought_to(sentence, place):
        return True
    if before == "for" and _is_wanted_to(sentence, place):
        return True
    if before in _PLACES or before in ("not", "almost", "nearly", "first"):
        return False
    if before in _OBJECT_OF:
        return True
    opens = (
        place == 0
        or before in (",", ";", ":", "“", '"', "and", "that", "–", "by")
        or sentence.low(place - 2) in ("by", "from", "until", "in")
        or any(p.last == place for p in sentence.periods)
    )
    if not opens:
        return False
    if _is_so_now(sentence, place):
        return True
    if not any(cue.entry.name != "is" for cue in sentence.cues) and any(
        one.role == "deadline" for one in sentence.periods
    ):
        return before == ":" or (place == 0 and sentence.passage.label == "list")
    if before == ":" and any(cue.first < place and cue.entry.name in ("will", "aim", "goal") for cue in sentence.cues):
        return True  # "what it wants to have done by 2025: all of its oil certified"
    return any(
        place < cue.first < place + 22 and (cue.entry.name in ("will", "aim") or sentence.low(cue.first) == "must")
        for cue in sentence.cues
    )


def _is_wanted_to(sentence: Sentence, place: int) -> bool:
    """Whether what is behind "for" is to come to something: "aims for all of its boxes to be recyclable", "The plan is for"."""
    aimed = any(cue.last == place - 1 and cue.entry.name in ("aim", "goal") for cue in sentence.cues)
    named = sentence.low(place - 2) in ("is", "was", "remains") and not GOAL_NOUNS.isdisjoint(sentence.lows(0, place))
    return (aimed or named) and "to" in sentence.lows(place, place + _SO_NOW)


def _is_so_now(sentence: Sentence, place: int) -> bool:
    """Whether something is told to have come to hold for all of a thing: "all of its mills now run on renewable power"."""
    behind = sentence.lows(place, place + _SO_NOW)
    verb = next((at for at, low in enumerate(behind) if low in ("is", "are")), None)
    such = verb is not None and not _SUCH.isdisjoint(behind[verb + 1 : verb + 2])
    come = (
        such
        or ("now" in behind and not _HAVING & set(behind[behind.index("now") + 1 :][:1]))
        or (sentence.places({"since"}, 0, len(sentence.tokens)) and {"has", "have"} & set(behind))
    )
    return bool(come) and not any(cue.entry.name in ("will", "aim", "perhaps") for cue in sentence.cues)


def _brought_to(sentence: Sentence, place: int) -> bool:
    """Whether a thing is promised for every one of some places by a year: "will be installed at all mills by 2027"."""
    promised = any(cue.first < place and cue.entry.name in ("will", "aim", "goal") for cue in sentence.cues)
    due = any(one.role == "deadline" and one.year is not None for one in sentence.periods)
    verbs = [
        one
        for one in sentence.deeds
        if one.first < place
        and (one.entry.name == "deliver" or sentence.low(one.first).startswith(_EXTENDS))
        and sentence.is_verb(one)
    ]
    if not (promised and due and verbs) or place - verbs[-1].last >= _REACH:
        return False
    end = min(
        (one.first for one in sentence.periods if one.role == "deadline" and one.first > place), default=place + _REACH
    )
    return not any(
        one.kind != "plain" and not place < one.lead <= place + _OF_ITS and verbs[-1].last <= one.first < end
        for one in sentence.quantities
    )


def beside_other_figures(
    sentence: Sentence, clauses: list[Clause], told: Sequence[Quantity], states: Sequence[State]
) -> list[Quantity]:
    """The wholes that are promises of their own, and not said of what another figure of their clause promises: "all sites
    will cut waste by 20 %"."""
    taken = [state.first for state in states] + [
        one.first
        for one in sentence.quantities
        if one.kind in ("percent", "points", "multiple")
        and sentence.low(one.lead - 1) not in ("from", "against", "versus")
        and not {"(", ":"} <= set(sentence.lows(one.lead - 4, one.lead))  # "(today: 63 %)"
    ]
    everything = [
        one
        for one in told
        if not any(
            in_one_clause(clauses, one.first, other)
            and not (due_between(sentence, one.first, other) or sentence.low(one.first - 1) == "and")
            and not _opens_list(sentence, one.first, other)
            for other in taken
        )
    ]
    everything = [
        one
        for one in everything
        if sentence.low(one.first) not in ("alone", "only")
        or not any(other.first < one.first and in_one_clause(clauses, other.first, one.first) for other in everything)
    ]  # "wants every supplier to use green power alone" is one promise
    limits = [one.first for one in sentence.quantities if one.kind == "plain" and one.qualifier == "at_most"]
    everything = [
        one
        for one in everything
        if not any(one.first < other and in_one_clause(clauses, one.first, other) for other in limits)
    ]  # "all mills will hold their rate at 3 or less": what is due is the rate
    return everything


def _opens_list(sentence: Sentence, first: int, other: int) -> bool:
    """Whether "all" opens a list behind a colon and another figure is that of a later item: "by 2030: all oil certified, and
    waste halved"."""
    return sentence.low(first - 1) == ":" and first < other and "," in sentence.lows(first, other)


def due_between(sentence: Sentence, first: int, other: int) -> bool:
    """Whether a deadline parts two figures of a clause: "all of its power by 2050 and 60 % by 2035"."""
    low, high = sorted((first, other))
    return any(one.role == "deadline" and low < one.first < high for one in sentence.periods)
