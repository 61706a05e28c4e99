"""Levels of today told beside the goal for them: "80 % by 2030, against 54 % today". They are results, as a line of their
own would be."""

from __future__ import annotations

from dataclasses import replace

from tasks.targets.fields import level_year
from tasks.targets.in_passing import TODAY
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import Reading
from tasks.targets.records import Target

_NEAR = 3  # tokens from a level to the word that dates it
_UNITS = {"%", "MW"}


def level_so_far(reading: Reading, number: int, row: Target) -> Target | None:
    """The result that a promised share has come to, where the sentence says as of when; a level that a goal is only counted
    from ("from 22 % to 40 %") or that is to fall is none."""
    level = next((at for at, of in reading.roles.start_level.items() if of == number), None)
    if level is None or row.kind != "target" or row.action != "reach" or row.unit not in _UNITS:
        return None
    one = reading.sentence.quantities[level]
    if row.value is None or one.value >= row.value or one.unit != row.unit:
        return None
    if reading.sentence.low(one.lead - 1) == "from" or (year := _told_for(reading, number, one)) is None:
        return None
    return replace(
        row,
        kind="achievement",
        value=one.value,
        value_max=one.value_max,
        qualifier=one.qualifier,
        target_year=year,
        deadline_text=None,
        base_year=None,
        base_value=None,
        value_alt=None,
        unit_alt=None,
        previous_value=None,
        previous_year=None,
        validated_by=None,
        rules=("level so far", f"{one.kind} quantity"),
    )


def _told_for(reading: Reading, number: int, one: Quantity) -> int | None:
    """The year that a level is told for: one that stands by it, that of the release for a level of today."""
    if (year := level_year(reading, number)) is not None:
        return year
    around = [*reading.sentence.lows(one.lead - _NEAR, one.lead), *reading.sentence.lows(one.last, one.last + _NEAR)]
    said = reading.release.published_on
    if said is not None and reading.sentence.low(one.last) == "(":
        return said.year - (said.month <= 3)  # "Women in management: 29 % (target: 35 %)", of the last year as a whole
    return said.year if said is not None and TODAY & set(around) else None
