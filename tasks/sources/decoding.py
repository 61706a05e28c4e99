"""Content encodings undone within bounds: what a small body unpacks to is never held whole before it is measured."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli
import zstandard

from tasks.sources.errors import FetchError

STEP = 65_536
BITE = 256  # 64 run-length blocks of 128 KB each at most
ACCEPTED = "gzip, deflate, br, zstd"
LAYERS = 2  # an encoding over an encoding is odd, a third one an attack
_MEMBER = b"\x1f\x8b\x08"
WINDOW = 1 << 23  # RFC 8878 lets a decoder refuse windows over 8 MB


def decoded(content: bytes, encodings: str, limit: int) -> bytes:
    """A body without its Content-Encoding.

    Raises FetchError where it unpacks to more than `limit` bytes, is cut or broken, or in an unknown encoding.
    """
    names = [one.strip().lower() for one in encodings.split(",") if one.strip()]
    if len(names) > LAYERS:
        raise FetchError(f"the body is packed {len(names)} times: it is no feed", reason="packed", weight="soft")
    for name in reversed(names):
        content = _unpacked(content, name, limit)
    return content


def _unpacked(content: bytes, name: str, limit: int) -> bytes:
    if name == "identity" or not content:
        return content
    if name not in _UNPACKERS:
        raise FetchError(f"the body is in the unknown encoding {name!r}", reason="encoding", weight="soft")
    parts, size = [], 0
    try:
        for part in _UNPACKERS[name](content):
            size += len(part)
            if size > limit:
                message = f"the body unpacks to more than {limit} bytes: it is no feed or release"
                raise FetchError(message, reason="too_large", weight="soft")
            parts.append(part)
    except (zlib.error, brotli.error, zstandard.ZstdError) as wrong:
        raise FetchError(f"the body is no whole {name} ({wrong})", reason="encoding", weight="soft") from wrong
    return b"".join(parts)


def _zlib(content: bytes, window: int) -> Iterator[bytes]:
    """All members of a gzip body, as RFC 1952 allows; what follows the last and is no member is passed over."""
    unpacker, ended = zlib.decompressobj(window), False
    for start in range(0, len(content), STEP):
        left = content[start : start + STEP]
        if ended:
            if not left.lstrip(b"\0").startswith(_MEMBER):
                return
            unpacker, left, ended = zlib.decompressobj(window), left.lstrip(b"\0"), False
        while left or not ended:
            part = unpacker.decompress(left, STEP)
            yield part
            left = unpacker.unconsumed_tail
            if unpacker.eof:
                left = unpacker.unused_data.lstrip(b"\0")
                ended = not left.startswith(_MEMBER)
                if ended:
                    break
                unpacker = zlib.decompressobj(window)
            elif not left and len(part) < STEP:
                break
    if not ended:
        raise zlib.error("it is cut")


def _gzip(content: bytes) -> Iterator[bytes]:
    return _zlib(content, zlib.MAX_WBITS | 16)


def _deflate(content: bytes) -> Iterator[bytes]:
    """With zlib's wrapping as the standard says, or raw as some servers send it."""
    wrapped = len(content) > 1 and content[0] & 0x0F == 8 and int.from_bytes(content[:2], "big") % 31 == 0
    return _zlib(content, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)


def _brotli(content: bytes) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    yield unpacker.process(content, output_buffer_limit=STEP)
    while not unpacker.is_finished():
        part = unpacker.process(b"", output_buffer_limit=STEP)
        if not part:
            raise brotli.error("it is cut")
        yield part


def _zstd(content: bytes) -> Iterator[bytes]:
    """All frames of a zstd body, in bites so small that none can unpack to more than some 8 MB."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()
    for start in range(0, len(content), BITE):
        left = content[start : start + BITE]
        while left:
            if unpacker.eof:
                unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()
            yield unpacker.decompress(left)
            left = unpacker.unused_data if unpacker.eof else b""
    if not unpacker.eof:
        raise zstandard.ZstdError("it is cut")


_UNPACKERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
