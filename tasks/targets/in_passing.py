"""Levels that are told in passing: of today, of another year, of a base."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.marks import Sentence
from tasks.targets.quantity_records import Quantity

TODAY = {"currently", "today", "now", "present", "presently"}


def is_in_passing(sentence: Sentence, one: Quantity, words: Sequence[str]) -> bool:
    """A level of today or of another year named beside the outcome: "(currently 3.1 GW)", "compared with 83 % in 2022"."""
    aimed = any(one.lead - 3 <= cue.first < one.lead and cue.entry.name in ("aim", "will") for cue in sentence.cues)
    if (
        not aimed
        and any(word in TODAY for word in words[-3:])
        and ("(" in words or "," in words[-4:] or ";" in words[-5:])
    ):
        return True
    if words[-2:] in (["baseline", "of"], ["level", "of"], ["levels", "of"], ["base", "of"]):
        return True
    if words[-2:] in (["compared", "with"], ["compared", "to"]) or (words and words[-1] in ("against", "versus", "vs")):
        return True
    words = words[:-1] if one.minus else words  # "(2021: -9 %)"
    if (
        words
        and words[-1] == ":"
        and any((word.isdigit() and len(word) == 4) or word in TODAY | {"last"} for word in words[-3:])
        and "(" in words
        and GOAL_NOUNS.isdisjoint(words)  # "29 % (target for 2027: 35 %)"
    ):
        return True
    behind = sentence.lows(one.last, one.last + 5)
    if words[-1:] == ["("] and behind[:2] in (
        ["as", "of"],
        ["to", "date"],
        ["so", "far"],
        ["at", "present"],
        ["at", "the"],
    ):
        return True
    # "will be lowered to no more than 40 litres a second" is where a flow is to come to
    flow = sentence.low(one.lead - 1) == "to" and one.qualifier is not None
    if (
        one.kind in ("measure", "count")
        and not flow
        and any(
            behind[at : at + 2] in (["per", span], ["a", span], ["each", span])
            for at in range(4)
            for span in ("day", "week", "hour", "second", "minute")
        )
    ):
        return True
    if one.kind in ("measure", "count") and {"daily", "weekly", "hourly", "monthly"} & set(
        sentence.lows(one.last, one.last + 5)
    ):
        return True
    if behind[:2] in (["at", "present"], ["today", ","], ["today", ")"], ["now", ","]) and sentence.low(
        one.lead - 1
    ) in (",", "("):
        return True
    if (
        words[-1:] == [","]
        and behind[:1] == [","]
        and one.kind == "percent"
        and any(other.first > one.last for other in sentence.quantities)
    ):
        return True
    if words[-2:] in (["beyond", "the"], ["above", "the"], ["than", "the"]) and behind[:1] in (
        ["which"],
        ["that"],
        ["required"],
    ):
        return True  # "10 %, beyond the 6 % which the law requires"
    if words[-1:] in ([","], ["still"]) and _dates_level(behind):
        return True  # "the pay gap, still 7.4 % in 2023, will be closed"
    if words[-3:-1] == ["rather", "than"] or words[-2:] == ["rather", "than"] or words[-2:] == ["instead", "of"]:
        return True
    if one.kind == "multiple" and behind[:1] == ["as"] and behind[2:3] == ["as"] and words[-1:] == [","]:
        return True
    return "statutory" in words[-2:] or (behind[:1] == ["today"] and "from" in words[-6:]) or "twice" in words[-2:]


def _dates_level(behind: Sequence[str]) -> bool:
    """Whether what stands between a figure and a comma says when it was so: "at last count,", "in 2023,", "last year,"."""
    match behind[: behind.index(",")] if "," in behind else []:
        case ["at", "last", "count"] | ["last", "year"]:
            return True
        case ["in", year]:
            return year.isdigit() and len(year) == 4
    return False
