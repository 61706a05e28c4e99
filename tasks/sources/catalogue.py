"""The catalogue of sources: one stanza of sources.toml a source; a source is data, not code."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tasks.sources.errors import CatalogueError
from tasks.sources.records import Identity, Pages, Source, SourceKind, content_id

KINDS: tuple[SourceKind, ...] = ("folder", "archive", "feed", "sitemap", "page")


class _Stanza(BaseModel):
    """The keys of a stanza."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._ -]*$")
    folder: str | None = None
    archive: str | None = None
    feed: str | None = Field(default=None, pattern=r"^https?://\S+$")
    sitemap: str | None = Field(default=None, pattern=r"^https?://\S+$")
    page: str | None = Field(default=None, pattern=r"^https?://\S+$")
    issuer: str | None = None
    language: str | None = None
    enabled: bool = True
    pages: Pages = "auto"
    identity: Identity | None = None
    every_minutes: int | None = Field(default=None, ge=1)
    stale_after_days: int | None = Field(default=None, ge=1)
    robots: bool = False
    history: bool = False
    max_entries: int = Field(default=2000, ge=1, le=20_000)


def read_catalogue(path: Path) -> list[Source]:
    """The sources of a catalogue, in its order.

    Raises CatalogueError, with the file, the line and the keys there are, for anything that is not as it should be.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows editors put a byte order mark in front
        given = tomllib.loads(text)
    except OSError as wrong:
        raise CatalogueError(
            f"{path} cannot be read ({wrong.strerror}): see seeds/sources.toml for an example"
        ) from wrong
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise CatalogueError(f"{path} is no TOML: {wrong}") from wrong
    stanzas = given.pop("source", [])
    if given or not isinstance(stanzas, list):
        key = next(iter(given), "source")
        raise CatalogueError(f"{path}, line {_line(text, key, 0)}: unknown key {key!r}; write [[source]] stanzas")
    sources = [_source(path, text, number, stanza) for number, stanza in enumerate(stanzas)]
    for number, source in enumerate(sources):
        if source.name in {earlier.name for earlier in sources[:number]}:
            raise CatalogueError(f"{path}: two sources are called {source.name!r}; give each its own name")
    return sources


def _source(path: Path, text: str, number: int, stanza: dict[str, Any]) -> Source:
    try:
        checked = _Stanza.model_validate(stanza)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        key = str(first["loc"][0])
        keys = ", ".join(_Stanza.model_fields)
        said = "unknown key" if first["type"] == "extra_forbidden" else f"{first['msg']}:"
        raise CatalogueError(f"{path}, line {_line(text, key, number)}: {said} {key!r}; the keys are {keys}") from wrong
    given = [kind for kind in KINDS if getattr(checked, kind) is not None]
    if len(given) != 1:
        raise CatalogueError(f"{path}: source {checked.name!r} needs exactly one of {', '.join(KINDS)}")
    kind = given[0]
    location = str(getattr(checked, kind))
    if kind in ("folder", "archive"):
        location = str(_rooted(path, location))
    options = checked.model_dump(exclude={"name", *KINDS})
    return Source(name=checked.name, kind=kind, location=location, **options)


def _rooted(path: Path, folder: str) -> Path:
    """A relative folder lies under the catalogue's own; an absolute one is the user's choice."""
    root = path.resolve().parent
    place = (root / Path(folder).expanduser()).resolve()
    if not Path(folder).expanduser().is_absolute() and not place.is_relative_to(root):
        raise CatalogueError(f"{path}: folder {folder!r} leaves {root}; write it as an absolute path")
    return place


def _line(text: str, key: str, number: int) -> int:
    """The line where a key of the nth stanza stands, from 1; the stanza's own where the key is not found."""
    stanza, at = -1, 1
    for line_number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("[[source]]"):
            stanza += 1
            at = line_number if stanza == number else at
        elif stanza == number and line.split("=")[0].strip().strip("\"'") == key:
            return line_number
    return at


def folder_source(folder: Path) -> Source:
    """A folder given by hand as a source; its name is made from its path.

    Raises CatalogueError where it is not there or no folder.
    """
    place = folder.resolve()
    if not place.is_dir():
        what = "is no folder" if place.exists() else "does not exist"
        raise CatalogueError(f"{place} {what}: name a folder of .txt, .md or .html releases")
    return Source(f"{place.name}-{content_id(str(place))[:8]}", "folder", str(place))


def select(sources: Sequence[Source], names: Sequence[str] | None) -> list[Source]:
    """The sources named, or all that are enabled.

    Raises CatalogueError, with the names there are, for a name that is not there.
    """
    if not names:
        return [source for source in sources if source.enabled]
    by_name = {source.name: source for source in sources}
    if missing := [name for name in names if name not in by_name]:
        raise CatalogueError(f"no source is called {missing[0]!r}; there are: {', '.join(by_name) or 'none'}")
    return [by_name[name] for name in dict.fromkeys(names)]


def plain_name(text: str) -> str:
    """A text as a source may be called: letters, digits, dots, hyphens and single spaces; 60 characters at most."""
    bare = text.removeprefix("https://").removeprefix("http://")
    ascii_only = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^A-Za-z0-9._-]+", " ", ascii_only).split()).lstrip("._- ")[:60].rstrip() or "source"


def append_sources(path: Path, sources: Sequence[Source]) -> list[Source]:
    """Add stanzas to a catalogue, which is made where it is not there; returns those whose address is new.

    What stands in the file stays as it is. A name that is taken gets a number.

    Raises CatalogueError where the catalogue cannot be read or written.
    """
    there = read_catalogue(path) if path.is_file() else []
    places, names = {one.location for one in there}, {one.name for one in there}
    added: list[Source] = []
    for source in sources:
        if source.location not in places:
            numbered = (source.name if n == 1 else f"{source.name} {n}" for n in itertools.count(1))
            name = next(one for one in numbered if one not in names)
            added.append(replace(source, name=name))
            places.add(source.location)
            names.add(name)
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    stanzas = [f"[[source]]\nname = {_quoted(one.name)}\n{one.kind} = {_quoted(one.location)}\n" for one in added]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(".toml.part")
        made.write_text(
            "\n".join([text.rstrip() + "\n" if text.strip() else "", *stanzas]).lstrip("\n"), encoding="utf-8"
        )
        made.replace(path)
    except OSError as wrong:
        raise CatalogueError(f"{path} cannot be written ({wrong.strerror}): make its folder writable") from wrong
    read_catalogue(path)  # what was added is held to the same rules as what a person writes
    return added


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are among TOML's."""
    return json.dumps(text)
