"""A page's markup as a tree, however deep its elements are nested: nothing of its text is lost on the way.

libxml2 reads 2,048 levels and ends there without a word, so that whatever stands behind is lost. A page nested deeper
is read once more with fewer levels: the tags in excess are taken out of its markup, and what they held stays, in lines
of its own where they were block elements.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from lxml import etree
from lxml import html as markup

DEEPEST = 2_000  # levels; libxml2 2.14 reads 2,048 of them and 256 without `huge_tree`
LEVELS = 100  # kept of a page that is deeper, beside paragraphs, items and cells
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
# Control characters as spaces: bytes are mended ten times faster than text.
_READABLE = bytes(code if code in (9, 10, 13) or code > 31 else 32 for code in range(256))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
# A comment, what is text up to its own end tag, or a tag; each in one pass over the page, whatever was left open.
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1|\Z)|<(/?)([a-z][a-z0-9]*)[^<>]*>?",
    re.IGNORECASE | re.DOTALL,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Another of the same ends them, so they add no level.
_ENDED_BY_THE_NEXT = frozenset("html head body p li dt dd tr td th thead tbody tfoot option optgroup colgroup".split())
# One class for every element: lxml's own choice of classes by tag is a call into Python for each.
_CLASSES = etree.ElementDefaultClassLookup(
    element=markup.HtmlElement, comment=markup.HtmlComment, pi=markup.HtmlProcessingInstruction
)
_INLINE = frozenset("a abbr acronym b big bdo cite code em font i ins kbd label mark q s small span strong u".split())


def parse(html: str) -> tuple[Any, str] | None:
    """The root of a page, parsed leniently, and the markup that was read; None where nothing of it can be parsed. No
    link is followed, no entity loaded."""
    clean = _PROLOG.sub("", html, count=1)
    root = _root(clean)
    for levels in (LEVELS, 0):
        if root is None or not _ended_early(root):
            break
        clean = _shallow(clean, levels)
        root = _root(clean)
    return None if root is None else (root, clean)


def _root(html: str) -> Any:
    parser = markup.HTMLParser(encoding="utf-8", no_network=True, collect_ids=False, huge_tree=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        return markup.document_fromstring(_readable(html), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _readable(html: str) -> bytes:
    content = html.encode("utf-8", "replace").translate(_READABLE)
    for none in _NO_CHARACTERS:
        content = content.replace(none, b" ")
    return content


def _ended_early(root: Any) -> bool:
    """Whether reading ended for depth: then the last element read is the deepest one."""
    depth, at = 0, root
    while depth < DEEPEST and len(at):
        depth, at = depth + 1, at[-1]
    return depth >= DEEPEST


def _shallow(html: str, levels: int) -> str:
    """The markup with so many levels of nesting; with none it is text and breaks."""
    kept: dict[str, list[bool]] = defaultdict(list)  # by name, for each element that is open, whether its tag was kept
    depth, taken = 0, -1

    def token(match: re.Match[str]) -> str:
        nonlocal depth, taken
        name = (match[3] or "").lower()
        if not name or name in _VOID or (levels and name in _ENDED_BY_THE_NEXT):
            return match[0]
        if match[2]:
            if not kept[name]:
                return match[0] if levels else ""
            stays = kept[name].pop()
            depth -= 1
        else:
            stays = depth < levels
            kept[name].append(stays)
            depth += 1
        if stays:
            return match[0]
        begun, taken = match.start() == taken, match.end()
        return "" if begun or name in _INLINE else "<br>"

    return _TOKEN.sub(token, html)
