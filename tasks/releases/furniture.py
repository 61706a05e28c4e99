"""What stands around an article on a page: parts that are named, shaped or worded like furniture."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@cache
def vocabulary() -> dict[str, Any]:
    """The stanzas of furniture.toml by what they are of: names, headings, lines."""
    path = Path(__file__).with_name("lexicon") / "furniture.toml"
    return {one["of"]: one for one in tomllib.loads(path.read_text(encoding="utf-8"))["furniture"]}


@cache
def _named() -> re.Pattern[str]:
    words = "|".join(vocabulary()["names"]["patterns"])
    return re.compile(rf"(?:^|[\s_\-])(?:{words})(?:$|[\s_\-\d])", re.IGNORECASE)


@cache
def _worded() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary()["lines"]["patterns"]), re.IGNORECASE)


@cache
def _heading() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary()["headings"]["patterns"]), re.IGNORECASE)


@lru_cache(maxsize=20_000)
def named_like_furniture(names: str) -> bool:
    """Whether a class or id is a name of furniture: "share-bar", "related_posts"."""
    return bool(_named().search(names))


def is_furniture(element: Any) -> bool:
    """Whether an element is furniture by its class, id or role."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    role = element.get("role")
    if role in ("navigation", "complementary", "contentinfo", "search", "banner", "dialog", "alert", "menu"):
        return True
    names, own = element.get("class"), element.get("id")
    return bool((names and named_like_furniture(names)) or (own and named_like_furniture(own)))


def is_hidden(element: Any) -> bool:
    """Whether no reader sees an element."""
    attributes = element.attrib
    return (
        "hidden" in attributes
        or (attributes.get("aria-hidden") == "true" and element.tag not in ("article", "main", "section"))
        or ("style" in attributes and bool(_HIDING.search(attributes["style"])))
    )


def is_furniture_line(text: str) -> bool:
    """Whether a short block is worded like furniture: "Share this article", "3 min read", "Published on ..."."""
    return len(text) < 200 and bool(_worded().fullmatch(text.strip(" *|-–—:»›→\u00a0")))


def opens_furniture(text: str) -> bool:
    """Whether a heading opens a part that belongs to the site: "Related articles", "About the author"."""
    return len(text) < 90 and bool(_heading().fullmatch(text.strip(" *|-–—:»›→!\u00a0")))
