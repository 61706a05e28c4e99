"""What becomes of a goal: who moves the goalposts is what the ledger is asked first."""

from __future__ import annotations

import pytest

from tests.targets import reading

# text, then of its only row: kind, action, value, target_year, previous_value, previous_year
TOLD = [
    (
        "Norrholm has extended the deadline for its 40% emissions reduction target from 2030 to 2035.",
        ("target", "reduce", 40.0, 2035, None, 2030),
    ),
    (
        "Norrholm has delayed its goal of 100% recyclable packaging from 2027 to 2030.",
        ("target", "reach", 100.0, 2030, None, 2027),
    ),
    (
        "The goal of 100% renewable power by 2030 has been brought forward to 2027.",
        ("target", "reach", 100.0, 2027, None, 2030),
    ),
    (
        "Norrholm has raised its 2030 target for cutting Scope 1 and 2 emissions to 50%, up from 30%.",
        ("target", "reduce", 50.0, 2030, 30.0, None),
    ),
    (
        "Norrholm's target of 40% women in leadership was raised to 45% by 2030.",
        ("target", "reach", 45.0, 2030, 40.0, None),
    ),
    (
        "Norrholm expanded its commitment to protect 5 million acres of land by 2030 to 8 million acres.",
        ("target", "reach", 8_000_000.0, 2030, 5_000_000.0, None),
    ),
    (
        "Norrholm is dropping its target to cut emissions by 20% by 2030.",
        ("withdrawal", "reduce", 20.0, 2030, None, None),
    ),
    ("Norrholm no longer aims for net zero by 2040.", ("withdrawal", "net_zero", None, 2040, None, None)),
    (
        "Norrholm reached its goal of 50% women in management in 2024, one year early.",
        ("achievement", "reach", 50.0, 2024, None, None),
    ),
    (
        "Norrholm cut its emissions by 42% between 2019 and 2024, surpassing its 40% target for 2025.",
        ("achievement", "reduce", 42.0, 2024, None, None),
    ),
    (
        "Norrholm is not changing its target of a 50% reduction in emissions by 2030.",
        ("target", "reduce", 50.0, 2030, None, None),
    ),
    (
        "We expect to exceed our goal of planting 2 million trees by 2030.",
        ("target", "reach", 2_000_000.0, 2030, None, None),
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text[:60] for text, _ in TOLD])
def test_fate_of_a_goal(text: str, told: tuple[object, ...]) -> None:
    rows = [
        (row.kind, row.action, row.value, row.target_year, row.previous_value, row.previous_year)
        for row in reading.rows(text)
    ]
    assert rows == [told]


def test_a_fall_in_emissions_drops_no_goal() -> None:
    rows = reading.rows("Emissions dropped by 20% last year and our goal is a 50% cut by 2030.")
    assert [(row.kind, row.value) for row in rows] == [("achievement", 20.0), ("target", 50.0)]


def test_what_replaces_a_dropped_goal_is_a_target() -> None:
    rows = reading.rows("Norrholm has dropped its goal of net zero by 2040 and now aims for a 50% cut by 2035.")
    assert {(row.kind, row.action, row.target_year) for row in rows} == {
        ("withdrawal", "net_zero", 2040),
        ("target", "reduce", 2035),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Norrholm could abandon its goal of net zero by 2040.",
        "Norrholm missed its goal of 25% recycled plastic by 2025.",
    ],
)
def test_no_row(text: str) -> None:
    assert [row for row in reading.rows(text) if row.kind != "achievement"] == []
