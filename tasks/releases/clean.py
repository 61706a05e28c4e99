"""From a document's bytes to a release."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from datetime import UTC, datetime
from typing import Any

import charset_normalizer
import ftfy
from dateutil import parser as dates

from tasks.releases.errors import NotARelease
from tasks.releases.html import release_from_html
from tasks.releases.metadata import with_feed_fields
from tasks.releases.newsml import is_newsml, release_from_newsml
from tasks.releases.plain import CLEANER_VERSION, release_from_text
from tasks.releases.records import Release
from tasks.sources.records import RawDocument

__all__ = ["CLEANER_VERSION", "clean"]

MAX_BYTES = 20_000_000
STRAY_CONTROLS = 4  # in a short text; in a long one every hundredth byte
_GZIP = b"\x1f\x8b"
# UTF-8 that was read as Windows-1252 or Latin-1: what most often stands for a quote, a dash, an accent or a space.
_MOJIBAKE = re.compile("â€|Ã[\x80-\xbf©¼¶¤¨«¡³±§ª®´²]|Â[\xa0®©°·»«]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:\-]+)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|article|div|p|h1)\b", re.IGNORECASE | re.DOTALL
)


def clean(document: RawDocument) -> Release:
    """A document as a release.

    Raises NotARelease, with the reason and the remedy, for what is empty, too large, binary, a PDF, in no known
    encoding or without text.
    """
    content = document.content
    if not content.strip():
        raise NotARelease("empty", "the document is empty: fetch it again or take it out")
    if len(content) > MAX_BYTES:
        raise NotARelease("too_large", f"{len(content)} bytes, more than {MAX_BYTES}: split it into its releases")
    if content.lstrip()[:5] == b"%PDF-":
        raise NotARelease("pdf", "a PDF is not read: convert it to text or HTML")
    if content[:2] == _GZIP:
        content = _unzipped(content)
    text = _decoded(content, document.content_type).replace("\r\n", "\n").replace("\r", "\n")
    text = ftfy.fix_encoding(text) if _MOJIBAKE.search(text) else text
    return with_feed_fields(_read(document, text), document.feed_fields)


def _read(document: RawDocument, text: str) -> Release:
    known = _known(document)
    if is_newsml(text):
        return release_from_newsml(text, **known)
    if _is_html(document, text):
        return release_from_html(text, **known)
    if not text.strip():
        raise NotARelease("empty", "the document has no text: take it out")
    return release_from_text(text, **known)


def _unzipped(content: bytes) -> bytes:
    """The content of a gzip file; a page is often kept as one. Never more than MAX_BYTES are unpacked."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            unpacked = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as wrong:
        raise NotARelease("binary", "the document is a broken gzip file: fetch it again") from wrong
    if len(unpacked) > MAX_BYTES:
        raise NotARelease("too_large", f"unpacked more than {MAX_BYTES} bytes: split it into its releases")
    if not unpacked.strip():
        raise NotARelease("empty", "the gzip file is empty: fetch it again or take it out")
    return unpacked


def _is_html(document: RawDocument, text: str) -> bool:
    kind = (document.content_type or "").partition(";")[0].strip().lower()
    return kind in ("text/html", "application/xhtml+xml") or bool(_HTML.match(text[:2000]))


def _decoded(content: bytes, content_type: str | None) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, errors="replace")
    if len(_CONTROL.findall(content[:65_536])) > max(len(content[:65_536]) // 100, STRAY_CONTROLS):
        raise NotARelease("binary", "the document is binary: convert it to text or HTML")
    declared = _CHARSET.search((content_type or "").encode()) or _CHARSET.search(content[:2048])
    for encoding in ["utf-8"] if declared is None else [declared[1].decode("ascii"), "utf-8"]:
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    best = charset_normalizer.from_bytes(
        content[:200_000], cp_isolation=["cp1252", "cp1250", "shift_jis", "gb18030"]
    ).best()
    if best is None:
        raise NotARelease("undecodable", "the document is in no known encoding: save it as UTF-8")
    return content.decode(best.encoding, errors="replace")


def _known(document: RawDocument) -> dict[str, Any]:
    """What the source and the feed say of a document."""
    known: dict[str, Any] = {
        "release_id": document.release_id,
        "document_id": document.document_id,
        "source": document.source,
        "url": document.url,
        "title": document.feed_title,
        "issuer": document.issuer_hint,
        "origins": {
            **({"title": "feed"} if document.feed_title else {}),
            **({"issuer": "source"} if document.issuer_hint else {}),
        },
    }
    published = document.feed_published
    if isinstance(published, str):
        try:
            published = dates.parse(published)
        except (ValueError, OverflowError):
            published = None
    if isinstance(published, datetime):
        aware = published.astimezone(UTC) if published.tzinfo else None
        known |= {"published_on": (aware or published).date(), "published_at": aware, "published_from": "feed"}
    return known
