"""Where a sentence is cut into clauses, and which of them go on with the one before."""

from __future__ import annotations

import pytest

from tasks.targets.clauses import clauses_of
from tests.targets.reading import sentence


def parts(text: str) -> list[str]:
    marks = sentence(text)
    return [marks.text(one.first, one.last) for one in clauses_of(marks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norrholm will cut waste by 5%", ["Norrholm will cut waste by 5%"]),
        (
            "Norrholm will cut waste by 5% and restore 450 ha of moor",
            ["Norrholm will cut waste by 5% and", "restore 450 ha of moor"],
        ),
        (
            "Norrholm has cut waste by 5%, but will use more water",
            ["Norrholm has cut waste by 5%,", "but will use more water"],
        ),
        (
            "Norrholm will cut waste by 5%; its owners will plant trees",
            ["Norrholm will cut waste by 5%;", "its owners will plant trees"],
        ),
        (
            "Norrholm will cut water, waste and energy use by 5%",
            ["Norrholm will cut water, waste and energy use by 5%"],
        ),
        (
            "Norrholm, which aims to halve waste, will open a mill",
            ["Norrholm,", "which aims to halve waste,", "will open a mill"],
        ),
        ("Norrholm aims to cut waste by 5% while sales grow", ["Norrholm aims to cut waste by 5%", "while sales grow"]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Norrholm will cut waste by 5% and restore 450 ha of moor", True),
        ("Norrholm aims to cut waste by 5%, to restore 450 ha of moor", True),
        ("Norrholm will cut waste by 5% and its owners will plant trees", False),
        ("Norrholm has cut waste by 5%, but Aarvik will not", False),
    ],
)
def test_whether_the_last_clause_has_the_mood_of_the_one_before(text: str, shares: bool) -> None:
    assert clauses_of(sentence(text))[-1].shares is shares


@pytest.mark.parametrize("text", ["", " ", "and", "; ; ;", "Norrholm will cut waste and, and; but which will."])
def test_the_clauses_are_the_whole_sentence(text: str) -> None:
    marks = sentence(text)
    found = clauses_of(marks)
    assert [one.first for one in found] == [0, *(one.last for one in found[:-1])]
    assert found[-1].last == len(marks.tokens)
