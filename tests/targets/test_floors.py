"""The extractor never scores less on the gold sets than it once did."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.targets.scores import figures_of, floors, shortfalls

# The largest set by far: most of a minute.
LONG = {"sbti_dev"}


@pytest.mark.parametrize("name", [pytest.param(one, marks=[pytest.mark.slow] * (one in LONG)) for one in floors()])
def test_floors(name: str, eval_data: Path) -> None:
    assert shortfalls(name, figures_of(eval_data, name), floors()[name]) == []


def test_a_figure_below_its_floor_or_above_its_ceiling_is_named() -> None:
    bounds = {"core_f1": 0.9, "at_most": {"false_rows": 3}}
    assert shortfalls("s", {"core_f1": 0.9, "false_rows": 3}, bounds) == []
    assert shortfalls("s", {"core_f1": 0.89, "false_rows": 4}, bounds) == [
        "s: core_f1 0.89 is under 0.9",
        "s: false_rows 4 is over 3",
    ]


def test_a_bound_on_a_figure_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError, match="core_f2"):
        shortfalls("s", {"core_f1": 1.0}, {"core_f2": 0.5})
