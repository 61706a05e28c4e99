"""Dates as feeds write them: many real forms, none guessed at, each within bounds. Pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

EARLIEST = date(1990, 1, 1)  # no feed is older than the web
AHEAD = timedelta(days=2)  # embargoes and clocks; more is a mistake
LONGEST = 120  # characters; dateparser's time grows with the text

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_CLOCK = r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:[.,]\d+)?\s*(?P<half>[ap]\.?m\b\.?)?"
_ZONE = r"(?P<zone>[^\d\s(+\-][^\d(+\-]*)?\s*(?P<offset>[+\-]\d{1,2}:?(?:\d{2})?(?::\d{2})?)?"
_TIME = re.compile(rf"^\s*(?:T|,|at|-|\|)?\s*{_CLOCK}\s*{_ZONE}\s*(?:\(.*)?$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_COMPACT = re.compile(r"^T(\d{2})(\d{2})(\d{2})(?!\d)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_DAY_FIRST = re.compile(r"^(\d{1,2})[\s\-./]+([a-z]{3,9})\.?,?[\s\-./]+(\d{4}|\d{2})\b,?", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"^([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})\b,?", re.IGNORECASE)
_ASCTIME = re.compile(r"^([a-z]{3})\s+(\d{1,2})\s+([\d:]+)\s+(?:([A-Z]{2,5})\s+)?(\d{4})$", re.IGNORECASE)
_SLASHED = re.compile(r"^(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_NUMBERS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d]{2}|[年月日년월일]")
# Those that press feeds come in: dateparser takes seconds to find that a text is no date in any of its 200.
_LANGUAGES = "en de fr es it pt nl sv da nb fi pl cs sk hu ro hr bg ru uk el tr ja zh ko ar he id vi".split()
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class FeedDate:
    """A day; with `at`, the moment in UTC where time and zone are stated. `origin`: the field and its raw text."""

    on: date
    at: datetime | None
    origin: str

    @property
    def text(self) -> str:
        """ISO 8601: the moment, else the day."""
        return (self.at or self.on).isoformat()


@cache
def _zones() -> tuple[dict[str, str], dict[str, float]]:
    read = tomllib.loads((Path(__file__).parent / "lexicon" / "zones.toml").read_text(encoding="utf-8"))
    return read["places"], read["hours"]


def read_date(text: str, now: datetime, *, origin: str = "published", us_order: bool = True) -> FeedDate | None:
    """The date that a text states; None where it states none that can be true.

    `us_order` decides 02/06/2025 where both readings are possible. A time without a zone that is known stays a day.

    >>> read_date("Mon, 02 Jun 2025 08:00 ET", datetime(2026, 1, 1, tzinfo=UTC)).text
    '2025-06-02T12:00:00+00:00'
    >>> read_date("1748851200", datetime(2026, 1, 1, tzinfo=UTC)).text
    '2025-06-02T08:00:00+00:00'
    >>> read_date("Thu, 01 Jan 1970 00:00:00 GMT", datetime(2026, 1, 1, tzinfo=UTC)) is None
    True
    """
    raw = " ".join(text.split())
    if not raw or len(raw) > LONGEST:
        return None
    try:
        found = _stated(raw, us_order)
    except (ValueError, OverflowError):
        return None
    if found is None:
        return None
    on, at = found
    first, last = EARLIEST, (now + AHEAD).date()
    if not first <= on <= last:
        return None
    return FeedDate(on, at, f"{origin}: {raw}")


def _stated(raw: str, us_order: bool) -> tuple[date, datetime | None] | None:
    if _EPOCH.match(raw):
        seconds = float(raw[:10])
        at = datetime.fromtimestamp(seconds, UTC)
        return at.date(), at
    plain = _WEEKDAY.sub("", _ORDINAL.sub("", raw))
    if found := _ASCTIME.match(plain):
        month, day, clock, zone, year = found.groups()
        plain = f"{day} {month} {year} {clock} {zone or ''}"
    for read in (_iso, _named, _numbered):
        if day_and_rest := read(plain, us_order):
            on, rest = day_and_rest
            return _with_time(on, rest)
    return _by_library(raw, us_order)


def _iso(text: str, _: bool) -> tuple[date, str] | None:
    found = _ISO.match(text) or _YEAR_FIRST.match(text)
    return (date(int(found[1]), int(found[2]), int(found[3])), text[found.end() :]) if found else None


def _named(text: str, _: bool) -> tuple[date, str] | None:
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.match(text):
        month, day, year = found.groups()
    else:
        return None
    if month[:3].lower() not in _MONTHS or not _ENGLISH.match(month):
        return None
    return date(_full(year), _MONTHS.index(month[:3].lower()) + 1, int(day)), text[found.end() :]


_ENGLISH = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)$",
    re.IGNORECASE,
)


def _numbered(text: str, us_order: bool) -> tuple[date, str] | None:
    found = _SLASHED.match(text)
    if not found:
        return None
    first, mark, second, year = int(found[1]), found[2], int(found[3]), _full(found[4])
    day_first = mark == "." or first > 12 or (not us_order and second <= 12)
    day, month = (first, second) if day_first else (second, first)
    return date(year, month, day), text[found.end() :]


def _full(year: str) -> int:
    """RFC 2822 4.3: two digits from 50 on are of the last century."""
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number >= 50 else 2000)


def _with_time(on: date, rest: str) -> tuple[date, datetime | None] | None:
    if not rest.strip(" ,Zz"):
        return on, None
    rest = _COMPACT.sub(r" \1:\2:\3", rest)
    found = _TIME.match(rest)
    if not found:
        return on, None
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0].lower() == "p" else 0)
    # 24:00 is the end of the day (ISO 8601); 60 is a leap second.
    local = datetime(on.year, on.month, on.day) + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))  # noqa: DTZ001
    if hour > 24 or minute > 59:
        return on, None
    zone = _zone(found["zone"], found["offset"])
    if zone is None:
        return local.date(), None
    try:
        at = local.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return on, None
    return at.date(), at


def _zone(name: str | None, offset: str | None) -> tzinfo | None:
    words = re.sub(r"[^A-Za-z ]", "", name or "").upper().split()
    known = [word for word in words if word not in ("TIME", "STANDARD", "DAYLIGHT")]
    if offset and (not known or known[0] in ("GMT", "UTC", "UT", "Z")):
        # "GMT+9" is nine hours ahead, as everyone but POSIX means it.
        digits = offset[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        shift = timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)
        return timezone(shift) if abs(shift) <= timedelta(hours=14) and minutes < 60 else None
    if not known:
        return None
    places, hours_of = _zones()
    if known[0] in places:
        return ZoneInfo(places[known[0]])
    return timezone(timedelta(hours=hours_of[known[0]])) if known[0] in hours_of else None


def _by_library(raw: str, us_order: bool) -> tuple[date, datetime | None] | None:
    """Month names in other languages; only texts that state day, month and year."""
    if len(_NUMBERS.findall(raw)) < 2 or not _LETTERS.search(raw):
        return None
    import dateparser  # noqa: PLC0415 - half a second that few feeds need

    settings = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": "MDY" if us_order else "DMY",
    }
    found: datetime | None = dateparser.parse(raw, languages=_LANGUAGES, settings=settings)
    if found is None:
        return None
    at = found.astimezone(UTC) if found.tzinfo else None
    return (at or found).date(), at
