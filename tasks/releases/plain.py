"""Plain text as a release: the text stays as it is, its parts are marked."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

import py3langid

from tasks.releases.corrections import marked_text, marked_title
from tasks.releases.dates import date_in_text
from tasks.releases.issuers import find_issuer
from tasks.releases.metadata import with_fields
from tasks.releases.names import bare_name
from tasks.releases.origins import named_origin
from tasks.releases.parts import place_of
from tasks.releases.records import Release
from tasks.releases.sections import bare_line, goes_on, label_sections
from tasks.releases.wires import wire_in_text

CLEANER_VERSION = "6"

# The most frequent English function words; a text in another language has few of them.
_ENGLISH = frozenset(
    """
    the of and to in a is that for on with as by it its be at from this are we our will has have
    """.split()
)
DateOrigin = Literal["feed", "metadata", "dateline", "text", "url"]


def find_title(text: str) -> str | None:
    """The line that stands twice among the first ones, else the first line where it reads like a headline."""
    lines = [bare_line(line) for line in text[:4000].splitlines() if line.strip()][:8]
    for number, line in enumerate(lines):
        if len(line) > 15 and line in lines[:number]:
            return line
    first = lines[0] if lines else ""
    if goes_on(first, text.lstrip().partition("\n")[2].partition("\n")[0]):
        return None
    return first if 0 < len(first) <= 250 and not first.endswith(".") and date_in_text(first)[0] is None else None


def language_of(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code: "en" where English function words make up an eighth of the words,
    else what py3langid finds; of fewer than 20 words "und" where not one is English, None for too little text."""
    sample = text[:20_000]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < 20 and sum(map(str.isalpha, sample)) <= 300:
        letters = sum(map(str.isalpha, sample))
        return "und" if letters > 60 and not any(word in _ENGLISH for word in words) else None
    if sum(word in _ENGLISH for word in words) >= 0.12 * len(words):
        return "en"
    return str(py3langid.classify(sample[:4_000])[0])


def release_from_text(
    text: str,
    *,
    release_id: str = "",
    document_id: str = "",
    source: str = "",
    url: str | None = None,
    title: str | None = None,
    published_on: date | None = None,
    published_at: datetime | None = None,
    published_from: DateOrigin | None = None,
    issuer: str | None = None,
    modified_at: datetime | None = None,
    wire: str | None = None,
    wire_release_id: str | None = None,
    canonical_url: str | None = None,
    alternate_urls: tuple[str, ...] = (),
    keywords: tuple[str, ...] = (),
    origins: Mapping[str, str] | None = None,
) -> Release:
    """A release with the text unchanged, character for character; what is not given is looked for in the text.
    `origins`: where what is given stood, by field: feed, source, page, metadata or address."""
    title = title or find_title(text)
    sections = label_sections(text, title)
    title = html.unescape(title) if title else None  # Markdown keeps "&amp;"
    dateline = next((text[one.start : one.end] for one in sections if one.label == "dateline"), None)
    if published_on is None:
        published_on, published_from = date_in_text(text)
    release = Release(
        release_id=release_id,
        document_id=document_id,
        source=source,
        url=url,
        title=title,
        issuer=bare_name(issuer) if issuer else find_issuer(title, text),
        published_on=published_on,
        published_at=published_at,
        published_from=published_from or ("metadata" if published_on else None),
        language=language_of(text),
        wire=wire or wire_in_text(text),
        wire_release_id=wire_release_id,
        modified_at=modified_at,
        text=text,
        text_sha256=hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest(),
        sections=sections,
        dateline_place=place_of(dateline) if dateline else None,
        canonical_url=canonical_url,
        origin_url=named_origin(text, sections),
        alternate_urls=alternate_urls,
        is_correction=bool(title and marked_title(title)) or marked_text(text),
        cleaner_version=CLEANER_VERSION,
    )
    return with_fields(release, origins or {}, keywords)
