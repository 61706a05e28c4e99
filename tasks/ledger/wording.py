"""A target in words."""

from __future__ import annotations

from tasks.targets.records import Target

_CURRENCIES = frozenset(
    """
    USD EUR GBP JPY CNY INR DKK SEK NOK CHF KRW BRL ZAR KES SAR AED CAD AUD HKD SGD
    """.split()
)
_QUALIFIERS = {"at_least": "at least ", "at_most": "at most ", "about": "about ", None: ""}
_END_STATES = {
    "net_zero": "reach net zero",
    "carbon_neutral": "become carbon neutral",
    "climate_positive": "become climate positive",
}


def number(value: float) -> str:
    """A number as people write it: 12,000 or 47.3."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def amount(target: Target) -> str:
    """Value and unit, with qualifier and range: "at least 12,000 mangroves", "USD 5,000,000,000", "25 to 30 %"."""
    if target.value is None:
        return ""
    figure = number(target.value)
    if target.value_max is not None:
        figure += f" to {number(target.value_max)}"
    unit, slash, rate = (target.unit or "").partition("/")
    every = f" a {rate}" if slash else ""
    if unit in _CURRENCIES:
        figure = f"{unit} {figure}"
    elif unit == "x":
        figure += " times"
    elif unit == "pp":
        figure += " percentage points"
    elif unit:
        figure += f" {unit}"
    return f"{_QUALIFIERS[target.qualifier]}{figure}{every}"


def _deed(target: Target) -> str:
    how_much = amount(target)
    if target.action in _END_STATES:
        words = _END_STATES[target.action]
        return words if target.metric.lower().startswith(("net", "carbon", "climate")) else f"{words} ({target.metric})"
    if target.action == "peak":
        return f"let {target.metric} peak"
    if target.action == "eliminate":
        return f"eliminate {target.metric}"
    if target.action == "limit":
        return f"keep {target.metric} at {how_much} or below"
    if target.action == "reach":
        named = "" if how_much.lower().endswith(target.metric.lower()) else target.metric
        return f"reach {how_much} {named}".replace("  ", " ").rstrip()
    return f"{target.action} {target.metric} by {how_much}" if how_much else f"{target.action} {target.metric}"


def in_words(target: Target) -> str:
    """The row as a phrase: "reduce hazardous waste intensity by 2 % by 2026, from 2019"."""
    parts = [_deed(target)]
    if target.per and target.per not in ("intensity",) and target.per.lower() not in target.metric.lower():
        parts[0] += f" per {target.per}"
    if target.scopes:
        parts[0] += f" (scope {', '.join(map(str, target.scopes))})"
    if target.target_year is not None:
        parts[0] += f" by {target.target_year}"
    elif target.deadline_text:
        parts[0] += f" {target.deadline_text}"
    if target.base_year is not None:
        parts.append(f"from {target.base_year}")
    if target.previous_value is not None:
        parts.append(f"instead of {number(target.previous_value)}")
    if target.previous_year is not None:
        parts.append(f"instead of by {target.previous_year}")
    return ", ".join(parts)
