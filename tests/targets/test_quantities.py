"""Numbers as releases write them: value, unit and what stands around them."""

from __future__ import annotations

import pytest

from tasks.targets.quantities import find_quantities
from tasks.targets.quantity_records import Quantity
from tasks.targets.tokens import tokenize


def only(text: str) -> Quantity:
    found = find_quantities(tokenize(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("cut by 5%", 5, "%"),
        ("cut by 5 per cent", 5, "%"),
        ("cut by 12.5 percent", 12.5, "%"),
        ("cut by 5\u00a0%", 5, "%"),
        ("cut by twenty-five percent", 25, "%"),
        ("a rise of six percentage points", 6, "pp"),
        ("halve its use", 50, "%"),
        ("half of its fleet", 50, "%"),
        ("a third of its fleet", 33.33, "%"),
        ("two thirds of its fleet", 66.67, "%"),
        ("three-quarters of its fleet", 75, "%"),
        ("one in four managers", 25, "%"),
        ("nine out of ten sites", 90, "%"),
        ("double its capacity", 2, "x"),
        ("a tenfold rise", 10, "x"),
        ("three times as much", 3, "x"),
        ("a 4x rise", 4, "x"),
        ("save 1.2 million tonnes", 1_200_000, "t"),
        ("save 1.2 Mt of CO2", 1_200_000, "tCO2e"),
        ("save 40,000 tonnes of CO2", 40_000, "tCO2e"),
        ("save 40 000 tonnes of CO2e", 40_000, "tCO2e"),
        ("save 40\u202f000 tonnes of greenhouse gases", 40_000, "tCO2e"),
        ("emit 95 g of CO2", 95, "gCO2e"),
        ("emit 475 kg of CO2", 475, "kgCO2e"),
        ("use 475 kg of glass", 475, "kg"),
        ("build 3 GW", 3000, "MW"),
        ("use 40 GWh", 40_000, "MWh"),
        ("use 2.8 kWh", 2.8, "kWh"),
        ("save 5 billion litres", 5e9, "L"),
        ("save 0.7 m³", 0.7, "m3"),
        ("restore 450 ha", 450, "ha"),
        ("restore 1,200 acres", 1200, "acre"),
        ("spend $5 million", 5e6, "USD"),
        ("spend US$5m", 5e6, "USD"),
        ("spend EUR 1.5 billion", 1.5e9, "EUR"),
        ("spend €75m", 75e6, "EUR"),
        ("spend £20,000", 20_000, "GBP"),
        ("spend 400 million euros", 4e8, "EUR"),
        ("spend Rs 50 crore", 5e8, "INR"),
        ("spend ₹3 lakh", 3e5, "INR"),
        ("spend RMB 2 billion", 2e9, "CNY"),
        ("plant 12,000 mangroves", 12_000, "mangroves"),
        ("plant two million trees", 2e6, "trees"),
        ("train a hundred thousand farmers", 100_000, "farmers"),
        ("reach 500 people", 500, "people"),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    one = only(text)
    assert (one.value, one.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("cut by 20-25%", 20, 25, "%"),
        ("cut by 20 to 25%", 20, 25, "%"),
        ("cut by 20% to 25%", 20, 25, "%"),
        ("cut by between 25% and 30%", 25, 30, "%"),
        ("cut by 20–25 percent", 20, 25, "%"),
        ("spend $5-7 million", 5e6, 7e6, "USD"),
        ("spend between EUR 5 million and EUR 7 million", 5e6, 7e6, "EUR"),
        ("build 2 to 3 GW", 2000, 3000, "MW"),
        ("plant 10,000 to 12,000 trees", 10_000, 12_000, "trees"),
    ],
)
def test_range(text: str, low: float, high: float, unit: str) -> None:
    one = only(text)
    assert (one.value, one.value_max, one.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("by at least 5%", "at_least"),
        ("by more than 5%", "at_least"),
        ("by over 5%", "at_least"),
        ("by no less than 5%", "at_least"),
        ("by 5% or more", "at_least"),
        ("by up to 5%", "at_most"),
        ("by less than 5%", "at_most"),
        ("by no more than 5%", "at_most"),
        ("by about 5%", "about"),
        ("by nearly 5%", "about"),
        ("by roughly a third", "about"),
        ("by 5%", None),
        ("by a further 5%", None),
    ],
)
def test_qualifier(text: str, qualifier: str | None) -> None:
    assert only(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "yearly"),
    [
        ("save 5 GWh a year", True),
        ("save 5 GWh per year", True),
        ("save 5 GWh annually", True),
        ("save 5 GWh by 2030", False),
    ],
)
def test_yearly_rate(text: str, yearly: bool) -> None:
    assert find_quantities(tokenize(text))[0].yearly is yearly


@pytest.mark.parametrize(
    ("text", "minus"), [("emissions: -50%", True), ("emissions: −50%", True), ("emissions: 50%", False)]
)
def test_minus_sign(text: str, minus: bool) -> None:
    assert only(text).minus is minus


@pytest.mark.parametrize(
    ("text", "deed"), [("halve waste", "reduce"), ("double capacity", "increase"), ("a third", None)]
)
def test_words_that_say_what_is_done(text: str, deed: str | None) -> None:
    assert only(text).deed == deed


@pytest.mark.parametrize(
    "text",
    [
        "scope 1 and 2",
        "scopes 1, 2 and 3",
        "ISO 14001",
        "in 2030",
        "phase 2 of it",
        "half a century of work",
        "the first half",
        "a 10-acre campus",
        "the third quarter",
        "it is 1.5 °C",
        "a double-digit rise",
    ],
)
def test_numbers_that_measure_nothing(text: str) -> None:
    assert find_quantities(tokenize(text)) == []


def test_quantities_stand_in_order_without_overlap() -> None:
    found = find_quantities(tokenize("cut A by 5%, B by EUR 3 million and C by a third"))
    assert [(one.value, one.unit) for one in found] == [(5, "%"), (3e6, "EUR"), (33.33, "%")]
