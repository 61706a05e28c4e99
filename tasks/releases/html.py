"""A page as a release: its main text by trafilatura, with lists, tables and headings on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import trafilatura
from bs4 import BeautifulSoup

from tasks.releases.errors import NotARelease
from tasks.releases.plain import release_from_text
from tasks.releases.records import Release

LEAST = 120  # characters; less is no main text
_SPACE = re.compile(r"[^\S\n]+")


def release_from_html(html: str, **known: Any) -> Release:
    """A release from a page. `known`: the keywords of `release_from_text`; they go before what the page says.

    Raises NotARelease where the page has no text.
    """
    try:
        found: Any = trafilatura.bare_extraction(html, favor_precision=True, include_comments=False, with_metadata=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        found = None  # trafilatura gives up on some broken trees; the fallback below reads them
    text = "\n\n".join(_blocks(found.body)) if found is not None and found.body is not None else ""
    if len(text) < LEAST:
        text = max(text, _all_text(html), key=len)
    if not text.strip():
        raise NotARelease("no_text", "the page has no text: it may be made by scripts; save it as text")
    title = known.get("title") or (found.title if found is not None else None)
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    on = known.get("published_on")
    if on is None and found is not None and found.date:
        known |= {"published_on": date.fromisoformat(found.date[:10]), "published_from": "metadata"}
    return release_from_text(text, **known | {"title": title})


def _blocks(body: Any) -> Iterator[str]:
    """The blocks of trafilatura's tree, in order: paragraphs, headings, lists and tables with a line an item or row."""
    for element in body:
        if element.tag == "list":
            block = "\n".join(f"- {line}" for item in element.iter("item") if (line := _line(item)))
        elif element.tag == "table":
            block = "\n".join(filter(None, map(_row, element.iter("row"))))
        else:
            block = _line(element)
        if block:
            yield block


def _line(element: Any) -> str:
    return _SPACE.sub(" ", " ".join("".join(element.itertext()).split("\n"))).strip()


def _row(element: Any) -> str:
    cells = [_line(cell) for cell in element.iter("cell")]
    return " | ".join(cells) if any(cells) else ""


def _all_text(html: str) -> str:
    """The text of the whole page, without what no reader sees."""
    soup = BeautifulSoup(html, "lxml")
    for tag in soup(["script", "style", "noscript", "template", "nav", "footer", "form"]):
        tag.decompose()
    place = soup.find("article") or soup.find("main") or soup.body or soup
    lines = (_SPACE.sub(" ", line).strip() for line in place.get_text("\n").splitlines())
    return "\n\n".join(line for line in lines if line)
