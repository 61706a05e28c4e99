"""The marks by which copies of a release find each other among a million: two that share one are looked at.

MinHash over runs of three words, in bands: 16 bands of 4 for the whole text (half of the runs in common and they meet,
almost always from two thirds), 8 bands of 3 for its opening, which a copy that was cut short keeps. Addresses and the
wires' numbers are marks of their own, title and day too; issuer, day and large figures are what a translation keeps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rensa import RMinHash

from tasks.releases.corrections import without_mark
from tasks.releases.names import squeezed_name
from tasks.releases.origins import origins_of
from tasks.releases.records import Release
from tasks.releases.words import Words, figures_of, is_year, own_words, words_of

WHOLE, LEAD = (16, 4), (8, 3)  # bands, and rows of each
LEAD_WORDS = 60
SHINGLE = 3
LEAST_WORDS = 20  # a text with fewer is no copy of another by its words alone
TITLE_WORDS = 4
FIGURES = 4
SEED = 20250301


@dataclass(frozen=True, slots=True)
class Sketch:
    """The marks of a release. `body_sha256`: of its own words, None where they are too few to tell a text by."""

    release_id: str
    body_sha256: str | None
    word_count: int
    text_keys: tuple[int, ...]
    origin_keys: tuple[int, ...]


def sketch(release: Release) -> Sketch:
    """The marks of a release: a function of it alone."""
    words = own_words(release.text, release.sections)
    whole = hashlib.sha256(" ".join(words.folded).encode("utf-8", "surrogatepass")).hexdigest()
    day = release.published_on
    runs = [
        f"{one} {two} {three}" for one, two, three in zip(*(words.folded[at:] for at in range(SHINGLE)), strict=False)
    ]
    keys = {
        *_bands("whole", runs, WHOLE),
        *_bands("lead", runs[: LEAD_WORDS - SHINGLE + 1], LEAD),
        *_of_title(release.title, day),
        *_of_figures(release.issuer, day, words),
    }
    return Sketch(
        release.release_id,
        whole if len(words) >= LEAST_WORDS else None,
        len(words),
        tuple(sorted(keys)),
        tuple(sorted(_key("origin", one) for one in origins_of(release))),
    )


def _key(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _bands(of: str, runs: Sequence[str], shape: tuple[int, int]) -> Iterator[int]:
    bands, rows = shape
    if not runs:
        return
    hashed = RMinHash(num_perm=bands * rows, seed=SEED)
    hashed.update(runs)
    digest = hashed.digest()
    for band in range(bands):
        yield _key(of, str(band), str(digest[band * rows : (band + 1) * rows]))


def _of_title(title: str | None, day: date | None) -> Iterator[int]:
    words = words_of(without_mark(title)).folded if title else ()
    if len(words) >= TITLE_WORDS:
        yield from (_key("title", one, *words) for one in _days(day))


def _of_figures(issuer: str | None, day: date | None, words: Words) -> Iterator[int]:
    if not issuer or day is None:
        return
    large = sorted((one for one in figures_of(words) if not is_year(one)), key=lambda one: (-len(one), one))
    for figure in large[:FIGURES]:
        yield from (_key("figure", one, squeezed_name(issuer), figure) for one in _days(day))


def _days(day: date | None) -> Iterable[str]:
    """A day and the next, so that neighbours meet; no day meets no day."""
    return ("",) if day is None else (str(day), str(day + timedelta(1))) if day < date.max else (str(day),)
