"""Results by the words that tell them: a level beside its goal, a noun of change, a label, an end; and what only looks so."""

from __future__ import annotations

from datetime import date

import pytest

from tests.targets import reading


def results(text: str) -> list[tuple[str, str, float | None, int | None]]:
    return [
        (row.action, row.topic, row.value, row.target_year)
        for row in reading.rows(text, published=date(2025, 5, 6))
        if row.kind == "achievement"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It wants 80% of its paper to be recycled by 2030, against 54% today.", ("reach", "materials", 54, 2025)),
        ("- 60% recycled plastic in its crates by 2031 (2023: 48%)", ("reach", "materials", 48, 2023)),
        ("Women in management: 29% (target for 2028: 40%).", ("reach", "people", 29, 2025)),
        ("It aims to buy 90% certified paper by 2030. Last year the share was 62%.", ("reach", "materials", 62, 2024)),
        ("It plans to halve its water use by 2031. At the end of 2023 the reduction stood at 14%.", ("reduce", "water", 14, 2023)),
        ("The former plan had called for a 30% cut in water use by 2025; that was reached in 2022.", ("reduce", "water", 30, 2022)),
        ("All its mills have run on renewable electricity since 2019.", ("reach", "renewables", 100, 2019)),
        ("Emissions of the port: 4,100 tonnes of CO2 (down 9% from 2023).", ("reduce", "ghg", 9, 2025)),
        ("Energy intensity: 96 kWh per tonne, a 7% improvement on 2022.", ("reduce", "energy", 7, 2025)),
        ("Norrholm met its goal of a 20% cut in water use early: it is 24% below 2018.", ("reduce", "water", 24, 2025)),
        ("At the dairy, where 12 people make cheese, carbon emissions were down by 16% in 2024 compared with 2015.", ("reduce", "ghg", 16, 2024)),
        ("Financed emissions in the power sector portfolio fell by 22% in 2024.", ("reduce", "ghg", 22, 2024)),
        ("More than three quarters (78%) of its packaging is recyclable.", ("reach", "materials", 78, 2025)),
        ("Norrholm has now eliminated plastic trays from its shops.", ("eliminate", "materials", None, None)),
        ("Norrholm closed its last coal mine in March.", ("eliminate", "energy", None, None)),
        ("Norrholm has scrapped its last diesel bus.", ("eliminate", "energy", None, None)),
        ("The dairy sends nothing to landfill any more.", ("eliminate", "waste", None, None)),
        ("Norrholm reached its goal of sending zero waste to landfill at the end of 2024.", ("eliminate", "waste", None, 2024)),
    ],
)  # fmt: skip
def test_a_result_is_read_by_the_words_that_tell_it(
    text: str, found: tuple[str, str, float | None, int | None]
) -> None:
    assert results(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "It will raise the share of recycled paper from 22% to 40% by 2030.",  # where it starts from is no result
        "It will lower the share of plastic in its packaging to 10% by 2030, against 22% today.",  # it is to fall
        "Use of fresh water, currently 310 litres per tonne, will be lowered to 190 litres by 2030.",
        "- 50% of electricity from the sun by 2031",
        "An emission-free fleet in 2033 is what our towns need.",
        "Electric cars made up 14% of registrations in the European Union in August.",
        "Buildings account for 40% of energy use in the industry.",
        "Norrholm has eliminated natural gas from three of its four breweries.",
        "In 2024 its new dryer used 27% less energy than its predecessor.",
    ],
)
def test_what_only_looks_like_a_result(text: str) -> None:
    assert results(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Each cup is pressed from husks, saving 2 litres of water with every cup sold.",
        "The insulation has saved an average of 3 tonnes of CO2 per home.",
        "A key feature of the crane is its new motor, which has cut energy use by 30%.",
        "Its shirts were sewn by a manufacturer known for 100% certified cotton.",
        "“We achieved a 60% reduction in emissions over the 30 years that I worked on them.”",
        "So far it has won 40 million gallon contracts for sustainable aviation fuel.",
        "The company surpassed 90,000 pounds of recycled rubber shipped from its mill.",
        "When the philanthropist Ann Lee gave Norrholm College $3 million in grants, the town was grateful.",
    ],
)
def test_what_others_use_sell_get_and_did_is_no_result_of_the_issuer(text: str) -> None:
    assert results(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She has pursued a quest to run ten marathons to raise $1 million for scholarships by 2030.",
        "- Spend $90 or more: half of it goes to a charity for children",
        "It targets the $3 billion education market with a flexible $200,000 investment over 18 months.",
        "It will deploy ten maps on its campus in 2026, improving the life of each student.",
    ],
)
def test_what_persons_offers_and_markets_aim_at_is_no_promise_of_the_issuer(text: str) -> None:
    assert reading.rows(text) == []


def test_a_state_promises_nothing_that_is_a_company_s() -> None:
    text = "Iceland is working towards its 2030 targets, which include a 30% reduction in carbon emissions."
    assert reading.rows(text, issuer="Iceland") == []


def test_what_a_company_has_promised_is_told_behind_its_figure() -> None:
    rows = reading.rows(
        "Norrholm has arranged $4 billion of green loans, halfway to the $8 billion it has promised for 2030."
    )
    assert [(row.kind, row.value, row.target_year) for row in rows] == [
        ("achievement", 4e9, 2025),
        ("target", 8e9, 2030),
    ]


def test_a_label_with_a_bare_verb_promises() -> None:
    [row] = reading.rows("Recovered paper: use 8,000 tonnes a year by 2031.")
    assert (row.kind, row.value, row.target_year) == ("target", 8_000, 2031)


def test_a_finite_verb_behind_and_begins_a_clause_of_its_own() -> None:
    rows = reading.rows("Its water use fell by 12% in 2024, and 62% of its wood came from certified forests.")
    assert [(row.action, row.value) for row in rows] == [("reduce", 12), ("reach", 62)]
