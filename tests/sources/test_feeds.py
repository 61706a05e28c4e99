"""Feeds as bytes: entries with their keys and dates, and nothing that feedparser would open by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.sources.feeds import as_page, parse_feed

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>A &amp; B</title><link>https://x.example/a</link><guid>a-1</guid>
<pubDate>Mon, 02 Jun 2025 08:00:00 -0400</pubDate><description>&lt;p&gt;Body&lt;/p&gt;</description></item>
<item><title>From the future</title>
<link>https://x.example/b</link><pubDate>Mon, 02 Jun 2055 08:00:00 GMT</pubDate></item>
<item><description>nobody can name this one</description></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><id>urn:1</id><title>T</title>
<link href="https://x.example/1"/><updated>2025-06-01T23:30:00-02:00</updated>
<content type="html">&lt;p&gt;Long body of the entry&lt;/p&gt;</content><summary>short</summary></entry></feed>"""


def test_rss() -> None:
    entries = parse_feed(RSS, NOW)
    assert entries is not None
    assert [(one.key, one.link, one.title) for one in entries] == [
        ("a-1", "https://x.example/a", "A & B"),
        ("https://x.example/b", "https://x.example/b", "From the future"),
    ]
    assert [one.published for one in entries] == [datetime(2025, 6, 2, 12, tzinfo=UTC), None]


def test_atom_with_the_longest_body() -> None:
    entries = parse_feed(ATOM, NOW)
    assert entries is not None
    assert entries[0].published == datetime(2025, 6, 2, 1, 30, tzinfo=UTC)
    assert b"Long body of the entry" in as_page(entries[0])


@pytest.mark.parametrize("content", [b"<html><body>not a feed</body></html>", b"", b"\x00\xff" * 100])
def test_no_feed(content: bytes) -> None:
    assert parse_feed(content, NOW) is None


def test_bytes_that_look_like_a_path_are_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(RSS)
    assert parse_feed(str(path).encode(), NOW) is None
    assert parse_feed(path.as_uri().encode(), NOW) is None


@given(st.binary(max_size=400))
def test_never_raises(tail: bytes) -> None:
    parse_feed(RSS[:60] + tail, NOW)
