"""How a figure is meant: promised, done, perhaps, dropped or another's."""

from __future__ import annotations

import pytest

from tasks.targets.clauses import clause_at, clauses_of
from tasks.targets.hearsay import is_dropped
from tasks.targets.stance import stance_at
from tests.targets.reading import sentence


def stances(text: str) -> list[str]:
    """How each quantity of a sentence is meant."""
    marks = sentence(text)
    clauses = clauses_of(marks)
    return [stance_at(marks, clauses, clause_at(clauses, one.first), one.lead)[0] for one in marks.quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norrholm will cut waste by 5%", ["promised"]),
        ("Norrholm aims to cut waste by 5%", ["promised"]),
        ("Norrholm has committed to cut waste by 5%", ["promised"]),
        ("Norrholm has set a target of cutting waste by 5%", ["promised"]),
        ("Norrholm plans to cut waste by 5%", ["promised"]),
        ("Norrholm expects to cut waste by 5%", ["promised"]),
        ("Norrholm is on track to cut waste by 5%", ["promised"]),
        ("Our goal is to cut waste by 5%", ["promised"]),
        ("Waste is to be cut by 5%", ["promised"]),
        ("We pledged to cut waste by 5%", ["promised"]),
        ("Norrholm has cut waste by 5%", ["done"]),
        ("Norrholm reduced waste by 5%", ["done"]),
        ("Waste was reduced by 5%", ["done"]),
        ("Norrholm has already planted 5,000 trees", ["done"]),
        ("Norrholm uses 5% less water today", ["done"]),
        ("Norrholm could cut waste by 5%", ["perhaps"]),
        ("The mill might save 5 GWh", ["perhaps"]),
        ("Norrholm has cut waste by 5% and will cut it by 9%", ["done", "promised"]),
        ("Norrholm will cut waste by 5%, having planted 5,000 trees", ["promised", "done"]),
        ("Norrholm will cut waste by 5% and restore 450 ha of moor", ["promised", "promised"]),
        ("Norrholm has cut waste by 5% and restored 450 ha of moor", ["done", "done"]),
        ("A 5% cut", ["open"]),
    ],
)
def test_stance(text: str, expected: list[str]) -> None:
    assert stances(text) == expected


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Norrholm no longer pursues its goal to cut waste by 5%", True),
        ("Norrholm will not pursue its 2030 target for waste", True),
        ("Norrholm abandoned the ship", False),
        ("Norrholm keeps its goal to cut waste by 5%", False),
    ],
)
def test_dropped(text: str, dropped: bool) -> None:
    assert is_dropped(sentence(text)) is dropped
