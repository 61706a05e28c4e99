"""Whether it is some of many who plan: what a survey found is nobody's aim."""

from __future__ import annotations

from tasks.targets.marks import Sentence
from tasks.targets.nouns import is_plural

_POLLED = {"said", "plan", "intend", "want", "expect", "aim", "hope", "say", "have", "believe", "consider", "planning", "intending", "wanting", "expecting", "aiming", "hoping"}  # fmt: skip
_MANY = {"companies", "businesses", "firms", "organizations", "organisations", "employers", "consumers", "adults", "executives", "respondents"}  # fmt: skip
_THEIRS = {"customers", "clients", "members"}
_OF_THEM = 7  # tokens from "of" to what they plan
_FEW = {"handful", "majority", "minority", "respondents"}


def is_polled(sentence: Sentence, first: int, place: int) -> bool:
    """Whether it is some of many who plan: "more than half plan to", "nine in ten have a target", "only a handful will"."""
    for one in sentence.quantities:
        if first <= one.lead <= place and one.kind in ("percent", "plain", "count"):
            at = one.last + (2 if sentence.lows(one.last, one.last + 2) in (["of", "them"], ["of", "those"]) else 0)
            at += sentence.low(at) == ")"
            if sentence.low(at) == "(" and ")" in sentence.lows(at, at + 5):
                at += sentence.lows(at, at + 5).index(")") + 1  # "more than half (53 %) said"
            if sentence.low(at) in _POLLED:
                return True
            if any(first <= cue.first < one.lead and cue.entry.name in ("will", "aim") for cue in sentence.cues):
                continue  # "will train 500 owners of businesses": who is reached, not who plans
            behind = sentence.lows(one.last, one.last + _OF_THEM)
            if behind[:1] == ["of"] and _THEIRS & set(behind) and _POLLED & set(behind):
                return True  # "70 % of Acme's customers plan to"
            if behind[:1] == ["of"] and is_plural(behind[1]) and behind[2:3] == ["("] and _POLLED & set(behind[-2:]):
                return True  # "more than half of riders (57 %) plan to"
            of_many = sentence.low(one.last) == "of" and _MANY & set(sentence.lows(one.last, one.last + 4))
            if of_many and not {"our", "its", "their", "portfolio"} & set(sentence.lows(one.last, one.last + 4)):
                return True
    if sentence.low(place - 2) in ("several", "some", "many", "most") and sentence.low(place - 1).endswith("ing"):
        return True  # "with several pursuing net zero"
    few = _FEW & set(sentence.lows(first, min(first + 6, place)))
    if sentence.lows(first, first + 2) == ["none", "of"] and sentence.low(first + 2) in ("its", "our", "the"):
        return False  # "none of its waste will go to landfill"
    return bool(few) or sentence.lows(first, first + 2) in (["not", "one"], ["not", "a"], ["none", "of"], ["few", "of"])
