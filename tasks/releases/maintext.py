"""Which blocks of a page are its article.

trafilatura says where the article is; the page's own tree says what belongs to it. Every block under the smallest
element that holds most of what trafilatura found is looked at again: headings, lists and tables that it dropped come
back, furniture that it kept goes. Where it finds but a fraction of the running text of one part of the page, that part
is taken instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree

from tasks.releases.blocks import Block
from tasks.releases.furniture import is_furniture_line, opens_furniture
from tasks.releases.page import MOST_ELEMENTS, Page, take_out

COVER = 0.8  # of what was found must lie under the element taken for the article
LEAST_SHARE = 0.5  # of a part's running text; finding less of it is missing it
LONG = 80  # characters of a paragraph that is running text by itself
LEAST_PART = 2_000  # characters of running text that make a part worth more than trafilatura's word
_WORD = re.compile(r"\w+")


def article_blocks(page: Page, blocks: list[Block]) -> list[Block]:
    """The blocks of a page's article, of all its blocks in order; every one that is no furniture where no article is
    found."""
    _clear(page, blocks)
    chosen = _chosen(blocks, _found(page))
    chosen = _or_the_missed_part(page, blocks, chosen)
    root = _holder(page.body, blocks, chosen)
    kept = list(_within(blocks, chosen, root)) if root is not None else []
    return kept or [one for one in blocks if not one.aside and not is_furniture_line(one.text)] or blocks


def _clear(page: Page, blocks: list[Block]) -> None:
    """Take what stands aside out of the tree: nothing of it is chosen, and trafilatura copies all that is there."""
    take_out(page.root, {block.furniture for block in blocks if block.furniture is not None})


def _found(page: Page) -> tuple[set[str], str]:
    """What trafilatura finds, as lines and as one text, words only; nothing on a page too large for it."""
    if len(page.weight) > MOST_ELEMENTS:
        return set(), ""
    try:
        found: Any = trafilatura.bare_extraction(
            page.root, fast=True, favor_recall=True, include_comments=False, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError, IndexError, etree.LxmlError):
        return set(), ""  # it gives up on some broken trees; the page's own tree is read without it
    if found is None or found.body is None:
        return set(), ""
    lines = {_words("".join(one.itertext())) for one in found.body.iter("p", "head", "item", "cell", "quote", "code")}
    return lines, f" {_words(' '.join(found.body.itertext()))} "


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _chosen(blocks: list[Block], found: tuple[set[str], str]) -> list[bool]:
    lines, whole = found
    chosen = []
    for block in blocks:
        words = _words(block.text)
        chosen.append(bool(words) and (words in lines or (len(words) > 30 and f" {words} " in whole)))
    return chosen


def _deepest(top: Any, blocks: list[Block], sizes: list[int], cover: float) -> tuple[Any, dict[Any, int]]:
    """The deepest element that holds the share `cover` of the sizes, and the sizes under each element."""
    under: dict[Any, int] = {}
    for block, size in zip(blocks, sizes, strict=True):
        under[block.element] = under.get(block.element, 0) + size
    for element in reversed(list(top.iterdescendants())):
        if size := under.get(element, 0):
            parent = element.getparent()
            under[parent] = under.get(parent, 0) + size
    total, at = under.get(top, 0), top
    while total and (inner := next((one for one in at if under.get(one, 0) >= cover * total), None)) is not None:
        at = inner
    return at, under


def _holder(body: Any, blocks: list[Block], chosen: list[bool]) -> Any:
    sizes = [len(block.text) if one else 0 for block, one in zip(blocks, chosen, strict=True)]
    return _deepest(body, blocks, sizes, COVER)[0] if any(sizes) else None


def _or_the_missed_part(page: Page, blocks: list[Block], chosen: list[bool]) -> list[bool]:
    """What was chosen, or the page's largest part where little of its running text was."""
    running = [
        len(block.text)
        if len(block.text) >= LONG and block.link_share < 0.3 and not block.aside and not is_furniture_line(block.text)
        else 0
        for block in blocks
    ]
    got = sum(size for size, one in zip(running, chosen, strict=True) if one)
    if got >= LEAST_SHARE * sum(running):
        return chosen
    part, under = _deepest(page.body, blocks, running, 0.75)
    elements = set(part.iter())
    inside = [block.element in elements for block in blocks]
    here = sum(size for size, one, within in zip(running, chosen, inside, strict=True) if one and within)
    size = under.get(part, 0)
    same_article = here >= 0.5 * got or size >= 5 * got
    if (size >= LEAST_PART or not got) and here < LEAST_SHARE * size and same_article:
        return [bool(one) and within for one, within in zip(running, inside, strict=True)]
    return chosen


def _within(blocks: list[Block], chosen: list[bool], root: Any) -> Iterator[Block]:
    """The chosen blocks, and the ones between them that stand in the same part and are no furniture."""
    numbers = [number for number, one in enumerate(chosen) if one]
    first, last = numbers[0], numbers[-1]
    closed: int | None = None  # level of the heading that opened a part of the site
    under = set(root.iter())
    for number, block in enumerate(blocks):
        inside = block.element in under
        if not inside and not chosen[number]:
            continue
        if block.kind == "heading":
            if opens_furniture(block.text):
                closed = block.level
                continue
            if closed is not None and (block.level <= closed or chosen[number]):
                closed = None
        if closed is not None or block.aside or is_furniture_line(block.text):
            continue
        if chosen[number] or (inside and first <= number <= last and _belongs(block)):
            yield block


def _belongs(block: Block) -> bool:
    if block.kind in ("heading", "item", "row"):
        return block.link_share < 0.6
    return block.kind == "paragraph" and block.link_share < 0.5
