"""Whether `confidence` keeps its word: of rows at 0.9, nine in ten should be right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

FOLDS = 5
BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A row's confidence, whether it is right, and the rules that made it; `document` deals it to a fold."""

    document: int
    confidence: float
    right: bool
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bin:
    """The rows whose confidence lies in `low` up to `high`."""

    low: float
    high: float
    rows: int
    stated: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """`ece`: mean distance between stated confidence and share right, by bin, as the mean of five folds. `ece_refitted`: the
    same where each bin's confidence is the share right in the four other folds, which no fit to these rows can flatter.
    `auc`: the chance that a right row stands above a wrong one; 0.5 says nothing."""

    bins: tuple[Bin, ...]
    ece: float
    ece_refitted: float
    auc: float


def _bin(confidence: float) -> int:
    return min(int(confidence * BINS), BINS - 1)


def _share(rows: Sequence[Judged]) -> float:
    return sum(one.right for one in rows) / len(rows)


def _stated(rows: Sequence[Judged]) -> float:
    return sum(one.confidence for one in rows) / len(rows)


def _binned(rows: Sequence[Judged]) -> list[tuple[int, list[Judged]]]:
    ordered = sorted(rows, key=lambda one: one.confidence)
    return [(number, list(members)) for number, members in groupby(ordered, key=lambda one: _bin(one.confidence))]


def bins(rows: Sequence[Judged]) -> tuple[Bin, ...]:
    """The rows by tenths of confidence; an empty tenth has no bin."""
    return tuple(
        Bin(number / BINS, (number + 1) / BINS, len(members), _stated(members), _share(members))
        for number, members in _binned(rows)
    )


def calibration_error(rows: Sequence[Judged], expected: Callable[[int, Sequence[Judged]], float]) -> float:
    """Mean distance between what is expected of a bin and the share right in it, weighted by its rows; 0 without rows."""
    return sum(
        len(members) * abs(expected(number, members) - _share(members)) for number, members in _binned(rows)
    ) / max(len(rows), 1)


def area_under_curve(rows: Sequence[Judged]) -> float:
    """The chance that a right row has more confidence than a wrong one, ties counting half; 0.5 where one side is empty."""
    wrong_below, wins = 0, 0.0
    for _, group in groupby(sorted(rows, key=lambda one: one.confidence), key=lambda one: one.confidence):
        members = list(group)
        right = sum(one.right for one in members)
        wrong = len(members) - right
        wins += right * (wrong_below + wrong / 2)
        wrong_below += wrong
    right = len(rows) - wrong_below
    return wins / (right * wrong_below) if right and wrong_below else 0.5


def reliability(sets: Sequence[Sequence[Judged]]) -> Reliability:
    """The reliability over several sets, each dealt document by document to the folds."""
    rows = [one for judged in sets for one in judged]
    stated, refitted = [], []
    for fold in range(FOLDS):
        held = [one for one in rows if one.document % FOLDS == fold]
        rest = {
            number: _share(members)
            for number, members in _binned([one for one in rows if one.document % FOLDS != fold])
        }
        stated.append(calibration_error(held, lambda _, members: _stated(members)))
        refitted.append(calibration_error(held, lambda number, members, rest=rest: rest.get(number, _stated(members))))  # type: ignore[misc]
    return Reliability(bins(rows), sum(stated) / FOLDS, sum(refitted) / FOLDS, area_under_curve(rows))
