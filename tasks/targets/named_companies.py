"""The company that is named right before a verb."""

from __future__ import annotations

import re

from tasks.releases.names import is_legal_form
from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence
from tasks.targets.strangers import OPENERS, PLACED, is_issuer

# What only somebody does, and so a lone capital word before it is a name.
PLEDGING = ("commit", "pledg", "vow", "promis", "intend", "said", "says", "announc")
_KIN = {"subsidiary", "arm", "division", "unit", "affiliate", "brand", "sister", "venture", "business"}
_BETWEEN = frozenset(
    "also now itself therefore further has have is separately already had which that ltd inc plc will".split()
)  # what may stand between a name and its verb
_NAME = re.compile(r"[A-Z][\w&.’'-]*$")


def named_before(sentence: Sentence, first: int, verb: int, issuer: str | None) -> str | None:
    """The company named right before the verb, where that is not the issuer."""
    end = verb
    while end > first and sentence.low(end - 1) in _BETWEEN:
        end -= 1
    if end > first and sentence.low(end - 1) == ",":
        # "Acme Terminals, the group's subsidiary, will": the name stands before the apposition.
        back = end - 2
        while back > first and sentence.low(back) != ",":
            back -= 1
        if end - back < 16:
            end = back if sentence.low(back) == "," else end
    begin = end
    while begin > first and (
        is_name(sentence, begin - 1)
        or (
            begin < end
            and begin - 1 > first
            and sentence.low(begin - 1) in ("&", "+", "/", ".", "'")
            and is_name(sentence, begin - 2)
        )
    ):
        begin -= 1
    if begin == end:
        return None
    joint = begin - 1
    while joint > first and (
        sentence.low(joint) in ("and", ",") or (joint < begin - 1 and sentence.tokens[joint].capital)
    ):
        joint -= 1  # "its sites in Oslo and Bergen"
    if issuer and sentence.low(begin - 1) == "and" and is_issuer(sentence.tokens[begin - 2].text, issuer):
        return None  # "Norrholm and Quillan will": the issuer's too
    if begin > first and (sentence.low(joint) in PLACED - {"and", "by"} or sentence.low(begin - 1) == "the"):
        return None
    name = sentence.text(begin, end)
    words = name.split()
    if len(words) == 1 and sentence.topics_in(begin, end):
        return None  # "its pledge that SAF will account for"
    if (
        all(len(word.strip(".,&")) < 3 or is_legal_form(word) or word.count(".") > 1 for word in words)
        or book("parties").at(sentence.tokens, begin) is not None
    ):
        return None
    if issuer:
        heads = issuer.lower().split()
        if words[0].lower().rstrip(".,") in heads or heads[0] in [word.lower() for word in words]:
            extends = len(words) > len(heads) and name.lower().startswith(issuer.lower())
            kin = any(low in _KIN for low in sentence.lows(first, len(sentence.tokens)))
            other = words[0].lower() == heads[0] and len(words) > 1 and len(heads) > 1 and words[1].lower() != heads[1]
            return name if (extends and kin) or (other and kin) else None
    if (
        len(words) == 1
        and (begin == 0 or sentence.low(begin - 1) in ('"', "“", ":"))
        and begin == first
        and _common(words[0])
        and (issuer or not any(low.startswith(PLEDGING) for low in sentence.lows(verb, verb + 2)))
    ):
        return None
    return name


def is_name(sentence: Sentence, at: int) -> bool:
    """Whether a word in capitals stands at a token, and none that opens a sentence."""
    token = sentence.tokens[at]
    return token.kind == "word" and bool(_NAME.match(token.text)) and token.low not in OPENERS


_COMMON_ENDINGS = tuple("ing tion ment ity ness ers ies ogy ure ance ence ions ics ways ons".split())


def _common(word: str) -> bool:
    """Whether a capital word that opens a sentence is rather a common noun than a name."""
    return (
        word.lower().endswith(_COMMON_ENDINGS)
        or (word.lower().endswith("s") and not word.lower().endswith(("is", "us", "ss")))
        or len(word) < 4
    )
