"""What a release says of itself beside its text, each with where it stood."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.releases.clean import clean
from tasks.releases.corrections import marked_text, marked_title, vocabulary
from tasks.releases.metadata import is_isin, tickers_in
from tasks.releases.metadata import vocabulary as exchanges
from tasks.releases.origins import plain_url
from tasks.sources.records import RawDocument

MARKED = {"title": marked_title, "text": marked_text}
PAGE = """<html lang="en"><head><title>CORRECTION: Norrholm Steel sets goals</title>
<meta name="keywords" content="steel, water, steel"><link rel="canonical" href="/news/goals">
<link rel="alternate" hreflang="de" href="https://norrholm.example/de/news/ziele"></head><body><article>
<h1>CORRECTION: Norrholm Steel sets goals</h1>
<p>OSLO, March 4, 2025 -- Norrholm Steel (NYSE: NRH; ISIN US0378331005, not US0378331006) today set its goals for water
and waste, which it means to reach by 2030 in all of its twelve works along the coast of the far north.</p>
<p>The board took the decision after a review of two winters, and the unions agreed to the new shifts last month.</p>
<p>View original content: https://www.prnewswire.com/news-releases/norrholm-sets-goals-302441187.html</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("of", "example"), [(of, one) for of, mark in vocabulary().items() for one in mark["examples"]]
)
def test_a_mark_of_correction_is_met_by_its_examples(of: str, example: str) -> None:
    assert MARKED[of](example)


@pytest.mark.parametrize(
    ("of", "example"), [(of, one) for of, mark in vocabulary().items() for one in mark["not_examples"]]
)
def test_a_mark_of_correction_is_met_by_nothing_else(of: str, example: str) -> None:
    assert not MARKED[of](example)


@pytest.mark.parametrize("exchange", exchanges(), ids=lambda one: one["name"])
def test_an_exchange_is_known_before_a_symbol_and_nowhere_else(exchange: dict[str, list[str]]) -> None:
    for example in exchange["examples"]:
        assert [one.partition(":")[0] for one in tickers_in(example)] == [exchange["name"]]
    assert not [found for example in exchange["not_examples"] for found in tickers_in(example)]


@pytest.mark.parametrize(
    ("code", "right"), [("US0378331005", True), ("US0378331006", False), ("GB0002634946", True), ("US037833100", False)]
)
def test_the_check_digit_of_an_isin(code: str, right: bool) -> None:
    assert is_isin(code) is right


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://www.norrholm.example/news/goals/?utm_source=feed#top", "norrholm.example/news/goals"),
        ("https://norrholm.example/news?id=7&fbclid=x", "norrholm.example/news?id=7"),
        ("https://norrholm.example/", None),
        ("https://[broken/news/goals", None),
        (None, None),
    ],
)
def test_an_address_in_one_form(url: str | None, plain: str | None) -> None:
    assert plain_url(url) == plain


def test_each_field_says_where_it_stood() -> None:
    document = RawDocument(
        "house",
        "a",
        "https://norrholm.example/news/goals?utm_source=x",
        PAGE.encode(),
        "text/html",
        datetime(2025, 3, 5, tzinfo=UTC),
        issuer_hint="Norrholm Steel",
        feed_fields={"tickers": ("NYSE:NRH",), "isin": ("US0378331006",), "subjects": ("Environment",)},
    )
    release = clean(document)
    found = {(one.field, one.value, one.origin) for one in release.fields}
    assert {
        ("ticker", "NYSE:NRH", "text"),
        ("ticker", "NYSE:NRH", "feed"),
        ("isin", "US0378331005", "text"),
        ("keyword", "water", "metadata"),
        ("keyword", "Environment", "feed"),
        ("issuer", "Norrholm Steel", "source"),
        ("canonical_url", "https://norrholm.example/news/goals", "metadata"),
        ("alternate_url", "https://norrholm.example/de/news/ziele", "metadata"),
        ("origin_url", "https://www.prnewswire.com/news-releases/norrholm-sets-goals-302441187.html", "syndication"),
        ("is_correction", "true", "text"),
        ("published_on", "2025-03-04", str(release.published_from)),
    } <= found
    assert "US0378331006" not in {value for _, value, _ in found}
    assert all(0 < one.confidence <= 1 for one in release.fields)
