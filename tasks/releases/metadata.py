"""What a release says of itself beside its text: each field with where it stood and how sure it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tasks.releases.records import Field, Release

_SYMBOL = re.compile(r":\s*[“\"]?([A-Z0-9]{1,6}(?:[.\-][A-Z]{1,3})?)(?!\w)")
_ISIN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[A-Z0-9]{9}\d(?![A-Z0-9])")
PLACE_LENGTH = 60  # characters before a colon in which the name of an exchange stands
_KNOWN = (
    *("title", "issuer", "published_on", "modified_at", "language"),
    *("wire", "wire_release_id", "dateline_place", "canonical_url", "origin_url"),
)
_PUBLISHED = {"feed": 0.95, "metadata": 0.95, "dateline": 0.95, "url": 0.9, "text": 0.8}
_SURE = {"language": 0.98, "wire": 0.98, "wire_release_id": 0.99, "canonical_url": 0.95, "origin_url": 0.9}
_FEED = {"tickers": "ticker", "isin": "isin", "subjects": "keyword"}


@cache
def vocabulary() -> tuple[dict[str, Any], ...]:
    """The stanzas of exchanges.toml."""
    path = Path(__file__).with_name("lexicon") / "exchanges.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["exchange"])


@cache
def _exchanges() -> dict[str, str]:
    return {word: one["name"] for one in vocabulary() for word in one["words"]}


@cache
def _place() -> re.Pattern[str]:
    places = "|".join(re.escape(word) for word in sorted(_exchanges(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({places})(?:\s+[GC]M|\s+GS)?\s*$", re.IGNORECASE)


def is_isin(code: str) -> bool:
    """Whether a code of twelve characters is an ISIN by its check digit (ISO 6166: letters as two digits, then Luhn).

    >>> is_isin("US0378331005"), is_isin("US0378331006")
    (True, False)
    """
    digits = "".join(str(int(one, 36)) for one in code)
    doubled = (int(one) * (2 if at % 2 else 1) for at, one in enumerate(reversed(digits)))
    return len(code) == 12 and sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def tickers_in(text: str) -> Iterator[str]:
    """The symbols that a text names with their exchange, as EXCHANGE:SYMBOL.

    >>> list(tickers_in("Norrholm (NYSE: NRH; Nasdaq: nrhw; TSX-V: N.A)"))
    ['NYSE:NRH', 'TSXV:N.A']
    """
    for match in _SYMBOL.finditer(text):  # a text has few colons and many words: the exchange is looked for before one
        if place := _place().search(text[max(0, match.start() - PLACE_LENGTH) : match.start()]):
            yield f"{_exchanges()[place[1].upper()]}:{match[1]}"


def isins_in(text: str) -> Iterator[str]:
    """The ISINs of a text whose check digit is right."""
    return (code for code in _ISIN.findall(text) if is_isin(code))


def with_fields(release: Release, given: Mapping[str, str], keywords: Iterable[str] = ()) -> Release:
    """The release with its `fields`. `given`: field to the place it was given from (feed, source, page, metadata)
    where that was not the text; `keywords` as the page declares them."""
    found = [*_known(release, given), *_of_text(release), *(Field("keyword", one, "metadata", 0.9) for one in keywords)]
    return replace(release, fields=tuple(dict.fromkeys(found)))


def with_feed_fields(release: Release, said: Mapping[str, tuple[str, ...]]) -> Release:
    """The release with what its feed's entry says besides; an ISIN only where its check digit is right."""
    told = [
        Field(field, value.strip(), "feed", 0.97)
        for name, field in _FEED.items()
        for value in said.get(name, ())
        if value.strip() and (field != "isin" or is_isin(value.strip()))
    ]
    return replace(release, fields=tuple(dict.fromkeys((*release.fields, *told))))


def _known(release: Release, given: Mapping[str, str]) -> Iterator[Field]:
    for name in _KNOWN:
        value = getattr(release, name)
        if value is not None:
            origin = given.get(name) or _origin_in_text(release, name)
            sure = _PUBLISHED.get(origin, 0.8) if name == "published_on" else _SURE.get(name, _trust(origin))
            yield Field(name, str(value), origin, sure)
    for url in release.alternate_urls:
        yield Field("alternate_url", url, "metadata", 0.9)


def _origin_in_text(release: Release, name: str) -> str:
    if name == "published_on":
        return release.published_from or "text"
    where = {"dateline_place": "dateline", "origin_url": "syndication", "wire_release_id": "address"}
    return where.get(name) or ("metadata" if name in ("canonical_url", "modified_at") else "text")


def _trust(origin: str) -> float:
    return {"feed": 0.95, "source": 0.97, "page": 0.9, "metadata": 0.9, "dateline": 0.93}.get(origin, 0.8)


def _of_text(release: Release) -> Iterator[Field]:
    """What stands in the text itself in a form of its own."""
    for ticker in tickers_in(release.text):
        yield Field("ticker", ticker, "text", 0.9)
    for isin in isins_in(release.text):
        yield Field("isin", isin, "text", 0.98)
    if release.is_correction:
        yield Field("is_correction", "true", "text", 0.9)
