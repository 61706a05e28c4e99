"""Who issues a release, as its text says it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from tasks.releases.names import about_of, bare_name, is_legal_form
from tasks.releases.parts import dateline_end

_WORD = r"[A-Z0-9][\w&'’.®™\-]*"
_JOINED = rf"(?:{_WORD}|of|and|the|de|du|for|&)"
_NAME = rf"(?P<name>{_WORD}(?:,? {_JOINED}){{0,6}})"
_NAME_UP_TO_COMMA = rf"(?P<name>{_WORD}(?: {_JOINED}){{0,6}})"
_GLAD = r"(?:proud|pleased|excited|thrilled|delighted|honou?red|happy|set)"
_ANNOUNCES = (
    rf"(?:has |have |is |are )?(?:{_GLAD} to )?(?:today |this week |recently |formally |officially )?(?:announce[sd]?|"
    r"unveil(?:s|ed)?|launch(?:es|ed)?|publish(?:es|ed)?|releas(?:es?|ed)|present(?:s|ed)?|set|sets|commit(?:s|ted)|said|"
    r"report(?:s|ed)?|introduc(?:es?|ed)|pledg(?:es|ed)|announcing|outlin(?:es|ed)|confirm(?:s|ed)|raised|raises|"
    r"updat(?:es|ed)|adopt(?:s|ed)|detail(?:s|ed)|unveiling|share[sd]?)\b"
)
_APART = r"\s*(?:\([^)]{1,80}\)\s*)?(?:,[^,\n]{3,160},\s*)?"
_SUBJECT = re.compile(rf"(?:--|[–—:]|- )\s*(?:Today,? )?{_NAME}{_APART}{_ANNOUNCES}")
# As a release tells of its own issuer; a newspaper's "X announced on Tuesday" tells of anyone.
_DONE = r"(?:announced|unveiled|launched|introduced|published|released|reported|set)"
_TELLS = (
    rf"(?:(?:is|are) (?:\w+ly )?{_GLAD} to|today {_DONE}|has (?:today |just )?{_DONE}|"
    r"announces|unveils|launches|introduces|publishes|releases)\b"
)
_OPENING = re.compile(rf"\s*(?:Today,? )?{_NAME}{_APART}{_TELLS}")
_BEHIND_DATELINE = re.compile(
    rf"(?:Today,? )?{_NAME_UP_TO_COMMA}(?=[®™]?(?: \(|, | (?!of |and |the |de |du |for )[a-z]))"
)
_OPENERS = frozenset(
    "the a an as after before with in on at for from by when while every many most more some all if how why what who "
    "where this these that today's following since it we they our each no not one two now is are to or and but".split()
)
_SOURCE = re.compile(r"^SOURCE:? (?P<name>[A-Z0-9][^\n]{1,70}?)\s*$", re.MULTILINE)
_FIELD = re.compile(r"^(?:Company(?: Name)?|Organi[sz]ation):\s*(?P<name>\S[^\n]{0,70}?)\s*$", re.MULTILINE)
_ABOUT = re.compile(r"^[#* \t]*(About [^\n]{3,90}?)[*:\s]*$", re.MULTILINE)
_NOT_AN_ISSUER = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d|"
    r"(?:the )?(?:author|using|links?|us|this|company|articles?)\b|(?:the|a|an|it|we|they|he|she|i|you|our|its|his|her|"
    r"that|these|those|there|in|on|at|as|by|for|from|with|today|now|here|new|board|researchers|analysts|officials|what|why|how|"
    r"q&a)$",
    re.IGNORECASE,
)
_BOARD = re.compile(r"(?:the )?(?:\w+ )?board (?:of directors )?of (?:the )?", re.IGNORECASE)
_TRAILING = re.compile(r"(?:,? (?:of|and|the|de|du|for|&|in|at|by))+$")
_TITLE_ENDS = re.compile(r"\s*[(|]|:\s|\s[–—-]\s")  # what stands behind them in a title is no part of its first name
HEAD = 2500  # characters in which a release says who speaks
OPENINGS = 4  # paragraphs


def find_issuer(title: str | None, text: str) -> str | None:
    """Who issues the release, without legal form; None where nothing in the text says it.

    Names come from the dateline's sentence, "About ..." headings, SOURCE lines, contact blocks, the first paragraphs'
    announcing sentences and the title; one that opens the title goes before the others, then they go in that order.
    """
    body = _behind_title(title, text)
    subject = _SUBJECT.search(body[:HEAD])
    named = [subject["name"]] if subject else []
    named += [name for match in _ABOUT.finditer(text) if (name := about_of(match[1].strip()))]
    named += [match["name"] for pattern in (_SOURCE, _FIELD) for match in pattern.finditer(text)]
    names = list(_names(named))
    heads = list(_title_prefixes(title or "", body))
    lowered = (title or "").lower()
    for name in [*names, *(openings := list(_names(_openings(body))))]:
        if lowered.startswith(name.lower()):
            return name
    for head in heads:
        if any(name.lower().startswith(head.lower()) for name in names) or not names:
            return bare_name(head)
    inside = [name for name in names if name.lower() in lowered]
    return next(iter([*inside, *names, *openings]), None)


def _behind_title(title: str | None, text: str) -> str:
    """The text without the line that repeats its title."""
    line, _, rest = text.lstrip().partition("\n")
    return rest if title and title in html.unescape(line) and len(line) <= len(title) + 8 else text


def _openings(body: str) -> Iterator[str]:
    """Who announces something at the head of a paragraph, or is spoken of right behind a dateline."""
    paragraphs = [one for one in re.split(r"\n\s*\n", body[:HEAD]) if one.strip()][:OPENINGS]
    for paragraph in paragraphs:
        if match := _OPENING.match(paragraph):
            yield match["name"]
    for paragraph in map(str.strip, paragraphs):
        match = _BEHIND_DATELINE.match(paragraph, dateline_end(paragraph)) if dateline_end(paragraph) else None
        if match and _is_name(match["name"], body):
            yield match["name"]


def _is_name(name: str, body: str) -> bool:
    """Whether what opens a sentence is a name and no other word in capitals: of several words, or used again."""
    if name.split(maxsplit=1)[0].lower() in _OPENERS:
        return False
    return " " in name or (body.count(name) > 2 and not _is_common(name, body))


def _names(found: Iterable[str]) -> Iterator[str]:
    for one in found:
        name = bare_name(_TRAILING.sub("", _BOARD.sub("", re.sub(r"[®™]", "", one))))
        if name and not _NOT_AN_ISSUER.match(name):
            yield name


def _title_prefixes(title: str, body: str) -> Iterator[str]:
    """The longest run of words that opens the title and that the body uses as a name, at least twice."""
    words = _TITLE_ENDS.split(title, maxsplit=1)[0].split()
    for count in range(min(5, len(words)), 0, -1):
        prefix = re.sub(r"['’]s$|[®™]", "", " ".join(words[:count]).rstrip(",:;"))
        if not re.match(r"[A-Z0-9]", prefix) or _TRAILING.search(f" {prefix}") or _NOT_AN_ISSUER.match(prefix):
            continue
        if _is_used_as_name(prefix, body) and not _is_common(prefix, body):
            yield prefix


def _is_used_as_name(prefix: str, body: str) -> bool:
    """Whether a legal form stands behind it once, or it stands there twice: alone, or as no place."""
    named = re.escape(prefix)
    behind = re.findall(rf"(?<!\w){named}(?!\w)(?:,? ([A-Z][\w.]*))?", body)
    if any(map(is_legal_form, behind)):
        return True
    return len(behind) >= 2 and (not all(behind) or not re.search(rf"\b(?:in|at|near|across) {named}\b", body))


def _is_common(prefix: str, body: str) -> bool:
    """Whether the one word of a prefix is a common noun of the text: it stands there in small letters too."""
    return (
        " " not in prefix
        and not prefix.isupper()
        and bool(re.search(rf"(?<![\w./@#\-]){re.escape(prefix.lower())}(?![\w@\-]|\.\w)", body))
    )
