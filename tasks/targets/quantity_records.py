"""A quantity, and the units of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from tasks.targets.lexicon import stanzas
from tasks.targets.phrases import Phrasebook
from tasks.targets.records import Qualifier

Measure = Literal["percent", "points", "measure", "money", "count", "multiple", "plain", "all"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at the tokens `first:last`. `deed` where the word itself says what is done (halve, double); `unit` is None
    for a plain number, which is read only where a rate or a counted noun before it gives it a meaning. `lead` is the first
    token of the qualifier before it."""

    first: int
    last: int
    value: float
    unit: str | None
    kind: Measure
    lead: int = -1
    value_max: float | None = None
    qualifier: Qualifier | None = None
    deed: Literal["reduce", "increase"] | None = None
    yearly: bool = False
    minus: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A wording's unit, the factor to it, what it is for CO2, and whether it is money."""

    name: str
    factor: float
    carbon: str | None
    money: bool


@cache
def unit_books() -> tuple[Phrasebook[Unit], Phrasebook[Unit]]:
    """The units that stand behind a number, and the currencies before one."""
    behind, before = [], []
    for one in stanzas("units"):
        money = one.get("money", False)
        for phrase, factor in one["scales"].items():
            behind.append((phrase, Unit(one["unit"], float(factor), one.get("carbon"), money)))
        before += [(phrase, Unit(one["unit"], 1.0, None, True)) for phrase in one.get("before", ())]
    return Phrasebook(behind), Phrasebook(before)
