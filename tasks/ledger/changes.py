"""What a later row did to a promise, as DESIGN's table of events names it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from tasks.ledger.measures import alike, measured, more_is_bolder
from tasks.ledger.records import EventKind
from tasks.ledger.subjects import family_of, subject_of
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


def told_changes(target: Target) -> list[Change]:
    """What the row itself says that it replaces, where the book knows nothing."""
    found = []
    if target.previous_value is not None and target.value is not None and target.previous_value != target.value:
        kind = _value_kind(target, target.previous_value, target.value)
        found.append(Change(kind, "text says previous value", target.previous_value, target.value))
    before, after = target.previous_year, target.target_year
    if before is not None and after is not None and before != after:
        found.append(_year_change(before, after, "text says previous year"))
    return found


def changes(before: Target, after: Target, values: Set[float | None], years: Set[int | None]) -> list[Change]:
    """What `after` did to the promise that stood as `before`; the text wins over the book, the difference is noted.

    `values`, `years`: all that the promise ever had, measured. A text that tells once more what it once replaced,
    and says what stands, changes nothing.
    """
    found = _end_states(before, after) or _figures(before, after, values)
    found += _years(before, after, years)
    if not any(change.kind in ("raised", "lowered") for change in found):
        found += _bases(before, after)
    return found or [_restated(before, after)]


def _restated(before: Target, after: Target) -> Change:
    other = before.action != after.action
    note = f"{before.action} before, {after.action} now" if other else None
    rule = "same value and year in other words" if other else "nothing differs"
    return Change("restated", rule, before.value, after.value, before.target_year, after.target_year, note)


def _end_states(before: Target, after: Target) -> list[Change]:
    if before.action == after.action:
        return []
    strength = {"reduce": 0, "reach": 0, "carbon_neutral": 1, "net_zero": 1, "eliminate": 1, "climate_positive": 2}
    old, new = strength.get(before.action, 0), strength.get(after.action, 0)
    if old == new:
        return []
    rule = "end state after a cut" if old == 0 else "another end state"
    return [Change("raised" if new > old else "lowered", rule, before.value, after.value)]


def _figures(before: Target, after: Target, values: Set[float | None]) -> list[Change]:
    stood, told = measured(before, before.value), measured(after, after.previous_value)
    now = measured(after, after.value)
    if now is None or (stood is None and told is None):
        return []
    if told is not None and (alike(told, now) or (alike(stood, now) and told in values)):
        told = None
    way = before if before.action == after.action else after
    if told is not None:
        note = None if alike(told, stood) else _note(before.value, after.previous_value)
        return [_value_change(way, after, told, now, "text says previous value", after.previous_value, note)]
    if stood is None or alike(stood, now):
        return _ranges(before, after)
    return [_value_change(way, after, stood, now, "value differs", before.value, None)]


def _ranges(before: Target, after: Target) -> list[Change]:
    """The same lower end, another upper one."""
    old, new = measured(before, before.value_max), measured(after, after.value_max)
    if old is None or new is None or alike(old, new):
        return []
    return [_value_change(before, after, old, new, "upper end differs", before.value_max, None)]


def _value_change(
    way: Target, after: Target, old: float, new: float, rule: str, shown: float | None, note: str | None
) -> Change:
    """`way`: the promise as it stood says which way is bolder; "instead of 50 %" reads like a level it starts from."""
    return Change(_value_kind(way, old, new), rule, shown, after.value, note=note)


def _value_kind(target: Target, before: float, after: float) -> EventKind:
    return "raised" if (after > before) == more_is_bolder(target) else "lowered"


def _years(before: Target, after: Target, years: Set[int | None]) -> list[Change]:
    stood, told, now = before.target_year, after.previous_year, after.target_year
    if now is None:
        return []
    if told is not None and (told == now or (stood == now and told in years)):
        told = None
    if told is not None:
        note = None if told == stood else _note(stood, told)
        return [_year_change(told, now, "text says previous year", note)]
    return [] if stood is None or stood == now else [_year_change(stood, now, "year differs")]


def _year_change(before: int, after: int, rule: str, note: str | None = None) -> Change:
    kind: EventKind = "brought_forward" if after < before else "delayed"
    return Change(kind, rule, year_before=before, year_after=after, note=note)


def _bases(before: Target, after: Target) -> list[Change]:
    """Another base year or boundary, value alike."""
    rules = []
    if None not in (before.base_year, after.base_year) and before.base_year != after.base_year:
        rules.append(f"base year {before.base_year} before, {after.base_year} now")
    same = (before.scopes, before.metric) == (after.scopes, after.metric)
    mine, theirs = ((), ()) if same else (subject_of(before).boundary, subject_of(after).boundary)
    if mine and theirs and mine != theirs and family_of(before) == family_of(after):
        said = [" and ".join(map(str, sorted(scopes))) for scopes in (mine, theirs)]
        rules.append(f"scopes {said[0]} before, {said[1]} now")
    if not rules:
        return []
    return [Change("rebased", "base or scopes differ", before.value, after.value, note="; ".join(rules))]


def _note(in_book: float | None, in_text: float | None) -> str | None:
    return f"the book had {in_book}, the text says {in_text}"
