"""What a goal was before, who has checked it, and whose it is, told beside it."""

from __future__ import annotations

import pytest

from tests.targets import reading

GOAL = "Norrholm will cut its scope 1 emissions by 50% by 2035."


@pytest.mark.parametrize(
    ("behind", "value", "year"),
    [
        ("So far the plan had been a reduction of 30%.", 30, None),
        ("The goal was an upgrade on its previous 30% reduction target.", 30, None),
        ("It had previously set itself 2040 as the date.", None, 2040),
        ("Emissions were 30% lower than in 2019.", None, None),
        ("It has reached its earlier goal of 30%.", None, None),
    ],
)
def test_the_sentence_behind_tells_what_the_goal_was(behind: str, value: float | None, year: int | None) -> None:
    [row] = [row for row in reading.rows(f"{GOAL} {behind}") if row.kind == "target"]
    assert (row.value, row.target_year, row.previous_value, row.previous_year) == (50, 2035, value, year)


def test_an_old_goal_behind_two_goals_belongs_to_neither() -> None:
    text = "Norrholm will cut its emissions by 50% and its water use by 40% by 2035. Its previous goal was 30%."
    assert [(row.value, row.previous_value) for row in reading.rows(text)] == [(50, None), (40, None)]


@pytest.mark.parametrize(
    ("behind", "validator"),
    [
        ("The Science Based Targets initiative has validated the target.", "SBTi"),
        ("The target has been submitted to the Science Based Targets initiative for validation.", None),
        ("The target was confirmed in a letter to the Science Based Targets initiative.", None),
        ("It will be validated by the SBTi next year.", None),
    ],
)
def test_only_what_has_been_checked_is_validated(behind: str, validator: str | None) -> None:
    [row] = reading.rows(f"{GOAL} {behind}")
    assert row.validated_by == validator


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Brightwell said on Tuesday it would cut its emissions by 40% by 2035.", "Brightwell"),
        ("Packaging maker Brightwell Dune said it will cut its emissions by 40% by 2035.", "Brightwell Dune"),
        ("Anna Brightwell said it would cut its emissions by 40% by 2035.", None),
    ],
)
def test_it_is_the_company_that_says_so(text: str, company: str | None) -> None:
    [row] = reading.rows(text, issuer="")
    assert row.company == company


def test_what_a_share_of_sites_is_certified_as_is_no_row_of_its_own() -> None:
    [row] = reading.rows("By 2035 our goal is to certify 10% of our sites as zero water discharge.")
    assert row.value == 10


def test_a_goal_that_is_dropped_for_its_year_only_is_delayed() -> None:
    text = "Norrholm no longer expects to reach its goal of 50% renewable electricity by 2030; it now aims to get there by 2035."
    [row] = reading.rows(text)
    assert (row.kind, row.value, row.target_year, row.previous_year) == ("target", 50, 2035, 2030)


def test_a_reduction_under_the_earlier_target_is_no_row() -> None:
    text = "Norrholm aims for a 60% reduction in emissions by 2035, compared with the 46% reduction under the earlier target."
    assert [row.value for row in reading.rows(text)] == [60]


def test_a_base_in_brackets_belongs_to_the_figure_before_it() -> None:
    text = "The goals are a 42% cut in emissions by 2035 (base year 2021), an injury rate of 0.8 or lower and 35% women in management by 2033."
    assert [(row.value, row.base_year) for row in reading.rows(text)] == [(42, 2021), (0.8, None), (35, None)]


def test_what_is_aimed_for_behind_a_change_is_the_same_change() -> None:
    rows = reading.rows("We've cut our carbon footprint by 23% since 2018 and we're aiming for 45% by 2035.")
    assert [(row.action, row.value, row.kind) for row in rows] == [
        ("reduce", 23, "achievement"),
        ("reduce", 45, "target"),
    ]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Mars has committed to 100% recyclable packaging by 2035.", "Mars"),
        ("P&G committed to achieve 100% recyclable packaging by 2035.", "P&G"),
        ("Earlier this month, Tolvik announced it was dropping its goal of a fully electric lineup by 2035.", "Tolvik"),
    ],
)
def test_who_pledges_where_no_issuer_is_known(text: str, company: str) -> None:
    assert [row.company for row in reading.rows(text, issuer="")] == [company]


def test_a_commitment_that_is_extended_is_an_old_one() -> None:
    text = "The goal is to deploy $500 billion to green finance by 2035, extending its current commitment of $250 billion by 2030."
    assert [row.value for row in reading.rows(text)] == [500_000_000_000]
