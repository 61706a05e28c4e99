"""Laws of the diff: every row is told of once, alike with alike; pieces fit and lose nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tasks.rereading.diff import Reading, field_changes, is_same, pairs, release_changes, target_changes
from tasks.rereading.plan import CHUNK, CHUNK_BYTES, Planned, chunks

RELEASE = {"release_id": "r", "source": "s", "url": None, "title": "T", "published_on": None, "text": "abc"}
TARGET = {
    "target_id": "a",
    "position": 0,
    "kind": "target",
    "company": "Norrholm",
    "action": "reduce",
    "topic": "water",
    "metric": "water use",
    "value": 50.0,
    "unit": "%",
    "target_year": 2030,
    "evidence": "Norrholm will halve its water use by 2030.",
    "start_char": 0,
    "end_char": 42,
    "promise": "reduce water use by 50 % by 2030",
}


def target(**changed: Any) -> dict[str, Any]:
    return TARGET | changed


def reading(*targets: dict[str, Any], **changed: Any) -> Reading:
    return Reading(RELEASE | changed, (), targets)


rows = st.lists(
    st.builds(
        target,
        target_id=st.sampled_from("abcdefgh"),
        value=st.sampled_from([30.0, 50.0]),
        topic=st.sampled_from(["water", "ghg"]),
        target_year=st.sampled_from([2030, 2035, None]),
        evidence=st.sampled_from(["one", "one or two", "three"]),
    ),
    max_size=6,
    unique_by=lambda row: row["target_id"],
)


@given(rows, rows)
def test_every_row_is_told_of_once(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    found = list(pairs(before, after))
    assert sorted(one["target_id"] for one, _ in found if one) == sorted(row["target_id"] for row in before)
    assert sorted(one["target_id"] for _, one in found if one) == sorted(row["target_id"] for row in after)
    assert all(one or other for one, other in found)


def test_a_change_names_its_fields_with_both_values() -> None:
    before, after = reading(target()), reading(target(target_id="b", target_year=2035))
    (change,) = target_changes(before, after, "")
    assert (change["change"], change["fields"]) == ("changed", "target_year")
    assert [(one["field"], one["before"], one["after"]) for one in field_changes(before, after)] == [
        ("target_year", "2030", "2035")
    ]


def test_another_promise_is_gained_and_lost() -> None:
    other = target(target_id="b", topic="ghg", action="net_zero", value=None, unit=None, target_year=2045, evidence="x")
    changes = target_changes(reading(target()), reading(other), "")
    assert sorted(change["change"] for change in changes) == ["gained", "lost"]


def test_what_only_moved_is_told_apart() -> None:
    moved = target(target_id="b", start_char=4, end_char=46)
    assert [one["change"] for one in target_changes(reading(target()), reading(moved), "")] == ["moved"]


def test_a_release_that_leaves_says_why() -> None:
    (change,) = release_changes(reading(target()), None, "binary", "convert it")
    assert (change["change"], change["reason"]) == ("lost", "binary")
    (lost,) = target_changes(reading(target()), None, "binary")
    assert (lost["change"], lost["cause"]) == ("lost", "the release left the book: binary")
    assert not is_same(reading(), None)


def test_the_same_reading_changes_nothing() -> None:
    one = reading(target())
    assert is_same(one, reading(target()))
    assert not list(target_changes(one, one, ""))
    assert not list(release_changes(one, one, "", ""))


@given(st.lists(st.integers(0, 2 * CHUNK_BYTES), max_size=60), st.integers(0, 700))
def test_pieces_fit_and_lose_nothing(large: list[int], small: int) -> None:
    when = datetime(2025, 1, 1, tzinfo=UTC)
    planned = [Planned("r", "d", "s:k", size, when, None, None, None, None) for size in [*large, *[1] * small]]
    pieces = list(chunks(planned))
    assert [one for piece in pieces for one in piece] == planned
    assert all(len(piece) <= CHUNK for piece in pieces)
    assert all(len(piece) == 1 or sum(one.byte_count for one in piece) <= CHUNK_BYTES for piece in pieces)
