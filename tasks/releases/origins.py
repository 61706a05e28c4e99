"""Where a copy came from: addresses and the wires' own numbers, in one form for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from tasks.releases.page import Page
from tasks.releases.records import Release, Section
from tasks.releases.wires import wire_of_url

_URL = re.compile(r"https?://[^\s<>\"'()\[\]{}|]+", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|mc_[ce]id|cmpid|ref|source|tc|e?nl|amp|share|feed(?:_?ref)?|cid|icid", re.IGNORECASE
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
LEAST_PATH = 6  # characters; a shorter path is a front page or a list


def plain_url(url: str | None) -> str | None:
    """An address without scheme, www, tracking and fragment; None for what names no single page.

    >>> plain_url("http://www.norrholm.example/news/goals/?utm_source=feed#top")
    'norrholm.example/news/goals'
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    path = _INDEX.sub("", parts.path).rstrip("/")
    kept = sorted((key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key))
    if not host or parts.scheme not in ("http", "https") or (len(path) < LEAST_PATH and not kept):
        return None
    return f"{host}{path}{'?' + urlencode(kept) if kept else ''}"


def declared_urls(page: Page) -> dict[str, Any]:
    """The keywords `canonical_url` and `alternate_urls` of `release_from_text`, as a page's head declares them."""
    links = [one for one in page.root.iter("link") if one.get("href")]
    relations = [((one.get("rel") or "").lower().split(), one) for one in links]
    canonical = next((one.get("href") for rel, one in relations if "canonical" in rel), None) or page.meta("og:url")
    others = [one.get("href") for rel, one in relations if "alternate" in rel and one.get("hreflang")]
    return {
        "canonical_url": _absolute(canonical, page.url),
        "alternate_urls": tuple(dict.fromkeys(found for one in others if (found := _absolute(one, page.url)))),
    }


def _absolute(url: str | None, base: str | None) -> str | None:
    try:
        joined = urljoin(base or "", (url or "").strip())
        return joined if urlsplit(joined).hostname else None
    except ValueError:
        return None


def wire_number(url: str) -> str | None:
    """The wire and its number of a release, as an address of the wire's carries it."""
    wire = wire_of_url(url)
    number = wire.release_id.search(url) if wire and wire.release_id else None
    return f"{wire.name} {number[1]}" if wire and number else None


def named_origin(text: str, sections: tuple[Section, ...]) -> str | None:
    """The address that a syndication note names as the original."""
    for one in sections:
        if one.label == "syndication" and (match := _URL.search(text[one.start : one.end])):
            return match[0].rstrip(".,;:")
    return None


def origins_of(release: Release) -> Iterator[str]:
    """What names the announcement wherever it is carried."""
    if release.wire and release.wire_release_id:
        yield f"{release.wire} {release.wire_release_id}"
    for url in (release.url, release.canonical_url, release.origin_url, *release.alternate_urls):
        if plain := plain_url(url):
            yield plain
            if number := wire_number(str(url)):
                yield number
