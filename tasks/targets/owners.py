"""Who owns what a sentence promises: the issuer, a named company, or somebody whose aim is not the release's own."""

from __future__ import annotations

from functools import lru_cache

from tasks.releases.names import is_legal_form
from tasks.targets.clauses import Clause
from tasks.targets.helped import is_anyone, is_helped, is_supplied, is_wanted_of_others
from tasks.targets.lexicon import Word, book
from tasks.targets.marks import Sentence
from tasks.targets.named_companies import is_name, named_before
from tasks.targets.phrases import Found
from tasks.targets.pledged_by import is_pledged_by_another
from tasks.targets.polls import is_polled
from tasks.targets.strangers import (
    BODIES,
    follows_stranger,
    is_body,
    is_issuer,
    is_theirs,
    stranger_before,
)
from tasks.targets.tokens import tokenize

_LABELS = {"people", "society", "communities", "community", "customers", "members", "consumers", "clients", "industry"}


def owner_at(
    sentence: Sentence, clauses: list[Clause], number: int, place: int, issuer: str | None
) -> tuple[str | None, bool]:
    """The owner of what stands at a token, and whether that is a third party whose aims are no row.

    The subject of the clause decides; a clause that shares its subject asks the one before.
    """
    if clauses[number].aside and sentence.low(clauses[number].first) == "whose":
        return _whose(sentence, clauses[number].first, issuer)
    own_verb = _verb(sentence, clauses[number].first, place)
    if number and (
        (own_verb is not None and stranger_before(sentence, clauses[number].first, own_verb, issuer))
        or (_it_does(sentence, clauses[number], place) and _strange_earlier(sentence, clauses, number, issuer))
    ):
        return None, True
    chain = number
    while (
        chain > 0
        and not _own_subject(sentence, clauses[chain], place)
        and (
            clauses[chain].shares
            or (clauses[chain].aside and not stranger_before(sentence, clauses[chain].first, place, issuer))
        )
    ):
        if sentence.low(clauses[chain].first - 1) == ":" and sentence.low(clauses[chain - 1].first) in _LABELS:
            break  # "People: 40 % of our managers will be women"
        if (
            clauses[chain].aside
            and follows_stranger(sentence, clauses[chain].first, issuer)
            and not _resumes(sentence, clauses[chain].first, place, issuer)
        ):
            return None, True
        chain -= 2 if chain > 1 and clauses[chain].shares and clauses[chain - 1].aside else 1
    if clauses[number].aside and sentence.low(clauses[number].first - 1) == "under":
        agreed = _verb(sentence, clauses[number].first, place)
        if agreed is not None and named_before(sentence, clauses[number].first, agreed, issuer):
            return None, True  # "an agreement under which Acme will deliver": a supplier's duty
    resumes = _resumes(sentence, clauses[chain].first, place, issuer)
    if chain and clauses[chain].aside and follows_stranger(sentence, clauses[chain].first, issuer) and not resumes:
        return None, True
    first = clauses[chain].first
    verb = _verb(sentence, first, place if chain == number else clauses[chain].last)
    spoken = verb is not None
    if verb is None:
        verb = place if chain == number else clauses[chain].last
        if chain != number and is_body(sentence, first, _subject_end(sentence, first, verb), issuer):
            return None, True
    if (
        is_helped(sentence, first, place, issuer)
        or is_wanted_of_others(sentence, first, place)
        or is_supplied(sentence, first, place, issuer)
        or stranger_before(sentence, first, verb, issuer)
        or is_theirs(sentence, clauses[number].first, place, issuer)
        or is_pledged_by_another(sentence, first, place, issuer)
    ):
        return None, True
    named = named_before(sentence, first, verb, issuer) if spoken else None
    if named is None and issuer is None:
        announced = [cue.first for cue in sentence.cues if first < cue.first < place and cue.entry.name == "announce"]
        told = next((at for at in reversed(announced) if sentence.low(at) not in _SAYS - {"announced"}), None)
        named = named_before(sentence, first, told, issuer) if told is not None else None
    named = named or _speaker(sentence, first, place if chain == number else clauses[chain].last, issuer)
    if (
        (named is not None and named.split()[-1].lower() in BODIES)
        or (spoken and is_body(sentence, first, verb, issuer))
        or is_polled(sentence, first, place)
        or is_anyone(sentence, first)
    ):
        return None, True
    return (named or issuer), False


@lru_cache(maxsize=256)
def is_state(name: str) -> bool:
    """Whether a name is that of a state or a body and of nobody else: "the UAE", "European Union"."""
    tokens = tokenize(name)
    party = book("parties").at(tokens, 0) if tokens else None
    return party is not None and party.entry.name == "third party" and party.last == len(tokens)


def _resumes(sentence: Sentence, first: int, place: int, issuer: str | None) -> bool:
    """Whether the issuer is the subject behind the comma that ends an aside: "the Act, which set limits, [the company] is"."""
    for comma in sentence.places({","}, first, place):
        at = comma + 1 + (sentence.low(comma + 1) == "the")
        if sentence.low(at) in _FIRMS | {"it", "we"} or is_issuer(sentence.low(at), issuer):
            return True
    return False


_SAYS = {"said", "says", "announced", "announces", "stated", "confirmed", "declared", "added"}
_OF_FIRMS = {"announced", "announces", "confirmed", "declared"}  # what a person does not say of "it"
_FIRMS = {"company", "group", "maker", "manufacturer", "producer", "retailer", "bank", "airline", "giant", "firm", "operator", "major", "brand", "chain", "insurer", "utility", "developer"}  # fmt: skip


def _speaker(sentence: Sentence, first: int, place: int, issuer: str | None) -> str | None:
    """The company that says what "it" does: "Acme said on Tuesday it would". Two names at the beginning may be a person's."""
    says = sentence.places(_SAYS, first + 1, place)
    if not says or not {"it", "they"} & set(sentence.lows(says[-1] + 1, min(says[-1] + 5, place))):
        return None
    name = named_before(sentence, first, says[-1], issuer)
    if name is None:
        return None
    words = name.split()
    begin = next((at for at in range(first, says[-1]) if sentence.tokens[at].text == words[0]), first)
    firm = sentence.low(begin - 1) in _FIRMS or is_legal_form(words[-1])
    firm = firm or (len(words) < 4 and sentence.low(says[-1]) in _OF_FIRMS)
    return name if firm or (len(words) == 1 and (begin == first or sentence.low(begin - 1) == ",")) else None


def _subject_end(sentence: Sentence, first: int, end: int) -> int:
    """The end of a subject without what leads into an aside: "The Cement Association, of [which Acme is a member]"."""
    while end > first and (
        sentence.tokens[end - 1].kind != "word" or sentence.low(end - 1) in ("of", "to", "in", "with")
    ):
        end -= 1
    return end


def _it_does(sentence: Sentence, clause: Clause, place: int) -> bool:
    """Whether "it" is the subject of a clause, with nobody named in the clause before it but a month or a place."""
    at = next(iter(sentence.places({"it", "they"}, clause.first, place)), None)
    return at is not None and not any(
        is_name(sentence, other)
        and sentence.low(other - 1) != "in"
        and not any(one.first <= other < one.last for one in sentence.periods)
        for other in range(clause.first, at)
    )


def _strange_earlier(sentence: Sentence, clauses: list[Clause], number: int, issuer: str | None) -> bool:
    """Whether "it" is a stranger told of before: "the government aims ..., and in April it raised its target"."""
    for earlier in reversed(clauses[:number]):
        told = _verb(sentence, earlier.first, earlier.last)
        if told is not None:
            return stranger_before(sentence, earlier.first, told, issuer)
        declares = next(iter(sentence.places(_SAYS, earlier.first, earlier.last)), None)
        if declares is not None and stranger_before(sentence, earlier.first, declares, issuer):
            return True
    return False


def _whose(sentence: Sentence, first: int, issuer: str | None) -> tuple[str | None, bool]:
    """The owner of a thing told by "whose": the noun right before it, the issuer's own or a third party's."""
    end = first - 1 if sentence.low(first - 1) == "," else first
    begin = end
    while begin > max(0, end - 3) and (begin == end or sentence.tokens[begin - 1].capital):
        begin -= 1
    words = sentence.tokens[begin:end]
    own = book("parties").at(sentence.tokens, end - 1)
    named = bool(words) and words[-1].capital and sentence.low(end - 2) not in ("the", "our")
    head = issuer.split()[0].lower() if issuer else ""
    ours = any(token.low == head for token in words) or (own is not None and own.entry.name == "own" and not named)
    return (issuer, False) if ours else (None, True)


def _own_subject(sentence: Sentence, clause: Clause, place: int) -> bool:
    """Whether a clause that goes on with another has a name for its own subject: "SDA: Acme commits to"."""
    verb = next(
        (
            cue.first
            for cue in sentence.cues
            if clause.first < cue.first < min(place, clause.last) and cue.entry.name in ("will", "aim")
        ),
        None,
    )
    return verb is not None and verb > clause.first and sentence.tokens[verb - 1].capital


_ITS = {"its", "our", "their"}  # "its RE100 goal" is what is told of, and no verb


def _verb(sentence: Sentence, first: int, last: int) -> int | None:
    """The last word from one token up to another that says what is meant to be done; a weaker one where there is none."""
    verbs = [
        cue
        for cue in sentence.cues
        if first < cue.first < last
        and cue.entry.name in ("will", "aim", "has", "perhaps", "goal")
        and not (cue.entry.name == "goal" and sentence.low(cue.first - 2) in _ITS)
    ]
    strong = [cue.first for cue in verbs if cue.entry.name in ("will", "aim", "perhaps")]
    if strong and sentence.low(strong[-1] - 2) == "with":
        return next((cue.first for cue in sentence.cues if first < cue.first and _tells(sentence, cue)), strong[-1])
    if strong:
        return strong[-1]
    return verbs[-1].first if verbs else None


def _tells(sentence: Sentence, cue: Found[Word]) -> bool:
    """Whether a past verb stands behind its subject: "Acme established a fund with the aim of"."""
    return cue.entry.name == "announce" and cue.entry.form == "past" and sentence.tokens[cue.first - 1].kind == "word"
