"""Which of a sentence's figures are outcomes, and which only say where something stands or stood."""

from __future__ import annotations

import pytest

from tasks.targets.levels import roles_of
from tests.targets.reading import rows, sentence


def parts(text: str) -> list[str]:
    """The part of each quantity of a sentence."""
    marks = sentence(text)
    roles = roles_of(marks)
    named = {"start": roles.start_level, "replaced": roles.replaced, "second": roles.second, "aside": roles.aside}
    return [
        next((name for name, numbers in named.items() if number in numbers), "outcome")
        for number in range(len(marks.quantities))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("will cut waste by 5%", ["outcome"]),
        ("will raise the share of glass from 20% to 50%", ["start", "outcome"]),
        ("has raised its goal from 40% to 55%", ["replaced", "outcome"]),
        ("will reach 50%, up from 20%", ["outcome", "start"]),
        ("will reach 6 GW (currently 3.1 GW)", ["outcome", "start"]),
        ("aims for 6 GW, compared with its earlier goal of 4 GW", ["outcome", "replaced"]),
        ("will save 512 kg of paper, equal to a 34% cut", ["outcome", "second"]),
        ("will save 96 GWh, or about 70%", ["outcome", "second"]),
        ("will cut waste by 5% and water use by 7%", ["outcome", "outcome"]),
        ("will cut waste by 30% by 2027 and 50% by 2030", ["outcome", "outcome"]),
    ],
)
def test_parts(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_a_replaced_goal_is_the_previous_value() -> None:
    (row,) = rows("Norrholm has raised its goal for the share of recycled glass from 40% to 55% by 2030.")
    assert (row.action, row.value, row.previous_value, row.base_value) == ("reach", 55, 40, None)


def test_a_start_level_is_the_base_value() -> None:
    (row,) = rows("Norrholm will raise the share of recycled glass in its jars from 20% in 2024 to 50% by 2030.")
    assert (row.action, row.value, row.base_value, row.base_year) == ("reach", 50, 20, 2024)


def test_a_second_measure_stands_in_the_same_row() -> None:
    (row,) = rows("Norrholm will cut emissions by 512 kg of CO2 per tonne of paper, equal to 34%, by 2030.")
    assert (row.value, row.unit, row.value_alt, row.unit_alt) == (512, "kgCO2e", 34, "%")


def test_an_earlier_deadline_is_the_previous_year() -> None:
    (row,) = rows("Norrholm has brought its net zero target forward from 2050 to 2040.")
    assert (row.action, row.target_year, row.previous_year) == ("net_zero", 2040, 2050)


def test_a_share_that_opens_a_sentence_behind_of_is_read() -> None:
    assert parts("Of 30% of its mills nothing is known.") == ["outcome"]
