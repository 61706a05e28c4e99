"""Words, numbers and signs of a sentence, with their places."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["word", "number", "sign"]

# A hyphen within a compound ("net-zero", "24-month", "mid-2023") is no token: the parts stand side by side.
# Currency codes may touch their number: "RM150 million".
_CODES = "RM|Rs|INR|EUR|USD|GBP|CHF|RMB|SEK|NOK|DKK|JPY|CNY|AED|SAR|MYR|PHP|IDR|THB|KES|NGN|ZAR|BRL|CAD|AUD|NZD|HKD|SGD|PLN|TRY|KRW|KSh|Ksh|EGP|PKR|LKR|BDT|VND|TWD|MXN|COP|CLP|Rp"
_TOKEN = re.compile(
    r"(?P<number>\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])|\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?:\.\d+)?(?![\d])|\d{1,3},\d{1,2}(?![\d,])|\d+(?:\.\d+)?)"
    rf"|(?P<code>{_CODES}|R(?=[\d.,]+ ?(?:million|billion|bn)))(?=\d)"
    r"|(?P<letters>(?:[A-Z]\.){2,})"
    r"|(?P<word>[^\W\d_]\w*|['’](?:s|ll|re|ve|t|d)(?!\w))"
    r"|(?P<hyphen>(?<=\w)-(?=[^\W\d_])|(?<=[^\W\d_])[-–](?=[^\W\d_])|(?<=[^\W\d_])-(?=\d))"
    r"|(?P<sign>--|\S)"
)
_LOWER = str.maketrans({"’": "'", "₂": "2", "₄": "4"})


class Token(NamedTuple):
    """A token at `start:end` of its sentence. `low` is how it is looked up; `glued`: no space stands before it."""

    start: int
    end: int
    text: str
    low: str
    kind: Kind
    glued: bool

    @property
    def capital(self) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[:1].isupper()


def lowered(text: str) -> str:
    """A text as its words are looked up: in lower case, signs that stand for others replaced."""
    return text.lower() if text.isascii() else text.lower().translate(_LOWER)


def tokenize(text: str) -> list[Token]:
    """The tokens of a sentence in order; one pass, linear in its length."""
    found: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind != "hyphen":
            word = match[0]
            low = lowered(word.replace(".", "")) if kind == "letters" else lowered(word)  # "U.S." is "us"
            kind = "word" if kind in ("code", "letters") else kind
            found.append(Token(start, end, word, low, kind, start == last))  # type: ignore[arg-type]
        last = end
    return found
