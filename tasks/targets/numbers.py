"""Numbers in words and digits, and the words that scale them."""

from __future__ import annotations

import re

_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?:\.\d+)?(?!\d)|\d{1,3},\d{1,2}(?!\d)|\d+(?:[.]\d+)?"
NUMBER = rf"(?:{DIGITS}|(?<!\w)(?:{WORD})(?!\w))"
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "lakh": 1e5, "crore": 1e7, "lakhs": 1e5, "crores": 1e7,
}  # fmt: skip
SCALE = r"(?:hundred|thousand|million|billion|trillion|lakhs?|crores?|bn|mn|tn|[mkb](?![\w³²/]))"


def number_of(text: str) -> float:
    """The number that a word or digits with separators stand for: "twelve", "1,200", "2,5"."""
    word = text.strip().lower()
    if re.fullmatch(r"\d+,\d{1,2}", word):
        return float(word.replace(",", "."))
    return float(_WORDS[word]) if word in _WORDS else float(re.sub(r"[^\d.]", "", word) or 0)


def scaled(text: str, scale: str | None) -> float:
    """A number times its scale word: "1.2", "million"."""
    return round(number_of(text) * (_SCALES[scale.lower()] if scale else 1.0), 6)
