"""Aims that are not the issuer's: of states, sectors, public bodies, customers, and of nobody in particular."""

from __future__ import annotations

from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence

OPENERS = set("""
    the we our it its this that these those they by in as on at from with and all each every both new under for to since after before
    while however together separately meanwhile alongside starting progress management emissions women scope water energy waste
    renewable group company board i if when where half most more some many about around over at no nothing none one two three four
    five six seven eight nine ten another their his her electricity packaging plastic suppliers employees chief president chairman
    today yesterday monday tuesday wednesday thursday friday saturday sunday looking further in addition across between during
    climate carbon net also then here there staff last next within once until through against
    current existing interim previous additional specific key recent future planned original long-term near-term established
    """.split())  # fmt: skip


PLACED = {"in", "across", "of", "from", "for", "with", "at", "by", "to", "throughout", "around", "near", "between", "outside", "within", "and", "under", "into", "on", "including"}  # fmt: skip


BODIES = {"republic", "organization", "organisation", "agency", "ministry", "association", "institute", "council", "commission", "federation", "government", "union", "department", "nations", "state", "states", "kingdom", "authority", "parliament", "congress", "county", "province", "party", "forum"}  # fmt: skip


_POLICIES = {"framework", "challenge", "strategy", "agreement", "act", "plan", "directive", "accord", "protocol", "pact", "roadmap", "regulation", "deal", "law", "programme", "program", "package", "mission", "convention", "charter", "pledge", "initiative", "compact", "coalition"}  # fmt: skip


_BUYERS = {"client", "clients", "customer", "customers", "tenant", "tenants"}


def follows_stranger(sentence: Sentence, first: int, issuer: str | None) -> bool:
    """Whether a state, a sector or a body stands right before "which" or "who"."""
    end = first - 1 if sentence.low(first - 1) == "," else first
    named = sentence.tokens[end - 1] if end else None
    proper = named is not None and (named.capital or (end > 1 and sentence.tokens[end - 2].capital))
    if named is not None and proper and named.low in _POLICIES and not is_issuer(named.text, issuer):
        return True
    if _apposed(sentence, end, issuer):
        return True
    if proper and named is not None and not is_issuer(named.text, issuer) and _BUYERS & set(sentence.lows(0, end)):
        return True  # "one of those clients is Norrholm, which wants to"
    for at in range(max(0, end - 10), end):
        party = book("parties").at(sentence.tokens, at)
        if party is None or party.entry.name != "third party":
            continue
        if party.last == end or sentence.low(party.last) == "'s":
            return not any(is_issuer(token.text, issuer) for token in sentence.tokens[at:end])
    return False


def _apposed(sentence: Sentence, end: int, issuer: str | None) -> bool:
    """Whether a noun explains a name that is not the issuer's: "Clean Skies, a European programme that"."""
    comma = next((at for at in range(end - 1, max(0, end - 7), -1) if sentence.low(at) == ","), None)
    if comma is None or sentence.low(comma + 1) not in ("a", "an", "the") or not sentence.tokens[comma - 1].capital:
        return False
    return not any(is_issuer(token.text, issuer) for token in sentence.tokens[max(0, comma - 4) : comma])


def is_body(sentence: Sentence, first: int, verb: int, issuer: str | None) -> bool:
    """Whether a public body that is not the issuer stands right before the verb: "The Czech Republic plans"."""
    end = verb
    while end > first and sentence.low(end - 1) in ("also", "now", "has", "have", "is", "itself"):
        end -= 1
    token = sentence.tokens[end - 1] if end > first else None
    return token is not None and token.capital and token.low in BODIES and not is_issuer(token.text, issuer)


def is_issuer(words: str, issuer: str | None) -> bool:
    """Whether a word names the issuer: its first word, or a longer one of its words."""
    if not issuer:
        return False
    heads = issuer.lower().split()
    return words.lower() == heads[0] or (len(words) > 3 and words.lower() in heads)


def stranger_before(sentence: Sentence, first: int, last: int, issuer: str | None) -> bool:
    """Whether the subject from one token up to another is a state, a sector or a body, and neither the issuer nor "we"
    stands behind it."""
    found = -1
    for party in book("parties").all(sentence.tokens[first:last]):
        at = first + party.first
        if sentence.tokens[at].text == "us":  # no country
            found = -1
            continue
        if party.entry.name == "own" and _indefinite(sentence, first, at):
            found = at
            continue
        if party.entry.name == "own":
            if found >= 0 and _is_between_commas(sentence, found, at, last):
                continue
            if sentence.low(at) in ("its", "their", "they", "it") and found >= 0:
                continue
            found = -1
            continue
        if (
            sentence.low(at - 1) in ("our", "its", "their", "the")
            and sentence.low(at) in ("customers", "clients", "members", "peers", "people", "consumers", "users")
            and any(first <= cue.first < at and cue.entry.name in ("aim", "has") for cue in sentence.cues)
        ):
            continue
        if _is_no_actor(sentence, first, at, first + party.last) or _is_acted_on(sentence, first, at):
            continue
        back = at - 1
        while back > first and (
            sentence.low(back) in ("the", "than", "more") or sentence.tokens[back].kind == "number"
        ):
            back -= 1  # "in more than 40 countries"
        before = sentence.low(back)
        if before == "(" or not _TOLD.isdisjoint(sentence.lows(at - 2, at)):
            continue  # "promised investors that it will": who is told
        possessive = sentence.low(first + party.last) == "'s"
        if sentence.low(at) in _MODIFIERS and sentence.low(first + party.last) in _GATHERINGS:
            continue  # "its annual customer conference"
        if before in PLACED and at > first and not possessive and not _opens_with(sentence, first, at):
            continue
        if _OWN_PARTS & set(sentence.lows(first + party.last, first + party.last + 3)):
            continue  # "U.S. and Canadian restaurants will serve"
        if _part_of_name(sentence, at, first + party.last, issuer):
            continue
        if possessive and not _OF_PARTIES & set(sentence.lows(first + party.last, first + party.last + 6)):
            continue
        if _compounded(sentence, first + party.last):
            continue
        found = at
    if found < 0:
        return False
    return not any(is_issuer(token.text, issuer) for token in sentence.tokens[found:last])


def _is_no_actor(sentence: Sentence, first: int, at: int, last: int) -> bool:
    """Whether a party's word names nobody who acts: "the power sector portfolio", "many of the goals", "one of the world's
    largest companies" (who speaks), "women-owned businesses", "people with disabilities"."""
    low = sentence.low(at)
    return (
        sentence.low(last) in HOLDINGS
        or (low in ("many", "some", "most") and not GOAL_NOUNS.isdisjoint(sentence.lows(at + 1, at + 4)))
        or (low == "companies" and sentence.lows(first, first + 3) == ["one", "of", "the"])
        or sentence.low(at - 1) == "owned"
        or (low == "people" and sentence.low(at + 1) in ("with", "of", "from"))
    )


def _is_between_commas(sentence: Sentence, first: int, at: int, last: int) -> bool:
    """Whether a word only tells more of the subject before it: "the city, [with which the group shares a grid], wants to"."""
    return bool(sentence.places({","}, first, at)) and bool(sentence.places({","}, at, last))


_PERSONS = {"people", "households", "adults", "carriers"}
_OWN_WORDS = {"our", "its", "their"}


def _is_acted_on(sentence: Sentence, first: int, at: int) -> bool:
    """Whether persons, or things named like a sector, are what a verb before them does something to, or the issuer's own:
    "is training 900 young people and awarding", "eight of our older carriers"."""
    if sentence.low(at) not in _PERSONS:
        return False
    if _OWN_WORDS & set(sentence.lows(at - 3, at)):
        return True
    return any(first < one.first < at and sentence.is_verb(one) and one.last >= at - 4 for one in sentence.deeds)


def _opens_with(sentence: Sentence, first: int, at: int) -> bool:
    """Whether "and" before a party opens a clause of its own, and no list goes on: "..., and the Netherlands will"."""
    joint = at - 2 if sentence.low(at - 1) == "the" else at - 1
    return sentence.low(joint) == "and" and (joint <= first or sentence.low(joint - 1) == ",")


HOLDINGS = {"portfolio", "portfolios", "lending", "exposure", "loans", "clients", "customers"}
_TOLD = {"promised", "told", "assured", "reassured", "promises", "tells", "assures", "pledged"}


def _compounded(sentence: Sentence, at: int) -> bool:
    """Whether the word at a token hangs on the one before by a hyphen: "industry-leading" is no industry."""
    if at >= len(sentence.tokens):
        return False
    token = sentence.tokens[at]
    return token.glued and token.kind == "word" and not token.low.startswith("'")


_OF_PARTIES = frozenset(
    "goal target ambition plan aim government strategy program programme scheme act roadmap policy bill market demand need "
    "industry commitment law population package mandate".split()
)  # what a state or a sector has, for its name to be its subject
_OWN_PARTS = {"restaurants", "stores", "factories", "mills", "breweries", "hotels", "plants", "sites", "warehouses", "offices", "operations"}  # fmt: skip
_MODIFIERS = {"customer", "client", "consumer", "member", "industry", "sector"}
_GATHERINGS = {"targets", "goals", "initiatives", "conference", "event", "day", "summit", "meeting", "service", "experience", "relations", "base", "needs", "demand", "awards"}  # fmt: skip


def _is_name(sentence: Sentence, at: int) -> bool:
    return at >= 0 and sentence.tokens[at].capital and sentence.tokens[at].kind == "word"


def _indefinite(sentence: Sentence, first: int, at: int) -> bool:
    """Whether a company is one of many: "a Dutch bank", "another producer"; not "a subsidiary of ours"."""
    for back in range(at - 1, max(first, at - 4) - 1, -1):
        low = sentence.low(back)
        if low in ("a", "an", "another"):
            if low != "another" and sentence.low(back - 1) == "," and _is_name(sentence, back - 2):
                return False  # "Acme, an Australian miner,": more of a name
            return sentence.low(at + 1) not in ("of", "owned") and (
                back == first
                or sentence.low(back - 1) in (",", "while", "and", ".")
                or sentence.tokens[back - 1].kind == "number"
            )
        if low in (",", "of", "the", "as", "by", "is"):
            return False
    return False


_STATE = {"government", "parliament", "ministry", "congress", "senate", "department", "council", "commission"}


def _part_of_name(sentence: Sentence, first: int, last: int, issuer: str | None) -> bool:
    """Whether a place is part of a company's name: "Spark New Zealand", "Japan Carbon Management"."""
    token = sentence.tokens[first]
    if issuer and token.text in issuer:
        return True
    if not token.capital or sentence.low(first - 1) == "the" or token.low in _STATE:
        return False
    before = sentence.tokens[first - 1] if first else None
    behind = sentence.tokens[last] if last < len(sentence.tokens) else None
    joined = (
        before is not None
        and before.low in ("de", "of", "do", "da")
        and first > 1
        and sentence.tokens[first - 2].capital
        and sentence.low(first - 2) not in ("government", "republic", "kingdom", "state", "bank")
    )
    named_before = joined or (
        before is not None and before.capital and before.kind == "word" and before.low not in OPENERS and first > 1
    )
    named_behind = (
        behind is not None
        and behind.capital
        and behind.kind == "word"
        and behind.low not in ("climate", "action", "government")
    )
    return named_before or named_behind


_GOALS = {"objective", "objectives", "goal", "goals", "target", "targets", "ambition", "aim", "commitment", "commitments", "pledge", "plan", "plans"}  # fmt: skip


_BACKS = {"support", "supports", "supporting", "back", "backs", "backing", "assists", "helps", "joins"}


def is_theirs(sentence: Sentence, first: int, place: int, issuer: str | None) -> bool:
    """Whether the thing is told as another's goal: "in line with the country's goal of", "the EU's target to"."""
    for at in range(place - 1, first, -1):
        if sentence.low(at) == "," and any(
            is_issuer(token.text, issuer) or token.low in ("it", "we") for token in sentence.tokens[at + 1 : place][:5]
        ):
            return False  # "Following Acme's pledge, Norrholm said it would"
        if sentence.low(at) in _GOALS:
            whose = sentence.lows(at - 2, at) in (["in", "its"], ["in", "their"])
            if whose and sentence.places(_BACKS, first, at):
                return True  # "supports the alliance in its aspiration of"
            before = sentence.lows(max(first, at - 7), at)
            owners = [number for number, low in enumerate(before) if low == "'s"]
            if owners:
                name = sentence.tokens[max(first, at - 7) + owners[-1] - 1]
                owner = max(first, at - 7) + owners[-1] - 1
                strange = book("parties").at(sentence.tokens, owner) or (
                    book("parties").at(sentence.tokens, owner - 1) if owner else None
                )
                if strange is not None and strange.entry.name == "third party":
                    return not is_issuer(name.text, issuer)
                if name.capital and name.low not in OPENERS and issuer:
                    return not any(
                        is_issuer(token.text, issuer) for token in sentence.tokens[max(first, owner - 3) : owner + 1]
                    )
            return False
    return False
