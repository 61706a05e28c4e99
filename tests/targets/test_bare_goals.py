"""Goals told by their thing alone: what became of them is told, and their figure stands elsewhere."""

from __future__ import annotations

import pytest

from tests.targets import reading


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Norrholm is dropping its electric car sales target for 2033.",
            ("withdrawal", "products", "electric car sales", 2033, None),
        ),
        (
            "Norrholm no longer plans to produce recycled paper by 2033.",
            ("withdrawal", "materials", "recycled paper", 2033, None),
        ),
        (
            "Norrholm had to extend the deadline for its recycled plastic goal by two years to 2033.",
            ("target", "materials", "recycled plastic", 2033, 2031),
        ),
        (
            "Norrholm has pushed back its food waste target from 2028 to 2033.",
            ("target", "waste", "food waste", 2033, 2028),
        ),
    ],
)
def test_a_goal_without_its_figure(text: str, told: tuple[object, ...]) -> None:
    [row] = reading.rows(text)
    assert (row.kind, row.topic, row.metric, row.target_year, row.previous_year) == told
    assert row.value is None


@pytest.mark.parametrize(
    "text",
    [
        "Norrholm has no plans to drop its food waste target for 2033.",
        "Norrholm has raised its food waste target for 2033.",
        "The ministry is dropping its electric car sales target for 2033.",
        "Norrholm has replaced its food waste target for 2033 with a new one.",
        "Norrholm is dropping its sales target for 2033.",
    ],
)
def test_what_is_not_dropped_or_not_theirs_or_about_business(text: str) -> None:
    assert reading.rows(text) == []


def test_the_figure_behind_makes_one_row_of_both() -> None:
    text = "Norrholm has moved its methane target from 2028 to 2033. By then, leakage is to be 40% lower than in 2018."
    [row] = reading.rows(text)
    assert (row.topic, row.value, row.target_year, row.previous_year) == ("ghg", 40, 2033, 2028)


def test_what_takes_the_place_of_a_dropped_goal_is_one_row_with_it() -> None:
    text = (
        "Norrholm no longer pursues a 20% cut in emissions by 2033; it now expects a cut in emissions of 10% by 2033."
    )
    [row] = reading.rows(text)
    assert (row.kind, row.value, row.previous_value) == ("target", 10, 20)


def test_a_goal_that_will_be_missed_and_has_a_new_date() -> None:
    text = "Norrholm will miss its target of making half of its vans electric by 2028. It now expects to get there in 2033."
    [row] = reading.rows(text)
    assert (row.kind, row.value, row.target_year, row.previous_year) == ("target", 50, 2033, 2028)


def test_what_is_denied_is_no_promise() -> None:
    [row] = reading.rows("Norrholm will not use 100% certified cotton by 2031.")
    assert row.kind == "withdrawal"
    [row] = reading.rows("Norrholm's emissions will not exceed 30,000 tonnes of CO2 by 2031.")
    assert row.kind == "target"
