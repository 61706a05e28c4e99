"""Whether two releases are one announcement, and in which way: the rules, in their order.

Two different releases of one issuer are never joined: a figure or a name of the one that stands against another of the
other parts them, however much the texts share, but for a correction, which says so, comes from the same address or the
same number on the wire, or exchanges a figure or two of a whole release under the same title on the same day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tasks.releases.likeness import Likeness, likeness
from tasks.releases.names import squeezed_name
from tasks.releases.titles_compared import Titles, titles
from tasks.releases.words import Words

COPY, EDITED = 0.9, 0.75  # of the shorter text that stand in the longer one
FULL = 0.8  # of the longer text; a copy with less was cut
CUT_WORDS = 25  # a cut copy with fewer says too little to tell what it was cut from, but for its title
GENERAL_WORDS = 100  # a text with fewer may leave out all that its title names
APART_DAYS = 45  # copies stand within; a quarter's release comes after
CORRECTED_DAYS = 30
CORRECTED_PLACES = 3
WHOLE_WORDS = 120  # of an unmarked correction: a shorter notice is a form that is filled in anew
KNOWN_FIGURES = 4

Kind = Literal["copy", "cut", "correction", "translation"]


@dataclass(frozen=True, slots=True)
class Copy:
    """What is looked at of a release. `origins`: keys of the addresses and numbers that name it."""

    release_id: str
    title: str | None
    issuer: str | None
    published_on: date | None
    published_at: datetime | None
    modified_at: datetime | None
    language: str | None
    wire: str | None
    wire_release_id: str | None
    is_correction: bool
    origins: frozenset[int]
    words: Words
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Link:
    """Two releases that are one announcement. `release_id` is the cut copy, the correction or the translation; of two
    copies the one whose id comes first. `score`: the share of the shorter text that both have, of a translation the
    share of figures, 0 to 1."""

    release_id: str
    other_release_id: str
    kind: Kind
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class _Pair:
    one: Copy
    other: Copy
    like: Likeness
    titles: Titles
    origin: bool
    days: int | None
    same_issuer: bool | None


def judged(one: Copy, other: Copy) -> Link | None:
    """The link between two releases, None where they are two announcements; the same whichever comes first."""
    one, other = sorted((one, other), key=lambda copy: copy.release_id)
    days = abs((one.published_on - other.published_on).days) if one.published_on and other.published_on else None
    origin = bool(one.origins & other.origins)
    if not origin and ((days is not None and days > APART_DAYS) or _another_form(one, other, days)):
        return None
    same_issuer = _same_issuer(one, other)
    corrects = origin or one.is_correction or other.is_correction or (days == 0 and same_issuer is True)
    most = _most_conflicts(min(len(one.words), len(other.words))) if corrects else 0
    like = likeness(one.words, other.words, most)
    if like.conflicts > most and not origin and not _languages_differ(one, other):
        return None
    pair = _Pair(one, other, like, titles(one.title, other.title), origin, days, same_issuer)
    if _languages_differ(one, other) and like.contained < EDITED:
        return _translation(pair)
    return (_corrected(pair) if like.conflicts else _copied(pair)) or _teaser(pair)


def _same_issuer(one: Copy, other: Copy) -> bool | None:
    """None where one of the two names no issuer."""
    first, second = squeezed_name(one.issuer or ""), squeezed_name(other.issuer or "")
    return (first.startswith(second) or second.startswith(first)) if first and second else None


def _most_conflicts(shorter: int) -> int:
    """In how many places a correction may say something else, for a text of so many words."""
    return max(CORRECTED_PLACES, shorter // 50)


def _another_form(one: Copy, other: Copy, days: int | None) -> bool:
    """Whether two releases cannot be one for their figures alone: each has some that the other lacks, and neither is
    a correction. Spares the aligning of forms."""
    if one.is_correction or other.is_correction or (days == 0 and one.words.folded[:5] == other.words.folded[:5]):
        return False
    apart = min(len(one.figures - other.figures), len(other.figures - one.figures))
    return apart > max(2, min(len(one.figures), len(other.figures)) // 3)


def _copied(pair: _Pair) -> Link | None:
    like = pair.like
    close = like.contained >= COPY and like.changed <= max(2, like.shorter // 50)
    if pair.origin and (close or like.contained >= EDITED):
        return _link(pair, _extent(like), "same_origin")
    if pair.titles == "other figures" or (pair.titles == "other names" and like.shorter < GENERAL_WORDS):
        return None
    known = pair.titles in ("same", "near")
    if close and (like.shorter >= CUT_WORDS or (known and pair.days is not None and pair.days <= 1)):
        return _link(pair, _extent(like), "same_words")
    if (
        known
        and like.contained >= EDITED
        and pair.days is not None
        and pair.days <= 3
        and pair.same_issuer is not False
    ):
        return _link(pair, _extent(like), "edited_words")
    return None


def _extent(like: Likeness) -> Kind:
    return "copy" if like.shorter >= FULL * like.longer else "cut"


def _corrected(pair: _Pair) -> Link | None:
    like = pair.like
    few = like.conflicts <= _most_conflicts(like.shorter)
    if pair.titles == "other names" or not few:
        return None
    if pair.origin and like.contained >= EDITED:
        return _link(pair, "correction", "same_origin_other_words")
    marked = pair.one.is_correction or pair.other.is_correction
    if marked and _in_its_time(pair) and pair.same_issuer is not False and like.contained >= EDITED:
        titled = pair.titles in ("same", "near", "other figures")
        if titled or (pair.same_issuer and like.contained >= COPY):
            return _link(pair, "correction", "marked")
    return _link(pair, "correction", "same_day_figure") if _figure_exchanged(pair) else None


def _in_its_time(pair: _Pair) -> bool:
    """Whether the later version can correct the other: within weeks, and not days before it."""
    older, newer = sorted((pair.one, pair.other), key=_newness)
    if older.published_on is None or newer.published_on is None:
        return True
    return -1 <= (newer.published_on - older.published_on).days <= CORRECTED_DAYS


def _figure_exchanged(pair: _Pair) -> bool:
    """Whether a whole release stands twice, on one day under one title, with a figure or two exchanged. Two numbers on
    one wire are two releases: forms that are filled in each day are sent so."""
    like, one, other = pair.like, pair.one, pair.other
    two_numbers = one.wire == other.wire and one.wire_release_id and other.wire_release_id
    return bool(
        pair.days == 0
        and pair.same_issuer
        and pair.titles in ("same", "other figures")
        and like.shorter >= WHOLE_WORDS
        and like.conflicts <= 2
        and like.figures_only == like.conflicts
        and like.overlap >= COPY
        and not two_numbers
    )


def _teaser(pair: _Pair) -> Link | None:
    """A few words of a site's own before a link to the whole release."""
    short = pair.like.shorter < GENERAL_WORDS and pair.like.shorter < pair.like.longer / 2
    if pair.origin and short and pair.titles in ("same", "near"):
        return _link(pair, "cut", "same_origin_and_title")
    return None


def _languages_differ(one: Copy, other: Copy) -> bool:
    first, second = one.language, other.language
    return first is not None and second is not None and first != second and "und" not in (first, second)


def _translation(pair: _Pair) -> Link | None:
    """In another language, and of one origin, or of one issuer, day and figures."""
    first, second = (copy.figures for copy in (pair.one, pair.other))
    shared = len(first & second) / max(1, len(first | second))
    alike_in_size = pair.like.shorter * 2 >= pair.like.longer
    if pair.origin and (shared >= 0.3 or max(len(first), len(second)) < KNOWN_FIGURES):
        return _link(pair, "translation", "same_origin", shared)
    enough = len(first & second) >= KNOWN_FIGURES and shared >= 0.8
    if enough and alike_in_size and pair.same_issuer and pair.days is not None and pair.days <= 1:
        return _link(pair, "translation", "same_figures", shared)
    return None


def _link(pair: _Pair, kind: Kind, rule: str, score: float | None = None) -> Link:
    first, second = pair.one, pair.other
    if kind == "cut":
        first, second = sorted((first, second), key=lambda copy: (len(copy.words), copy.release_id))
    elif kind == "correction":
        second, first = sorted((first, second), key=_newness)
    elif kind == "translation":
        second, first = sorted((first, second), key=lambda copy: (copy.language != "en", copy.release_id))
    return Link(
        first.release_id, second.release_id, kind, rule, round(pair.like.contained if score is None else score, 4)
    )


def _newness(copy: Copy) -> tuple[bool, str, str, str, str]:
    """The order of versions: a marked one after the one that it corrects, then by day, time, change, number, id."""
    when = copy.published_at or copy.modified_at
    number = (copy.wire_release_id or "").rjust(20)
    return (copy.is_correction, str(copy.published_on or ""), str(when or ""), number, copy.release_id)
