"""What a later row did to a promise, as DESIGN's table of events names it."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.ledger.records import EventKind
from tasks.targets.records import Target


@dataclass(frozen=True, slots=True)
class Change:
    """An event before it has its promise: kind, rule, the values and years on both sides, a note on differences."""

    kind: EventKind
    rule: str
    value_before: float | None = None
    value_after: float | None = None
    year_before: int | None = None
    year_after: int | None = None
    note: str | None = None


def more_is_bolder(target: Target) -> bool:
    """Whether a higher value is more ambitious: not for limits, nor for levels to come down to."""
    if target.action == "limit":
        return False
    comes_down = target.base_value is not None and target.value is not None and target.base_value > target.value
    return not (target.action == "reach" and comes_down)


def _value_kind(target: Target, before: float, after: float) -> EventKind:
    return "raised" if (after > before) == more_is_bolder(target) else "lowered"


def told_changes(target: Target) -> list[Change]:
    """What the row itself says that it replaces."""
    found = []
    if target.previous_value is not None and target.value is not None and target.previous_value != target.value:
        kind = _value_kind(target, target.previous_value, target.value)
        found.append(Change(kind, "text says previous value", target.previous_value, target.value))
    if (
        target.previous_year is not None
        and target.target_year is not None
        and target.previous_year != target.target_year
    ):
        found.append(_year_change(target.previous_year, target.target_year, "text says previous year"))
    return found


def _year_change(before: int, after: int, rule: str, note: str | None = None) -> Change:
    return Change(
        "brought_forward" if after < before else "delayed", rule, year_before=before, year_after=after, note=note
    )


def changes(before: Target, after: Target) -> list[Change]:
    """What `after` did to the promise that stood as `before`; the text wins over the book, the difference is noted."""
    value_before = after.previous_value if after.previous_value is not None else before.value
    year_before = after.previous_year if after.previous_year is not None else before.target_year
    found: list[Change] = []
    if before.action != after.action and after.action in ("net_zero", "eliminate"):
        found.append(Change("raised", "end state after a cut", before.value, after.value))
    elif None not in (value_before, after.value) and value_before != after.value:
        kind = _value_kind(after, value_before or 0.0, after.value or 0.0)
        found.append(Change(kind, "value differs", value_before, after.value, note=_note(before.value, value_before)))
    if year_before is not None and after.target_year is not None and year_before != after.target_year:
        note = _note(before.target_year, year_before)
        found.append(_year_change(year_before, after.target_year, "year differs", note))
    based = None not in (before.base_year, after.base_year) and before.base_year != after.base_year
    if based or (before.scopes and after.scopes and before.scopes != after.scopes):
        found.append(Change("rebased", "base or scopes differ", before.value, after.value))
    return found or [
        Change("restated", "nothing differs", before.value, after.value, before.target_year, after.target_year)
    ]


def _note(in_book: float | None, in_text: float | None) -> str | None:
    return None if in_book == in_text else f"the book had {in_book}, the text says {in_text}"
