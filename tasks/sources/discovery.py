"""Autodiscovery: the feeds that a page names, and the few places where they stand when it names none."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from lxml import etree, html

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_MARKS = ("/rss", "/feed", "/atom", ".rss", "rss.xml", "atom.xml", "feed.xml", "index.rdf", "feed.json")
USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/feed.json", "/news/rss", "/index.xml")
MAX_FEEDS = 20
MAX_BYTES = 2_000_000


def feeds_of_page(content: bytes, url: str) -> list[str]:
    """Addresses of feeds that a page names: by <link rel=alternate>, then by links that look like feeds."""
    try:
        page = html.document_fromstring(content[:MAX_BYTES])
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    declared = [
        node.get("href")
        for node in page.iter("link")
        if "alternate" in (node.get("rel") or "").lower() and (node.get("type") or "").lower().strip() in FEED_TYPES
    ]
    linked = [node.get("href") for node in page.iter("a") if _looks_like_a_feed(node.get("href") or "")]
    found = [_absolute(url, href) for href in [*declared, *linked] if href]
    return list(dict.fromkeys(one for one in found if one))[:MAX_FEEDS]


def _looks_like_a_feed(href: str) -> bool:
    try:
        path = urlsplit(href).path.lower().rstrip("/")
    except ValueError:
        return False
    return path.endswith(_MARKS)


def _absolute(base: str, href: str) -> str | None:
    try:
        found = urljoin(base, href.strip())
    except ValueError:
        return None
    return found if found.lower().startswith(("http://", "https://")) else None


def usual_places(url: str) -> list[str]:
    """Where to look on a site whose page names no feed."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}{place}" for place in USUAL_PLACES]
