"""End states, by name and as things brought to zero, and what only sounds like them."""

from __future__ import annotations

import pytest

from tasks.targets.clauses import clauses_of
from tasks.targets.states import find_states
from tests.targets.reading import sentence


def states(text: str) -> list[tuple[str, str]]:
    marks = sentence(text)
    return [(one.action, one.topic) for one in find_states(marks, clauses_of(marks))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norrholm will reach net zero by 2040", ("net_zero", "ghg")),
        ("Norrholm aims for net-zero emissions by 2040", ("net_zero", "ghg")),
        ("Norrholm will be carbon neutral by 2035", ("carbon_neutral", "ghg")),
        ("Norrholm aims for climate neutrality by 2035", ("carbon_neutral", "ghg")),
        ("Norrholm will be climate positive by 2045", ("climate_positive", "ghg")),
        ("Norrholm will be carbon negative by 2045", ("climate_positive", "ghg")),
        ("Its emissions will peak by 2027", ("peak", "ghg")),
        ("Norrholm will be water positive by 2030", ("reach", "water")),
        ("Norrholm will be nature positive by 2030", ("reach", "nature")),
        ("Norrholm will phase out coal by 2027", ("eliminate", "energy")),
        ("Norrholm will stop using virgin plastic by 2027", ("eliminate", "materials")),
        ("Norrholm will reach zero waste to landfill by 2027", ("eliminate", "waste")),
        ("Norrholm will reach zero emissions by 2035", ("eliminate", "ghg")),
        ("Norrholm will cut its emissions to zero by 2035", ("eliminate", "ghg")),
        ("Norrholm will end deforestation in its supply chain by 2027", ("eliminate", "nature")),
        ("Norrholm will be deforestation-free by 2027", ("eliminate", "nature")),
        ("Norrholm will send no waste to landfill by 2027", ("eliminate", "waste")),
    ],
)
def test_state(text: str, expected: tuple[str, str]) -> None:
    assert states(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Norrholm has zero tolerance for accidents",
        "Norrholm welcomes the Net-Zero Banking Alliance",
        "Norrholm signed a loan with a zero coupon",
        "Norrholm will stop at nothing",
        "Norrholm will end the year with more sales",
        "Norrholm is positive about water",
        "Norrholm will sell zero-emission trucks",
    ],
)
def test_no_state(text: str) -> None:
    assert states(text) == []


def test_two_words_for_one_state_are_one() -> None:
    assert states("Norrholm will be carbon neutral, or net zero, by 2040") == [("carbon_neutral", "ghg")]


def test_two_states_of_one_sentence() -> None:
    text = "Norrholm will be carbon neutral by 2030 and reach net zero by 2045"
    assert states(text) == [("carbon_neutral", "ghg"), ("net_zero", "ghg")]
