"""Figures, things and years that "respectively" pairs: "Scope 1 and Scope 3 emissions by 50 % and 30 %, respectively"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.targets.attach import Dated, dated
from tasks.targets.deed_records import Deed
from tasks.targets.marks import Sentence
from tasks.targets.quantity_records import Quantity
from tasks.targets.subjects import Span

_JOINTS = {"and", ","}
_BETWEEN = _JOINTS | {"by", "to", "of", "at"}


def _place(sentence: Sentence, spans: Sequence[Span], one: int) -> tuple[int, int] | None:
    """The number of a span among its neighbours, which only "and" or commas part, and how many these are."""

    def joined(left: int) -> bool:
        between = sentence.lows(spans[left][1], spans[left + 1][0])
        return _BETWEEN.issuperset(between) and not _JOINTS.isdisjoint(between)

    first = last = one
    while first > 0 and joined(first - 1):
        first -= 1
    while last + 1 < len(spans) and joined(last):
        last += 1
    return (one - first, last - first + 1) if last > first else None


def _paired(sentence: Sentence, one: Quantity) -> tuple[int, int] | None:
    """Where "respectively" stands behind it, a figure's number in its row, and how many there are."""
    if not sentence.places({"respectively"}, one.last, len(sentence.tokens)):
        return None
    alike = [other for other in sentence.quantities if other.kind == one.kind]
    return _place(sentence, [(other.lead, other.last) for other in alike], alike.index(one))


def is_paired(sentence: Sentence, one: Quantity) -> bool:
    """Whether a figure belongs to one of several things, in their order."""
    return _paired(sentence, one) is not None


def paired_thing(sentence: Sentence, one: Quantity, deed: Deed) -> Deed:
    """The deed of a figure, with its own one of as many things as there are figures in its row."""
    paired = _paired(sentence, one)
    if paired is None:
        return deed
    number, count = paired
    for first, last in (deed.metric, *deed.told):
        joints = [at for at in range(first, last) if sentence.low(at) in _JOINTS]
        opens = [at for at in joints if sentence.low(at + 1) == sentence.low(first)]  # "Scope 1 and 2, and Scope 3"
        for parted in (joints, opens):
            if len(parted) == count - 1:
                edges = [first - 1, *parted, last]
                return replace(deed, metric=(edges[number] + 1, edges[number + 1]), told=())
    return deed


def paired_year(sentence: Sentence, one: Quantity) -> Dated | None:
    """A figure's own one of as many deadlines as there are figures in its row: "by 30 % and 50 % by 2027 and 2032"."""
    paired = _paired(sentence, one)
    due = [found for found in sentence.periods if found.first >= one.last and found.role in ("deadline", "time")]
    if paired is None or not due or due[0].role != "deadline":
        return None
    row = _place(sentence, [(period.first, period.last) for period in due], 0)
    return dated(sentence, due[paired[0]]) if row is not None and row[1] == paired[1] else None
