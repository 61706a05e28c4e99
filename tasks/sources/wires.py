"""What newswires put into a feed's entry besides title and text: issuer, tickers, ISIN, subjects, enclosures. Pure."""

from __future__ import annotations

import re
from typing import Any

MAX_VALUES = 20
MAX_LENGTH = 300
_ISIN = re.compile(r"^[A-Z]{2}[A-Z0-9]{9}\d$")
_TICKER = re.compile(r"^[A-Za-z][A-Za-z .\-]{1,30}:\s?[A-Z0-9][A-Z0-9.\-]{0,9}$")


def wire_fields(entry: Any) -> dict[str, tuple[str, ...]]:
    """Fields of a feedparser entry, each a tuple of texts; only those that are there.

    GlobeNewswire names the issuer in dc:contributor, tickers and ISIN in categories with a domain of its own.
    """
    tags = [(str(tag.get("term") or "").strip(), str(tag.get("scheme") or "").lower()) for tag in entry.get("tags", [])]
    isin = [term for term, scheme in tags if _is_isin(term)]
    tickers = [term for term, scheme in tags if "stock" in scheme or "ticker" in scheme or _TICKER.match(term)]
    contributors = [str(one.get("name") or "").strip() for one in entry.get("contributors", [])]
    found = {
        "issuer": contributors,
        "isin": isin,
        "tickers": [term for term in tickers if term not in isin],
        "subjects": [term for term, _ in tags if term not in isin and term not in tickers],
        "enclosures": [str(one.get("href") or "") for one in entry.get("enclosures", [])],
    }
    return {name: kept for name, values in found.items() if (kept := _kept(values))}


def _kept(values: list[str]) -> tuple[str, ...]:
    """Each once, none endless."""
    return tuple(dict.fromkeys(value[:MAX_LENGTH] for value in values if value))[:MAX_VALUES]


def _is_isin(term: str) -> bool:
    """ISO 6166: the check digit is Luhn's over the letters as numbers."""
    if not _ISIN.match(term):
        return False
    digits = "".join(str(int(letter, 36)) for letter in term)
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0
