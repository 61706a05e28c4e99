"""A page as it can be asked: its tree, what its head declares, and how much running text each element holds."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as markup

from tasks.releases.blocks import SILENT

RUNNING = 20  # characters; shorter stretches are labels and buttons
HEAVY = 400  # characters of running text that no navigation holds
LINKED_DATA_NODES = 2_000
# Taken out before anything else looks at the page: nothing in them is text, and nothing of them is ever shown.
_UNSEEN = ("script", "style", "svg", "template", "iframe", etree.Comment, etree.ProcessingInstruction)
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Page:
    """A parsed page. `metas` maps a lower-case name, property or itemprop to its contents in order; `linked` are the
    objects of its JSON-LD, flattened; `weight` counts the characters of running text under an
    element, `source` is its markup."""

    root: Any
    body: Any
    url: str | None
    metas: dict[str, list[str]]
    linked: list[dict[str, Any]]
    weight: dict[Any, int]
    source: str = ""

    def meta(self, *names: str) -> str | None:
        """The first content that is not empty, in the order of the names."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value:
                    return value
        return None

    def link(self, relation: str) -> str | None:
        """The address of the first <link> of a relation."""
        for element in self.root.iter("link"):
            if relation in (element.get("rel") or "").lower().split() and element.get("href"):
                return str(element.get("href")).strip()
        return None


def read_page(html: str, url: str | None = None) -> Page | None:
    """A page parsed leniently, None where nothing of it can be parsed. No link is followed, no entity loaded."""
    clean = _UNREADABLE.sub(" ", _PROLOG.sub("", html, count=1))
    parser = markup.HTMLParser(encoding="utf-8", no_network=True, collect_ids=False)
    try:
        root = markup.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    body = root.find("body")
    body = root if body is None else body
    metas, linked = _metas(root), _linked_data(root)
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    weight = _weights(body)
    _prune(body, weight)
    return Page(root, body, url, metas, linked, weight, clean)


def _prune(body: Any, weight: dict[Any, int]) -> None:
    """Take out navigation and footers before anything copies the tree: half of many a page. What holds a third of the
    running text is something else under a wrong name, or was never closed."""
    heavy = max(HEAVY, weight.get(body, 0) // 3)
    for element in list(body.iter("nav", "footer", "select", "button")):
        if weight.get(element, 0) < heavy and element.getparent() is not None:
            element.drop_tree()


def _metas(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if name := element.get(attribute):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _linked_data(root: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            found += _objects(script.text)
    return found


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, those nested included; none where it is no JSON."""
    try:
        waiting = [json.loads(re.sub(r"^\s*(?://)?<!\[CDATA\[|(?://)?\]\]>\s*$", "", text.strip()), strict=False)]
    except (ValueError, RecursionError):
        return
    seen = 0
    while waiting and seen < LINKED_DATA_NODES:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, dict):
            yield one
            waiting.extend(value for value in one.values() if isinstance(value, dict | list))
        elif isinstance(one, list):
            waiting.extend(value for value in one if isinstance(value, dict | list))


def types_of(one: dict[str, Any]) -> set[str]:
    """The types that an object of JSON-LD declares, without prefix."""
    declared = one.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return {str(name).rpartition("/")[2] for name in names if name}


def text_of(value: Any) -> str | None:
    """A value of JSON-LD as text, entities resolved; None for anything else."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return " ".join(entities.unescape(value).split()) or None if isinstance(value, str) else None


def _weights(body: Any) -> dict[Any, int]:
    weight: dict[Any, int] = {}
    for element in reversed(list(body.iter())):
        tag = element.tag
        total = 0
        if isinstance(tag, str) and tag not in SILENT and tag != "a":
            total = weight.get(element, 0)
            if element.text and len(element.text) > RUNNING:
                total += len(element.text.strip())
        weight[element] = total
        parent = element.getparent()
        if parent is not None:
            tail = len(element.tail.strip()) if element.tail and len(element.tail) > RUNNING else 0
            weight[parent] = weight.get(parent, 0) + total + tail
    return weight
