"""Names of organisations: without their legal form, and as a heading gives them."""

from __future__ import annotations

import re
from functools import lru_cache

_LEGAL = (
    r"incorporated|inc|corporation|corp|company|co|limited|ltd|plc|llc|llp|lp|gmbh|ag|se|sa|s\.a|n\.v|nv|b\.v|bv|ab|asa|"
    r"as|a/s|oyj|oy|s\.p\.a|spa|srl|k\.k|kk|kgaa|pte|pty|bhd|berhad|tbk|holdings?|group"
)
_SUFFIX = re.compile(rf"(?:,?\s+(?:{_LEGAL})\.?)+$", re.IGNORECASE)
_FORM = re.compile(_LEGAL, re.IGNORECASE)
_OWN_DOT = re.compile(r"\b(?:[A-Z]|Inc|Ltd|Co|Cos|Corp|Bros|St|Dr|Mt|No|Intl|Pty|Pte|Bhd|Tbk|plc)\.|\.(?=\w)")


def is_legal_form(words: str) -> bool:
    """Whether a word is but a legal form: "Ltd.", "Inc"."""
    return bool(_FORM.fullmatch(words.strip(" .,")))


def bare_name(name: str) -> str:
    """A name without its legal form: "Norrholm Steel Co., Ltd." is "Norrholm Steel".

    >>> bare_name("Norrholm Group plc")
    'Norrholm'
    """
    clean = re.sub(r"\s*\([^)]*\)\s*$", "", " ".join(name.split())).strip(" ,;:*")
    return _SUFFIX.sub("", clean).strip(" ,") or clean


@lru_cache(maxsize=50_000)
def squeezed_name(name: str) -> str:
    """A name as it is compared: without legal form, case, spaces and marks."""
    return re.sub(r"[\W_]+", "", bare_name(name).casefold())


def about_of(line: str) -> str | None:
    """The organisation that a heading "About ..." presents; None for any other line.

    >>> about_of("About Norrholm Steel, Inc.")
    'Norrholm Steel, Inc.'
    """
    head, _, name = line.partition(" ")
    if head.lower() != "about" or not 2 < len(name) <= 80 or len(name.split()) > 9:
        return None
    name = name.removeprefix("the ")
    sentence = any(mark in _OWN_DOT.sub("", name) for mark in ".!?")
    return name if (name[0].isupper() or name[0].isdigit()) and not sentence else None
