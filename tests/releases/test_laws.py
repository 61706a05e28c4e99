"""What holds for any input: a release or a reason, never a crash, never a hang, nothing that a browser would run."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.releases import parsing
from tasks.releases.clean import clean
from tasks.releases.errors import NotARelease
from tasks.releases.html import release_from_html
from tasks.releases.plain import release_from_text
from tasks.releases.records import Release
from tasks.sources.records import RawDocument
from tests.golden.make import pages

NOW = datetime(2025, 7, 1, tzinfo=UTC)
GOLDEN = [page for _, page, _, _ in pages()]
PIECES = [
    "<p>",
    "</p>",
    "<table><tr><td>",
    "<ul><li>",
    "<h1>",
    "<!--",
    "-->",
    "<script>",
    "&#x0;",
    "\x00",
    "é",
    "</article>",
]


def cleaned(content: bytes, kind: str = "text/html") -> Release | None:
    """The release of some bytes, None where they are set aside; any other error is the test's failure."""
    try:
        return clean(RawDocument("x", "y", "https://www.prnewswire.com/a-300000001.html", content, kind, NOW))
    except NotARelease:
        return None


def check(release: Release | None) -> None:
    if release is None:
        return
    assert release.text.strip()
    end = 0
    for section in release.sections:
        assert end <= section.start < section.end <= len(release.text)
        assert release.text[section.start : section.end].strip()
        end = section.end


@settings(max_examples=60)
@given(st.sampled_from(GOLDEN), st.integers(0, 4000), st.integers(0, 4000))
def test_truncated_pages(page: str, start: int, end: int) -> None:
    check(cleaned(page.encode()[start : max(start, len(page) - end)]))


@settings(max_examples=60)
@given(st.sampled_from(GOLDEN), st.lists(st.tuples(st.integers(0, 3000), st.sampled_from(PIECES)), max_size=12))
def test_mutated_pages(page: str, changes: list[tuple[int, str]]) -> None:
    for at, piece in changes:
        page = page[:at] + piece + page[at:]
    check(cleaned(page.encode()))


@settings(max_examples=60)
@given(
    st.binary(max_size=500),
    st.sampled_from([b"\x1f\x8b", b"<html>", b"<newsItem>", b"<?xml version='1.0'?><newsItem>", b""]),
)
def test_any_bytes_behind_any_beginning(content: bytes, beginning: bytes) -> None:
    check(cleaned(beginning + content))


@pytest.mark.parametrize("page", GOLDEN[::7])
def test_cleaning_the_text_of_a_page_again_changes_nothing(page: str) -> None:
    once = release_from_html(page)
    again = release_from_text(once.text, title=once.title, issuer=once.issuer)
    assert again.text == once.text
    assert again.sections == once.sections


@pytest.mark.parametrize("tag", ["div", "p", "table", "ul", "span", "b", "blockquote"])
def test_ten_megabytes_of_one_tag_end(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * (10_000_000 // (len(tag) + 2))}Norrholm cuts its waste.</body></html>"
    check(cleaned(page.encode()))


@pytest.mark.parametrize("levels", [3_000, 60_000])
def test_nothing_is_lost_however_deep_a_page_is(levels: int) -> None:
    deep = "<div>" * levels + "Norrholm cuts its waste by half, as it said today in Oslo." + "</div>" * levels
    behind = "<p>Its chief executive spoke of a long way that still lies before the company.</p>"
    text = release_from_html(f"<html><body><h1>Norrholm</h1>{deep}{behind}</body></html>").text
    assert "waste by half" in text
    assert "a long way" in text


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "ul><li"])
@pytest.mark.parametrize("depth", [300, 3_000])
def test_what_stands_deep_or_behind_the_deep_is_not_lost(tag: str, depth: int) -> None:
    said = "Norrholm cuts its waste by half, as it said today in Oslo. " * 5
    deep = f"{f'<{tag}>' * depth}<p>{said}</p>{'</{}>'.format(tag.partition('>')[0]) * depth}"
    text = release_from_html(f"<html><body>{deep}<p>{'The unions agreed to it in May. ' * 10}</p></body></html>").text
    assert "cuts its waste by half" in text
    assert "The unions agreed to it" in text


@pytest.mark.parametrize(
    "shape", ["<div>{}", "<div>{}</div>", "<p>{}", "<nav>Home</nav>{} ", "<script>x</script><p>{}"]
)
def test_of_many_thousand_parts_all_are_read(shape: str) -> None:
    said = [f"Works {number} of Norrholm cuts its waste by half." for number in range(6_000)]
    text = release_from_html(f"<html><body>{''.join(map(shape.format, said))}</body></html>").text
    assert [one for one in said if one not in text] == []


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["div", "b", "ul", "li", "table", "tr", "td", "/div", "/b", "/ul", "br", "p", "/p"])))
def test_markup_made_shallow_holds_the_same_words(tags: list[str]) -> None:
    page = "".join(f"<{tag}>w{number} " for number, tag in enumerate(tags))
    for levels in (3, 0):
        shallow = parsing._shallow(f"<html><body>{page}</body></html>", levels)
        found = parsing.parse(shallow)
        assert not tags or found is not None
        words = "".join(found[0].itertext()).split() if found else []
        assert words == [f"w{number}" for number in range(len(tags))]


def test_a_reject_names_the_reason_and_the_remedy() -> None:
    with pytest.raises(NotARelease) as caught:
        release_from_html("<p>" * 300_000)
    assert caught.value.reason == "too_complex"
    assert "save its article as text" in caught.value.detail


def test_nothing_that_a_browser_runs_or_fetches_survives() -> None:
    page = (
        "<html><head><title>Norrholm sets goals</title><style>p{background:url(https://evil.example/a.png)}</style></head>"
        "<body onload='steal()'><h1>Norrholm sets goals</h1><article>"
        "<p onclick='steal()'>Norrholm will cut its waste by half by 2030, as it said today in Oslo.</p>"
        "<script>steal()</script><img src='https://evil.example/b.png' onerror='steal()'>"
        "<iframe src='https://evil.example/c'></iframe><svg><script>steal()</script></svg>"
        f"{'<p>It makes plate for ships in two works and employs nine hundred people there.</p>' * 4}"
        "</article></body></html>"
    )
    release = release_from_html(page)
    assert "cut its waste by half" in release.text
    assert "steal" not in release.text + str(release.title)
    assert "evil.example" not in release.text
    assert "<" not in release.text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [("NorrkÃ¶ping set a goal of â€œzeroâ€\x9d", "Norrköping set a goal of “zero”"), ("MÃ¼ller", "Müller")],
)
def test_text_that_was_decoded_wrongly_is_mended(broken: str, whole: str) -> None:
    release = cleaned(f"{broken} for its waste by 2030.\n\nThe works said so today.".encode(), "text/plain")
    assert release is not None
    assert whole in release.text
