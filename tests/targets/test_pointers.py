"""Figures whose thing or date is told by pointing to what stands before."""

from __future__ import annotations

import pytest

from tests.targets import reading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "At present 71% of our packaging is recyclable. We will take this to 90% by 2033 and to 95% by 2036.",
            [("packaging", 90, 2033), ("packaging", 95, 2036)],
        ),
        (
            "The share of renewable electricity will be lifted to 80% by 2033 and to 100% two years later.",
            [("share of renewable electricity", 80, 2033), ("share of renewable electricity", 100, 2035)],
        ),
        (
            "Norrholm will source 100% of its ten priority ingredients from certified farms by 2033.",
            [("ten priority ingredients from certified farms", 100, 2033)],
        ),
        (
            "By 2033, it intends to have restored 30,000 hectares of wetland and protected 12 rivers.",
            [("wetland", 30_000, 2033), ("rivers", 12, 2033)],
        ),
        ("Norrholm is on a journey to a 100% circular business by 2033.", [("circular business", 100, 2033)]),
    ],
)
def test_what_is_pointed_to(text: str, found: list[tuple[str, float, int]]) -> None:
    rows = [row for row in reading.rows(text) if row.kind == "target"]
    assert [(row.metric, row.value, row.target_year) for row in rows] == found
    assert [row.previous_year for row in rows] == [None] * len(found)


def test_what_a_pledge_is_about_owns_nothing() -> None:
    [row] = reading.rows("The airline stands by its pledge that SAF will account for at least 5% of its fuel by 2035.")
    assert (row.company, row.topic) == ("Norrholm", "renewables")


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Norrholm will invest $5 million in rural education by 2035.", "rural education"),
        ("It will provide $75 billion in financing by 2033 towards clean energy projects.", "financing"),
    ],
)
def test_the_metric_of_money_is_what_it_is_for(text: str, metric: str) -> None:
    assert [row.metric for row in reading.rows(text)] == [metric]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The retailer plans for 40% of its U.S. stores to have solar roofs by 2035.",
            [("target", "U.S. stores", 40)],
        ),
        (
            "We increased the share of female employees to 28% in 2023, which is good progress towards our target of 32% by 2035.",
            [("achievement", "share of female employees", 28), ("target", "share of female employees", 32)],
        ),
        (
            "2035 goals\n\n- 100% of consumer products have recyclable packaging\n- 60% of suppliers have climate targets",
            [("target", "consumer products", 100), ("target", "suppliers", 60)],
        ),
        (
            "By 2035, 50% of our sites will be sending zero waste to landfill.",
            [("target", "sites", 50)],
        ),
    ],
)
def test_what_is_measured_is_named_whole_and_once(text: str, found: list[tuple[str, str, float]]) -> None:
    assert [(row.kind, row.metric, row.value) for row in reading.rows(text)] == found


def test_two_companies_of_a_sentence_own_what_is_theirs() -> None:
    text = "Ostra announced a plan to become carbon neutral by 2045, and Brightwell set a goal of reducing carbon emissions by a third by 2035."
    rows = {row.company: row.target_year for row in reading.rows(text, issuer="")}
    assert rows == {"Ostra": 2045, "Brightwell": 2035}


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Norrholm will cut its emissions per available seat mile by 20% by 2035.", "available seat mile"),
        ("Norrholm will cut its water use per unit of net sales by 20% by 2035.", "unit of net sales"),
        ("Norrholm will cut its scope 3 emissions 20% per full-time employee by 2035.", "full-time employee"),
        ("Emissions per parcel will fall by 20% by 2035.", "parcel"),
        ("Norrholm will cut energy use per litre it bottles by 20% by 2035.", "litre"),
    ],
)
def test_a_denominator_is_the_whole_noun(text: str, per: str) -> None:
    assert [row.per for row in reading.rows(text)] == [per]
