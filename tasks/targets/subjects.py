"""What is measured: topic, scopes, scope 3 categories, denominator, and the metric as worded."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tasks.targets.marks import Sentence, TopicWord, topic_book
from tasks.targets.phrases import Found
from tasks.targets.records import Topic
from tasks.targets.tokens import tokenize

Span = tuple[int, int]

_SCOPES = re.compile(
    r"\b(?:scopes?\s*|S(?=[123]))(?P<list>[123](?:\*?\s*(?:,\s*(?:and|&)|,|&|and|\+|/|to|through|-|–|plus|as well as)\s*(?:absolute\s*)?(?:scopes?\s*|S)?[123](?![\d%.]\d|,\d|[\d%]))*)",
    re.IGNORECASE,
)
_BARE_SCOPES = re.compile(
    r"\babsolute (?P<list>[123](?:\s*(?:,|&|and)\s*[123])*)(?= (?:GHG|greenhouse|CO2|carbon|emissions))", re.IGNORECASE
)
_CATEGORY_NAMES = (
    "purchased goods and services|capital goods|fuel[- ]and[- ]energy[- ]related activities|upstream transportation and distribution|"
    "downstream transportation and distribution|waste generated in operations|business travel|employee commuting|upstream leased assets|"
    "processing of sold products|use of sold products|end[- ]of[- ]life treatment of sold products|downstream leased assets|franchises|investments"
)
_CATEGORY = re.compile(rf"(?:{_CATEGORY_NAMES})(?!\w)", re.IGNORECASE)
_PER = re.compile(
    r"(?<!\w)(?:per|(?:for|of) (?:each|every))\s+(?P<thing>(?:[£$€] of )?(?:£|\$|€)?(?:[\d,]+ )?(?:(?:new|occupied|sold|guest|full|metric|square|cubic|million|unit(?! (?:of|at|in|by|for|from|to|on|is|was|has|will|and|since)\b)) )*[A-Za-z][\w²-]*(?: (?:of|in) (?!20|FY|scope)[a-z]+(?: (?!by|in|from|and|to|at|is|are|will|was|as|of|for|within|over|against|compared)[a-z]+)?| (?:metre|meter|ton|tonne|kilometre|night|mile|product|square metre|time)(?:s)?(?: of [a-z]+(?: [a-z]+)?)?)*)",
    re.IGNORECASE,
)
# Words of a compound denominator: "passenger kilometre flown", "gold equivalent ounce". A verb, a preposition or an adverb ends it.
_ENDS_PER = frozenset(
    """
    it we they you commit commits pledge pledges set sets by in from at to of on for with within over under against compared compare versus
    vs relative than and or but as until since while is are was were be been will would should shall can could may must has have had do does
    did not no down up through across basis last this next each every before after during between which that who when where about also both
    all its our their the a an fall falls fell drop drops dropped rise rises rose came went stood goal goals worldwide already today
    """.split()
)
_ENDS_PER_STEMS = ("decreas", "declin", "increas", "reduc", "improv", "target", "respective")
_PER_WORD = re.compile(r" (?P<word>[a-z][\w-]*)")
_NOT_PER = {"second", "minute", "hour", "year", "annum", "cent", "day", "month", "week", "capita"}
_INTENSITY = re.compile(
    r"\b(?:intensity|intensities|unit (?:\w+ )?consumption|specific (?:\w+ ){0,2}(?:emissions|consumption|energy|water))\b",
    re.IGNORECASE,
)
_LITTLE = re.compile(
    r"^(?:(?:of|in|the|its|their|our|all|a|an|to|by|on|at|for|total of|fewer|less|more|lower|higher|company's|own|and|s|also|into|towards?|available)\s+)+|\s+(?:by|to|of|in|from|and|at|with|about|around|is|are|was|were|will|for|be|the|a|an|up|down|come|have)$",
    re.IGNORECASE,
)


def topic_words(sentence: Sentence, spans: Iterable[Span], *, firm: bool = False) -> list[Found[TopicWord]]:
    """The topic words of some spans, in order of the spans."""
    return [
        word
        for first, last in spans
        for word in sentence.topics_in(first, last)
        if not (firm and word.entry.weak) and not _denominates(sentence, max(first, word.first - 4), word.first)
    ]


def _denominates(sentence: Sentence, first: int, last: int) -> bool:
    """Whether "per" stands right before: what follows is what something is measured by."""
    return any(
        low == "per"
        and sentence.low(first + at + 1) != "cent"
        and not (sentence.tokens[first + at + 1].glued and first + at + 2 <= last)  # "per-wafer emissions"
        for at, low in enumerate(sentence.lows(first, last))
    )


def leading(words: Iterable[Found[TopicWord]]) -> Topic:
    """The topic of the word that leads: firm before weak, then the highest weight, then the one that stands first."""
    return max(words, key=lambda one: (not one.entry.weak, one.entry.weight, -one.first)).entry.topic


def topic_of(sentence: Sentence, *spans: Span, firm: bool = False) -> Topic | None:
    """The topic of the first span that names one: the highest weight, then the word that stands first, which is the head of
    "water returned to nature" and of "emissions from the use of sold products"."""
    for span in spans:
        words = topic_words(sentence, [span], firm=firm)
        if words:
            return leading(words)
    return None


def topic_of_text(text: str, *, firm: bool = False) -> Topic | None:
    """The topic of words outside a sentence: a heading, a cell, a counted noun."""
    tokens = tokenize(text)
    words = [
        one
        for one in topic_book().all(tokens)
        if not (firm and one.entry.weak)
        and "per" not in [token.low for token in tokens[max(0, one.first - 4) : one.first]]
    ]
    return leading(words) if words else None


def scopes_in(text: str) -> tuple[int, ...]:
    """GHG Protocol scopes that a text names; "1 to 3" is all of them."""
    found: set[int] = set()
    for match in [*_SCOPES.finditer(text), *_BARE_SCOPES.finditer(text)]:
        numbers = [int(digit) for digit in re.findall(r"[123]", match["list"])]
        spanned = re.search(r"(?:to|through|-|–)", match["list"])
        found |= set(range(numbers[0], numbers[-1] + 1)) if spanned and len(numbers) == 2 else set(numbers)
    return tuple(sorted(found))


def categories_in(text: str) -> tuple[str, ...]:
    """Scope 3 categories of the GHG Protocol (Corporate Value Chain Standard, table 5.4), as worded."""
    return tuple(dict.fromkeys(match[0].lower() for match in _CATEGORY.finditer(text)))


def denominator_in(text: str) -> str | None:
    """The denominator of an intensity, "intensity" where none is named."""
    for match in _PER.finditer(text):
        thing = match["thing"].strip()
        if thing.split()[0].lower() not in _NOT_PER:
            return thing + _compound(text, match.end("thing"))
    return "intensity" if _INTENSITY.search(text) else None


def _compound(text: str, end: int) -> str:
    """What else belongs to a denominator: at most three more words in small letters."""
    last = end
    for _ in range(3):
        word = _PER_WORD.match(text, last)
        if (
            word is None
            or word["word"] in _ENDS_PER
            or word["word"].startswith(_ENDS_PER_STEMS)
            or word["word"].endswith("ly")
        ):
            break
        last = word.end()
    return text[end:last]


def metric_words(text: str) -> str:
    """A metric's words without the little words around them."""
    words = " ".join(text.split()).strip(" ,;:.–—-“”\"'()")
    for _ in range(4):
        shorter = _LITTLE.sub("", words).strip(" ,;:")
        if shorter == words:
            break
        words = shorter
    return words[:200]
