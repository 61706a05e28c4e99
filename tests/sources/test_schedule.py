"""When a source is read next, and what its failures weigh."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tasks.sources.blocks import blocked, blocks
from tasks.sources.errors import FetchError
from tasks.sources.records import Source, SourceState
from tasks.sources.schedule import (
    LONGEST_S,
    SHORTEST_S,
    after_failure,
    after_redirect,
    after_success,
    due_at,
    gap_s,
    interval_s,
    reading_place,
    shrunk,
)

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
SOURCE = Source("x", "feed", "https://x.example/feed")
STATE = SourceState("x", location=SOURCE.location, last_fetched_at=NOW)


def test_the_interval_follows_what_the_source_brings() -> None:
    busy = replace(STATE, gap_s=60, last_new_at=NOW)
    slow = replace(STATE, gap_s=7 * 86_400, last_new_at=NOW)
    assert SHORTEST_S <= interval_s(SOURCE, busy, NOW) <= SHORTEST_S * 1.1
    assert LONGEST_S <= interval_s(SOURCE, slow, NOW) <= LONGEST_S * 1.1


def test_what_server_and_operator_ask_is_a_floor() -> None:
    asked = replace(STATE, gap_s=60, floor_s=7200)
    assert interval_s(SOURCE, asked, NOW) >= 7200
    assert interval_s(replace(SOURCE, every_minutes=600), asked, NOW) >= 36_000


def test_sources_of_one_rhythm_do_not_come_all_at_once() -> None:
    waits = {
        interval_s(replace(SOURCE, name=f"s{n}"), replace(STATE, gap_s=7200, last_new_at=NOW), NOW) for n in range(50)
    }
    assert len(waits) == 50
    assert 3600 <= min(waits) < 3650
    assert 3900 < max(waits) <= 3960


def test_failures_back_off_linearly_and_weigh_differently() -> None:
    waits = []
    state = replace(STATE, gap_s=7200)
    for _ in range(3):
        waits.append(interval_s(SOURCE, state, NOW))
        state = after_failure(state, FetchError("x", weight="hard"), NOW)
    assert waits[0] < waits[1] < waits[2]
    temporary = after_failure(STATE, FetchError("x"), NOW)
    soft = after_failure(STATE, FetchError("x", weight="soft"), NOW)
    hard = after_failure(STATE, FetchError("x", weight="hard"), NOW)
    assert temporary.failures < soft.failures < hard.failures
    assert after_success(hard) == STATE


def test_only_410_retires() -> None:
    assert after_failure(STATE, FetchError("x", reason="gone", weight="hard"), NOW).retired_at == NOW
    state = STATE
    for _ in range(100):
        state = after_failure(state, FetchError("x", reason="not_found", weight="hard"), NOW)
    assert state.retired_at is None


def test_what_a_server_asks_is_waited_for() -> None:
    later = NOW + timedelta(days=2)
    assert due_at(SOURCE, after_failure(STATE, FetchError("x", retry_at=later), NOW)) == later


def test_a_move_is_believed_when_seen_three_times() -> None:
    state = STATE
    for seen in range(3):
        assert reading_place(SOURCE, state) == SOURCE.location, seen
        state = after_redirect(state, "https://y.example/feed")
    assert reading_place(SOURCE, state) == "https://y.example/feed"
    assert after_redirect(replace(state, moved_seen=2), "https://z.example/").moved_seen == 1


def test_gaps_and_shrinking() -> None:
    assert gap_s([NOW, NOW + timedelta(hours=1), NOW + timedelta(hours=3)]) == 5400
    assert gap_s([NOW]) is None
    assert shrunk(20, 0)
    assert not shrunk(20, 10)
    assert not shrunk(None, 0)


def test_pages_that_are_no_release() -> None:
    for block in blocks():
        for example in block.examples:
            assert blocked(example.encode()) == block.reason, example
        for example in block.not_examples:
            assert blocked(example.encode()) is None, example
