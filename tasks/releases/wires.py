"""Known newswires and newsroom systems: whose page it is, and where on it the parts of the release stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from tasks.releases.page import Page, take_out

LEAST = 200  # characters of a body; less is a teaser, and the page is read as any other


@dataclass(frozen=True, slots=True)
class Wire:
    """A stanza of wires.toml; selectors are compiled XPath in order of preference."""

    name: str
    marks: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    body: tuple[etree.XPath, ...] = ()
    headline: tuple[etree.XPath, ...] = ()
    subhead: tuple[etree.XPath, ...] = ()
    issuer: tuple[etree.XPath, ...] = ()
    published: tuple[etree.XPath, ...] = ()
    drop: tuple[etree.XPath, ...] = ()
    behind: tuple[etree.XPath, ...] = ()
    release_id: re.Pattern[str] | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WirePage:
    """What a stanza finds on a page. `body` is an element; what is no text of the release was taken out of it;
    `behind` are elements beside it that belong to the release, such as its contacts."""

    wire: str | None
    body: Any
    headline: str | None = None
    subhead: str | None = None
    issuer: str | None = None
    published: str | None = None
    release_id: str | None = None
    behind: tuple[Any, ...] = ()


_SELECTORS = ("body", "headline", "subhead", "issuer", "published", "drop", "behind")


@cache
def wires() -> tuple[Wire, ...]:
    """The stanzas of wires.toml, in order. Raises ValueError, naming stanza and key, for one it cannot read."""
    path = Path(__file__).with_name("lexicon") / "wires.toml"
    return tuple(map(_wire, tomllib.loads(path.read_text(encoding="utf-8"))["wire"]))


def _wire(stanza: dict[str, Any]) -> Wire:
    known = set(Wire.__dataclass_fields__)
    if unknown := sorted(set(stanza) - known):
        raise ValueError(f"wires.toml, {stanza.get('name')}: unknown {', '.join(unknown)}; there are {sorted(known)}")
    read: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in stanza.items()}
    for key in _SELECTORS:
        read[key] = tuple(etree.XPath(one) for one in stanza.get(key, ()))
    read["release_id"] = re.compile(stanza["release_id"]) if "release_id" in stanza else None
    return Wire(**read)


def wire_in_text(text: str) -> str | None:
    """The wire whose mark stands in the first lines of a text."""
    head = text[:3000]
    return next((one.name for one in wires() for mark in one.marks if mark in head), None)


def wire_of_url(url: str | None) -> Wire | None:
    """The wire whose host an address names."""
    host = (urlsplit(url).hostname or "") if url and "://" in url else ""
    return next((one for one in wires() for end in one.hosts if host == end or host.endswith(f".{end}")), None)


def read_wire(page: Page) -> WirePage | None:
    """The parts of a page of a known wire or newsroom system; None for any other page, and for one that holds no body
    where its stanza says."""
    addresses = [one for one in (page.url, page.link("canonical"), page.meta("og:url")) if one]
    for address in addresses:
        if (wire := wire_of_url(address)) and (found := _read(page, wire, address)):
            return found
    systems = (one for one in wires() if any(sign in page.source for sign in one.signs))
    return next((found for one in systems if (found := _read(page, one, addresses[0] if addresses else ""))), None)


def _read(page: Page, wire: Wire, address: str) -> WirePage | None:
    body = _first(page, wire.body)
    if body is None or isinstance(body, str) or len("".join(body.itertext()).strip()) < LEAST:
        return None
    headline, subhead = _text(page, wire.headline), _text(page, wire.subhead)
    take_out(body, list(_all(wire.drop, body)))
    number = wire.release_id.search(address) if wire.release_id else None
    return WirePage(
        None if wire.signs else wire.name,
        body,
        headline,
        subhead,
        _text(page, wire.issuer),
        _text(page, wire.published),
        number[1] if number else None,
        tuple(_all(wire.behind, page.root)),
    )


def _all(selectors: tuple[etree.XPath, ...], place: Any) -> Iterator[Any]:
    """What the selectors find at an element, in their order: elements, or the values of attributes."""
    for selector in selectors:
        found: Any = selector(place)
        yield from found


def _first(page: Page, selectors: tuple[etree.XPath, ...]) -> Any:
    for found in _all(selectors, page.root):
        if isinstance(found, str) and found.strip():
            return str(found)
        if not isinstance(found, str) and "".join(found.itertext()).strip():
            return found
    return None


def _text(page: Page, selectors: tuple[etree.XPath, ...]) -> str | None:
    found = _first(page, selectors)
    text = found if isinstance(found, str | None) else "".join(found.itertext())
    return " ".join(text.split()) or None if text else None
