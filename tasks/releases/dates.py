"""The publication date as a release's own text states it."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = re.compile(
    "|".join(
        (
            _MONTH.format("m1") + r"\s+" + _DAY.format("d1") + r",?\s+(?:\d{1,2}:\d\d\s+)?" + _YEAR.format("y1"),
            _DAY.format("d2") + r"\s+" + _MONTH.format("m2") + r",?\s+" + _YEAR.format("y2"),
            _YEAR.format("y3") + r"-(?P<m3>\d\d)-(?P<d3>\d\d)",
        )
    ),
    re.IGNORECASE,
)
_AFTER_DATELINE = re.compile(r"^[^.]{0,70}?(?:--|[–—/:]| - )")
_PLACE = re.compile(r"^[A-Z][\w .'’\-]{1,40}(?:,|\s\()")
LINES = 15  # a date further down belongs to something told
LINE_HEAD = 160


def _as_date(match: re.Match[str]) -> date | None:
    for number in "123":
        if year := match[f"y{number}"]:
            month = match[f"m{number}"]
            at = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
            try:
                return date(int(year), at, int(match[f"d{number}"]))
            except ValueError:
                return None
    return None


def date_in_text(text: str) -> tuple[date | None, Literal["dateline", "text"] | None]:
    """The date of a dateline, or of a line that is a date, among the first lines; a date that a sentence tells is none.

    A date split over two lines ("April 28" / "16:27 2025") is found.
    """
    position = 0
    lines = list(text.splitlines(keepends=True))
    seen = 0
    for line in lines:
        start, position = position, position + len(line)
        if not line.strip():
            continue
        seen += 1
        if seen > LINES:
            break
        head = text[start : start + LINE_HEAD]
        match = _DATE.search(head)
        if not match or match.start() >= len(line):
            continue
        found = _as_date(match)
        if found and len(line.strip()) < 60 and len(line.split()) <= 9:
            return found, "dateline" if _PLACE.match(line) else "text"
        before = head[: match.start()]
        if (
            found
            and not re.match(r"\W*(?:On|In|By|Since|From)\b", before)
            and _is_dateline(before, head[match.end() :])
        ):
            return found, "dateline"
    return None, None


def _is_dateline(before: str, after: str) -> bool:
    return bool(_AFTER_DATELINE.match(after)) and (not before.strip() or bool(_PLACE.match(before)) or before.isupper())
