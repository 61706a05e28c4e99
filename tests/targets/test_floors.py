"""The extractor never scores less on the gold sets than it once did."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.targets.evaluate import score_set

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", FLOORS)
def test_floors(name: str, eval_data: Path) -> None:
    result, _ = score_set(eval_data, name)
    under = {field: result[field] for field, floor in FLOORS[name].items() if result[field] < floor}
    assert not under, f"{name} is under its floor: {under}"
