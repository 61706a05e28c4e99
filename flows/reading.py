"""The verbs `extract` and `clean`: files or JSON lines in, rows out; no warehouse, no Prefect."""

from __future__ import annotations

import argparse
import json
import mimetypes
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flows.streams import say, tell
from tasks.ledger.wording import in_words
from tasks.releases.clean import clean as clean_document
from tasks.releases.errors import NotARelease
from tasks.releases.html import release_from_html
from tasks.releases.plain import release_from_text
from tasks.releases.records import Release
from tasks.sources.records import RawDocument
from tasks.targets.extract import extract_targets

Row = dict[str, Any]


class WrongInput(ValueError):
    """A file or line that cannot be read as what it should be."""


def extract(options: argparse.Namespace) -> int:
    """Targets of files, in words with their evidence, or of JSON lines."""
    return _read(options, _target_rows, _targets_in_words)


def clean(options: argparse.Namespace) -> int:
    """Releases of pages: title, date, issuer and labelled text, or the same as JSON lines."""
    return _read(options, _release_row, _release_in_words)


def _target_rows(release: Release) -> Row:
    return {"targets": [asdict(target) for target in extract_targets(release)]}


def _release_row(release: Release) -> Row:
    published: date | None = release.published_at or release.published_on
    sections = [asdict(one) | {"text": release.text[one.start : one.end]} for one in release.sections]
    return {
        "title": release.title,
        "published_at": published.isoformat() if published else None,
        "issuer": release.issuer,
        "text": release.text,
        "sections": sections,
    }


def _targets_in_words(release: Release) -> str:
    targets = extract_targets(release)
    lines = [f"{t.company or 'unknown company'}: {in_words(t)} [{t.kind}]\n    “{t.evidence}”" for t in targets]
    return "\n".join(lines) or "no target"


def _release_in_words(release: Release) -> str:
    head = [
        f"title:     {release.title or ''}",
        f"issuer:    {release.issuer or ''}",
        f"published: {release.published_at or release.published_on or ''}",
    ]
    parts = [f"[{one.label}] {release.text[one.start : one.end]}" for one in release.sections]
    return "\n\n".join(["\n".join(head), *parts])


def _read(options: argparse.Namespace, row: Callable[[Release], Row], words: Callable[[Release], str]) -> int:
    if not options.files and not options.jsonl:
        raise WrongInput("name a file, or give JSON lines on standard input with --jsonl")
    set_aside = 0
    for name, release in _releases(options.files):
        if isinstance(release, WrongInput):
            set_aside += 1
            tell(f"pledgebook: {release}")
            line: str | None = json.dumps({"id": name, "error": str(release)}) if options.jsonl else None
        elif options.jsonl:
            line = json.dumps({"id": name, **row(release)}, ensure_ascii=False)
        else:
            line = (f"{name}\n" if len(options.files) > 1 else "") + words(release)
        if line is not None:
            say(line)
    if set_aside:
        tell(f"pledgebook: {set_aside} set aside")
    return 3 if set_aside and options.strict else int(bool(set_aside and not options.jsonl))


def _releases(files: list[str]) -> Iterator[tuple[Any, Release | WrongInput]]:
    if files:
        for file in files:
            yield file, _of_file(Path(file))
    else:
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")  # type: ignore[union-attr]
        yield from _of_lines(sys.stdin)


def _of_file(path: Path, known: Row | None = None) -> Release | WrongInput:
    try:
        content = path.read_bytes()
    except OSError as wrong:
        return WrongInput(f"{path}: cannot be read: {wrong.strerror}")
    now, kind = datetime.now(UTC), mimetypes.guess_type(path.name)[0]
    told = known or {}
    document = RawDocument(
        "files",
        path.name,
        told.get("url"),
        content,
        kind,
        now,
        issuer_hint=told.get("issuer"),
        feed_title=told.get("title"),
        feed_published=str(told["published_on"]) if told.get("published_on") else None,
    )
    try:
        return clean_document(document)
    except NotARelease as no:
        return WrongInput(f"{path}: {no.reason}: {no.detail}")


def _of_lines(lines: Iterable[str]) -> Iterator[tuple[Any, Release | WrongInput]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except json.JSONDecodeError as wrong:
            yield None, WrongInput(f"line {number} is no JSON: {wrong}")
            continue
        if not isinstance(given, dict):
            yield None, WrongInput(f'line {number} is no object: give {{"id": ..., "text": ...}}')
            continue
        yield given.get("id"), _of_line(number, given)


def _of_line(number: int, given: Row) -> Release | WrongInput:
    try:
        known: Row = {
            "release_id": str(given.get("id") or ""),
            "title": given.get("title"),
            "issuer": given.get("company"),
            "url": given.get("url"),
            "published_on": _day(given.get("published_at")),
        }
        if isinstance(given.get("text"), str):
            return release_from_text(given["text"], **known)
        if isinstance(given.get("html"), str):
            return release_from_html(given["html"], **known)
        if isinstance(given.get("html_path"), str):
            return _of_file(Path(given["html_path"]), known)
    except (NotARelease, ValueError) as wrong:
        return WrongInput(f"line {number}: {wrong}")
    return WrongInput(f"line {number} has neither text nor html")


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)[:10]) if text else None
