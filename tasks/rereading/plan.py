"""Which items are read again, in pieces that fit into memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Stage = Literal["clean", "extract"]

PORTION = 15_000  # items whose rows are read from the book in one go: some 100 MB
CHUNK = 300  # items that one piece of work holds
CHUNK_BYTES = 32_000_000  # and the bytes of their documents


class RereadingError(ValueError):
    """What was asked for cannot be read again; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An item to be read again, as the book has it: where its bytes stand, by which versions it was read last.

    `ref` is source:item. Without a place (`warc_file` is None) its bytes were never archived.
    """

    release_id: str
    document_id: str
    ref: str
    byte_count: int
    first_seen_at: datetime
    warc_file: str | None
    warc_offset: int | None
    cleaner_version: str | None
    extractor_version: str | None


def checked_range(since: date | None, until: date | None) -> None:
    """Raises RereadingError where the range ends before it begins."""
    if since and until and since > until:
        raise RereadingError(f"{since} is after {until}: give the earlier day to --since")


def portions(planned: Sequence[Planned]) -> Iterator[Sequence[Planned]]:
    """Slices whose stored rows fit into memory."""
    for start in range(0, len(planned), PORTION):
        yield planned[start : start + PORTION]


def chunks(planned: Sequence[Planned]) -> Iterator[list[Planned]]:
    """Pieces of at most CHUNK items and CHUNK_BYTES bytes; a larger document is a piece of its own."""
    piece: list[Planned] = []
    held = 0
    for one in planned:
        if piece and (len(piece) >= CHUNK or held + one.byte_count > CHUNK_BYTES):
            yield piece
            piece, held = [], 0
        piece.append(one)
        held += one.byte_count
    if piece:
        yield piece
