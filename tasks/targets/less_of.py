"""Changes told without a verb of change or a comparison beside the figure: "as much again", "taken out of", "a year less"."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.marks import Sentence
from tasks.targets.noun_phrases import object_of, subject_of
from tasks.targets.quantity_records import Quantity

_HALF = 50.0
_TAKING = {"take", "takes", "taking", "taken", "took"}
_KEEPING = {"keep", "keeps", "keeping", "kept"}
_OUT_OF = 7  # tokens from a share to "out of"
_KEPT_OUT = 11  # tokens from a weight to "out of the air"
_EMITTED_TO = {"air", "atmosphere", "sea", "rivers", "river", "water", "ocean", "environment", "skies"}
_FOSSIL = {"gas", "coal", "diesel", "oil", "lignite", "kerosene", "petrol"}
_RATE_GAP = 9  # tokens from a measure to "a year less"


def as_many(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """ "three times as much plastic as in 2020", "half as many lorries": a multiple, or a part, of what there was."""
    if one.kind == "percent" and one.value == _HALF and _is_of_before(sentence, one.last):
        return Deed("reduce", subject_of(sentence, clause, one.lead), "as many times")
    if sentence.low(one.last) != "as" or sentence.low(one.last + 1) not in ("much", "many"):
        return None
    thing = object_of(sentence, one.last + 2, clause)
    told = (subject_of(sentence, clause, one.lead),)
    if one.kind == "percent" and one.value == _HALF:
        return Deed("reduce", thing, "as many times", told)
    return Deed("increase", thing, "as many times", told) if one.kind == "multiple" and one.value > 1 else None


def _is_of_before(sentence: Sentence, place: int) -> bool:
    """Whether a part is one of what there was: "half of what it was in 2016", "half what it emitted in 2020"."""
    at = place + (sentence.low(place) == "of")
    return sentence.low(at) == "what" and any(
        one.role in ("base", "time") and one.first > at for one in sentence.periods
    )


def taken_out(sentence: Sentence, clause: Clause, one: Quantity) -> Deed | None:
    """ "will take 30 % of the plastic out of its packs", "keep 900 tonnes of dust out of the air", "take out the last 40,000
    tonnes of CO2": by how much a thing becomes less."""
    before = sentence.low(one.lead - 1)
    if one.kind == "measure" and before in _KEEPING:
        out = next(iter(sentence.places({"out"}, one.last, one.last + _KEPT_OUT)), None)
        kept = out is not None and not _EMITTED_TO.isdisjoint(sentence.lows(out, out + 4))
        return Deed("reduce", object_of(sentence, one.last + 1, clause, out), "verb of change") if kept else None
    if one.kind == "measure" and (
        _replaces_fossil(sentence, one) or _is_taken_off(sentence, one) or _is_removed_from_own(sentence, one)
    ):
        return Deed("reduce", object_of(sentence, one.last + 1, clause), "verb of change")
    if one.unit == "tCO2e" and before == "out" and sentence.low(one.lead - 2) in _TAKING:
        return Deed("reduce", (one.first, one.last), "verb of change")
    out = next(iter(sentence.places({"out"}, one.last, one.last + _OUT_OF)), None)
    taken = one.kind in ("percent", "count") and before in _TAKING and out is not None
    if not taken or sentence.low((out or 0) + 1) != "of":
        return None
    first = one.first + 1 if one.kind == "count" else one.last + 1
    return Deed("reduce", object_of(sentence, first, clause, out), "verb of change")


_TAKING_OFF = ("strip", "lop", "shav", "knock", "wip", "cut", "tak", "trim", "slic")
_BURDENS = {"footprint", "emissions", "demand", "consumption", "bill", "use", "total", "inventory", "balance"}


def _is_taken_off(sentence: Sentence, one: Quantity) -> bool:
    """Whether an amount is taken off what there is: "will strip 14,000 tonnes of CO2 from its footprint"."""
    off = next(iter(sentence.places({"off", "from"}, one.last, one.last + _RATE_GAP)), None)
    if off is None or _BURDENS.isdisjoint(sentence.lows(off, off + _OUT_OF)):
        return False
    return any(low.startswith(_TAKING_OFF) for low in sentence.lows(one.lead - 3, one.lead))


def _replaces_fossil(sentence: Sentence, one: Quantity) -> bool:
    """Whether an amount of fossil fuel is replaced: "is to replace 14 GWh of gas a year"."""
    return sentence.low(one.lead - 1).startswith("replac") and not _FOSSIL.isdisjoint(
        sentence.lows(one.last, one.last + 3)
    )


def _is_removed_from_own(sentence: Sentence, one: Quantity) -> bool:
    """Whether what is removed was the owner's own: "removed 83 tonnes of plastic from its trolleys", not from beaches."""
    origin = next(iter(sentence.places({"from"}, one.last, one.last + _OUT_OF)), None)
    own = origin is not None and sentence.low(origin + 1) in ("its", "our", "their")
    return own and sentence.low(one.lead - 1).startswith("remov")


def less_behind(sentence: Sentence, one: Quantity) -> int | None:
    """The token of "less" behind a measure with its rate: "40 tonnes of waste a year less than now"."""
    less = next(iter(sentence.places({"less", "fewer"}, one.last + 1, one.last + _RATE_GAP)), None)
    yearly = less is not None and sentence.low(less - 1) in ("year", "annum", "annually", "yearly", "day")
    return less if yearly else None
