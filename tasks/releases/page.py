"""A page as it can be asked: its tree, what its head declares, and how much running text each element holds."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tasks.releases.blocks import SILENT
from tasks.releases.parsing import parse

RUNNING = 20  # characters; shorter stretches are labels and buttons
HEAVY = 400  # characters of running text that no navigation holds
LINKED_DATA_NODES = 2_000
MOST_ELEMENTS = 12_000  # a page with more, ten times an article's, is read by its own tree: libraries take minutes
# Taken out before anything else looks at the page: nothing in them is text, and nothing of them is ever shown.
_UNSEEN = ("script", "style", "svg", "template", "iframe", etree.Comment, etree.ProcessingInstruction)
_WEIGHTLESS = SILENT | {"a"}


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
    parsed = parse(html)
    if parsed is None:
        return None
    root, clean = parsed
    body = root.find("body")
    body = root if body is None else body
    metas, linked = _metas(root), _linked_data(root)
    take_out(root, root.iter(*_UNSEEN))
    weight = _weights(body)
    _prune(body, weight)
    return Page(root, body, url, metas, linked, weight, clean)


def _prune(body: Any, weight: dict[Any, int]) -> None:
    """Take out navigation and footers before anything copies the tree: half of many a page. What holds a third of the
    running text is something else under a wrong name, or was never closed."""
    heavy = max(HEAVY, weight.get(body, 0) // 3)
    take_out(body, [one for one in body.iter("nav", "footer", "select", "button") if weight.get(one, 0) < heavy])


def take_out(root: Any, elements: Iterable[Any]) -> None:
    """Remove elements under a root and keep the text behind each. Ten thousand neighbours take no longer each than one:
    what stood behind them is put together once."""
    gone = {one for one in elements if one is not root}
    for parent in {one.getparent() for one in gone} - {None}:
        before, behind = None, [parent.text or ""]
        for child in list(parent):
            if child in gone:
                behind.append(child.tail or "")
                parent.remove(child)
            else:
                _write_behind(parent, before, behind)
                before, behind = child, [child.tail or ""]
        _write_behind(parent, before, behind)


def _write_behind(parent: Any, before: Any, words: list[str]) -> None:
    if len(words) > 1 and before is None:
        parent.text = "".join(words)
    elif len(words) > 1:
        before.tail = "".join(words)


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
        text, tail = element.text, element.tail
        if element.tag in _WEIGHTLESS:
            total = weight[element] = 0
        else:
            total = weight.get(element, 0)
            if text and len(text) > RUNNING:
                total += len(text.strip())
            weight[element] = total
        if tail and len(tail) > RUNNING:
            total += len(tail.strip())
        if total and (parent := element.getparent()) is not None:
            weight[parent] = weight.get(parent, 0) + total
    return weight
