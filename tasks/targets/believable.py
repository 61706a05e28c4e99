"""Whether a figure is a promise, or one of the many look-alikes: business goals, levels of today, counts of anything."""

from __future__ import annotations

import re

from tasks.targets.attach import JOINT
from tasks.targets.deeds import Deed
from tasks.targets.passages import Passage
from tasks.targets.periods import Period
from tasks.targets.quantities import Quantity, find_quantities
from tasks.targets.records import Kind, Topic
from tasks.targets.subjects import topic_of
from tasks.targets.vocabulary import cue

GOAL = re.compile(
    r"\b(?:goals?|targets?|ambitions?|commit\w*|pledg\w+|aims?|aiming|objectives?|vows?|promis\w+)\b", re.IGNORECASE
)
# Emissions are not raised; what is raised is what is saved, caught or stored.
_LESS_CARBON = re.compile(
    r"(?<!\w)(?:reduc|captur|remov|avoid|sav|stor|offset|sequest|abat|free|low|data|report|pric)\w*", re.IGNORECASE
)
SOFT = {"people", "society", "finance", "governance", "products", "nature"}


def _measured_apart(text: str, quantity: Quantity) -> bool:
    """Whether "all" only says of what the percentage beside it is: "all emissions by 50 %"."""
    return any(
        other.kind == "percent"
        and not JOINT.search(text[min(quantity.end, other.end) : max(quantity.start, other.start)])
        for other in find_quantities(text)
    )


def believable(
    passage: Passage, quantity: Quantity, deed: Deed, topic: Topic, deadline: Period | None, kind: Kind, near: str
) -> bool:
    """Whether a figure is a promise for the environment or society, and none of the look-alikes."""
    named = deed.named
    goal = bool(GOAL.search(passage.text) or GOAL.search(passage.lead) or GOAL.search(passage.heading))
    if cue("business").search(near) and topic not in ("ghg", "renewables", "water", "waste"):
        return False
    if topic in ("people", "society") and topic_of(f"{deed.metric} {quantity.unit} {near}", firm=True) != topic:
        share = topic == "people" and deed.action == "reach" and quantity.kind in ("percent", "all")
        if not share and not (cue("help").search(near) and cue("future").search(passage.text)):
            return False
        if cue("business").search(passage.text):
            return False
    if kind == "target" and deadline is None and not (goal and named and topic not in SOFT):
        return False
    if quantity.kind == "all" and _measured_apart(passage.text, quantity):
        return False
    if quantity.kind == "all" and (
        deadline is None or kind != "target" or topic in ("ghg", "finance", "society", "energy")
    ):
        return False
    if quantity.kind == "multiple" and not (deadline and named):
        return False
    if quantity.kind == "measure" and not named:
        return False
    if deed.action == "increase" and topic == "ghg" and not _LESS_CARBON.search(near):
        return False
    if quantity.kind == "count":
        if re.search(
            r"(?:%|per\s?cent|percent|all|half|quarter|third) of [^,;]{0,40}$",
            passage.text[: quantity.start][-60:],
            re.IGNORECASE,
        ):
            return False
        return (
            named
            and topic in ("nature", "society", "people", "products", "suppliers", "energy", "renewables")
            and topic_of(passage.text) is not None
            and (deadline is not None)
        )
    if quantity.kind == "money":
        giving = cue("deliver").search(near) or cue("deliver").search(passage.lead)
        return (
            kind == "target"
            and named
            and bool(giving)
            and (goal or deadline is not None)
            and bool(cue("good_cause").search(passage.text))
            and not cue("business").search(passage.text)
        )
    return True
