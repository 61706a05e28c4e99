"""What headers say of time: when to come back, and how long an answer stays fresh. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_RETRY = timedelta(days=7)
LONGEST_FRESH = timedelta(days=1)  # some CDNs say a year; a newsroom has something new before that

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NEVER = re.compile(r"(?:^|[,\s])(?:no-store|no-cache)\b", re.IGNORECASE)


def http_date(text: str | None) -> datetime | None:
    """An HTTP date in UTC; None where it is none."""
    try:
        found = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def retry_at(text: str | None, now: datetime) -> datetime | None:
    """When a Retry-After header (seconds or a date, RFC 9110 10.2.3) lets us come back; at most a week ahead."""
    value = (text or "").strip()
    if re.fullmatch(r"\d{1,12}(?:\.\d*)?", value):
        wanted = now + min(timedelta(seconds=float(value)), LONGEST_RETRY)
    else:
        found = http_date(value)
        if found is None:
            return None
        wanted = min(found, now + LONGEST_RETRY)
    return wanted if wanted > now else None


def fresh_for(cache_control: str | None, expires: str | None, date: str | None, now: datetime) -> timedelta:
    """How long an answer says that it stays fresh; nothing where it says nothing. At most a day."""
    if _NEVER.search(cache_control or ""):
        return timedelta(0)
    if found := _MAX_AGE.search(cache_control or ""):
        return min(timedelta(seconds=int(found[1])), LONGEST_FRESH)
    until = http_date(expires)
    if until is None:
        return timedelta(0)
    return max(timedelta(0), min(until - (http_date(date) or now), LONGEST_FRESH))
