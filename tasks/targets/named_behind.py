"""What is said first and called a goal behind it: "Net zero by 2045: that is our promise", "a rate of 1.2, to be met by 2027"."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from tasks.targets.goals import GOAL_NOUNS, MET
from tasks.targets.marks import Sentence

_POINTERS = {"that", "this", "these", "those", "such"}
_JOINTS = {":", "–", "—", "-", ",", ";"}
_CALLED = GOAL_NOUNS | {"promise", "plan", "strategy", "destination", "deadline", "bar", "mark", "yardstick", "rule", "numbers"}  # fmt: skip
_NOUN = 7  # tokens from "that is" to the noun: "that is the new process safety target"
_REACHED = MET | {"completed", "attained", "delivered", "implemented"}
_SHARED = 12  # tokens from "so is" to what the goal is about
_DATED = 8  # tokens from "to be met" to its deadline


def called_goal_behind(sentence: Sentence, place: int) -> int | None:
    """The token behind a place at which a pointer calls what was said a goal, or by which it is to be met; None where none
    does."""
    calling = _calling(sentence)
    at = bisect_left(calling, place)
    return calling[at] if at < len(calling) else None


@lru_cache(maxsize=4)
def _calling(sentence: Sentence) -> list[int]:
    """The tokens at which a sentence calls what it said a goal, in order; each figure asks for those behind it."""
    end = len(sentence.tokens)
    pointed = (at + 1 for at in sentence.places(_POINTERS, 0, end) if _calls(sentence, at))
    return sorted([*pointed, *(at for at in sentence.places({"to"}, 0, end) if _is_to_be_met(sentence, at))])


def _calls(sentence: Sentence, at: int) -> bool:
    """Whether a pointer calls what was said a goal: ": that is our promise", ": this commitment binds"."""
    before, behind = sentence.low(at - 1), sentence.low(at + 1)
    if before not in _JOINTS:
        return False
    if behind in _CALLED and before in (":", "–", "—"):
        return True
    called = not _CALLED.isdisjoint(sentence.lows(at + 2, at + _NOUN)) or sentence.low(at + 2) == "what"
    return behind in ("is", "are", "'s") and called


def _is_to_be_met(sentence: Sentence, at: int) -> bool:
    """Whether what was said is to be met by a time: ", to be met by 2027", ", both to be met by 2027"."""
    opens = sentence.low(at - 1 - (sentence.low(at - 1) in ("both", "all", "each"))) == ","
    if not opens or sentence.low(at + 1) != "be" or sentence.low(at + 2) not in _REACHED:
        return False
    return any(one.role == "deadline" and at < one.first < at + _DATED for one in sentence.periods)


def so_is_goal(sentence: Sentence, place: int) -> int | None:
    """The token before a place at which a goal shares the fate of the one before: "is scrapped, and so is the goal of"."""
    for at in sentence.places({"so"}, max(0, place - _SHARED), place):
        if sentence.low(at + 1) in ("is", "are", "was", "were") and sentence.low(at + 3) in GOAL_NOUNS:
            return at
    return None
