"""Releases that tell what was reached: each gives the rows that a reader would write down, and no other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets
from tasks.targets.records import Target

RELEASES = tomllib.loads(Path(__file__).with_name("results.toml").read_text(encoding="utf-8"))["release"]
CLOSE = 0.01  # of a value, for thirds


def told(release: dict[str, Any]) -> Any:
    marks = pytest.mark.xfail(reason=release["wrong"], strict=True) if "wrong" in release else ()
    return pytest.param(release, id=f"{release['company']} {release['on']}", marks=marks)


def fits(row: Target, wanted: str) -> bool:
    """Whether a row is one that was written down as "achievement reduce ghg/energy 12"."""
    kind, action, topic, value = wanted.split()
    alike = row.kind == kind and row.action in action.split("/") and row.topic in topic.split("/")
    if value == "-" or row.value is None:
        return alike and value == "-" and row.value is None
    return alike and abs(row.value - float(value)) <= CLOSE * max(1.0, abs(float(value)))


@pytest.mark.parametrize("release", [told(one) for one in RELEASES])
def test_a_release_has_the_rows_of_what_it_tells(release: dict[str, Any]) -> None:
    rows = extract_targets(
        release_from_text(
            release["text"].strip(),
            issuer=release["company"],
            published_on=release["on"],
            release_id=f"{release['company']} {release['on']}",
            title=None,
        )
    )
    missed = []
    for wanted in release["rows"]:
        found = next((row for row in rows if fits(row, wanted)), None)
        if found is None:
            missed.append(wanted)
        else:
            rows.remove(found)
    assert (missed, [(row.kind, row.action, row.topic, row.value) for row in rows]) == ([], [])
