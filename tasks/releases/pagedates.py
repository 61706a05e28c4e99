"""When a page says it was published and modified, and which of the two its reader sees.

The rule: the published date that the page's head or JSON-LD declares; but a later one, up to the modified date, where
the page shows its reader that one beside the headline and not the other, for then it is the date of the text that
was read. Where nothing is declared, the date in the address, the one beside the headline,
those of <time>, the modified date, and last what htmldate finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import htmldate
from dateutil import parser as dates

from tasks.releases.blocks import Block
from tasks.releases.page import MOST_ELEMENTS, Page, types_of
from tasks.releases.titles import ARTICLES

DateOrigin = Literal["feed", "metadata", "dateline", "text", "url"]
EARLIEST, LATEST = 1990, 2100
SHOWN_LENGTH = 160  # characters of a block that shows a date; a longer one tells of it
BEHIND, BEFORE = 14, 6  # blocks behind and before the headline among which its date stands
NEIGHBOURS = 30  # days by which a shown date may differ from the declared one and still mean it

_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time datepublished publication_date "
    "sailthru.date parsely-pub-date dc.date.issued dcterms.created dc.date pubdate publishdate publish-date "
    "article.published cxenseparse:recs:publishtime date"
).split()
_MODIFIED = (
    "article:modified_time og:article:modified_time og:updated_time og:modified_time datemodified last-modified "
    "dcterms.modified lastmod updated revised"
).split()
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s\-]+{_MONTH}\.?,?[\s\-]+((?:19|20)\d\d)\b", re.IGNORECASE)
_ISO = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)?\d\d)\b")
_IN_URL = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|-|$)")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]|$)")
_NO_DATE = datetime(1900, 1, 1)  # noqa: DTZ001 - what a date leaves out; a zone is only what is stated
_TIME = re.compile(r"\d:\d\d")
# Zones that English pages name; a name of one's own time, such as "ET", is the zone with its summer time.
_ZONES = {
    **{name: ZoneInfo("America/New_York") for name in ("ET", "EST", "EDT", "Eastern")},
    **{name: ZoneInfo("America/Chicago") for name in ("CT", "CST", "CDT")},
    **{name: ZoneInfo("America/Los_Angeles") for name in ("PT", "PST", "PDT")},
    **{name: ZoneInfo("Europe/Paris") for name in ("CET", "CEST")},
    **dict.fromkeys(("GMT", "UTC", "Z"), UTC),
    "BST": ZoneInfo("Europe/London"),
    "JST": ZoneInfo("Asia/Tokyo"),
}
_ZONE = re.compile(rf"(?:Z|[+-]\d\d:?\d\d|\b(?:{'|'.join(_ZONES)}))\s*$")


@dataclass(frozen=True, slots=True)
class PageDates:
    """`published_on` with its origin; `published_at` where a time and its zone are declared, UTC; what was modified."""

    published_on: date | None = None
    published_at: datetime | None = None
    origin: DateOrigin | None = None
    modified_at: datetime | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class _Moment:
    day: date
    at: datetime | None = None


def find_dates(page: Page, blocks: list[Block], title: str | None) -> PageDates:
    """The dates of a page by the rule above."""
    published = _first(_declared(page, "datePublished", _PUBLISHED))
    modified = _first(_declared(page, "dateModified", _MODIFIED))
    changed = modified.at if modified else None
    beside = _beside(blocks, title)
    if published:
        if beside and published.day not in beside and _is_date_of_text(beside[0], published, modified):
            at = modified.at if modified and modified.day == beside[0] else None
            return PageDates(beside[0], at, "text", changed, 0.8)
        return PageDates(published.day, published.at, "metadata", changed, 0.95)
    address = _in_url(page.url or page.link("canonical") or "")
    if address:
        return PageDates(address, None, "url", changed, 0.9)
    shown = next(chain(beside, _timed(page)), None)
    if shown:
        return PageDates(shown, None, "text", changed, 0.8)
    if modified:
        return PageDates(modified.day, modified.at, "metadata", changed, 0.6)
    return _by_library(page)


def modified_at(page: Page) -> datetime | None:
    """When a page says that it was changed, UTC; None where it states no time with its zone."""
    moment = _first(_declared(page, "dateModified", _MODIFIED))
    return moment.at if moment else None


def _is_date_of_text(shown: date, published: _Moment, modified: _Moment | None) -> bool:
    """Whether a date shown beside the headline, other than the declared one, is the date of the text: it is the
    modified one, or stands between the two, or is the same day in another zone."""
    last = modified.day if modified else None
    near = abs((shown - published.day).days) <= NEIGHBOURS
    return near or (last is not None and published.day <= shown <= last)


def _first(found: Iterable[_Moment]) -> _Moment | None:
    return next(iter(found), None)


def _declared(page: Page, key: str, names: list[str]) -> Iterator[_Moment]:
    ranked = sorted(page.linked, key=lambda one: bool(types_of(one) & {"WebPage"}))
    for one in ranked:
        if types_of(one) & ARTICLES and (moment := moment_of(one.get(key))):
            yield moment
    for name in names:
        for value in page.metas.get(name, ()):
            if moment := moment_of(value):
                yield moment
    tags = ("time", "span", "meta", "div", "p") if f'itemprop="{key}"' in page.source else ()
    for element in page.body.iter(*tags) if tags else ():
        if element.get("itemprop") == key and (
            moment := moment_of(element.get("datetime") or element.get("content") or "".join(element.itertext()))
        ):
            yield moment


def moment_of(value: object) -> _Moment | None:
    """A declared date; its time only where it states a zone. US order where the numbers allow it."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str) or not 6 <= len(value.strip()) <= 60 or not re.search(r"\d{4}|\d/\d", value):
        return None
    text = value.strip()
    try:
        moment = _iso(text) or dates.parse(text, default=_NO_DATE, tzinfos=_ZONES)
    except (ValueError, OverflowError, TypeError):
        return None
    if not EARLIEST <= moment.year <= LATEST:
        return None
    aware = moment.tzinfo is not None and bool(_TIME.search(text)) and bool(_ZONE.search(text))
    return _Moment(moment.date(), moment.astimezone(UTC) if aware else None)


def _iso(text: str) -> datetime | None:
    """A moment as ISO 8601 writes it, which most pages do: read many times as fast as any other form."""
    try:
        return datetime.fromisoformat(text) if _ISO_MOMENT.match(text) else None
    except ValueError:
        return None


def dates_in(line: str) -> list[date]:
    """The dates of a line, in their order: month first, day first, ISO, numbers in US order where both orders work."""
    found: list[tuple[int, date]] = []
    for match in _MONTH_FIRST.finditer(line):
        found += _valid(match.start(), match[3], _number(match[1]), match[2])
    for match in _DAY_FIRST.finditer(line):
        found += _valid(match.start(), match[3], _number(match[2]), match[1])
    for match in _ISO.finditer(line):
        found += _valid(match.start(), match[1], match[2], match[3])
    for match in _NUMERIC.finditer(line):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        found += _valid(match.start(), year, match[1], match[2]) or _valid(match.start(), year, match[2], match[1])
    return [day for _, day in sorted(found)]


def _number(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _valid(at: int, year: str, month: str | int, day: str) -> list[tuple[int, date]]:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return []
    return [(at, found)] if EARLIEST <= found.year <= LATEST else []


def _beside(blocks: list[Block], title: str | None) -> list[date]:
    """The dates that a reader sees beside the headline, the nearest behind it first."""
    wanted = (title or "").casefold()
    near = next((n for n, block in enumerate(blocks) if wanted and block.text.casefold().startswith(wanted)), None)
    if near is None:
        return []
    order = [*blocks[near : near + BEHIND], *reversed(blocks[max(0, near - BEFORE) : near])]
    return [
        day
        for block in order
        if len(block.text) <= SHOWN_LENGTH and block.kind != "row"
        for day in dates_in(block.text)
    ]


def _timed(page: Page) -> Iterator[date]:
    """The dates of <time>, in the page's order."""
    for element in page.body.iter("time"):
        if moment := moment_of(element.get("datetime") or " ".join(element.itertext())):
            yield moment.day


def _in_url(url: str) -> date | None:
    match = _IN_URL.search(urlsplit(url).path)
    found = _valid(0, match[1], match[2], match[3]) if match else []
    return found[0][1] if found else None


def _by_library(page: Page) -> PageDates:
    if len(page.weight) > MOST_ELEMENTS:
        return PageDates()
    text = None
    for extensive in (False, True):
        try:
            text = text or htmldate.find_date(
                page.root, original_date=True, extensive_search=extensive, url=page.url, deferred_url_extractor=True
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue  # a broken tree or an impossible date: the other way of looking, or none
    if not text:
        return PageDates()
    return PageDates(date.fromisoformat(text[:10]), None, "metadata", None, 0.5)
