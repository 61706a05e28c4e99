"""Figures and dates that say again, or later, what a figure before them said."""

from __future__ import annotations

from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.marks import Sentence
from tasks.targets.period_records import Period
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import Reading, in_one_clause


def second_date(sentence: Sentence, one: Quantity) -> Period | None:
    """The second date of a figure that another place reaches later: "power its mills by 2030 and its other sites by 2035"."""
    due = [period for period in sentence.periods if period.role == "deadline" and period.first >= one.last]
    if len(due) < 2 or any(
        one.last <= other.lead < due[1].first for other in sentence.quantities if other.kind != "plain"
    ):
        return None
    first, second = due[:2]
    place = sentence.lows(first.last, second.first)
    plain = 2 <= len(place) <= 5 and place[0] == "and" and all(low.isalpha() for low in place)
    named = sentence.topics_in(first.last, second.first) or (
        GOAL_NOUNS | {"rest", "remainder", "others", "zero"}
    ) & set(place)
    told = sentence.deed_at(first.last + 1) or any(first.last <= cue.first < second.first for cue in sentence.cues)
    return second if plain and not named and not told and second.year != first.year else None


def is_doubled_level(reading: Reading, number: int, one: Quantity) -> bool:
    """ "double the number to 90,000", "fivefold, to 300": the level is the row, not the multiple."""
    if one.kind != "multiple":
        return False
    sentence = reading.sentence
    for later in range(number + 1, len(sentence.quantities)):
        other = sentence.quantities[later]
        if (
            sentence.low(other.lead - 1) in ("targets", "target")
            and other.kind == "percent"
            and ":" in sentence.lows(one.last, other.lead)
        ):
            return True  # "plans to double its use of it: it now targets 20 %"
        if (
            other.kind in ("count", "measure", "money", "percent", "plain")
            and sentence.low(other.lead - 1) == "to"
            and in_one_clause(reading.clauses, one.first, other.first)
        ):
            return True
    return False
