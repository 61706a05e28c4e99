"""Every entry of the vocabulary meets its examples and passes by its counter-examples."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tasks.targets.vocabulary import bounded

from tasks.releases.sections import bare_line, region_of
from tasks.targets.lexicon import stanzas
from tasks.targets.quantities import find_quantities

SHIPPED = Path(__file__).resolve().parents[2] / "tasks"


def cohort(file: str, side: str) -> list[Any]:
    return [
        pytest.param(one, text, id=f"{one.get('name', one.get('unit'))}: {text}")
        for one in stanzas(file)
        for text in one[side]
    ]


@pytest.mark.parametrize(("stanza", "text"), cohort("cues", "examples") + cohort("topics", "examples"))
def test_met(stanza: dict[str, Any], text: str) -> None:
    assert bounded(stanza["words"]).search(text)


@pytest.mark.parametrize(("stanza", "text"), cohort("cues", "not_examples") + cohort("topics", "not_examples"))
def test_passed_by(stanza: dict[str, Any], text: str) -> None:
    assert not bounded(stanza["words"]).search(text)


@pytest.mark.parametrize(("stanza", "text"), cohort("units", "examples"))
def test_unit_met(stanza: dict[str, Any], text: str) -> None:
    assert stanza["unit"] in {one.unit for one in find_quantities(f"cut by {text} by 2030")}


@pytest.mark.parametrize(("stanza", "text"), cohort("units", "not_examples"))
def test_unit_passed_by(stanza: dict[str, Any], text: str) -> None:
    assert stanza["unit"] not in {one.unit for one in find_quantities(f"cut by {text} by 2030")}


@pytest.mark.parametrize("file", ["cues", "topics", "units"])
def test_every_entry_has_both(file: str) -> None:
    for stanza in stanzas(file):
        assert stanza["examples"], stanza
        assert stanza["not_examples"], stanza


def test_every_word_is_an_expression() -> None:
    for path in SHIPPED.rglob("lexicon/*.toml"):
        for stanza in next(iter(tomllib.loads(path.read_text("utf-8")).values())):
            for pattern in stanza.get("words", stanza.get("patterns", [])):
                re.compile(pattern)


def regions(side: str) -> list[Any]:
    text = (SHIPPED / "releases" / "lexicon" / "regions.toml").read_text("utf-8")
    return [(one["label"], line) for one in tomllib.loads(text)["region"] for line in one[side]]


@pytest.mark.parametrize(("label", "line"), regions("examples"))
def test_heading_of_a_region(label: str, line: str) -> None:
    assert region_of(bare_line(line)) == label


@pytest.mark.parametrize(("label", "line"), regions("not_examples"))
def test_no_heading_of_that_region(label: str, line: str) -> None:
    assert region_of(bare_line(line)) != label
