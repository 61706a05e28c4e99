"""Feeds as bytes: entries with their keys and dates, and nothing that feedparser would open by itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.sources.entries import Entry, NoFeed, Reading, as_page
from tasks.sources.feeds import parse_feed

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


def entries_of(content: bytes) -> tuple[Entry, ...]:
    found = parse_feed(content, NOW)
    assert isinstance(found, Reading)
    assert found.item_count == len(found.entries) + len(found.asides)
    return found.entries


def test_rss() -> None:
    entries = entries_of(RSS)
    assert [(one.guid, one.link, one.title) for one in entries] == [
        ("a-1", "https://x.example/a", "A & B"),
        (None, "https://x.example/b", "From the future"),
        (None, None, None),
    ]
    assert [one.date and one.date.at for one in entries] == [datetime(2025, 6, 2, 12, tzinfo=UTC), None, None]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("<ttl>90</ttl>", 5400),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 43_200),
        ("<ttl>soon</ttl>", None),
    ],
)
def test_how_often_a_feed_says_that_it_changes(said: str, seconds: int | None) -> None:
    module = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    found = parse_feed(f'<rss version="2.0" {module}><channel><title>N</title>{said}</channel></rss>'.encode(), NOW)
    assert isinstance(found, Reading)
    assert found.every_s == seconds


def test_atom_with_the_longest_body() -> None:
    (entry,) = entries_of(ATOM)
    assert entry.date
    assert entry.date.at == datetime(2025, 6, 2, 1, 30, tzinfo=UTC)
    assert entry.date.origin == "updated: 2025-06-01T23:30:00-02:00"
    assert b"Long body of the entry" in as_page(entry)


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "items": [{"id": 1, "url": "/a", "content_text": "A <b>", "date_published": "2025-06-02T08:00:00Z"}, 7],
    }
    found = parse_feed(json.dumps(feed).encode(), NOW, url="https://x.example/feed.json")
    assert isinstance(found, Reading)
    assert [(one.guid, one.link, one.content) for one in found.entries] == [
        ("1", "https://x.example/a", "<p>A &lt;b&gt;</p>")
    ]
    assert [aside.reason for aside in found.asides] == ["malformed"]


def test_news_sitemap() -> None:
    text = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>https://x.example/a</loc><news:news><news:publication_date>2025-06-01</news:publication_date>
    <news:title>A</news:title></news:news></url><url><loc>file:///etc/passwd</loc></url></urlset>"""
    found = parse_feed(text, NOW)
    assert isinstance(found, Reading)
    assert [(one.link, one.title, one.date and one.date.text) for one in found.entries] == [
        ("https://x.example/a", "A", "2025-06-01")
    ]
    assert found.item_count == 2


def test_wire_fields_are_kept() -> None:
    item = b"""<item><title>T</title><guid>1</guid><dc:contributor>Orrin Glass plc</dc:contributor>
    <category domain="https://wire.example/rss/ISIN">US0378331005</category>
    <category domain="https://wire.example/rss/stock">Nasdaq:ORRN</category><category>Glass</category></item>"""
    head = b'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    (entry,) = entries_of(head + item + b"</channel></rss>")
    assert entry.fields == {
        "issuer": ("Orrin Glass plc",),
        "isin": ("US0378331005",),
        "tickers": ("Nasdaq:ORRN",),
        "subjects": ("Glass",),
    }


ENCLOSED_RSS = b"""<rss version="2.0"><channel><item><title>T</title><guid>1</guid>
<enclosure url="https://x.example/report.pdf" type="application/pdf" length="9"/>
<enclosure url="https://x.example/talk.mp3" type="audio/mpeg" length="9"/></item></channel></rss>"""
ENCLOSED_ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>T</title><id>1</id>
<link rel="alternate" href="https://x.example/t"/><link rel="enclosure" href="https://x.example/report.pdf"/>
<link rel="enclosure" href="https://x.example/talk.mp3"/></entry></feed>"""
ENCLOSED_JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [{"id": "1", "title": "T",
"content_text": "A", "attachments": [{"url": "https://x.example/report.pdf", "mime_type": "application/pdf"},
{"url": "https://x.example/talk.mp3", "mime_type": "audio/mpeg"}, {"mime_type": "text/plain"}]}]}"""


@pytest.mark.parametrize("content", [ENCLOSED_RSS, ENCLOSED_ATOM, ENCLOSED_JSON])
def test_what_is_enclosed_is_kept_by_its_address(content: bytes) -> None:
    (entry,) = entries_of(content)
    assert entry.fields["enclosures"] == ("https://x.example/report.pdf", "https://x.example/talk.mp3")


@pytest.mark.parametrize("content", [b"<html><body>not a feed</body></html>", b"", b"\x00\xff" * 100])
def test_no_feed(content: bytes) -> None:
    assert isinstance(parse_feed(content, NOW), NoFeed)


def test_a_page_names_its_feed() -> None:
    page = b'<html><head><link rel="alternate" type="application/atom+xml" href="/atom"></head></html>'
    found = parse_feed(page, NOW, url="https://x.example/news")
    assert isinstance(found, NoFeed)
    assert found.feeds == ("https://x.example/atom",)


def test_bytes_that_look_like_a_path_are_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(RSS)
    assert isinstance(parse_feed(str(path).encode(), NOW), NoFeed)
    assert isinstance(parse_feed(path.as_uri().encode(), NOW), NoFeed)


def test_only_so_many_entries_and_the_others_are_told() -> None:
    items = b"".join(b"<item><guid>%d</guid></item>" % n for n in range(50))
    found = parse_feed(b"<rss version='2.0'><channel>" + items + b"</channel></rss>", NOW, max_entries=20)
    assert isinstance(found, Reading)
    assert (len(found.entries), found.item_count) == (20, 50)
    assert [(aside.ref, aside.reason) for aside in found.asides] == [("30 entries", "too_many_entries")]


@given(st.binary(max_size=400))
def test_never_raises(tail: bytes) -> None:
    parse_feed(RSS[:60] + tail, NOW)
