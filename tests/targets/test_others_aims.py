"""What others aim at, what is forecast and what is only one way of several is no target of the issuer."""

from __future__ import annotations

import pytest

from tests.targets import reading


@pytest.mark.parametrize(
    "text",
    [
        "In May 2021 the Danish government declared its aim of a carbon-neutral society, and in June it raised its 2030 target to 46%.",
        "More than half (53%) said they plan to use less plastic wrap by 2030.",
        "The number of people living in towns is going to grow to 6.7 billion by 2050.",
        "Pathway B: Norrholm will reach 78% renewable power by 2035.",
        "The goals agreed to by governments are to halve emissions by 2050, and to cut carbon intensity by 40% by 2030.",
        "Norrholm plans a Phase 3 trial that will enroll about 1,400 patients by 2027.",
    ],
)
def test_it_is_no_row(text: str) -> None:
    assert reading.rows(text) == []


def test_what_another_company_announced_of_itself_is_its_own() -> None:
    [row] = reading.rows("Lundvik Paint announced it is halving emissions from its resin plants by 2030.")
    assert row.company == "Lundvik Paint"


def test_it_is_the_issuer_where_the_issuer_is_named_before() -> None:
    [row] = reading.rows("The government wants clean air, and Norrholm said it will cut its emissions by 40% by 2035.")
    assert (row.company, row.value) == ("Norrholm", 40)


def test_what_the_issuers_own_road_map_calls_for_is_promised() -> None:
    [row] = reading.rows("Norrholm's road map calls for its 80 factories to switch to 100% renewable power by 2035.")
    assert (row.company, row.value, row.target_year) == ("Norrholm", 100, 2035)
