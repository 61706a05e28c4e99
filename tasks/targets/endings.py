"""Things that end: phased out, gone, the last of them, no longer used."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.targets.clauses import Clause
from tasks.targets.marks import Sentence
from tasks.targets.nothing_of import NONE_WORDS
from tasks.targets.noun_phrases import object_of, subject_of
from tasks.targets.records import Topic
from tasks.targets.state_records import State
from tasks.targets.subjects import Span, topic_of

_FINANCING = {"finance", "fund", "insure", "underwrite"}
_ENDING_WORDS = {"thing", "history", "take", "takes", "taking", "remove", "removes", "gone", "no", "last", "final", "remaining", "out", "rid"}  # fmt: skip
ENDS = _ENDING_WORDS | NONE_WORDS | {"not"}


_RID = 7  # tokens from "rid" to "of": "rid its canteens of"
_SPLIT = 3  # tokens of a verb that holds its thing
_NO_OBJECT = {"altogether", "entirely", "completely", "at", "in", "by", "on", "across", "from", "before", ".", ""}


def things_ended(sentence: Sentence, clause: Clause) -> Iterator[State]:
    """A verb of ending with its object, or in the passive with its subject: "phase out coal", "coal will be phased out"."""
    for deed in sentence.deeds:
        if deed.entry.name != "end" or not clause.first <= deed.first < clause.last:
            continue
        nominal = deed.entry.form == "noun" or not sentence.is_verb(deed)
        if nominal and sentence.low(deed.last) != "of":
            continue
        if nominal and sentence.low(deed.first) in ("end", "exit", "ban"):
            continue
        head = sentence.low(deed.first)
        passive = _is_suffered(sentence, deed.first) or head.startswith(("disappear", "vanish", "com"))
        alone = sentence.low(deed.last) in _NO_OBJECT and head.rstrip("s") in ("end", "cease", "stop", "shut", "close")
        opens = not any(one.first < deed.first and sentence.is_verb(one) for one in sentence.deeds)
        due = head.endswith("s") and opens and any(one.role == "deadline" and one.year for one in sentence.periods)
        # "flaring will end at every site", "flaring stops at every site by 2030"
        passive = passive or (alone and (sentence.cue_at(deed.first - 1) is not None or due))
        thing = (
            subject_of(sentence, clause, deed.first) if passive else object_of(sentence, deed.last + nominal, clause)
        )
        if sentence.low(deed.last) in ("more", "any", "some", "up"):
            continue
        held = sentence.low(deed.last - 1) not in ("off", "from")  # "weaning its fleet off gas"
        if (
            held
            and deed.last - deed.first > _SPLIT
            and topic_of(sentence, inside := (deed.first + 1, deed.last - 1), firm=True)
        ):
            thing = inside  # "make coal a thing of the past", "phased soy from cleared land out of its feed"
        if (
            head
            in (
                "end",
                "ends",
                "ending",
                "exit",
                "retire",
                "remove",
                "removed",
                "removing",
                "halt",
                "withdraw",
                "abandon",
            )
            and not passive
            and not _needs(sentence, deed.last, thing)
        ):
            continue
        if head.startswith("remov") and "from" in sentence.lows(*thing):
            at = sentence.lows(*thing).index("from") + thing[0]
            if topic_of(sentence, (thing[0], at)) is None:
                continue  # "filters to remove manganese from groundwater"
        if _one_site(sentence, thing) or _at_some(sentence, thing):
            continue
        if any(
            thing[0] <= one.first < thing[1] and one.kind not in ("plain", "all", "count")
            for one in sentence.quantities
        ):
            continue
        if topic := _topic_of_ended(sentence, deed.last, thing):
            first, last = (deed.first, deed.last) if passive else (deed.first, max(deed.last, thing[1]))
            yield State(first, last, "eliminate", topic, thing, "verb of ending")
    yield from _ended_in_words(sentence, clause)


_SUFFERED = {"be", "been", "being"}
_BE = _SUFFERED | {"are"}


def _is_suffered(sentence: Sentence, place: int) -> bool:
    """Whether a verb at a place stands in the passive, its own or that of the verb before it: "banned from new buildings by
    2025 and eradicated from all others by 2030"."""
    if not _SUFFERED.isdisjoint(sentence.lows(place - 3, place)):
        return True
    deed = sentence.deed_at(place)
    goes_on = sentence.low(place - 1) == "and" and deed is not None and deed.entry.form in ("past", "participle")
    earlier = (one.first for one in sentence.deeds if one.first < place)
    return goes_on and any(not _SUFFERED.isdisjoint(sentence.lows(at - 3, at)) for at in earlier)


def _ended_in_words(sentence: Sentence, clause: Clause) -> Iterator[State]:
    """Things taken out, gone, no longer used, the last of which goes, what a company is out of or rid of."""
    for place in sentence.places(_ENDING_WORDS, clause.first, clause.last):
        if sentence.low(place) in ("take", "takes", "taking", "remove", "removes") and (
            out := next((at for at in range(place + 1, min(place + 7, clause.last)) if sentence.low(at) == "out"), None)
        ):
            shared = any(
                (out < one.first < clause.last and one.kind == "percent") or place < one.first < out
                for one in sentence.quantities
            )
            if sentence.low(out + 1) == "of" and not shared and (topic := topic_of(sentence, (place + 1, out))):
                yield State(place, out + 1, "eliminate", topic, (place + 1, out), "verb of ending")
        of = (
            next(iter(sentence.places({"of"}, place + 2, place + _RID)), None) if sentence.low(place) == "rid" else None
        )
        if of is not None and (topic := topic_of(sentence, thing := object_of(sentence, of + 1, clause), firm=True)):
            yield State(place, max(of + 1, thing[1]), "eliminate", topic, thing, "verb of ending")  # "rid its shops of"
        if sentence.lows(place - 1, place + 2) in (["be", "out", "of"], ["be", "rid", "of"]) and (
            topic := topic_of(sentence, thing := object_of(sentence, place + 2, clause), firm=True)
        ):
            yield State(place, max(place + 2, thing[1]), "eliminate", topic, thing, "verb of ending")  # "out of coal"
        past = sentence.lows(place, place + 3) == ["thing", "of", "the"] and sentence.low(place - 1) == "a"
        out = sentence.lows(place, place + 2) in (["out", "by"], ["out", "from"], ["history", "by"], ["history", "on"])
        if past or ((sentence.low(place) == "gone" or out) and _BE & set(sentence.lows(place - 3, place))):
            thing = subject_of(sentence, clause, place)
            if topic := topic_of(sentence, thing):
                yield State(place, place + 1, "eliminate", topic, thing, "verb of ending")
        if sentence.low(place) == "no" and sentence.low(place + 1) == "longer" and sentence.cue_at(place) is None:
            thing = object_of(sentence, place + 3 + (sentence.low(place + 2) == "be"), clause)
            subject = subject_of(sentence, clause, place)
            topic = (
                "finance"
                if sentence.low(place + 2) in ("finance", "fund", "insure", "lend", "invest", "underwrite")
                else topic_of(sentence, thing) or topic_of(sentence, subject, firm=True)
            )
            if topic:
                yield State(
                    place, place + 3, "eliminate", topic, thing if thing[0] < thing[1] else subject, "no longer"
                )
        if sentence.low(place) in ("last", "final", "remaining") and sentence.low(place - 1) in (
            "its",
            "the",
            "their",
            "our",
            "'s",
        ):
            verb = sentence.low(place - 2)
            if (gone := _gone_behind(sentence, place)) is not None:
                if topic := topic_of(sentence, (place + 1, gone)):
                    yield State(place, gone, "eliminate", topic, (place + 1, gone), "last of a thing")
            elif verb in _LAST_OF:
                counted = next((one.last for one in sentence.quantities if one.first == place + 1), place + 1)
                thing = (place + 1, max(counted, object_of(sentence, counted, clause)[1]))  # "its last two coal units"
                if topic := topic_of(sentence, thing):
                    yield State(place, max(place + 1, thing[1]), "eliminate", topic, thing, "last of a thing")


_LAST_OF = {
    "burn", "burns", "retire", "retiring", "closing", "scrapping", "withdraw", "switch", "close", "shut", "decommission", "remove", "replace", "scrap", "retired", "closed", "decommissioned",
    "removed", "replaced", "scrapped",
}  # fmt: skip
_GOING = {
    "leave",
    "withdrawn",
    "retired",
    "closed",
    "scrapped",
    "replaced",
    "decommissioned",
    "removed",
    "shut",
    "phased",
    "switched",
    "turned",
    "dismantled",
    "burned",
    "burnt",
    "demolished",
    "go",
    "disappear",
    "close",
    "gone",
}
_SUBJECT = 9  # tokens of a subject up to "will be"


def _gone_behind(sentence: Sentence, place: int) -> int | None:
    """The token of "will" where the last of a thing is told to go: "the last diesel train will be withdrawn by 2035"."""
    will = next(
        (one for one in sentence.cues if place < one.first < place + _SUBJECT and one.entry.name == "will"), None
    )
    gone = will is not None and _GOING & set(sentence.lows(will.last, will.last + 2))
    return will.first if will is not None and gone else None


def not_financed(sentence: Sentence, clause: Clause) -> Iterator[State]:
    """What money is not given for any more: "will not finance new coal mines after 2025"."""
    for place in sentence.places({"not"}, clause.first, clause.last):
        if sentence.low(place + 1) in _FINANCING and sentence.low(place - 1) in ("will", "to"):
            yield State(place, place + 2, "eliminate", "finance", object_of(sentence, place + 2, clause), "no longer")


_SITES = {"plant", "station", "unit", "mine", "mill", "furnace", "refinery", "site", "boiler", "line", "facility"}


def _one_site(sentence: Sentence, thing: Span) -> bool:
    """Whether what ends is one site of several, named, and not the last: "retire the Hollow Creek coal plant"."""
    words = sentence.tokens[thing[0] : thing[1]]
    named = any(token.capital and token.kind == "word" for token in words[1:])
    last = {"last", "remaining", "only", "all", "every", "final"} & {token.low for token in words}
    return named and not last and any(token.low in _SITES for token in words)


_VEHICLES = {"vehicles", "cars", "models", "engines", "trucks", "vans", "buses", "motorcycles"}


def _at_some(sentence: Sentence, thing: Span) -> bool:
    """Whether a thing ends at some places of several only: "has eliminated gas from three of its four breweries"."""
    return any(
        thing[0] <= one.first < thing[1]
        and sentence.low(one.lead - 1) in ("from", "at", "in")
        and sentence.lows(one.last, one.last + 2) in (["of", "its"], ["of", "our"], ["of", "the"])
        for one in sentence.quantities
    )


def _topic_of_ended(sentence: Sentence, place: int, thing: Span) -> Topic | None:
    """The topic of what ends; vehicles that are no longer sold are products."""
    if "endowment" in sentence.lows(*thing):
        return "finance"
    if sentence.low(place) == "selling" and _VEHICLES & set(sentence.lows(*thing)):
        return "products"
    return topic_of(sentence, thing)


def _needs(sentence: Sentence, place: int, thing: Span) -> bool:
    """Whether what ends is a practice or a material, not a meeting or a year."""
    words = sentence.topics_in(place, max(thing[1], place))
    return any(not one.entry.weak and one.entry.topic not in ("finance", "society", "governance") for one in words)
