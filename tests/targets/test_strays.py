"""Shares and counts of a trade, a market or a product are no results; what a company reached itself is one."""

from __future__ import annotations

import pytest

from tests.targets import reading

MINE = (
    "Norrholm drills at Stora Skog\n\nNorrholm Mining today reported its first assays. The licence covers 16,000 hectares of "
    "forest. Norrholm holds 60% of the project and has granted the vendors a 2% royalty. Material of up to 4% lithium was "
    "found. All ingredients of its dust binder are certified."
)


def test_a_release_about_something_else_has_no_results() -> None:
    assert reading.rows(MINE) == []


@pytest.mark.parametrize(
    ("said", "topic", "value"),
    [
        ("Norrholm has cut its emissions by 31% since 2015.", "ghg", 31),
        ("Its water use per tonne was 12% lower in 2024 than in 2015.", "water", 12),
        ("Norrholm now draws 72% of its electricity from renewable sources.", "renewables", 72),
        ("Norrholm has donated $3 million to schools.", "finance", 3_000_000),
        ("A new dryer has avoided 1,300 tonnes of CO2.", "ghg", 1_300),
    ],
)
def test_an_unmistakable_result_stands_wherever_it_is_told(said: str, topic: str, value: float) -> None:
    found = reading.rows(f"{MINE}\n\n{said}")
    assert [(row.kind, row.topic, row.value) for row in found] == [("achievement", topic, value)]


def test_what_a_release_that_met_its_goal_tells_is_a_result() -> None:
    said = "Norrholm met its water goal for 2025. A new pump has saved 600,000 cubic metres of water so far."
    assert [row.value for row in reading.rows(f"{MINE}\n\n{said}")] == [600_000]


def test_what_is_told_beside_a_goal_is_a_result() -> None:
    text = "Norrholm will use 80% recycled steel in its rails by 2035. Last year 45% of the steel in our rails was recycled."
    assert [(row.kind, row.value) for row in reading.rows(text)] == [("target", 80), ("achievement", 45)]


@pytest.mark.parametrize(
    "said",
    [
        "Norrholm supplies 14% of Norway's recycled steel.",
        "Norrholm supplied 9% of the country's recycled steel last year.",
        "According to a newspaper, 11% of our packaging was recycled.",
        "Norrholm used recycled steel from its 60%-owned mill last year.",
        "In the field the dryers have drawn 30% less energy than conventional dryers.",
        "Norrholm has bought 4,000 hectares of forest.",
        "Norrholm has a pipeline of 900 MW of solar projects.",
        "Norrholm has ensured that every roof is recycled.",
    ],
)
def test_a_share_of_a_market_a_stake_and_a_products_property_are_no_results(said: str) -> None:
    found = reading.rows(f"Norrholm will cut its emissions by 40% by 2035. {said}")
    assert [row.value for row in found] == [40]
