"""What two texts share and where they say something else: one alignment of their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from tasks.releases.words import Words

_Code = tuple[str, int, int, int, int]  # an edit's tag, then where it starts and ends in the one text and in the other
RUN = 4  # words in a row that two texts share on purpose
TAIL = 8  # words on either side that make two endings, not a word exchanged for another
SPELLING = 70  # of 100; two words more alike are one word in two spellings
_LITTLE = frozenset(
    "a an and are as at be by for from had has have he her his in is it its of on or our she that the their they this "
    "these those to today was we were which while will with".split()
)
_OF_WIRES = frozenset("prnewswire businesswire wire newswire globenewswire cnw newsfile accesswire marketwired".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday".split()
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """`shared`: words in common, counted where they stand in runs; `conflicts`: places where a figure or a name of one
    text stands against another of the other, `figures_only` of them being numbers alone; `changed`: other words that
    were exchanged."""

    shared: int
    shorter: int
    longer: int
    conflicts: int = 0
    figures_only: int = 0
    changed: int = 0

    @property
    def contained(self) -> float:
        """The share of the shorter text that stands in the longer one, 0 to 1."""
        return self.shared / max(1, self.shorter)

    @property
    def overlap(self) -> float:
        """The share of the longer text that both have, 0 to 1."""
        return self.shared / max(1, self.longer)


def likeness(one: Words, other: Words, most: int | None = None) -> Likeness:
    """How alike two texts are. Beyond `most` conflicts one more is counted, and nothing else: such texts are two."""
    sizes = sorted((len(one), len(other)))
    if one.folded == other.folded:
        return Likeness(sizes[0], sizes[0], sizes[1])
    codes = cast("list[_Code]", Indel.opcodes(one.folded, other.folded).as_list())  # tuples, whatever its stubs say
    run = min(RUN, sizes[0])
    shared = sum(end - start for tag, start, end, _, _ in codes if tag == "equal" and end - start >= run)
    conflicts = figures = changed = 0
    for start, end, begin, stop in _edits(codes):
        if _is_tail(start, end, begin, stop, one, other):
            continue
        mine, theirs = _facts(one, start, end), _facts(other, begin, stop)
        if mine - theirs and theirs - mine:
            conflicts += 1
            if most is not None and conflicts > most:
                break
            figures += all(fact[0].isdigit() for fact in mine ^ theirs)
        else:
            changed += _exchanged(one.folded[start:end], other.folded[begin:stop])
    return Likeness(shared, sizes[0], sizes[1], conflicts, figures, changed)


def _edits(codes: Iterable[_Code]) -> Iterator[tuple[int, int, int, int]]:
    """Neighbouring deletions and insertions as one edit: words of the one (start, end), of the other (start, end)."""
    edit: tuple[int, int, int, int] | None = None
    for tag, start, end, begin, stop in codes:
        if tag == "equal":
            if edit:
                yield edit
            edit = None
        else:
            edit = (edit[0], end, edit[2], stop) if edit else (start, end, begin, stop)
    if edit:
        yield edit


def _is_tail(start: int, end: int, begin: int, stop: int, one: Words, other: Words) -> bool:
    """Whether an edit is but the ending or the beginning that a site gave each of the two."""
    if start == end or begin == stop:
        return False
    if start == 0 and begin == 0 and _OF_WIRES & {*one.folded[:end], *other.folded[:stop]}:
        return True
    return end == len(one) and stop == len(other) and min(end - start, stop - begin) >= TAIL


def _facts(words: Words, start: int, end: int) -> set[str]:
    """The figures and names of a stretch: what makes it another statement."""
    return {
        folded
        for folded, written in zip(words.folded[start:end], words.written[start:end], strict=True)
        if folded[0].isdigit() or folded in _MONTHS or (written[0].isupper() and folded not in _LITTLE)
    }


def _exchanged(mine: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    """How many words of weight stand against others; the same word in another spelling is none."""
    heavy = [word for word in mine if word not in _LITTLE]
    against = [word for word in theirs if word not in _LITTLE]
    if not heavy or not against:
        return 0
    alike = sum(any(fuzz.ratio(word, that) >= SPELLING for that in against) for word in heavy[:50])
    return max(0, min(len(heavy), len(against)) - alike)
