"""Numbers in digits and in words, with the words that scale them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.targets.tokens import Token

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """.split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: float(number) for number, word in enumerate(_ONES)} | {
    word: 10.0 * number for number, word in enumerate(_TENS, start=2)
}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6, "mio": 1e6, "billion": 1e9,
    "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
    "dozen": 12.0,
}  # fmt: skip
_SHORT = {"k", "m", "b"}  # scales only where they touch their number: "75m", never "5 m"
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")


def digits(text: str) -> float:
    """The number that digits with separators stand for: "1,200" is 1200, "2,5" is 2.5."""
    if _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    return float(re.sub(r"[^\d.]", "", text))


def number_at(tokens: Sequence[Token], place: int) -> tuple[float, int, float] | None:
    """The number that begins at a token, the token behind it, and its scale: "1.2 million" is (1.2, 2, 1e6).

    None where no number begins there.
    """
    token = tokens[place]
    if token.kind == "number":
        value, end = digits(token.text), place + 1
    elif token.low in WORDS:
        value, end = WORDS[token.low], place + 1
        if value >= 20 and end < len(tokens) and 0 < WORDS.get(tokens[end].low, 0.0) < 10:
            value, end = value + WORDS[tokens[end].low], end + 1
    elif token.low == "half" and place + 2 < len(tokens) and _is_half_of_scale(tokens, place):
        value, end = 0.5, place + 2
    elif token.low == "a" and place + 1 < len(tokens) and SCALES.get(tokens[place + 1].low, 0.0) >= 1e2:
        value, end = 1.0, place + 1
    else:
        return None
    scale = 1.0
    while end < len(tokens) and tokens[end].low in SCALES:
        follower = tokens[end]
        if follower.low in _SHORT and not (follower.glued and token.kind == "number"):
            break
        scale, end = scale * SCALES[follower.low], end + 1
    return value, end, scale


def _is_half_of_scale(tokens: Sequence[Token], place: int) -> bool:
    """Whether "half a million" stands at a token."""
    return tokens[place + 1].low == "a" and SCALES.get(tokens[place + 2].low, 0.0) >= 1e3
