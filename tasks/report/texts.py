"""Text as people may see it: nothing hidden in it, no press contact, nothing that a spreadsheet runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

# Controls that print nothing, and marks that turn or hide what stands beside them (Unicode TR 36, TR 9).
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
# A spreadsheet looks past white space, takes full-width signs for the signs, and may split at other places than a
# comma (OWASP: CSV injection).
_FORMULA = re.compile(r"(^|[;\t\r\n])(?=[\s'\"]*[=+\-@＝＋－＠])")
_MAIL = re.compile(r"(?:mailto:\s*)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d{1,3}[ ./-]?(?:\(\d{1,5}\)[ ./-]?)?\d{1,5}(?:[ ./-]\d{2,10}){1,5}|\+\d{8,15}"
    r"|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})(?![\w%]|[.,]\d)"
)
LEFT_OUT = "[contact left out]"


def without_contacts(text: str) -> str:
    """Text without mail addresses and phone numbers: press contacts are people, and no part of a promise.

    Phone numbers are those with a country code, or in the North American form; other figures stay.

    >>> without_contacts("Ask Ann at ann@x.example or +44 20 7946 0958: 12,000 trees by 2030.")
    'Ask Ann at [contact left out] or [contact left out]: 12,000 trees by 2030.'
    """
    return _PHONE.sub(_left_out, without_addresses(text))


def _left_out(number: re.Match[str]) -> str:
    """A number of fewer than nine digits is no whole phone number: "+12 000 000"."""
    return LEFT_OUT if sum(sign.isdigit() for sign in number[0]) >= 9 else number[0]


def without_addresses(text: str) -> str:
    """Text without mail addresses alone: in links, figures between hyphens are no phone numbers."""
    return _MAIL.sub(LEFT_OUT, text) if "@" in text else text


def visible(text: str) -> str:
    """Text in which nothing is hidden and nothing turns its neighbours round: bidi overrides and controls are gone."""
    return _HIDDEN.sub("", text)


def harmless(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front, at its start and where it splits.

    >>> harmless("=1+1"), harmless("10 %; =1+1"), harmless("10 % - at least")
    ("'=1+1", "10 %;' =1+1", '10 % - at least')
    """
    return _FORMULA.sub(r"\1'", text)


def present(value: Any) -> bool:
    """Whether a cell of a data frame holds something."""
    return value is not None and not (isinstance(value, float) and pd.isna(value)) and value is not pd.NaT


def plain(value: Any) -> Any:
    """A cell as Python has it: None where there is nothing, lists for arrays, whole numbers without a fraction."""
    if hasattr(value, "tolist") and not isinstance(value, str):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value if present(value) else None


def records(table: pd.DataFrame) -> list[Mapping[str, Any]]:
    """The rows of a table, texts as people may see them, None where there is nothing."""
    rows: list[Mapping[str, Any]] = []
    for row in table.to_dict("records"):
        cells = {str(name): plain(value) for name, value in row.items()}
        rows.append({name: visible(cell) if isinstance(cell, str) else cell for name, cell in cells.items()})
    return rows
