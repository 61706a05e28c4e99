"""A folder of release files as a source."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from tasks.sources.records import Harvest, RawDocument, Reject, Source, SourceState

MAX_BYTES = 20_000_000
CONTENT_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
}
PROVENANCE = ".toml"  # says where the file beside it comes from; no release


def read_folder(source: Source, known: Mapping[str, str], now: datetime) -> Harvest:
    """The new and changed files of a folder and its folders; everything that cannot be read is set aside by name."""
    root = Path(source.location)
    documents: list[RawDocument] = []
    rejects: list[Reject] = []
    unchanged = 0
    for path in _files(root):
        found = _read(source, root, path, now)
        if isinstance(found, Reject):
            rejects.append(found)
        elif known.get(found.item_key) == found.sha256:
            unchanged += 1
        else:
            documents.append(found)
    state = SourceState(source.name)
    return Harvest(source, tuple(documents), (), tuple(rejects), state, unchanged)


def _files(root: Path) -> Iterator[Path]:
    """Files in order of their path; hidden ones and provenance are passed over."""
    for path in sorted(root.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if not hidden and path.suffix.lower() != PROVENANCE and (path.is_symlink() or path.is_file()):
            yield path


def _read(source: Source, root: Path, path: Path, now: datetime) -> RawDocument | Reject:
    key = path.relative_to(root).as_posix()
    # A name is bytes to the disk: where they are no UTF-8 it cannot be stored, and is shown with \xNN.
    shown = os.fsencode(key).decode("utf-8", "backslashreplace")

    def aside(reason: str, detail: str) -> Reject:
        return Reject("fetch", f"{source.name}:{shown}", reason, detail)

    if shown != key:
        return aside("unreadable_name", f"{root}/{shown} has a name that is no UTF-8: rename the file")
    if not path.resolve().is_relative_to(root):
        return aside("outside", f"{path} is a link that leaves {root}: copy the file into the folder")
    content_type = CONTENT_TYPES.get(path.suffix.lower())
    if content_type is None:
        kinds = ", ".join(CONTENT_TYPES)
        return aside("unknown_type", f"{path} is none of {kinds}: convert it to text or HTML, or take it out")
    content = _content(path)
    if isinstance(content, tuple):
        return aside(*content)
    if not content.strip():
        return aside("empty", f"{path} is empty: fetch it again or take it out")
    return RawDocument(source.name, key, None, content, content_type, now, issuer_hint=source.issuer)


def _content(path: Path) -> bytes | tuple[str, str]:
    """The bytes of a file, or the reason and the remedy why there are none."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return "too_large", f"{path} has {size} bytes, more than {MAX_BYTES}: split it into its releases"
        return path.read_bytes()
    except OSError as wrong:
        return "unreadable", f"{path} cannot be read ({wrong.strerror}): mend its permissions or take it out"
