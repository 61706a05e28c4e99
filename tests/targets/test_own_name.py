"""The words of the issuer's own name say who speaks, and not what a figure is about."""

from __future__ import annotations

import pytest

from tests.targets import reading


@pytest.mark.parametrize(
    ("issuer", "text", "topic"),
    [
        ("Norrholm Water", "Norrholm Water has planted 90,000 trees. It will reach 200,000 by 2031.", "nature"),
        ("Norrholm Textiles", "All workers of Norrholm Textiles are to receive a living wage by 2031.", "people"),
        ("Norrholm Paper", "Norrholm Paper will cut the accidents of its contractors by 40% by 2031.", "people"),
        ("Norrholm Energy", "Norrholm Energy will have women in 40% of its management posts by 2031.", "people"),
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
    text = "Family Bank will plant 90,000 trees by 2031."
    [row] = reading.rows(text, issuer="Family Bank")
    assert (row.value, row.unit, row.company) == (90_000, "trees", "Family Bank")


def test_costs_are_no_target_whatever_else_a_sentence_is_about() -> None:
    text = "With the batteries related costs are expected to be reduced by 30%, in line with goals for zero-emission vehicles by 2031."
    assert reading.rows(text) == []
