"""What has been reached: results of the owner's own, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.targets import reading

HIGHLIGHTS = "Norrholm publishes its report\n\nHighlights of 2023:\n\n- {}\n\nThe report is on its website."


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("plastic crates cut by 17% compared with 2020", [("reduce", "materials", 17, 2023)]),
        ("water withdrawal 9% lower than in 2020", [("reduce", "water", 9, 2023)]),
        ("emissions of 5,100 tonnes CO2e, 6% less than in the same period of 2022", [("reduce", "ghg", 6, 2023)]),
        ("25,000 trees planted", [("reach", "nature", 25_000, 2023)]),
    ],
)
def test_an_item_under_a_line_that_tells_of_results(item: str, found: list[tuple[str, str, float, int]]) -> None:
    rows = reading.rows(HIGHLIGHTS.format(item))
    assert [(row.action, row.topic, row.value, row.target_year) for row in rows] == found
    assert all(row.kind == "achievement" for row in rows)


def test_an_item_that_bids_is_no_result() -> None:
    rows = reading.rows(HIGHLIGHTS.format("Lower emissions per parcel by 30% over the same timeframe"))
    assert "achievement" not in [row.kind for row in rows]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Since 2020 it has donated EUR 3 million to schools, planted 7,000 trees and trained 900 teachers.",
            [3_000_000, 7_000, 900],
        ),
        ("Norrholm mended 8,000 coats in 2023, a quarter more than in 2022.", [8_000]),
        ("Norrholm has arranged EUR 2 billion of green loans since 2021.", [2_000_000_000]),
        ("Norrholm reached its earlier goal, a 15% cut in emissions by 2025, in 2023.", [15]),
        ("We cut food waste by 12%. We exceeded our target for water and cut water use by 19%.", [12, 19]),
    ],
)
def test_results_that_are_counted(text: str, values: list[float]) -> None:
    rows = reading.rows(text)
    assert [row.value for row in rows] == values
    assert {row.kind for row in rows} == {"achievement"}


@pytest.mark.parametrize(
    "text",
    [
        "Customers of Norrholm saved 40 GWh of electricity last year.",
        "Participating farmers reported 21% lower fertilizer use.",
        "The new hall has lamps that use 70% less electricity.",
        "The chair is made with 45% recycled plastic.",
        "Its emissions per tonne of steel were 35% below the average of the industry.",
    ],
)
def test_what_others_did_and_what_a_thing_is_like_are_no_results(text: str) -> None:
    assert reading.rows(text) == []


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Water use per crate fell again. It aims for a further reduction of 20% by 2035.", "Water use per crate"),
        ("Norrholm measures its carbon emissions. It is targeting a 50% reduction by 2035.", "carbon emissions"),
        ("Norrholm set a goal of 60% renewable electricity by 2035.", "renewable electricity"),
    ],
)
def test_a_metric_that_the_clause_does_not_name(text: str, metric: str) -> None:
    assert [row.metric for row in reading.rows(text)] == [metric]


def test_an_improvement_of_what_does_harm_is_a_reduction() -> None:
    [row] = reading.rows("Norrholm aims for a 14% improvement in its injury rate by 2035.")
    assert (row.action, row.value) == ("reduce", 14)


def test_a_goal_behind_a_result_is_one_of_the_same_change() -> None:
    rows = reading.rows("Water use per tonne is down 18% since 2019, ahead of our 2035 target of 25%.")
    assert [(row.kind, row.action, row.value) for row in rows] == [
        ("achievement", "reduce", 18),
        ("target", "reduce", 25),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "In 2021 we aimed to cut food waste by 20% by 2023. We exceeded this target and achieved a 27% reduction.",
            [27],
        ),
        ("The group set out to halve its water use by 2024 and reached a reduction of 52%.", [52]),
        ("Norrholm had pledged to cut its emissions by 30% and achieved a 34% reduction in 2024.", [34]),
        ("Norrholm measures its emissions. Revenue fell by 11%.", []),
    ],
)
def test_what_became_of_an_old_goal_is_a_result_and_the_goal_history(text: str, values: list[float]) -> None:
    rows = reading.rows(text)
    assert [row.value for row in rows] == values
    assert all(row.kind == "achievement" for row in rows)
