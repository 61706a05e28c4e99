"""What is measured: metric, topic, scopes, scope 3 categories, denominator, owner."""

from __future__ import annotations

import re

from tasks.releases.names import is_legal_form
from tasks.targets.records import Topic
from tasks.targets.vocabulary import cue, topics

_SCOPES = re.compile(
    r"\bscopes?\s*(?P<list>[123](?:\*?\s*(?:,\s*(?:and|&)|,|&|and|\+|/|to|through|-|–|plus|as well as)\s*(?:absolute\s*)?(?:scopes?\s*)?[123](?![\d%.]\d?))*)",
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
_CATEGORY = re.compile(rf"(?:(?P<name>{_CATEGORY_NAMES}))(?!\w)", re.IGNORECASE)
_PER = re.compile(
    r"(?<!\w)(?:per|for (?:each|every)|a(?= (?:tonne|ton|passenger)))\s+(?P<thing>(?:(?:metric|square|unit of|full-time|hectolit(?:re|er) of|tonne of|ton of|metric ton of|passenger|million|revenue|seat)\s+)*[A-Za-z][\w²-]*(?: of (?!20)[a-z]+(?: [a-z]+)?)?(?:[- ](?:kilomet(?:re|er)|mile|hour)s?)?)",
    re.IGNORECASE,
)
_NOT_PER = {"year", "annum", "cent", "day", "month", "week"}
_STOP = re.compile(
    r"\s+(?:will|shall|should|are to|is to|by|from|compared|against|versus|vs|relative|before|until|through|within|no later|over the next|in (?:20|FY|fiscal|the next|line)|with|which|that|while|as part|and (?:to|will|aims?|by)|to (?:at least |about |over |more than )?[\d$€£]|via|under|using|thanks|and \d)\b|[,;:()]| – | — |\.$",
    re.IGNORECASE,
)
_TRIM = re.compile(
    r"^(?:(?:of|in|the|its|their|our|all|a|an|to|by|on|at|for|for the|share of|total of|fewer|less|more|lower|higher|company's|own)\s+)+|\s+(?:by|to|of|in|from|and|at|with|about|around|at least|some|up|down|is|are|will|for|be|the|more than|over|a|an|another|further|some|roughly|nearly|approximately|fall|drop|rise|grow|up to|less than|be reduced|be cut|be lowered)$",
    re.IGNORECASE,
)
_MODAL = r"(?:will|aims?|plans?|expects?|intends?|commits?|pledges?|wants?|targets?|has committed|is committed|has pledged|has set|has set itself|is aiming|seeks?|undertakes?|is to|promises?)"
_NAME_WORD = r"[A-Z][\w&'’.-]*"
_SUBJECT = re.compile(
    rf"(?:^|[,;:.“\"] |(?:[Bb]y|[Ii]n|[Ff]rom) (?:FY)?20\d\d,? )(?P<name>{_NAME_WORD}(?: (?:{_NAME_WORD}|of|de|&)){{0,4}})(?:,[^,]{{3,90}},)?(?: also| now| itself| further| therefore)* {_MODAL}(?!\w)"
)
_COMMON = frozenset(
    """
    the we our it its this that these those they by in as on at from with and all each every both new under for to
    since after before while however together separately meanwhile alongside starting progress management emissions
    women scope water energy waste renewable group company board i our
    """.split()
)


def topic_of(*texts: str, head_first: bool = False, firm: bool = False) -> Topic | None:
    """The topic of the first text that names one: highest weight, then the head, which is the later word of a noun phrase
    and with `head_first` ("100 % of the water ... to nature") the earlier one. `firm` leaves weak words out."""
    for text in texts:
        best: tuple[int, int, str] | None = None
        for name, weight, pattern, weak in topics():
            if firm and weak:
                continue
            for match in pattern.finditer(text):
                rank = (weight, -match.start() if head_first else match.start(), name)
                best = max(best, rank) if best else rank
        if best:
            return best[2]  # type: ignore[return-value]
    return None


def scopes_in(text: str) -> tuple[int, ...]:
    """GHG Protocol scopes that a text names; "1 to 3" is all of them."""
    found: set[int] = set()
    for match in [*_SCOPES.finditer(text), *_BARE_SCOPES.finditer(text)]:
        numbers = [int(digit) for digit in re.findall(r"[123]", match["list"])]
        spanned = re.search(r"(?:to|through|-|–)", match["list"])
        found |= set(range(numbers[0], numbers[-1] + 1)) if spanned and len(numbers) == 2 else set(numbers)
    return tuple(sorted(found))


def categories_in(text: str) -> tuple[str, ...]:
    """Scope 3 categories of the GHG Protocol, as worded."""
    return tuple(dict.fromkeys(match["name"].lower() for match in _CATEGORY.finditer(text)))


def denominator_in(text: str) -> str | None:
    """The denominator of an intensity, "intensity" where none is named."""
    for match in _PER.finditer(text):
        thing = match["thing"].strip()
        if thing.split()[0].lower() not in _NOT_PER:
            return thing
    if re.search(
        r"\b(?:intensity|specific (?:\w+ ){0,2}(?:emissions|consumption|energy|water))\b", text, re.IGNORECASE
    ):
        return "intensity"
    return None


def trimmed(metric: str) -> str:
    """A metric's words without the little words around them."""
    words = " ".join(metric.split()).strip(" ,;:.–—-“”\"'")
    for _ in range(4):
        shorter = _TRIM.sub("", words).strip(" ,;:")
        if shorter == words:
            break
        words = shorter
    return words[:200]


def until_stop(text: str) -> str:
    """The beginning of a text up to where its noun phrase ends."""
    stop = _STOP.search(text)
    return text[: stop.start()] if stop else text


def _no_name(name: str) -> bool:
    """Whether words are but initials and legal forms: "S. A", "Co. KG"."""
    return all(len(word.strip(".,&")) < 3 or is_legal_form(word) for word in name.split())


def owner_of(sentence: str, at: int, issuer: str | None) -> str | None:
    """Who owns what a sentence promises at a place: the name right before the verb where that is not the issuer's."""
    for match in reversed(list(_SUBJECT.finditer(sentence, 0, at))):
        name = re.sub(r"['’]s$", "", match["name"]).rstrip(".")
        first = name.split()[0]
        if first.lower() in _COMMON or _no_name(name) or cue("third_party").fullmatch(name):
            continue
        if issuer and (first.lower() in issuer.lower().split() or issuer.split()[0].lower() in name.lower().split()):
            kin = name.lower().startswith(issuer.lower()) and len(name.split()) > len(issuer.split())
            return name if kin and "subsidiary" in sentence.lower() else issuer
        return name
    return issuer
