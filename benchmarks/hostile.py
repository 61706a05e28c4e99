"""Texts that would stall a reader whose cost does not grow linearly, each of any size."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import cycle, islice

PROSE = (
    "Norrholm will cut its scope 1 and 2 emissions by 42% by 2030 from a 2020 base year, and aims to use only renewable "
    "electricity by 2027. “We have halved food waste since 2019,” said the head of operations. Revenue rose by 8% to "
    "EUR 1.2 billion. The group also plans to plant 40,000 trees within three years, to restore 450 ha of peatland and to "
    "bring the share of women among its managers to 40%.\n\nWater use per tonne is to fall by a third by the end of the "
    "decade. The talks with the city, which began in May, go on.\n\n"
)
SENTENCE = "Norrholm will cut emissions of its plant in Aarvik by 5% by 2030, its water use by 7% and "


def repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@cache
def _letters() -> str:
    """Every letter, digit, mark and sign that Unicode has, in order, a space behind each tenth."""
    kept = [chr(code) for code in range(32, sys.maxunicode + 1) if unicodedata.category(chr(code))[0] in "LMNPSZ"]
    return "".join(f"{sign} " if number % 10 == 9 else sign for number, sign in enumerate(kept))


def _scripts(size: int) -> str:
    """Signs from all over Unicode, evenly: a small size has as many scripts as a large one. English words stand between
    them, for another language is not read at all."""
    letters = _letters()
    pieces = (
        letters[at : at + 60] for at in islice(cycle(range(0, len(letters), max(60, len(letters) * 100 // size))), size)
    )
    words, length = [], 0
    while length < size:
        words.append(f"{next(pieces)} and the emissions of the group will fall by 5% in 2030 as it is of the to in a ")
        length += len(words[-1])
    return "".join(words)[:size]


# A megabyte of each is 20 million bits of somebody's patience; `size` is in characters.
TEXTS: dict[str, Callable[[int], str]] = {
    "one sentence": lambda size: repeated(SENTENCE, size),
    "digits": lambda size: "Norrholm will cut emissions by " + "1234567890" * (size // 10),
    "100,000 digits": lambda size: (
        "Norrholm will cut emissions by " + "7" * (size // 10) + repeated(" of the and to it", size - size // 10)
    ),
    "and and and": lambda size: "Norrholm will cut emissions by 5% " + repeated("and ", size),
    "whitespace": lambda size: "Norrholm will cut emissions by 5% in 2030." + repeated(" \t\n", size),
    "spaces": lambda size: "Norrholm will cut emissions by 5% in 2030" + repeated(" ", size),
    "line ends": lambda size: "Norrholm will cut emissions by 5% in 2030" + repeated("\n", size),
    "brackets": lambda size: "Norrholm will cut emissions by 5% " + repeated("((((", size),
    "percentages": lambda size: "Norrholm will cut emissions by " + repeated("50% ", size),
    "years": lambda size: "Norrholm will cut emissions by 5% by " + repeated("2030 ", size),
    "from to": lambda size: "Norrholm will cut emissions " + repeated("from 10% to ", size),
    "capitals": lambda size: repeated("Aa ", size) + "will cut emissions by 5% by 2030",
    "list items": lambda size: repeated("By 2030 we will:\n- cut emissions by 5%\n- use 5% less water\n", size),
    "table rows": lambda size: "Goal | 2024 | 2030 target\n" + repeated("Emissions of the plant | 5% | 10%\n", size),
    "all scripts": _scripts,
    "prose": lambda size: repeated(PROSE, size),
}
