"""A release and its labelled parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

SectionLabel = Literal[
    "headline",
    "subhead",
    "dateline",
    "heading",
    "body",
    "quote",
    "list",
    "table",
    "about",
    "contact",
    "forward_looking",
    "legal",
    "navigation",
    "media",
    "syndication",
]


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled stretch of the release's text: `text[start:end]`. `subject`: who says a quote, whom an about part
    presents; None where the text does not say."""

    label: SectionLabel
    start: int
    end: int
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a release says of itself beside its text, `origin` where it stood, `confidence` 0 to 1 that it is
    right."""

    field: str
    value: str
    origin: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Release:
    """One announcement, ready to be read.

    `text` is the whole cleaned text, blocks separated by an empty line, list items and table rows on lines of their
    own; sections lie in order in it and do not overlap. `published_at` carries a time only where the page states one
    with its zone (then UTC); otherwise `published_on` alone is set. `published_from` says where the date stood.
    `canonical_url` is what the page declares as its address, `origin_url` what a syndicated copy names as its original,
    `alternate_urls` the same in other languages; `is_correction`: whether it says that it corrects an earlier release.
    `fields`: the metadata with where each stood.
    """

    release_id: str
    document_id: str
    source: str
    url: str | None
    title: str | None
    issuer: str | None
    published_on: date | None
    published_at: datetime | None
    published_from: Literal["feed", "metadata", "dateline", "text", "url"] | None
    language: str | None
    wire: str | None
    text: str
    text_sha256: str
    sections: tuple[Section, ...] = ()
    cleaner_version: str = ""
    modified_at: datetime | None = None
    wire_release_id: str | None = None
    dateline_place: str | None = None
    canonical_url: str | None = None
    origin_url: str | None = None
    alternate_urls: tuple[str, ...] = ()
    is_correction: bool = False
    fields: tuple[Field, ...] = ()
