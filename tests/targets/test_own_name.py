"""The words of the issuer's own name say who speaks, and not what a figure is about."""

from __future__ import annotations

import pytest

from tests.targets import reading


@pytest.mark.parametrize(
    ("issuer", "text", "topic"),
    [
        ("Norrholm Water", "Norrholm Water has planted 90,000 trees. It will reach 200,000 by 2031.", "nature"),
        ("Norrholm Textiles", "All workers of Norrholm Textiles are to receive a living wage by 2031.", "people"),
        ("Norrholm Water", "Norrholm Water wants half of its directors to be women by 2031.", "people"),
        ("Norrholm Forest", "Norrholm Forest plans a share of 40% by 2031 for women among its managers.", "people"),
    ],
)
def test_a_topic_in_the_name_is_none(issuer: str, text: str, topic: str) -> None:
    topics = [row.topic for row in reading.rows(text, issuer=issuer) if row.kind == "target"]
    assert topics == [topic]


def test_what_the_name_means_does_not_make_it_business() -> None:
    text = "Norrholm Insurance will invest EUR 8 billion in renewable energy by 2031."
    [row] = reading.rows(text, issuer="Norrholm Insurance")
    assert (row.value, row.topic, row.metric) == (8e9, "finance", "renewable energy")


def test_a_name_is_no_verb() -> None:
    text = (
        "Family Bank has now provided $9 billion in sustainable finance, a year ahead of its deadline for $8 billion."
    )
    [row] = reading.rows(text, issuer="Family Bank")
    assert (row.kind, row.value, row.company) == ("achievement", 9e9, "Family Bank")


def test_costs_are_no_target_whatever_else_a_sentence_is_about() -> None:
    text = "With the batteries related costs are expected to be reduced by 30%, in line with goals for zero-emission vehicles by 2031."
    assert reading.rows(text) == []
