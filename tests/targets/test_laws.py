"""What holds for any text: no error, evidence that slices back, rows that TARGETS.md allows."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets
from tasks.targets.quantities import find_quantities
from tasks.targets.records import Action, Kind, Topic

PIECES = (
    *"Norrholm;will;aims to;has;reduce;cut;reach;net zero;carbon neutral;emissions;scope 1 and 2;water;by 2030".split(
        ";"
    ),
    *"from 2019;50%;a third;12,000 trees;EUR 5 million;1.2 Mt of CO2;doubling;and;,;.;\n;\n- ;(;);%;–;20;FY".split(";"),
    *"within five years;about;to;of;all;\u00a0;“;’s;|".split(";"),
)
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
END_STATES = {"net_zero", "carbon_neutral", "climate_positive", "peak", "eliminate"}


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=400), SENTENCES), st.sampled_from([None, date(2025, 4, 28)]))
def test_any_text_gives_rows_that_stand_in_it(text: str, published: date | None) -> None:
    release = release_from_text(text, issuer="Norrholm", published_on=published)
    for row in extract_targets(release):
        assert release.text[row.start : row.end] == row.evidence
        assert row.evidence.strip()
        assert row.action in get_args(Action)
        assert row.topic in get_args(Topic)
        assert row.kind in get_args(Kind)
        assert 0 <= row.confidence <= 1
        assert row.rules
        assert set(row.scopes) <= {1, 2, 3}
        if row.action in END_STATES:
            assert row.value is None
        assert row.unit is None or row.value is not None


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), SENTENCES))
def test_quantities_lie_in_their_sentence_without_overlap(text: str) -> None:
    found = find_quantities(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.value_max is None or one.value_max > one.value for one in found)


@settings(max_examples=50, deadline=None)
@given(SENTENCES)
def test_reading_twice_is_reading_once(text: str) -> None:
    release = release_from_text(text, issuer="Norrholm")
    assert extract_targets(release) == extract_targets(release)


def test_a_sentence_without_end_is_read_in_time() -> None:
    """A hostile text must not keep the reader busy: the suite's own time limit ends this test if it does."""
    for unit in ("50% ", "a a ", "1,000 ", "by 2030 ", "reduce ", "((((", "from 10% to ", "2019 ", "Aa "):
        extract_targets(release_from_text("Norrholm will " + unit * 20_000, issuer="Norrholm"))
