"""From bytes to a release: parts have names, offsets hold, and no input makes it fall over."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.releases.clean import clean
from tasks.releases.errors import NotARelease
from tasks.releases.plain import release_from_text
from tasks.releases.records import Release
from tasks.sources.records import RawDocument

NOW = datetime(2025, 4, 28, tzinfo=UTC)
PAGE = """<!doctype html><html lang="en"><head>
<title>Sandvall Foods sets goals | Newsroom</title>
<meta property="article:published_time" content="2025-03-04T08:00:00+01:00"></head>
<body><nav>Home Products</nav><article>
<h1>Sandvall Foods sets goals</h1>
<p>MALMÖ, March 4, 2025 -- Sandvall Foods AB today set new goals for its eleven plants in the Nordic countries.</p>
<p>By 2030 the company will:</p><ul><li>cut food waste by half</li><li>use only renewable electricity</li></ul>
<h2>About Sandvall Foods</h2><p>Sandvall Foods makes soups and sauces for canteens in eight countries.</p>
<h2>Media Contact</h2><p>Ann Berg, press@sandvall.example, +46 40 000 00</p></article></body></html>"""


def released(content: bytes, content_type: str | None = "text/plain") -> Release:
    return clean(RawDocument("inbox", "a", None, content, content_type, NOW))


def words(release: Release, label: str) -> str:
    return "\n".join(release.text[one.start : one.end] for one in release.sections if one.label == label)


def test_a_page_in_its_parts() -> None:
    release = released(PAGE.encode(), "text/html; charset=utf-8")
    assert release.title == "Sandvall Foods sets goals"
    assert release.issuer == "Sandvall Foods"
    assert release.published_on == date(2025, 3, 4)
    assert "cut food waste by half" in words(release, "list")
    assert "soups and sauces" in words(release, "about")
    assert "press@sandvall.example" in words(release, "contact")
    assert "press@" not in words(release, "body") + words(release, "about")
    assert "Home Products" not in release.text


def test_seed_without_what_surrounds_it(project_root: Path) -> None:
    for path in sorted((project_root / "seeds" / "releases").glob("*.txt")):
        release = released(path.read_bytes())
        assert release.text == path.read_text("utf-8").replace("\r\n", "\n")
        assert "Related Articles" not in words(release, "body")
        assert release.title
        assert release.issuer in ("Chery", "Hisense")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Löfgren sets goals\n\nMALMÖ, March 4, 2025 -- Löfgren AB today set a goal “for 2030”.\n" * 3
    assert "Löfgren AB today set a goal “for 2030”" in released(text.encode(encoding)).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.7\n1 0 obj", "pdf"),
        (bytes(range(256)) * 20, "binary"),
        (b"word " * 4_100_000, "too_large"),
    ],
)
def test_what_is_no_release_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(NotARelease) as caught:
        released(content)
    assert caught.value.reason == reason


def test_other_languages_are_kept_and_marked() -> None:
    text = "Das Unternehmen will seine Emissionen bis 2030 um die Hälfte senken und baut dafür neue Anlagen. " * 5
    assert released(text.encode()).language == "de"


@given(st.text(max_size=600))
def test_any_text_is_a_release_whose_sections_lie_in_it(text: str) -> None:
    release = release_from_text(text)
    places = [(one.start, one.end) for one in release.sections]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(release.text) for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/html", "text/html; charset=nonsense", None]))
def test_any_bytes_are_a_release_or_say_why_not(content: bytes, kind: str | None) -> None:
    try:
        text = released(content, kind).text
    except NotARelease:
        return
    assert text.strip()


@given(st.text(max_size=600))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = release_from_text(text)
    assert release_from_text(once.text) == once
