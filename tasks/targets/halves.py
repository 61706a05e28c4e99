"""Whether "half" is a share of things, and not of a year, a party or a number."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.targets.tokens import Token

OF_TIME = set("""
    year years century decade month months hour hours day days quarter time times million billion dozen party generation
    phase finalist finalists place round century consecutive way term degree mile mile-long marathon brother sister
    """.split())  # fmt: skip
_OTHERS = {"first", "second", "last"}
_AGAIN = 5  # tokens: "half as many again"


def is_half_of_things(tokens: Sequence[Token], place: int) -> bool:
    """Whether "half" at a place is 50 %: "half of its boards"; not "the first half", "two and a half", "half as many again"."""
    before = [token.low for token in tokens[max(0, place - 2) : place]]
    behind, after = ([token.low for token in tokens[place + 1 : place + 3]] + ["", ""])[:2]
    joined = before[-1:] == ["and"] and (behind != "of" or tokens[max(0, place - 2)].kind == "number")
    dated = behind in ("by", "before") and after[:2] == "20"  # "a fifth by 2026 and a half by 2030"
    if joined or (before == ["and", "a"] and not dated) or not _OTHERS.isdisjoint(before[-1:]) or behind in OF_TIME:
        return False
    if behind == "as" and "again" in (token.low for token in tokens[place + 2 : place + _AGAIN]):
        return False
    if behind == "as" and after not in ("much", "many"):
        return False  # "half as likely"
    return behind not in ("a", "an", "of") or not (after in OF_TIME or after[:2] in ("20", "fy", "fi"))
