"""The files of a folder: which are looked at, and which of them changed. Pure but for looking."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tasks.sources.records import Known, Reject, Source

MAX_BYTES = 20_000_000
CONTENT_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".eml": "message/rfc822",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".xml": "application/xml",
    ".rss": "application/xml",
    ".atom": "application/xml",
    ".rdf": "application/xml",
    ".newsml": "application/xml",
    ".json": "application/json",
}
ARCHIVES = (".zip", ".warc", ".warc.gz")
PROVENANCE = ".toml"  # says where the file beside it comes from; no release
INSIDE = "!"  # between an archive's path and its member's, in an item key


def ending(name: str) -> str:
    """The ending that says what a file is; .warc.gz is one."""
    lower = name.lower()
    return ".warc.gz" if lower.endswith(".warc.gz") else Path(lower).suffix


def files(source: Source) -> Iterator[Path]:
    """Files in order of their path; hidden ones and provenance are passed over."""
    place = Path(source.location)
    if place.is_file():
        yield place
        return
    for path in sorted(place.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(place).parts)
        if not hidden and path.suffix.lower() != PROVENANCE and (path.is_symlink() or path.is_file()):
            yield path


def root_of(source: Source) -> Path:
    """The folder that no file may leave."""
    place = Path(source.location)
    return place.parent if place.is_file() else place


def unreadable(source: Source, path: Path) -> Reject | None:
    """Why a file is set aside before it is opened; None where it can be read."""
    root = root_of(source)
    key = path.relative_to(root).as_posix()
    # A name is bytes to the disk: where they are no UTF-8 it cannot be stored, and is shown with \xNN.
    shown = os.fsencode(key).decode("utf-8", "backslashreplace")

    def aside(reason: str, detail: str) -> Reject:
        return Reject("fetch", f"{source.name}:{shown}", reason, detail)

    if shown != key:
        return aside("unreadable_name", f"{root}/{shown} has a name that is no UTF-8: rename the file")
    if not path.resolve().is_relative_to(root.resolve()):
        return aside("outside", f"{path} is a link that leaves {root}: copy the file into the folder")
    kind = ending(path.name)
    if kind not in CONTENT_TYPES and kind not in ARCHIVES:
        kinds = ", ".join((*CONTENT_TYPES, *ARCHIVES))
        return aside("unknown_type", f"{path} is none of {kinds}: convert it to text or HTML, or take it out")
    try:
        size = path.stat().st_size
    except OSError as wrong:
        return aside("unreadable", f"{path} cannot be read ({wrong.strerror}): mend its permissions or take it out")
    if size > MAX_BYTES and kind not in ARCHIVES:
        return aside("too_large", f"{path} has {size} bytes, more than {MAX_BYTES}: split it into its releases")
    return None


def fingerprint(path: Path) -> str:
    """Size and time of change: a file that has both as before is not opened again."""
    seen = path.stat()
    return f"{seen.st_size}:{seen.st_mtime_ns}"


def inside(known: Known) -> dict[str, list[str]]:
    """The marks of the known items of each file that holds several."""
    found: dict[str, list[str]] = {}
    for key, item in known.items():
        container, mark, _ = key.partition(INSIDE)
        if mark and item.fingerprint:
            found.setdefault(container, []).append(item.fingerprint)
    return found
