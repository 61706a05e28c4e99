"""What a goal was before, told in a sentence of its own: "So far the plan had been a cut of 25 %", "It had set itself 2040"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tasks.targets.passages import Passage
from tasks.targets.period_records import UNKNOWN_TODAY
from tasks.targets.periods import find_periods
from tasks.targets.quantities import find_quantities
from tasks.targets.records import Target
from tasks.targets.tokens import tokenize

_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|so far|until now|up to now|originally|formerly|earlier|former|original)\b", re.IGNORECASE
)
_GOAL = re.compile(
    r"\b(?:goals?|targets?|plan(?:s|ned)?|ambitions?|aim(?:s|ed)?|commitments?|pledged?|deadline|date|set (?:itself|ourselves)|objective)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|were|had|stood|called for|replaces|upgrade (?:on|from|of)|up from)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:will|now|new|achiev\w+|reached|met|exceeded|missed)\b", re.IGNORECASE)
LONGEST = 160  # characters: a sentence that tells of an old goal tells of little else


def tells_of_old_goal(passage: Passage) -> bool:
    """Whether a sentence says what the goal of the one before was, and nothing about what is promised now."""
    text = passage.text
    told = len(text) <= LONGEST and _BEFORE.search(text) and _GOAL.search(text) and _WAS.search(text)
    return bool(told) and not _NEW.search(text) and passage.label in ("body", "quote")


def with_old_goal(rows: Sequence[Target], passage: Passage, published: date | None) -> list[Target]:
    """The rows of a sentence with what the next one says of them: a share where one row has another share for its value,
    else a year where one row has another for its deadline. Which of several is meant is open."""
    tokens = tokenize(passage.text)
    shares = [one for one in find_quantities(tokens) if one.kind == "percent"]
    years = {one.year for one in find_periods(tokens, published) if one.year is not None}
    today = published.year if published else UNKNOWN_TODAY
    told = [row for row in rows if row.kind == "target"]
    if len(shares) == 1:
        old = shares[0].value
        meant = [row for row in told if row.unit == "%" and row.previous_value is None and row.value != old]
        return [replace(row, previous_value=old) if meant == [row] else row for row in rows]
    if not shares and len(years) == 1 and (year := years.pop()) >= today:
        meant = [row for row in told if row.previous_year is None and row.target_year not in (None, year)]
        return [replace(row, previous_year=year) if meant == [row] else row for row in rows]
    return list(rows)
