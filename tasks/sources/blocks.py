"""Pages that are no release though they answer 200: denials, challenges, log-ins, cookie walls, soft 404s. Pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

FEW_WORDS = 180  # such pages are short; a release that quotes their words is not
_SEEN = 400_000
_HIDDEN = re.compile(r"<(script|style|noscript|template|svg|head)\b.{0,200000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]{0,2000}>")
_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h1[^>]{0,400}>(.{0,300}?)</h1", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A kind of page that is no release."""

    reason: str
    title: tuple[str, ...]
    text: tuple[str, ...]
    markup: tuple[str, ...]
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]


@cache
def blocks() -> tuple[Block, ...]:
    """The kinds of lexicon/blocks.toml."""
    read = tomllib.loads((Path(__file__).parent / "lexicon" / "blocks.toml").read_text(encoding="utf-8"))
    return tuple(
        Block(
            one["reason"],
            *(tuple(one[name]) for name in ("title", "text", "markup", "examples", "not_examples")),
        )
        for one in read["block"]
    )


def visible_text(page: str) -> str:
    """The words that a reader sees, roughly, in one line."""
    return " ".join(unescape(_TAG.sub(" ", _HIDDEN.sub(" ", page))).split())


def blocked(content: bytes) -> str | None:
    """Why a page is no release, as a word in snake case; None where it may be one."""
    page = content[:_SEEN].decode("utf-8", errors="replace")
    text = visible_text(page).lower().replace("’", "'")
    if len(text.split()) > FEW_WORDS:
        return None
    titles = [_plain(found[1]) for pattern in (_TITLE, _HEADING) if (found := pattern.search(page))]
    for block in blocks():
        if any(_begins(title, start) for title in titles for start in block.title):
            return block.reason
    markup = page.lower()
    for block in blocks():
        if any(words in text for words in block.text) or any(mark in markup for mark in block.markup):
            return block.reason
    return None


def _plain(title: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", title)).lower().replace("’", "'").split())


def _begins(title: str, start: str) -> bool:
    """As a whole: "404" begins "404 | Orrin", and not "404 tonnes of steel"; longer starts need no such care."""
    if not title.startswith(start):
        return False
    rest = title[len(start) :].strip()
    return not rest or (not rest[0].isalnum() and rest[0] not in "'%") or len(start.split()) > 2
