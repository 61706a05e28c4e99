"""Names of organisations: without their legal form, and who issues a release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_LEGAL = (
    r"incorporated|inc|corporation|corp|company|co|limited|ltd|plc|llc|llp|lp|gmbh|ag|se|sa|s\.a|n\.v|nv|b\.v|bv|ab|asa|"
    r"as|a/s|oyj|oy|s\.p\.a|spa|srl|k\.k|kk|kgaa|pte|pty|bhd|berhad|tbk|holdings?|group"
)
_SUFFIX = re.compile(rf"(?:,?\s+(?:{_LEGAL})\.?)+$", re.IGNORECASE)
_FORM = re.compile(_LEGAL, re.IGNORECASE)
_NAME_WORD = r"[A-Z0-9][\w&'’.\-]*"
_NAME = rf"{_NAME_WORD}(?:,? (?:{_NAME_WORD}|of|and|the|de|du|for|&)){{0,6}}"
_ANNOUNCES = (
    r"(?:has |have |is |are )?(?:today |this week |recently )?(?:announce[sd]?|unveil(?:s|ed)|launch(?:es|ed)|publish(?:es|ed)|"
    r"releas(?:es|ed)|present(?:s|ed)|set|sets|commit(?:s|ted)|said|report(?:s|ed)|introduc(?:es|ed)|pledg(?:es|ed)|"
    r"announcing|outlin(?:es|ed)|confirm(?:s|ed)|raised|raises|updat(?:es|ed)|adopt(?:s|ed)|detail(?:s|ed))\b"
)
_SUBJECT = re.compile(
    rf"(?:--|[–—:]|- )\s*(?:Today,? )?(?P<name>{_NAME})\s*(?:\([^)]{{1,80}}\)\s*)?(?:,[^,]{{3,160}},\s*)?{_ANNOUNCES}"
)
_ABOUT = re.compile(r"^[#*\s]*About (?P<name>[A-Z0-9][^\n.]{1,60}?)[*:\s]*$", re.MULTILINE)
_SOURCE = re.compile(r"^SOURCE:? (?P<name>[A-Z0-9][^\n]{1,70}?)\s*$", re.MULTILINE)
_FIELD = re.compile(r"^(?:Company(?: Name)?|Organi[sz]ation):\s*(?P<name>\S[^\n]{0,70}?)\s*$", re.MULTILINE)
_NOT_AN_ISSUER = re.compile(r"^(?:the )?(?:author|using|links?|us|this|company|articles?)\b", re.IGNORECASE)


def is_legal_form(words: str) -> bool:
    """Whether a word is but a legal form: "Ltd.", "Inc"."""
    return bool(_FORM.fullmatch(words.strip(" .,")))


def bare_name(name: str) -> str:
    """A name without its legal form: "Norrholm Steel Co., Ltd." is "Norrholm Steel".

    >>> bare_name("Norrholm Group plc")
    'Norrholm'
    """
    clean = re.sub(r"\s*\([^)]*\)\s*$", "", " ".join(name.split())).strip(" ,;:*")
    return _SUFFIX.sub("", clean).strip(" ,") or clean


@lru_cache(maxsize=50_000)
def squeezed_name(name: str) -> str:
    """A name as it is compared: without legal form, case, spaces and marks."""
    return re.sub(r"[\W_]+", "", bare_name(name).casefold())


def _title_prefixes(title: str, body: str) -> Iterable[str]:
    """The longest run of words that opens the title and that the body uses as a name, at least twice."""
    words = title.split()
    for count in range(min(5, len(words)), 0, -1):
        prefix = re.sub(r"['’]s$", "", " ".join(words[:count]).rstrip(",:;"))
        if re.match(r"[A-Z0-9]", prefix) and not prefix.endswith((" and", " to", " of")):
            if body.count(prefix) < 2:
                continue
            used = len(re.findall(rf"(?<!\w){re.escape(prefix)}(?!\w)", body))
            if used >= 2 and prefix.lower() not in {"the", "new", "a", "an", "our", "in", "how", "why"}:
                yield prefix


def find_issuer(title: str | None, text: str) -> str | None:
    """Who issues the release, without legal form; None where nothing in the text says it.

    Names come from the dateline's sentence, "About ..." headings, SOURCE lines, contact blocks and the title; one that
    opens the title goes before the others, then they go in that order.
    """
    body = text[len(title) :] if title and text.startswith(title) else text
    subject = _SUBJECT.search(text[:2500])
    named = [subject["name"]] if subject else []
    named += [match["name"] for pattern in (_ABOUT, _SOURCE, _FIELD) for match in pattern.finditer(text)]
    names = [bare_name(name) for name in named if not _NOT_AN_ISSUER.match(name)]
    heads = list(_title_prefixes(title or "", body))
    lowered = (title or "").lower()
    for name in names:
        if name and lowered.startswith(name.lower()):
            return name
    for head in heads:
        if any(name.lower().startswith(head.lower()) for name in names) or not names:
            return bare_name(head)
    inside = [name for name in names if name and name.lower() in lowered]
    return next(iter([*inside, *names, *map(bare_name, heads)]), None)
