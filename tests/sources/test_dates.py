"""Dates as feeds write them: forms that feedparser reads wrongly or not at all, and what must not be a date."""

from __future__ import annotations

import calendar
import io
from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.sources.dates import read_date

NOW = datetime(2026, 1, 1, tzinfo=UTC)

RIGHT = {
    "Mon, 02 Jun 2025 08:00:00 GMT": "2025-06-02T08:00:00+00:00",
    "Mon, 02 Jun 2025 08:00 ET": "2025-06-02T12:00:00+00:00",
    "Mon, 13 Jan 2025 08:00:00 ET": "2025-01-13T13:00:00+00:00",
    "Monday, June 2nd, 2025 8:00 AM ET": "2025-06-02T12:00:00+00:00",
    "Mon, 02 Jun 2025 08:00 PDT": "2025-06-02T15:00:00+00:00",
    "2025-06-02T08:00Z": "2025-06-02T08:00:00+00:00",
    "2025-06-02T08:00:00.123+0900": "2025-06-01T23:00:00+00:00",
    "2025-06-02 08:00:00 GMT+9": "2025-06-01T23:00:00+00:00",
    "2 Jun 2025 24:00:00 GMT": "2025-06-03T00:00:00+00:00",
    "06/13/2025 08:00:00 PST": "2025-06-13T16:00:00+00:00",
    "06/02/2025 8:00 PM EDT": "2025-06-03T00:00:00+00:00",
    "06/02/2025": "2025-06-02",
    "13/06/2025": "2025-06-13",
    "02.06.2025 08:00": "2025-06-02",
    "1748851200": "2025-06-02T08:00:00+00:00",
    "1748851200123": "2025-06-02T08:00:00+00:00",
    "20250602T080000Z": "2025-06-02T08:00:00+00:00",
    "lun., 02 juin 2025 08:00:00 +0200": "2025-06-02T06:00:00+00:00",
    "2. Juni 2025": "2025-06-02",
    "02 Mär 2025 10:00:00 GMT": "2025-03-02T10:00:00+00:00",
    "2 de junio de 2025": "2025-06-02",
    "2025年6月2日": "2025-06-02",
    "Mon Jun 2 08:00:00 EDT 2025": "2025-06-02T12:00:00+00:00",
    "Mon, 02 Jun 2025 08:00:00 +0000 (UTC)": "2025-06-02T08:00:00+00:00",
}


@pytest.mark.parametrize("raw", RIGHT)
def test_real_forms(raw: str) -> None:
    found = read_date(raw, NOW, origin="published")
    assert found
    assert found.text == RIGHT[raw]
    assert found.origin == f"published: {raw}"


@pytest.mark.parametrize(
    "raw",
    ["", "yesterday", "12", "June 2025", "2025-13-45", "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 31 Dec 2099 00:00:00 GMT",
     "0000-00-00T00:00:00Z", "Sun, 29 Feb 2025 08:00:00 GMT", "9" * 500],
)  # fmt: skip
def test_what_cannot_be_true_is_no_date(raw: str) -> None:
    assert read_date(raw, NOW) is None


def test_order_follows_the_language() -> None:
    found = read_date("02/06/2025", NOW, us_order=False)
    assert found
    assert found.text == "2025-06-02"


@given(st.text(max_size=60))
def test_never_raises(raw: str) -> None:
    read_date(raw, NOW)


def by_feedparser(raw: str) -> str | None:
    feed = f"<rss version='2.0'><channel><item><pubDate>{raw}</pubDate></item></channel></rss>".encode()
    parsed = feedparser.parse(io.BytesIO(feed)).entries[0].get("published_parsed")
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None


def test_more_right_dates_than_feedparser() -> None:
    theirs = sum((by_feedparser(raw) or "").startswith(right) for raw, right in RIGHT.items())
    print(f"of {len(RIGHT)} real forms feedparser reads {theirs}, read_date {len(RIGHT)}")
    assert theirs < len(RIGHT)
