"""Stacked bars as numbers: where each piece lies, what it says, where it leads. The templates draw them as SVG.

Drawn here rather than by a charting library: one whose SVG takes its colours from the page (dark mode, print), has a
link and a text on each bar, and neither a script nor a style of its own, which the page's policy would refuse.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.report.wording import in_counts


@dataclass(frozen=True, slots=True)
class Datum:
    """A bar to be: its label, counts by group in stacking order, and the place in the page that holds its rows."""

    label: str
    counts: Mapping[str, int]
    href: str | None = None
    short: str | None = None

    @property
    def total(self) -> int:
        """The whole length of the bar."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Piece:
    """One colour of a bar, in the units of the chart's view box."""

    group: str
    start: float
    size: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `at` and `breadth` across the chart, pieces along it, its label and what it says in words."""

    label: str
    words: str
    href: str | None
    at: float
    breadth: float
    pieces: tuple[Piece, ...]
    tick: str | None
    major: bool
    total: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars within `width` by `height`; `lines` are pairs of a position and the figure it stands for."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]

    @property
    def groups(self) -> frozenset[str]:
        """The groups that occur, for the legend."""
        return frozenset(piece.group for bar in self.bars for piece in bar.pieces)


def scale(most: int) -> range:
    """Figures of an axis from 0 to at least `most`: at most five steps of 1, 2 or 5 times a power of ten."""
    step = next(n * 10**power for power in range(20) for n in (1, 2, 5) if 5 * n * 10**power >= most)
    return range(0, step * max(2, math.ceil(most / step)) + 1, step)


def _pieces(counts: Mapping[str, int], each: float) -> tuple[Piece, ...]:
    pieces, start = [], 0.0
    for group, count in counts.items():
        if count:
            size = count * each
            pieces.append(Piece(group, round(start, 2), round(size, 2)))
            start += size
    return tuple(pieces)


def columns(data: Sequence[Datum], *, width: float = 720, height: float = 210) -> Chart:
    """Upright bars side by side, such as weeks or years; about twelve have a tick, half of these a major one."""
    figures = scale(max((datum.total for datum in data), default=0))
    slot = width / max(len(data), 1)
    breadth = min(slot * 0.76, 34)
    every = max(1, math.ceil(len(data) / 12))
    bars = []
    for number, datum in enumerate(data):
        from_the_end = len(data) - 1 - number
        ticked = from_the_end % every == 0
        bars.append(
            Bar(
                label=datum.label,
                words=f"{datum.label}: {in_counts(datum.counts)}",
                href=datum.href,
                at=round(number * slot + (slot - breadth) / 2, 2),
                breadth=round(breadth, 2),
                pieces=_pieces(datum.counts, height / figures[-1]),
                tick=(datum.short or datum.label) if ticked else None,
                major=from_the_end % (2 * every) == 0,
                total=datum.total,
            )
        )
    lines = tuple((round(height * (1 - one / figures[-1]), 2), one) for one in figures)
    return Chart(width, height, tuple(bars), lines)


def rows(data: Sequence[Datum], *, width: float = 100) -> Chart:
    """Bars that lie one below the other, such as topics or companies: each is a row of a table, in the same scale."""
    most = max((datum.total for datum in data), default=0) or 1
    bars = (
        Bar(
            label=datum.label,
            words=in_counts(datum.counts),
            href=datum.href,
            at=0,
            breadth=10,
            pieces=_pieces(datum.counts, width / most),
            tick=None,
            major=True,
            total=datum.total,
        )
        for datum in data
    )
    return Chart(width, 10, tuple(bars), ())
