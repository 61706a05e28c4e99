"""Who owns what a sentence promises."""

from __future__ import annotations

import pytest

from tasks.targets.clauses import clause_at, clauses_of
from tasks.targets.owners import owner_at
from tests.targets import reading
from tests.targets.reading import ISSUER, sentence


def owner(text: str, number: int = -1) -> str | None:
    """The owner of the last quantity of a sentence; "another" where its aims are no row."""
    marks = sentence(text)
    clauses = clauses_of(marks)
    place = marks.quantities[number].lead
    found, stranger = owner_at(marks, clauses, clause_at(clauses, place), place, ISSUER)
    return "another" if stranger else found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norrholm will cut waste by 5%", "Norrholm"),
        ("We will cut waste by 5%", "Norrholm"),
        ("The company will cut waste by 5%", "Norrholm"),
        ("It will cut waste by 5%", "Norrholm"),
        ("Waste is to fall by 5%", "Norrholm"),
        ("Aarvik Foods will cut waste by 5%", "Aarvik Foods"),
        ("Aarvik Foods, a subsidiary of the group, will cut waste by 5%", "Aarvik Foods"),
        ("Norrholm will cut waste by 5% and restore 450 ha of moor", "Norrholm"),
        ("The government will cut waste by 5%", "another"),
        ("The European Union aims to cut waste by 5%", "another"),
        ("The ministry wants to cut waste by 5%", "another"),
        ("The industry plans to cut waste by 5%", "another"),
        ("Norrholm supports the government, which wants to cut waste by 5%", "another"),
        ("In line with the country's goal of cutting waste by 5%", "another"),
        ("Norrholm helps customers to cut waste by 5%", "another"),
        ("In Germany Norrholm will cut waste by 5%", "Norrholm"),
        ("For the government Norrholm will plant 5,000 trees", "Norrholm"),
        ("Biogas: Arvenis expects to cut waste by 5%", "Arvenis"),
        ("Waste: Customers expect a cut of 5%", "another"),
        ("The school is helped by a 5% grant from Aarvik Foods", "another"),
        ("Norrholm’s plants in the EU will cut waste by 5%", "Norrholm"),
    ],
)
def test_owner(text: str, expected: str) -> None:
    assert owner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'Indicator 14.1 of the UN\'s programme is "By 2035, cut plastic waste in the seas by half."',
        "Analysts think that demand for recycled copper will soar by 300% by 2035.",
        "It talks with partners about the heat pumps needed to achieve carbon neutrality.",
    ],
)
def test_goals_of_nations_and_growth_of_markets_are_nobodys_promise(text: str) -> None:
    assert reading.rows(text) == []
