"""Whether an entry's own page is needed, and what a page is worth. Pure."""

from __future__ import annotations

import re

from tasks.sources.blocks import visible_text
from tasks.sources.entries import Entry
from tasks.sources.errors import FetchError
from tasks.sources.records import Pages

LEDE_CHARACTERS = 900  # less than two paragraphs: the feed carries a summary
_CUT = re.compile(
    r"(?:\.\.\.|…|\[…\]|read more|continue reading|full story|more\s*[»›>]|weiterlesen|lire la suite|leer más)"
    r"\W*$",
    re.IGNORECASE,
)
_READABLE = ("text/", "application/xhtml", "application/pdf", "application/xml", "application/octet-stream")


def wants_page(entry: Entry, pages: Pages) -> bool:
    """Whether the entry's link is to be fetched: where the feed carries only the lede, or as the source says."""
    if not entry.link or pages == "never":
        return False
    if pages == "always":
        return True
    text = visible_text(entry.content)
    return len(text) < LEDE_CHARACTERS or bool(_CUT.search(text[-80:]))


def has_text(entry: Entry) -> bool:
    """Whether the feed itself carries anything of the entry besides its title."""
    return bool(visible_text(entry.content))


def check_readable(url: str, content_type: str | None, content: bytes) -> None:
    """Raises FetchError for an answer that is neither text nor PDF, or empty."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    if not content.strip():
        raise FetchError(f"{url} is empty: see it in a browser", reason="empty", weight="soft")
    if kind and not kind.startswith(_READABLE):
        raise FetchError(f"{url} is {kind}, no text: nothing can be read from it", reason="no_text", weight="soft")
