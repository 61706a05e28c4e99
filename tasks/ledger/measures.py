"""Values in one measure, so that 1,500 kg and 1.5 t are the same."""

from __future__ import annotations

import re

from tasks.targets.records import Target

# Unit -> what is measured, and how many of its units one is. Exact: NIST Handbook 44, appendix C.
_SCALES: dict[str, tuple[str, float]] = {
    "t": ("t", 1.0),
    "kg": ("t", 0.001),
    "g": ("t", 1e-6),
    "lb": ("t", 0.00045359237),
    "tCO2e": ("tCO2e", 1.0),
    "kgCO2e": ("tCO2e", 0.001),
    "gCO2e": ("tCO2e", 1e-6),
    "MWh": ("MWh", 1.0),
    "kWh": ("MWh", 0.001),
    "m3": ("m3", 1.0),
    "L": ("m3", 0.001),
    "gal": ("m3", 0.003785411784),
    "ha": ("ha", 1.0),
    "acre": ("ha", 0.40468564224),
}
_PLURALS = {"acres": "acre", "litres": "L", "liters": "L", "gallons": "gal", "gallon": "gal"}
# An end state or an elimination has no figure.
# Emissions of which more is better.
_GOOD = re.compile(r"\b(?:avoid|remov|captur|sav|stor|offset|reduc)", re.IGNORECASE)
_WITHOUT_FIGURE = frozenset({"net_zero", "carbon_neutral", "climate_positive", "eliminate", "peak"})


def is_bare(target: Target) -> bool:
    """Whether a row names its goal by the thing alone, without its figure: only what became of the goal is told."""
    return target.value is None and target.action not in _WITHOUT_FIGURE and target.unit is None


def dimension(target: Target) -> str:
    """What its value counts, with its rate; empty where it has no figure."""
    if target.value is None or target.action in _WITHOUT_FIGURE:
        return ""
    if target.unit == "%":
        return "%"
    unit, slash, rate = (target.unit or "").partition("/")
    unit = _PLURALS.get(unit, unit)
    if unit == "x" and target.action == "increase":
        unit = "%"
    return _SCALES.get(unit, (unit, 1.0))[0] + slash + rate


def measured(target: Target, value: float | None) -> float | None:
    """A value of the row in its dimension's unit; "double" is an increase by 100 %."""
    if value is None or target.unit == "%":
        return value
    unit = (target.unit or "").partition("/")[0]
    unit = _PLURALS.get(unit, unit)
    if unit == "x" and target.action == "increase":
        return round((value - 1) * 100, 6)
    return round(value * _SCALES.get(unit, (unit, 1.0))[1], 9)


def alike(one: float | None, other: float | None) -> bool:
    """Whether two measured values are the same; any rounding of a third is one ("33 %", "33.33 %")."""
    if one is None or other is None:
        return one is other
    return abs(one - other) < 1e-9 or (abs(one - other) < 0.68 and (_is_third(one) or _is_third(other)))


def _is_third(value: float) -> bool:
    return abs(value % 100 - 100 / 3) < 0.01 or abs(value % 100 - 200 / 3) < 0.01


def more_is_bolder(target: Target) -> bool:
    """Whether a higher value is more ambitious: not for limits, nor for levels to come down to."""
    if target.action == "limit":
        return False
    return not (target.action == "reach" and _comes_down(target))


def _comes_down(target: Target) -> bool:
    """Whether a level is one to come down to: the text gives a higher one, or it is of what nobody wants more of."""
    if target.base_value is not None and target.value is not None and target.base_value != target.value:
        return target.base_value > target.value
    if target.unit == "%" or target.value is None:
        return False
    emitted = target.topic == "ghg" and dimension(target).startswith("tCO2e") and not _GOOD.search(target.metric)
    rate = target.topic in ("energy", "water", "waste") and target.per is not None
    return emitted or rate or (target.topic == "people" and target.unit is None)


def reaches(promised: Target, done: Target) -> bool:
    """Whether a result reaches what was promised, in the promise's own direction."""
    wanted, got = measured(promised, promised.value), measured(done, done.value)
    if promised.action in _WITHOUT_FIGURE:
        return _same_end(promised.action, done.action)
    if done.action == "eliminate":
        return promised.action in ("reduce", "eliminate")
    if wanted is None or got is None:
        return False
    return got >= wanted if more_is_bolder(promised) else got <= wanted


def _same_end(promised: str, done: str) -> bool:
    stronger = {"carbon_neutral": ("net_zero", "climate_positive"), "net_zero": ("climate_positive",)}
    return done == promised or done in stronger.get(promised, ())
