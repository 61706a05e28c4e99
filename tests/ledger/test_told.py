"""Whole histories of invented companies as releases word them: each release does to the book what it says."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tasks.ledger.book import keep_book
from tasks.ledger.records import Statement
from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets

AS_OF, SEEN = date(2026, 12, 31), datetime(2026, 12, 31, tzinfo=UTC)
RELEASES = tomllib.loads(Path(__file__).with_name("told.toml").read_text(encoding="utf-8"))["release"]


def name_of(told: dict[str, Any]) -> str:
    return f"{told['company']} {told['on']}"


@cache
def happened() -> dict[str, list[str]]:
    """The kinds of the events of each release, of one book over all of them."""
    said: list[Statement] = []
    for told in RELEASES:
        release = release_from_text(
            told["text"].strip(),
            issuer=told["company"],
            published_on=told["on"],
            release_id=name_of(told),
            title=None,
        )
        said += [
            Statement(f"{name_of(told)} {number}", name_of(told), told["on"], target)
            for number, target in enumerate(extract_targets(release))
        ]
    found: dict[str, list[str]] = defaultdict(list)
    for event in keep_book(said, AS_OF).events:
        found[event.release_id or "overdue"].append(event.kind)
    return found


def case(told: dict[str, Any]) -> Any:
    wrong = told.get("wrong")
    marks = [pytest.mark.xfail(reason=wrong, strict=True)] if wrong else []
    return pytest.param(told, id=name_of(told), marks=marks)


@pytest.mark.parametrize("told", [case(told) for told in RELEASES])
def test_a_release_does_what_it_says(told: dict[str, Any]) -> None:
    assert sorted(happened()[name_of(told)]) == told["does"].split()
