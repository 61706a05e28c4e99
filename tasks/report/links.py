"""Links out of a report: to a release, and within it to the sentence."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, urlsplit

from tasks.report.texts import visible

_LONGEST = 2000  # what every browser and spreadsheet takes
_WORDS_AT_AN_END = 5


def web_link(text: str | None) -> str | None:
    """The text where it is a link to the web, else None: nothing that runs or opens a file becomes a link.

    >>> web_link("https://x.example/a"), web_link("javascript:alert(1)"), web_link("inbox:goals.txt")
    ('https://x.example/a', None, None)
    """
    if not text or len(text) > _LONGEST or text != visible(text) or re.search(r"[\s<>\"`\\]", text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else None


def sentence_link(link: str | None, evidence: str | None) -> str | None:
    """A link to the web that a browser opens at the sentence (WICG text fragments); without a sentence, the link."""
    target = web_link(link)
    if target is None or not evidence:
        return target
    words = visible(evidence).split()
    first, last = words[:_WORDS_AT_AN_END], words[-_WORDS_AT_AN_END:]
    found = [words] if len(words) <= 2 * _WORDS_AT_AN_END else [first, last]
    fragment = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in found)
    whole = f"{target}{'' if '#' in target else '#'}:~:text={fragment}"
    return whole if len(whole) <= _LONGEST else target


def anchor(kind: str, name: object) -> str:
    """An id within a page: letters and figures only, whatever the name; the same for the same name."""
    text = str(name)
    if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text):
        return f"{kind}-{text}"
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
