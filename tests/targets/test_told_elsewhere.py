"""What a figure is of, where another sentence, a line over a list or a word far away says it."""

from __future__ import annotations

import pytest

from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets
from tests.targets import reading


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Norrholm has cut water use per crate by 12%. The target of 20% by 2031 is unchanged.",
            ("reduce", "water", 20, "water use per crate"),
        ),
        (
            "The share of recycled glass has reached 52%. The target of 60% by 2031 is unchanged.",
            ("reach", "materials", 60, "recycled glass"),
        ),
        (
            "Norrholm has lent EUR 3 billion in green loans. It expects to reach EUR 5 billion by 2031.",
            ("reach", "finance", 5e9, "finance"),
        ),
        (
            "Norrholm raised its target for recycled plastic from 30% to 45% by 2031.",
            ("reach", "materials", 45, "recycled plastic"),
        ),
        (
            "Norrholm's 2031 target for its own emissions rises from 30% to 45%.",
            ("reduce", "ghg", 45, "emissions"),
        ),
        (
            "Norrholm aims to make its soy supply chain deforestation-free by 2031.",
            ("eliminate", "nature", None, "soy supply chain deforestation-free"),
        ),
    ],
)
def test_the_thing_and_the_deed_of_a_goal(text: str, told: tuple[object, ...]) -> None:
    [row] = [row for row in reading.rows(text) if row.kind == "target"]
    assert (row.action, row.topic, row.value, row.metric) == told


def test_a_line_that_points_to_the_one_before_stands_over_a_list_with_it() -> None:
    text = "Norrholm has published its targets for 2031. These include:\n\n- 50% less food waste than in 2019\n- 100% of its packaging to be recyclable\n"
    release = release_from_text(text, issuer="Norrholm", published_on=reading.PUBLISHED, title=None)
    assert [(row.value, row.target_year) for row in extract_targets(release)] == [(50, 2031), (100, 2031)]


@pytest.mark.parametrize(
    ("text", "value", "before"),
    [
        ("Norrholm's water use is to fall by 45% by 2031, not 40%.", 45, 40),
        ("Norrholm's water use is now to fall by 45% by 2031, up from 40%.", 45, 40),
        ("By 2031, Norrholm will have not 5,000 but 8,000 electric vans on the road.", 8_000, 5_000),
        ("Norrholm will use 45% recycled plastic by 2031, after 60% by 2029 had been planned.", 45, 60),
        ("Norrholm raises the sum that it will invest in renewables by 2031 from EUR 5 billion to EUR 8 billion.", 8e9, 5e9),
    ],
)  # fmt: skip
def test_the_old_goal_beside_the_new_one(text: str, value: float, before: float) -> None:
    [row] = [row for row in reading.rows(text) if row.kind == "target"]
    assert (row.value, row.previous_value) == (value, before)


def test_a_goal_that_a_result_has_passed_is_no_row_of_its_own() -> None:
    text = "Women now hold 41% of leadership posts at Norrholm, ahead of the 2028 target of 40%."
    assert [(row.kind, row.value) for row in reading.rows(text)] == [("achievement", 41)]


def test_what_goes_beyond_the_plan_by_is_no_figure_of_its_own() -> None:
    text = (
        "Norrholm now plans to make 3 million tonnes of green steel by 2031, 1 million tonnes more than it announced."
    )
    assert [row.value for row in reading.rows(text)] == [3e6]


def test_a_date_in_brackets_is_that_of_its_item() -> None:
    text = (
        "Goals of Norrholm include recycling 99% of its waste (2029) and a biodiversity net gain of 15% on its sites."
    )
    assert [(row.value, row.target_year) for row in reading.rows(text)] == [(99, 2029)]


def test_what_is_still_due_of_what_was_done() -> None:
    text = "Norrholm has restored 2,100 of the 10,000 hectares of forest that it will restore by 2031."
    assert [(row.kind, row.value) for row in reading.rows(text) if row.kind == "target"] == [("target", 10_000)]


def test_a_level_behind_a_change_is_its_second_measure() -> None:
    [row] = reading.rows("Norrholm will increase recycled paper by 25% by 2031, to 4 million tonnes.")
    assert (row.value, row.unit, row.value_alt, row.unit_alt) == (25, "%", 4e6, "t")


def test_inserted_places_are_no_owners() -> None:
    rows = reading.rows("The group, with 900 people in 40 countries, will cut its water use by 25% by 2031.")
    assert [(row.company, row.value) for row in rows] == [("Norrholm", 25)]


def test_gender_parity_says_itself_what_it_is_of() -> None:
    text = "Norrholm said its goals stand: 25% less water by 2031 and gender parity in senior management by 2028."
    assert [(row.topic, row.value, row.target_year) for row in reading.rows(text)] == [
        ("water", 25, 2031),
        ("people", 50, 2028),
    ]


def test_a_goal_that_was_reached_promises_nothing() -> None:
    text = "With 41% women among its managers, Norrholm has reached its target a year early."
    assert [(row.kind, row.value) for row in reading.rows(text)] == [("achievement", 41)]


def test_green_power_alone_is_all_of_it() -> None:
    [row] = reading.rows("Norrholm wants to run its branches on green power alone by 2031.")
    assert (row.topic, row.value, row.target_year) == ("renewables", 100, 2031)


def test_a_date_behind_a_list_is_that_of_all_its_items() -> None:
    text = "Norrholm aims to send zero waste to landfill, and to use 60% recycled paper, all by 2031."
    assert [(row.topic, row.target_year) for row in reading.rows(text)] == [("materials", 2031), ("waste", 2031)]


def test_a_cut_in_brackets_is_of_what_stands_before_them() -> None:
    text = "The goals of Norrholm include reductions to its Scope 1 emissions (25% below 2019 levels by 2031)."
    [row] = reading.rows(text)
    assert (row.topic, row.value, row.base_year, row.target_year, row.scopes) == ("ghg", 25, 2019, 2031, (1,))


@pytest.mark.parametrize(
    ("said", "validator"),
    [
        ("Norrholm commits that 70% of its suppliers by spend will have science-based targets by 2029.", "SBTi"),
        ("Norrholm promises that 70% of its suppliers by spend will have science-based targets by 2029.", None),
    ],
)
def test_a_title_validates_a_goal_for_suppliers_in_the_words_of_such_targets(said: str, validator: str | None) -> None:
    title = "SBTi approves Norrholm's science-based targets"
    text = f"{title}\n\nNorrholm makes rails. Its mills stand in four countries.\n\n{said}"
    [row] = extract_targets(release_from_text(text, title=title, issuer="Norrholm", published_on=reading.PUBLISHED))
    assert (row.topic, row.value, row.validated_by) == ("suppliers", 70, validator)
