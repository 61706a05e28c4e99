"""What a new reading of a release changes: its targets and itself, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

TARGET_COLUMNS = (
    "change release_id published_on company promise_before promise_after fields evidence_before evidence_after title "
    "link target_id_before target_id_after cause"
)
FIELD_COLUMNS = "release_id of id field before after published_on title link"
RELEASE_COLUMNS = "change release_id published_on fields title link reason detail"

# Says nothing of what was read: which run, when, and what other releases make of it.
_OF_THE_BOOK = {"run_id", "first_seen_at", "duplicate_of"}
_NO_FIELD = _OF_THE_BOOK | {"release_id", "document_id", "source", "text_sha256", "cleaner_version"}
_NO_FIELD |= {"target_id", "position", "extractor_version", "promise", "wording"}
_PLACE = {"start_char", "end_char"}
_TELLING = ("kind", "company", "action", "topic", "metric", "value", "unit", "target_year", "evidence")
ALIKE = 5  # of these nine fields: fewer, and it is another promise
MOST_PAIRS = 250_000  # of one release; a text with more rows than that in doubt shows them as lost and gained


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as one version of cleaner and extractor read it: rows of core_release, core_section, core_target.

    A row of a target carries its promise in words besides.
    """

    release: Row
    sections: Sequence[Row]
    targets: Sequence[Row]


def is_same(before: Reading | None, after: Reading | None) -> bool:
    """Whether the two would be the same rows, but for the run that made them."""
    if before is None or after is None:
        return before is after
    pairs = ((before.sections, after.sections), (before.targets, after.targets))
    return _said(before.release, after.release) and all(
        len(old) == len(new) and all(map(_said, old, new)) for old, new in pairs
    )


def _said(before: Row, after: Row) -> bool:
    return all(before.get(name) == value for name, value in after.items() if name not in _OF_THE_BOOK)


def release_changes(before: Reading | None, after: Reading | None, reason: str, detail: str) -> Iterator[Row]:
    """The release as gained, lost or changed; nothing where it says the same. `reason`: why there is none now."""
    shown = after or before
    if shown is None:
        return
    fields = _release_fields(before, after) if before and after else []
    if before and after and not fields:
        return
    change = "changed" if before and after else "lost" if before else "gained"
    yield {
        "change": change,
        "fields": ", ".join(name for name, _, _ in fields) or None,
        "reason": reason or None,
        "detail": detail or None,
    } | _whose(shown)


def _release_fields(before: Reading, after: Reading) -> list[tuple[str, Any, Any]]:
    found = _fields(before.release, after.release)
    if [_part(row) for row in before.sections] != [_part(row) for row in after.sections]:
        found.append(("sections", len(before.sections), len(after.sections)))
    return found


def _part(row: Row) -> tuple[Any, ...]:
    return (row["label"], row["start_char"], row["end_char"], row["subject"])


def _fields(before: Row, after: Row) -> list[tuple[str, Any, Any]]:
    """The fields in which two rows differ, with both values."""
    return [
        (name, before.get(name), value)
        for name, value in after.items()
        if name not in _NO_FIELD and before.get(name) != value
    ]


def _whose(reading: Reading) -> Row:
    release = reading.release
    return {
        "release_id": release["release_id"],
        "published_on": _text(release["published_on"]),
        "title": release["title"],
        "link": release["url"],
    }


def target_changes(before: Reading | None, after: Reading | None, reason: str) -> Iterator[Row]:
    """The targets of a release that were gained, lost, changed, or only moved within its text."""
    shown = after or before
    if shown is None:
        return
    old, new = before.targets if before else (), after.targets if after else ()
    lost = f"the release left the book: {reason}" if before and not after else None
    for one, other in pairs(old, new):
        fields = [name for name, _, _ in _fields(one, other)] if one and other else []
        if one and other and not fields:
            continue
        change = "gained" if not one else "lost" if not other else "moved" if set(fields) <= _PLACE else "changed"
        stands = other or one or {}
        yield (
            {
                "change": change,
                "company": stands["company"],
                "fields": ", ".join(fields) or None,
                "cause": lost,
            }
            | _both(one, other)
            | _whose(shown)
        )


def _both(before: Row | None, after: Row | None) -> Row:
    named = {f"{name}_before": (before or {}).get(name) for name in ("promise", "evidence", "target_id")}
    return named | {f"{name}_after": (after or {}).get(name) for name in ("promise", "evidence", "target_id")}


def field_changes(before: Reading | None, after: Reading | None) -> Iterator[Row]:
    """Every field that differs between a release before and after, and between its targets."""
    if before is None or after is None:
        return
    found = [("release", after.release["release_id"], *field) for field in _release_fields(before, after)]
    for one, other in pairs(before.targets, after.targets):
        if one and other:
            found += [("target", other["target_id"], *field) for field in _fields(one, other)]
    for kind, key, name, old, new in found:
        row = {"of": kind, "id": key, "field": name, "before": _shown(name, old), "after": _shown(name, new)}
        yield row | _whose(after)


def _shown(name: str, value: Any) -> str | None:
    """A value as text; of a whole text its length, for the text itself stands in the book."""
    return f"{len(value)} characters" if name == "text" and value is not None else _text(value)


def _text(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return None if value is None else str(value)


def pairs(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows of a release before and after, each once: with its like, or alone where it has none.

    The same id is the same row. Of the others the most alike go together, by at least ALIKE of nine fields.
    """
    now = {row["target_id"]: row for row in after}
    was = {row["target_id"]: row for row in before}
    yield from ((row, now[key]) for key, row in was.items() if key in now)
    old = [row for key, row in was.items() if key not in now]
    new = [row for key, row in now.items() if key not in was]
    taken_old, taken_new = set(), set()
    for _, i, j in _likely(old, new):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield old[i], new[j]
    yield from ((row, None) for i, row in enumerate(old) if i not in taken_old)
    yield from ((None, row) for j, row in enumerate(new) if j not in taken_new)


def _likely(old: Sequence[Row], new: Sequence[Row]) -> Iterable[tuple[int, int, int]]:
    if len(old) * len(new) > MOST_PAIRS:
        return []
    alike = ((-_likeness(one, other), i, j) for i, one in enumerate(old) for j, other in enumerate(new))
    return sorted(pair for pair in alike if -pair[0] >= ALIKE)


def _likeness(one: Row, other: Row) -> int:
    shared = sum(bool(one[name] == other[name]) for name in _TELLING)
    within = one["evidence"] in other["evidence"] or other["evidence"] in one["evidence"]
    return shared + int(within and one["evidence"] != other["evidence"])
