"""What releases do to a promise, event by event, whatever the order in which they arrive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ledger.book import Book, keep_book
from tasks.ledger.records import Statement
from tasks.ledger.wording import in_words
from tasks.targets.records import Target

CUT = Target(
    "Norrholm", "reduce", "ghg", "operational emissions", "e", 0, 1, 40.0, unit="%", target_year=2030, base_year=2019
)
WOMEN = Target("Norrholm", "reach", "people", "women in leadership", "e", 0, 1, 30.0, unit="%", target_year=2028)
WATER = Target("Norrholm", "limit", "water", "freshwater withdrawal", "e", 0, 1, 9.0, unit="m3", target_year=2030)
FIRST, LATER, LATEST = date(2023, 3, 1), date(2024, 3, 1), date(2025, 3, 1)


def said(target: Target, on: date, release: str | None = None) -> Statement:
    release_id = release or f"release of {on}"
    return Statement(f"{release_id}: {target}", release_id, on, target)


def kinds(book: Book) -> list[str]:
    return [event.kind for event in book.events]


def told(first: Target, second: Target) -> list[str]:
    return kinds(keep_book([said(first, FIRST), said(second, LATER)], LATEST))


def test_new_and_restated() -> None:
    book = keep_book([said(CUT, FIRST), said(CUT, LATER)], LATEST)
    assert kinds(book) == ["new", "restated"]
    assert [(one.first_said_on, one.last_said_on, one.statement_count) for one in book.promises] == [(FIRST, LATER, 2)]


@pytest.mark.parametrize(
    ("first", "changed", "happened"),
    [
        (CUT, {"value": 55.0}, ["raised"]),
        (CUT, {"value": 30.0}, ["lowered"]),
        (CUT, {"target_year": 2028}, ["brought_forward"]),
        (CUT, {"target_year": 2035}, ["delayed"]),
        (CUT, {"value": 55.0, "target_year": 2035}, ["raised", "delayed"]),
        (CUT, {"base_year": 2021}, ["rebased"]),
        (WOMEN, {"value": 40.0}, ["raised"]),
        (WOMEN, {"value": 25.0}, ["lowered"]),
        (WATER, {"value": 7.0}, ["raised"]),
        (WATER, {"value": 11.0}, ["lowered"]),
        (WOMEN, {"kind": "achievement", "value": 31.0, "target_year": 2024}, ["achieved"]),
        (WOMEN, {"kind": "withdrawal"}, ["withdrawn"]),
    ],
)
def test_each_event(first: Target, changed: dict[str, object], happened: list[str]) -> None:
    assert told(first, replace(first, **changed)) == ["new", *happened]  # type: ignore[arg-type]


def test_a_level_to_come_down_to_is_raised_by_a_lower_one() -> None:
    level = replace(WOMEN, topic="waste", metric="waste per tonne", unit="kg", base_value=90.0, value=60.0)
    assert told(level, replace(level, value=50.0)) == ["new", "raised"]


def test_the_text_wins_over_the_book_and_the_difference_is_noted() -> None:
    changed = replace(CUT, value=55.0, previous_value=45.0)
    book = keep_book([said(CUT, FIRST), said(changed, LATER)], LATEST)
    assert kinds(book) == ["new", "raised"]
    assert book.events[1].value_before == 45.0
    assert "40.0" in str(book.events[1].note)


def test_another_thing_is_another_promise() -> None:
    for other in (
        WOMEN,
        replace(CUT, company="Orrin Glass"),
        replace(CUT, topic="water"),
        replace(CUT, metric="supply chain emissions"),
    ):
        assert told(CUT, other) == ["new", "new"]


def test_an_achievement_that_falls_short_is_none() -> None:
    assert told(WOMEN, replace(WOMEN, kind="achievement", value=24.0)) == ["new"]


def test_overdue_depends_on_the_day_asked_and_on_nothing_else() -> None:
    assert kinds(keep_book([said(WOMEN, FIRST)], date(2028, 12, 31))) == ["new"]
    book = keep_book([said(WOMEN, FIRST)], date(2029, 1, 1))
    assert kinds(book) == ["new", "overdue"]
    assert (book.events[1].happened_on, book.events[1].release_id) == (date(2029, 1, 1), None)
    done = said(replace(WOMEN, kind="achievement"), LATER)
    assert kinds(keep_book([said(WOMEN, FIRST), done], date(2029, 1, 1))) == ["new", "achieved"]


def test_what_is_said_after_the_day_asked_is_not_in_the_book() -> None:
    assert kinds(keep_book([said(CUT, FIRST), said(replace(CUT, value=55.0), LATEST)], LATER)) == ["new"]


def test_nobody_can_be_held_to_a_promise_without_a_company() -> None:
    assert keep_book([said(replace(CUT, company=None), FIRST)], LATEST).promises == ()


def test_legal_form_and_case_do_not_make_another_company() -> None:
    assert told(CUT, replace(CUT, company="NORRHOLM Group AB")) == ["new", "restated"]


ROWS = [
    said(replace(row, value=value, target_year=year), on, release)
    for row in (CUT, WOMEN, WATER)
    for value, year, on, release in (
        (40.0, 2030, FIRST, "a"),
        (55.0, 2030, LATER, "b"),
        (55.0, 2035, LATEST, "c"),
        (50.0, 2031, LATER, "d"),
    )
]


@given(st.permutations(ROWS))
def test_the_order_of_arrival_does_not_matter(rows: list[Statement]) -> None:
    assert keep_book(rows, LATEST) == keep_book(ROWS, LATEST)


@given(st.lists(st.sampled_from(ROWS), max_size=12))
def test_hearing_it_twice_is_hearing_it_once(rows: list[Statement]) -> None:
    assert keep_book(rows + rows, LATEST) == keep_book(rows, LATEST)


@given(st.lists(st.sampled_from(ROWS), max_size=12))
def test_every_promise_begins_with_new(rows: list[Statement]) -> None:
    book = keep_book(rows, LATEST)
    for promise in book.promises:
        own = [event for event in book.events if event.promise_id == promise.promise_id]
        assert own[0].kind == "new"
        assert [event.kind for event in own].count("new") == 1
    assert len({event.event_id for event in book.events}) == len(book.events)


NET_ZERO = replace(CUT, action="net_zero", value=None, unit=None, base_year=None, metric="net-zero emissions")
TREES = replace(WOMEN, topic="nature", metric="trees", value=12000.0, unit="trees")
LOANS = replace(WOMEN, topic="finance", metric="green loans", value=5e9, unit="EUR", target_year=None)
RANGE = replace(CUT, value=25.0, value_max=30.0, per="tonne", scopes=(1, 2))


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (CUT, "reduce operational emissions by 40 % by 2030, from 2019"),
        (WATER, "keep freshwater withdrawal at 9 m3 or below by 2030"),
        (NET_ZERO, "reach net zero by 2030"),
        (TREES, "reach 12,000 trees by 2028"),
        (LOANS, "reach EUR 5,000,000,000 green loans"),
        (RANGE, "reduce operational emissions by 25 to 30 % per tonne (scope 1, 2) by 2030, from 2019"),
    ],
)
def test_in_words(target: Target, words: str) -> None:
    assert in_words(target) == words
