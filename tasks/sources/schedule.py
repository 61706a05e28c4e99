"""When a source is read next, and what its failures weigh. Pure; times in UTC, intervals in seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from tasks.sources.errors import FetchError, Weight
from tasks.sources.records import Source, SourceState, content_id

SHORTEST_S = 15 * 60
USUAL_S = 3600
LONGEST_S = 24 * 3600
FULL_AFTER = timedelta(days=1)  # then one unconditional fetch: some servers answer 304 whatever has changed
MOVES_BELIEVED = 3
WEIGHTS: dict[Weight, float] = {"temporary": 0.1, "soft": 1 / 3, "hard": 1.0}
FAILING = 5.0  # five hard failures in a row, or fifteen soft ones, or fifty temporary ones
_BACK_OFF_S = 4 * 3600  # for each hard failure
_JITTER = 0.1
_DAY_S = 86_400
SHORTEST_STALE_S, QUIET_GAPS = 14 * _DAY_S, 4


def interval_s(source: Source, state: SourceState, at: datetime) -> float:
    """How long to wait after an attempt at `at`.

    Half the usual gap between new items; longer, up to a day, the longer nothing came and with each failure; never
    shorter than the server, the feed or the operator asks (`floor_s`, `every_minutes`). Jitter only lengthens.
    """
    wanted = state.gap_s / 2 if state.gap_s else USUAL_S
    if state.last_new_at:
        wanted = max(wanted, (at - state.last_new_at).total_seconds() / 20)
    wanted += state.failures * _BACK_OFF_S
    floor = max(state.floor_s, (source.every_minutes or 0) * 60)
    bounded = max(min(max(wanted, SHORTEST_S), LONGEST_S), floor)
    return bounded * (1 + _JITTER * _chance(source.name, at))


def _chance(name: str, at: datetime) -> float:
    """0 to 1, the same each time it is asked."""
    return int(content_id(name, at.isoformat())[:8], 16) / 0xFFFFFFFF


def due_at(source: Source, state: SourceState) -> datetime | None:
    """Not before this; None for at once."""
    if state.last_fetched_at is None:
        return state.retry_at
    due = state.last_fetched_at + timedelta(seconds=interval_s(source, state, state.last_fetched_at))
    return max(due, state.retry_at) if state.retry_at else due


def wants_full(state: SourceState, now: datetime) -> bool:
    """Whether it is time for an unconditional fetch."""
    return state.last_full_at is None or now - state.last_full_at > FULL_AFTER


def gap_s(dates: Sequence[datetime]) -> int | None:
    """The usual time between items, from their dates; None where there are fewer than three."""
    ordered = sorted(set(dates))
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(ordered)]
    return int(median(gaps)) if len(gaps) > 1 else None


def stale_after_s(source: Source, gap: int | None) -> int:
    """Silence beyond this is no longer the source's rhythm: four usual gaps and two weeks at least."""
    if source.stale_after_days:
        return source.stale_after_days * _DAY_S
    return max(SHORTEST_STALE_S, QUIET_GAPS * (gap or 0))


def after_reading(source: Source, state: SourceState, now: datetime, *, brought: bool) -> SourceState:
    """The state of a page or a folder that answered: it is stale only past the days that the operator set for it."""
    return replace(
        after_success(state),
        last_new_at=now if brought else state.last_new_at,
        stale_after_s=stale_after_s(source, None) if source.stale_after_days else None,
    )


def after_failure(state: SourceState, wrong: FetchError, now: datetime) -> SourceState:
    """The state of a source that failed; 410 retires it, and nothing else does."""
    return replace(
        state,
        failures=round(min(state.failures + WEIGHTS[wrong.weight], 2 * FAILING), 3),
        last_reason=wrong.reason,
        failing_since_at=state.failing_since_at or now,
        retry_at=wrong.retry_at,
        retired_at=now if wrong.reason == "gone" else None,
    )


def after_success(state: SourceState) -> SourceState:
    """The state of a source that answered: its failures are forgotten."""
    return replace(state, failures=0.0, last_reason=None, failing_since_at=None, retry_at=None, retry_host=None)


def after_redirect(state: SourceState, moved_to: str | None) -> SourceState:
    """A permanent redirect counted; another target, or none, begins anew."""
    if moved_to is None:
        return state if state.moved_seen >= MOVES_BELIEVED else replace(state, moved_to=None, moved_seen=0)
    seen = state.moved_seen + 1 if moved_to == state.moved_to else 1
    return replace(state, moved_to=moved_to, moved_seen=min(seen, MOVES_BELIEVED))


def reading_place(source: Source, state: SourceState) -> str:
    """Where the source is read: its own address until it was seen three times that it moved for good."""
    moved = state.moved_to if state.moved_seen >= MOVES_BELIEVED else None
    return moved or source.location


def shrunk(usual: int | None, now: int) -> bool:
    """Whether a feed that listed some now lists next to nothing."""
    return usual is not None and usual >= 5 and now * 5 < usual
