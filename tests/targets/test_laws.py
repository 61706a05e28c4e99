"""What holds for any text: no error, evidence that slices back, rows that TARGETS.md allows, work that grows with the text."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.releases.plain import release_from_text
from tasks.targets.clauses import clauses_of
from tasks.targets.extract import extract_targets
from tasks.targets.lexicon import stanzas
from tasks.targets.marks import topic_book
from tasks.targets.quantities import find_quantities
from tasks.targets.records import Action, Kind, Qualifier, Target, Topic
from tasks.targets.relevance import names_topic
from tasks.targets.tokens import tokenize
from tests.targets.reading import PUBLISHED, sentence

PIECES = (
    *"Norrholm;will;aims to;has;reduce;cut;reach;net zero;carbon neutral;emissions;scope 1 and 2;water;by 2030".split(
        ";"
    ),
    *"from 2019;50%;a third;12,000 trees;EUR 5 million;1.2 Mt of CO2;doubling;and;,;.;\n;\n- ;(;);%;–;20;FY".split(";"),
    *"within five years;about;to;of;all;which;but;the government;zero;phase out;no;per tonne;| ;\n\n".split(";"),
    *"between;-;instead of;has withdrawn its goal;validated by the SBTi;\u00a0;“;’s;|;0;99999999999999999999;1/2".split(
        ";"
    ),
)
TOPIC_WORDS = sorted(
    {word.strip("?*").split("|")[0] for one in stanzas("topics") for phrase in one["words"] for word in phrase.split()}
)
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join)
TEXTS = st.one_of(st.text(max_size=200), SENTENCES)
END_STATES = {"net_zero", "carbon_neutral", "climate_positive", "peak", "eliminate"}


def read(text: str, published: date | None = PUBLISHED) -> list[Target]:
    return extract_targets(release_from_text(text, issuer="Norrholm", published_on=published))


def wrong_fields(row: Target) -> list[str]:
    """The fields of a row that TARGETS.md does not allow."""
    years = (row.target_year, row.base_year, row.previous_year)
    laws = {
        "action": row.action in get_args(Action),
        "topic": row.topic in get_args(Topic),
        "kind": row.kind in get_args(Kind),
        "qualifier": row.qualifier in (None, *get_args(Qualifier)),
        "years": all(year is None or 1950 <= year <= 2150 for year in years),
        "confidence": 0 <= row.confidence <= 1,
        "value_max": row.value_max is None or (row.value is not None and row.value_max > row.value),
        "value of a state": row.action not in END_STATES or row.value is None,
        "unit without value": row.unit is None or row.value is not None,
        "second unit without value": row.unit_alt is None or row.value_alt is not None,
        "scopes": list(row.scopes) == sorted(set(row.scopes) & {1, 2, 3}),
        "rules": bool(row.rules) and all(row.rules),
        "evidence": bool(row.evidence.strip()),
        "metric": row.metric == row.metric.strip(),
    }
    return [name for name, holds in laws.items() if not holds]


@settings(max_examples=90)
@given(TEXTS, st.sampled_from([None, PUBLISHED]))
def test_any_text_gives_rows_that_stand_in_it(text: str, published: date | None) -> None:
    release = release_from_text(text, issuer="Norrholm", published_on=published)
    for row in extract_targets(release):
        assert release.text[row.start : row.end] == row.evidence
        assert wrong_fields(row) == [], row


def lexicon_words() -> list[str]:
    """The words of all phrases and verbs of the lexicon, and the figures, dates and signs that stand between them."""
    tables = ("causes", "cues", "goals", "parties", "states", "topics", "verbs")
    entries = [one for table in tables for one in stanzas(table)]
    phrases = [phrase for one in entries for key in ("words", "verbs", "nouns") for phrase in one.get(key, ())]
    words = {word.strip("?*") for phrase in phrases for word in re.split(r"[ |+]+", phrase)} - {"", "..."}
    return (
        sorted(words)
        + [*"2030;2035;40%;$5 billion;5,000;half;,;.;:;;;(;);not;but;of;by;from;to;Norrholm;all;one".split(";")] * 25
    )


def test_any_order_of_our_own_words_is_read() -> None:
    """Most are short: what a rule forgets is what stands, or does not, before the first word and behind the last."""
    drawn, words = random.Random(20250428), lexicon_words()
    for most in [6] * 6000 + [40] * 500:
        text = " ".join(drawn.choice(words) for _ in range(drawn.randint(1, most)))
        for row in read(text):
            assert wrong_fields(row) == [], (text, row)


@settings(max_examples=30)
@given(SENTENCES)
def test_reading_twice_is_reading_once(text: str) -> None:
    assert read(text) == read(text)


@settings(max_examples=60)
@given(TEXTS)
def test_tokens_are_what_stands_in_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[one.start : one.end] == one.text for one in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@settings(max_examples=60)
@given(TEXTS)
@example("EUR1MILLION TO EUR10")
def test_marks_lie_in_their_sentence_without_overlap(text: str) -> None:
    marks = sentence(text)
    for kind in (
        find_quantities(marks.tokens),
        marks.periods,
        marks.topics,
        marks.cues,
        marks.deeds,
        clauses_of(marks),
    ):
        assert all(0 <= one.first <= one.last <= len(marks.tokens) for one in kind)
        assert all(one.last <= other.first for one, other in pairwise(kind))  # type: ignore[call-overload]
    assert all(one.value_max is None or one.value_max > one.value for one in marks.quantities)


def calls(work: Callable[[], object]) -> int:
    """The calls of functions that a piece of work makes: what it costs on any machine."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


GROWING = {
    "one sentence": "Norrholm will cut emissions of its plant by 5% by 2030, its water use by 7% and ",
    "sentences": "Norrholm will cut emissions by 5% by 2030. Sales went up by 3% in May. ",
    "list items": "By 2030 we will:\n- cut emissions by 5%\n- use 5% less water\n",
    "table rows": "Goal | 2030 target\nEmissions of the plant | 5%\n",
    "percentages": "emissions 50% ",
    "years": "emissions by 2030 ",
    "and and and": "emissions and and and ",
    "from to": "emissions from 10% to ",
    "digits": "12345678901234567890",
    "brackets": "emissions 5% (((( ",
    "whitespace": " \n\t \n",
    "capitals": "Aa ",
}


@pytest.mark.parametrize("unit", GROWING.values(), ids=GROWING)
def test_twice_the_text_is_at_most_twice_the_work(unit: str) -> None:
    """Counted, not timed. Half a page and more of one thing, so that a cost that grows with its square shows."""
    short, long = (
        release_from_text("Norrholm will " + unit * (size // len(unit)), issuer="Norrholm", published_on=PUBLISHED)
        for size in (4_000, 8_000)
    )
    extract_targets(short)  # what is read once a process is read now
    assert calls(lambda: extract_targets(long)) <= 2.3 * calls(lambda: extract_targets(short)) + 1_000


@pytest.mark.parametrize(
    "unit", ["emissions 50% ", "emissions by 2030 ", "Norrholm will cut emissions and water by 5% and "]
)
def test_a_sentence_twice_as_long_is_at_most_twice_the_work(unit: str) -> None:
    """Below the length at which a sentence is read in pieces."""
    short, long = (
        release_from_text("Norrholm will " + unit * (size // len(unit)), issuer="Norrholm", published_on=PUBLISHED)
        for size in (800, 1_600)
    )
    extract_targets(short)
    assert calls(lambda: extract_targets(long)) <= 2.3 * calls(lambda: extract_targets(short)) + 1_000


def test_what_stands_far_behind_in_a_giant_sentence_is_read() -> None:
    told = "Norrholm will plant trees and " + "sell many fine things and walk, and " * 200
    rows = read(f"{told}it will cut its emissions by 50% by 2030.")
    assert [(row.action, row.value, row.target_year) for row in rows] == [("reduce", 50.0, 2030)]


@settings(max_examples=100)
@given(st.one_of(TEXTS, st.lists(st.sampled_from(TOPIC_WORDS), max_size=6).map(" ".join)))
def test_the_bare_words_of_a_text_tell_whether_a_topic_is_named(text: str) -> None:
    """A sentence whose topic they miss is never read."""
    assert names_topic(text) == topic_book().any(tokenize(text))


def test_a_figure_costs_the_same_in_a_sentence_of_few_and_of_many() -> None:
    """As many figures as a sentence may have before it counts as a table run together."""
    few, many = (
        release_from_text("Norrholm will cut emissions" + " and water by 5%" * figures, issuer="Norrholm")
        for figures in (10, 40)
    )
    extract_targets(few)
    assert calls(lambda: extract_targets(many)) / 40 <= 1.5 * calls(lambda: extract_targets(few)) / 10


def test_a_table_that_was_run_together_hides_nothing_beside_it() -> None:
    table = "Net sales and emissions " + "12,345 6,789 " * 60
    rows = read(f"{table}.\n\nNorrholm will cut its emissions by 50% by 2030.\n\n{table}.")
    assert [(row.value, row.target_year) for row in rows] == [(50, 2030)]


def test_the_rest_of_a_text_without_end_is_left_with_a_warning(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No release has so many figures: a book of them would hold up all others."""
    goals = "".join(f"Norrholm will cut its water use by {at}% by {2025 + at}.\n\n" for at in range(5, 11))
    assert [row.value for row in read(goals)] == [5, 6, 7, 8, 9, 10]
    assert not caplog.text
    monkeypatch.setattr("tasks.targets.extract.MOST_FIGURES", 3)
    assert [row.value for row in read(goals)] == [5, 6, 7, 8]
    assert "more than 3 figures" in caplog.text
