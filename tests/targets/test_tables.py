"""Tables of goals, as the cleaner leaves them: cells between bars, a row a line."""

from __future__ import annotations

from textwrap import dedent

from tests.targets.reading import rows


def read(table: str) -> list[tuple[str, str, str, float | None, str | None, int | None]]:
    found = rows("Our goals are set out below.\n\n" + dedent(table).strip())
    return [(row.kind, row.action, row.topic, row.value, row.unit, row.target_year) for row in found]


def test_a_goal_for_each_row_and_year() -> None:
    found = read("""
        Metric | 2024 | 2030 target
        Share of renewable electricity | 61% | 100%
        Women among managers | 34% | 40%
    """)
    assert [row for row in found if row[0] == "target"] == [
        ("target", "reach", "renewables", 100, "%", 2030),
        ("target", "reach", "people", 40, "%", 2030),
    ]


def test_a_cut_by_its_words_or_its_sign() -> None:
    found = read("""
        Metric | 2030 target
        Reduction of scope 1 and 2 emissions | 42%
        Water use per tonne | -15%
    """)
    assert found == [("target", "reduce", "ghg", 42, "%", 2030), ("target", "reduce", "water", 15, "%", 2030)]


def test_an_end_state_in_a_cell() -> None:
    found = read("""
        Metric | Target 2040
        Emissions of the value chain | Net zero
        Emissions of own sites | Carbon neutral
    """)
    assert found == [
        ("target", "net_zero", "ghg", None, None, 2040),
        ("target", "carbon_neutral", "ghg", None, None, 2040),
    ]


def test_the_base_year_of_the_heading() -> None:
    found = rows("Our goals are set out below.\n\nMetric | 2030 target (vs 2019)\nReduction of emissions | 42%")
    assert [(row.value, row.target_year, row.base_year) for row in found] == [(42, 2030, 2019)]


def test_a_row_is_its_own_evidence() -> None:
    found = rows("Our goals are set out below.\n\nMetric | 2030 target\nReduction of emissions | 42%")
    assert [row.evidence for row in found] == ["Reduction of emissions | 42%"]


def test_a_table_of_results_holds_no_goals() -> None:
    found = read("""
        Metric | 2023 | 2024
        Share of renewable electricity | 55% | 61%
    """)
    assert [row for row in found if row[0] == "target"] == []


def test_a_table_of_business_is_none() -> None:
    assert read("Item | 2024 | 2030\nRevenue | EUR 5 million | EUR 9 million\nStores | 12 stores | 40 stores") == []


def test_goals_told_whole_beside_their_progress() -> None:
    text = (
        "Targets (by 2030 with a 2019 baseline) | 2023 progress\n"
        "25% reduction in waste intensity | 7% increase in waste intensity\n"
        "15% reduction in water use | 13% reduction in water use\n"
    )
    found = [(row.kind, row.topic, row.value, row.base_year, row.target_year) for row in rows(text)]
    assert found == [("target", "waste", 25.0, 2019, 2030), ("target", "water", 15.0, 2019, 2030)]


def test_a_table_without_a_header_is_dated_by_its_heading() -> None:
    found = rows(
        "2030 goals and progress (baseline 2020)\n\n"
        "Climate | Scope 1 emissions | -60% | 2024: -38%\n"
        "Water | Litres per kg of soap | 1.4 | 2024: 1.9\n"
        "People | Women among foremen | 40% | 2024: 29%\n"
    )
    goals = [row for row in found if row.kind == "target"]
    assert [(row.action, row.topic, row.value, row.unit, row.target_year) for row in goals] == [
        ("reduce", "ghg", 60, "%", 2030),
        ("reach", "water", 1.4, "L", 2030),
        ("reach", "people", 40, "%", 2030),
    ]
    assert goals[0].base_year == 2020
    results = [(row.value, row.target_year) for row in found if row.kind == "achievement"]
    assert results == [(38, 2024), (1.9, 2024), (29, 2024)]


def test_a_list_under_the_following_targets() -> None:
    found = rows(
        "The Group has set the following targets for fiscal 2031.\n\n"
        "(1) Greenhouse gas emissions (Scope 1 and 2): 40% reduction compared with fiscal 2020\n"
        "(2) Recycling rate of waste: 90% (result for fiscal 2020: 61%)\n"
    )
    assert [(row.kind, row.value, row.target_year) for row in found] == [
        ("target", 40, 2031),
        ("target", 90, 2031),
        ("achievement", 61, 2020),
    ]


def test_a_table_without_a_header_under_no_goals_tells_none() -> None:
    assert (
        rows(
            "Key figures\n\nPackaging | Virgin plastic | -50% | 2024: -22%\nPeople | Women among foremen | 40% | 2024: 29%\n"
        )
        == []
    )
