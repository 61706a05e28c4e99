"""The blocks of a page in reading order: paragraphs, headings, list items, table rows, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from lxml import etree

from tasks.releases.furniture import is_furniture, is_hidden

BlockKind = Literal["paragraph", "heading", "item", "row", "code", "caption"]

# What no reader sees, or what is no text.
SILENT = frozenset(
    "script style noscript template svg iframe canvas textarea input head embed applet area link meta title".split()
)
# ... unless a page that forgot to close one holds its article in it.
_SILENT_IF_LIGHT = frozenset("object video audio button select dialog map option datalist progress meter".split())
_SURROUNDINGS = frozenset("nav footer aside form menu".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = (
    _HEADINGS
    | _SURROUNDINGS
    | frozenset(
        "address article blockquote body caption center dd details div dl dt fieldset figcaption figure header hr html "
        "li main ol p pre section summary table tbody td tfoot th thead tr ul br".split()
    )
)


@dataclass(slots=True)
class Block:
    """A stretch of text that stands by itself. `element` is the element that holds it, `number` its place among the
    page's blocks, `linked` how many of its characters are links, `aside` whether it stands in what surrounds an article
    (navigation, forms, asides, parts named like furniture) and `furniture` the outermost such element around it,
    its `level` where it is a heading, `header` whether a row holds header cells alone."""

    kind: BlockKind
    text: str
    element: Any
    number: int = 0
    linked: int = 0
    aside: bool = False
    level: int = 0
    header: bool = False
    furniture: Any = None

    @property
    def link_share(self) -> float:
        """The share of the block's characters that are links, 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.text)))


@dataclass(slots=True)
class _Walk:
    """Where a walk through a page stands."""

    root: Any
    weights: dict[Any, int]
    heavy: int
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    asides: list[Any] = field(default_factory=list)
    holders: list[Any] = field(default_factory=list)

    def flush(self) -> None:
        if not self.words:
            return
        text = _line("".join(self.words))
        self.words.clear()
        linked, self.linked = self.linked, 0
        if text and self.holders:
            holder = self.holders[-1]
            block = Block(_kind(holder), text, holder, len(self.blocks), linked, bool(self.asides))
            block.furniture = self.asides[0] if self.asides else None
            if holder.tag in _HEADINGS:
                block.level = int(holder.tag[1])
            self.blocks.append(block)

    def enter(self, element: Any) -> bool:
        """Whether to go into an element; text that stood before it is a block by now where it opens one."""
        tag = element.tag
        light = self.weights.get(element, 0) < self.heavy
        if not isinstance(tag, str) or tag in SILENT or (light and (tag in _SILENT_IF_LIGHT or is_hidden(element))):
            return False
        if tag in _BLOCKS:
            self.flush()
            if tag not in ("br", "hr"):
                self.holders.append(element)
        if light and (tag in _SURROUNDINGS or is_furniture(element)):
            self.asides.append(element)
        if tag == "table" and (rows := _data_rows(element)):
            _add_rows(self, element, rows)
            return False
        self.links += tag == "a"
        self.add(element.text)
        return True

    def leave(self, element: Any) -> None:
        """End an element, gone into or not, and read on behind it."""
        if self.holders and self.holders[-1] is element:
            self.flush()
            self.holders.pop()
        elif element.tag == "a" and self.links:
            self.links -= 1
        if self.asides and self.asides[-1] is element:
            self.asides.pop()
        if element is not self.root:
            self.add(element.tail)

    def add(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            if self.links:
                self.linked += len(text)


def _line(text: str) -> str:
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def _kind(holder: Any) -> BlockKind:
    """What a block is by the element that holds it, or by the ones right around that."""
    element, steps = holder, 0
    while element is not None and steps < 6:
        tag = element.tag
        if tag in _HEADINGS:
            return "heading"
        if tag in ("li", "dd", "dt"):
            return "item"
        if tag == "pre":
            return "code"
        if tag in ("figcaption", "caption"):
            return "caption"
        if tag in ("td", "th"):
            return "paragraph"
        element, steps = element.getparent(), steps + 1
    return "paragraph"


def read_blocks(root: Any, weight: dict[Any, int] | None = None) -> list[Block]:
    """The blocks under an element. `weight`: characters of running text under an element; what holds much of the page's
    is never taken for furniture."""
    weights = weight or {}
    walk = _Walk(root, weights, max(400, weights.get(root, 0) // 3))
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start":
            if not walk.enter(element):
                events.skip_subtree()
        elif event == "end":
            walk.leave(element)
        else:
            walk.add(element.tail)
    walk.flush()
    return walk.blocks


def _cells(row: Any) -> list[str]:
    return [_line("".join(_visible(cell))) for cell in row if cell.tag in ("td", "th")]


def _visible(element: Any) -> Iterator[str]:
    for one in element.iter():
        if isinstance(one.tag, str) and one.tag not in SILENT and one.text:
            yield one.text
        if one is not element and one.tail:
            yield one.tail if one.tag != "br" else f" {one.tail}"
        if one.tag in ("p", "div", "li", "br"):
            yield " "


def _data_rows(table: Any) -> list[tuple[list[str], bool]]:
    """The rows of a table that holds data; none for one that only lays out a page."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [(_cells(row), all(cell.tag == "th" for cell in row)) for row in table.iter("tr")]
    rows = [(cells, header) for cells, header in rows if any(cells)]
    wide = sum(len(cells) > 1 for cells, _ in rows)
    longest = max((len(cell) for cells, _ in rows for cell in cells), default=0)
    return rows if wide * 2 >= len(rows) and len(rows) > 1 and longest < 1500 else []


def _add_rows(walk: _Walk, table: Any, rows: list[tuple[list[str], bool]]) -> None:
    caption = table.find("caption")
    if caption is not None and (words := _line("".join(_visible(caption)))):
        walk.blocks.append(Block("caption", words, caption, len(walk.blocks), 0, bool(walk.asides)))
    for cells, header in rows:
        text = " | ".join(cells).strip()
        walk.blocks.append(Block("row", text, table, len(walk.blocks), 0, bool(walk.asides), header=header))
