"""What is said first and called a goal behind it: "Net zero by 2045: that is our promise", "a rate of 1.2, to be met by 2027"."""

from __future__ import annotations

from tasks.targets.goals import GOAL_NOUNS, MET
from tasks.targets.marks import Sentence

_POINTERS = {"that", "this", "these", "those", "such"}
_JOINTS = {":", "–", "—", "-", ",", ";"}
_CALLED = GOAL_NOUNS | {"promise", "plan", "strategy", "destination", "deadline", "bar", "mark", "yardstick", "rule", "numbers"}  # fmt: skip
_NOUN = 7  # tokens from "that is" to the noun: "that is the new process safety target"
_REACHED = MET | {"completed", "attained", "delivered", "implemented"}
_DATED = 8  # tokens from "to be met" to its deadline


def called_goal_behind(sentence: Sentence, place: int) -> int | None:
    """The token behind a place at which a pointer calls what was said a goal, or by which it is to be met; None where none
    does."""
    end = len(sentence.tokens)
    for at in sentence.places(_POINTERS, place, end):
        if sentence.low(at - 1) not in _JOINTS:
            continue
        if sentence.low(at + 1) in _CALLED and sentence.low(at - 1) in (":", "–", "—"):
            return at + 1  # "No net loss of habitats: this commitment binds"
        if sentence.low(at + 1) not in ("is", "are", "'s"):
            continue
        if not _CALLED.isdisjoint(sentence.lows(at + 2, at + _NOUN)) or sentence.low(at + 2) == "what":
            return at + 1
    for at in sentence.places({"to"}, place, end):
        due = any(one.role == "deadline" and at < one.first < at + _DATED for one in sentence.periods)
        if sentence.low(at + 1) == "be" and sentence.low(at + 2) in _REACHED and sentence.low(at - 1) == "," and due:
            return at
    return None
