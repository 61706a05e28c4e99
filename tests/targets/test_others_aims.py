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
        "Norrholm wants the industry to halve its emissions by 2035.",
        "Norrholm would like to see the sector halve its emissions by 2035.",
        "Norrholm expects governments to end coal power by 2030.",
        "Norrholm wants its customers to save 2 million tonnes of CO2 a year by 2030.",
        "Norrholm will supply Talvik with 100% renewable electricity from 2027.",
        "Norrholm joined CLEAN99, whose members pledge to use only renewable electricity by 2050.",
        "More than 70% of Norrholm's customers plan to be net zero by 2040.",
        "Of 300 firms in the index, 44% wanting to be net zero by 2040 is a record.",
        "It expects the price of hydrogen to fall by half by 2030.",
        "It aims to double the capacity of its fertiliser plant to 800,000 tonnes by 2028.",
        "Norrholm cut the ribbon this morning on a 60 MW campus whose waste heat will warm the baths of the town.",
        "Through its 49 percent stake in the wind farm, it will own a part of 400 turbines by 2031.",
        "More than half of riders (57%) plan to own an electric scooter by 2031.",
        "The owners of the hotels set their own goals, with several pursuing net zero by 2050.",
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


def test_a_public_body_that_is_the_issuer_speaks_for_itself() -> None:
    text = "The Authority aims to bring non-revenue water down from 27% to 18% by 2030."
    [row] = reading.rows(text, issuer="Norrholm Water Authority")
    assert (row.company, row.topic, row.value) == ("Norrholm Water Authority", "water", 18)
    assert reading.rows(text) == []


def test_its_own_places_are_supplied_by_itself() -> None:
    [row] = reading.rows("It plans to power its factories in North America with 100% renewable electricity by 2030.")
    assert (row.topic, row.value) == ("renewables", 100)
