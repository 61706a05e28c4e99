"""Years and spans with the part they play in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.targets.periods import find_periods
from tasks.targets.tokens import tokenize
from tests.targets.reading import PUBLISHED


def roles(text: str, published: date | None = PUBLISHED) -> list[tuple[str, int | None]]:
    return [(one.role, one.year) for one in find_periods(tokenize(text), published)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("cut waste by 2030", 2030),
        ("cut waste before 2035", 2035),
        ("cut waste until 2027", 2027),
        ("cut waste no later than 2031", 2031),
        ("cut waste by the end of 2028", 2028),
        ("cut waste by 31 December 2028", 2028),
        ("cut waste by December 31, 2028", 2028),
        ("cut waste in FY2030", 2030),
        ("cut waste by FY30", 2030),
        ("cut waste by FY2030/31", 2031),
        ("cut waste by the 2027/28 season", 2028),
        ("cut waste through 2030", 2030),
        ("cut waste between 2025 and 2030", 2030),
        ("cut waste by the end of the decade", 2030),
        ("cut waste this decade", 2030),
        ("cut waste by mid-century", 2050),
        ("cut waste by next year", 2026),
        ("cut waste by the end of the year", 2025),
        ("cut waste within five years", 2030),
        ("cut waste within 18 months", 2026),
        ("cut waste over the next two years", 2027),
        ("its 2030 targets for waste", 2030),
        ("from 2027 the mill will use less", 2027),
    ],
)
def test_deadline(text: str, year: int) -> None:
    assert roles(text) == [("deadline", year)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("cut waste from 2019", 2019),
        ("cut waste compared with 2019", 2019),
        ("cut waste against 2019 levels", 2019),
        ("cut waste against a 2019 baseline", 2019),
        ("cut waste from a 2019 base year", 2019),
        ("cut waste relative to FY2019", 2019),
        ("cut waste relative to 2018/19", 2019),
        ("cut waste below 2019 levels", 2019),
        ("cut waste versus 2019", 2019),
        ("cut waste (base year: 2019)", 2019),
        ("with 2019 as the base year", 2019),
    ],
)
def test_base(text: str, year: int) -> None:
    assert roles(text) == [("base", year)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by 2030 from a 2019 base year", [("deadline", 2030), ("base", 2019)]),
        ("by 2040 instead of 2050", [("deadline", 2040), ("previous", 2050)]),
        ("brought forward from 2050 to 2040", [("previous", 2050), ("deadline", 2040)]),
        ("by 2030 and by 2040", [("deadline", 2030), ("deadline", 2040)]),
        ("founded in 1987", [("time", 1987)]),
        ("in 2024 it sold less", [("time", 2024)]),
    ],
)
def test_parts_side_by_side(text: str, expected: list[tuple[str, int]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize("text", ["within five years", "over the next two years", "within 18 months"])
def test_a_span_has_no_year_where_the_release_has_no_date(text: str) -> None:
    assert roles(f"cut waste {text}", None) == [("deadline", None)]


@pytest.mark.parametrize(
    "text", ["a 2000 mm pipe", "two years ago", "a five-year-old mill", "room 12", "about 5,000 trees"]
)
def test_no_period(text: str) -> None:
    assert roles(text) == []
