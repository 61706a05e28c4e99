"""Numbers that name a thing: "scope 3", "ISO 14001", "phase 2"."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.targets.tokens import Token

_NAMED = set("""
    scope scopes phase level tier category categories step article section iso version goal number no sdg sdgs route unit class type stage
    pillar kpi top euro iec en din bs rule chapter figure table part page model s hall stand room door suite floor building
    grade round series vision agenda horizon project plan q h nasdaq phone tel fax call apollo box form strategy
    """.split())  # fmt: skip


_JOINTS = {"and", "&", ",", "+", "/", "to", "–", "-", "or", "*", "through"}


def names_a_thing(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number is part of a name: "scope 3", "ISO 14001", "phase 2", "S1"."""
    before = place - 1
    while (
        before >= 0
        and place - before < 10
        and (tokens[before].low in _JOINTS or tokens[before].low in ("1", "2", "3", "1,2", "1,3", "2,3"))
    ):
        before -= 1
    listed = 0 <= before < place - 1
    if listed and (tokens[before].low in ("scope", "scopes") or tokens[before].text == "S"):
        return True  # "S1, 2", and not "by the early 2020s, 45"
    before = place - 1
    if before >= 0 and tokens[before].low in (":", "(", ".", "#"):
        if tokens[before].low == ":" and before and tokens[before - 1].low in ("goal", "target"):
            return False  # "47 MW (goal: 45)"
        if place + 1 < len(tokens) and tokens[place + 1].low in ("%", "percent", "per"):
            return False  # "(goal: 20 %)"
        before -= 1
    if before >= 0 and tokens[before].low == "building" and not tokens[before].capital:
        return False  # "its target of building 4,000 homes"
    return before >= 0 and tokens[before].low in _NAMED
