"""Numbers without a unit behind them: rates by their name, and levels of what is counted before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.targets.numbers import DIGITS, SCALE, number_of, scaled

# "an injury rate of 1.5", "a PUE of no more than 1.2": the name of the rate is the metric, there is no unit.
_RATE = re.compile(
    r"(?<!\w)(?:rate|effectiveness(?: \(\w+\))?|PUE|WUE|LTIFR|LTIR|TRIR|TRIFR|ratio|index)\)?,?(?: \w+){0,3}? (?:of|to|below|at|under|than)\s+"
    r"(?:(?:no|not) more than |at most |less than |below |under |about |around )?(?P<n>\d{1,2}(?:\.\d+)?)(?![\d.,]*\d)(?!\s?(?:%|per\s?cent|percent))(?=[\s.,;)]|$)",
    re.IGNORECASE,
)
# "double the number of free screenings to 90,000 a year": the noun behind "number of" is what is counted.
_COUNTED = re.compile(
    rf"(?<!\w)(?:number|count|total) of (?P<noun>[^.;,]{{3,60}}?)(?:,)? [^.;]{{0,80}}?\bto (?:about |around |at least |some |more than |over )?(?P<n>{DIGITS})(?:\s(?P<s>{SCALE}))?"
    r"(?=\s*(?:(?:a|per|each) (?:year|month)|annually|by|in|until|before|over|within|from)(?!\w)|[,.;)]|$)(?!\s?%)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"[a-z][\w-]*(?:[^s\W]s|ies)|people|children|women", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Level:
    """A number at `start:end` with the unit it takes from elsewhere; "" for a rate."""

    start: int
    end: int
    value: float
    unit: str


def find_levels(text: str) -> Iterator[Level]:
    """Rates by name, then levels of counted things."""
    for match in _RATE.finditer(text):
        yield Level(match.start("n"), match.end(), number_of(match["n"]), "")
    for match in _COUNTED.finditer(text):
        if noun := _PLURAL.search(match["noun"]):
            yield Level(match.start("n"), match.end(), scaled(match["n"], match["s"]), noun[0].lower())
