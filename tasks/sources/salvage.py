"""Malformed and oversized feeds: cut, re-encoded, and read item by item, so that one bad item costs only itself."""

from __future__ import annotations

import codecs
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from tasks.sources.entries import Aside

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"), (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:\-]+)", re.IGNORECASE)
_DECLARED = re.compile(r"^(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*[\"']([A-Za-z0-9._:\-]+)[\"']", re.IGNORECASE)
_ITEM = re.compile(rb"<(?:[\w.\-]+:)?(item|entry)(?=[\s>/])(?![^>]{0,500}/>)[^>]{0,500}>", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.\-]+:)?(?:rss|rdf|feed|RDF)\b[^>]*>", re.IGNORECASE)
_CHANNEL = re.compile(rb"<(?:[\w.\-]+:)?channel\b[^>]*>", re.IGNORECASE)
_TEXT = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
HEAD = 200_000


class TookTooLong(Exception):
    """An item used up its processor time."""


def as_utf8(content: bytes, content_type: str) -> bytes:
    """A feed in UTF-8, whatever it is in, its declaration gone; wrong declarations yield to what the bytes are.

    Bytes that are UTF-8 beyond ASCII are UTF-8, whatever header and declaration say: nothing else looks like it by
    chance. Then the header's charset, the declaration, windows-1252.
    """
    text = _decoded(content, content_type)
    return _DECLARED.sub(r"\1", text.lstrip("\ufeff \t\r\n\0")).encode(errors="replace").replace(b"\0", b"")


def _decoded(content: bytes, content_type: str) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    for mark, encoding in _WIDE:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    for encoding in _candidates(content, content_type):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("windows-1252", errors="replace")


def _candidates(content: bytes, content_type: str) -> Iterator[str]:
    declared = _DECLARED.match(content[:400].decode("latin-1"))
    said = _CHARSET.search(content_type)
    named = [found for found in (said and said[1], declared and declared[2]) if found]
    if not content.isascii():
        yield "utf-8"
    for encoding in named:
        # Codecs that are no character sets (zip, hex, rot13) would unpack what a stranger sent.
        try:
            if codecs.lookup(encoding)._is_text_encoding:  # the one place where CPython says so
                yield "windows-1252" if encoding.lower() in ("iso-8859-1", "latin-1", "us-ascii") else encoding
        except LookupError:
            continue
    yield "utf-8"


def items_in(body: bytes) -> list[int]:
    """Where items begin; what stands in comments and in text is none."""
    masked = _TEXT.sub(lambda found: b" " * len(found[0]), body)
    return [found.start() for found in _ITEM.finditer(masked)]


def cut_short(body: bytes, max_entries: int) -> tuple[bytes, int]:
    """A feed with no more than so many items, and how many it lists."""
    starts = items_in(body)
    if len(starts) <= max_entries:
        return body, len(starts)
    return body[: starts[max_entries]] + _closing(body), len(starts)


def _closing(body: bytes) -> bytes:
    root = _ROOT.search(body[:HEAD])
    name = root[0][1:].split(b">")[0].split()[0] if root else b"rss"
    inside = b"</channel>" if b"</channel" in body[-HEAD:] and not name.lower().endswith(b"rdf") else b""
    return inside + b"</" + name + b">"


def one_by_one(body: bytes, read: Callable[[bytes], list[Any]], seconds: float) -> tuple[list[Any], list[Aside]]:
    """The items of a feed, each read as a feed of its own within its processor time; and those that gave nothing."""
    starts = items_in(body)
    root = _ROOT.search(body[:HEAD])
    opening = root[0] if root else b"<rss>"
    rdf = opening[1:].split(b">")[0].split()[0].lower().endswith(b"rdf")
    channel = _CHANNEL.search(body[:HEAD])
    if channel and not rdf:
        opening += channel[0]
    closing = b"</channel></rss>" if channel and not rdf else _closing(body)
    found: list[Any] = []
    lost: list[Aside] = []
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(body)], strict=True)):
        try:
            with processor_time(seconds):
                entries = read(opening + _whole_item(body[start:end]) + closing)
        except TookTooLong:
            lost.append(Aside(str(place), "parse_limit", f"the item takes more than {seconds:g} s to read: it is left"))
            continue
        found += entries[:1]
        if not entries:
            lost.append(Aside(str(place), "malformed", "nothing can be read from the item: see the feed's source"))
    return found, lost


def _whole_item(part: bytes) -> bytes:
    """An item up to its end tag; with one put behind it where it has none."""
    name = part[1:].split(b">")[0].split()[0]
    end = part.find(b"</" + name)
    return part[:end] + b"</" + name + b">" if end >= 0 else part.rpartition(b"</")[0] + b"</" + name + b">"


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raises TookTooLong inside the block after so much processor time; in a process's main thread only."""

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
