"""Sentences with the rows that they make, easy ones first, look-alikes last; short releases with every field of theirs."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets
from tasks.targets.records import Target
from tests.targets.reading import ISSUER, PUBLISHED, rows

EXAMPLES = Path(__file__).parents[1] / "examples"
SENTENCES = [
    one
    for name in ("targets.toml", "wordings.toml")
    for one in tomllib.loads((EXAMPLES / name).read_text("utf-8"))["example"]
]
RELEASES = tomllib.loads((EXAMPLES / "releases.toml").read_text("utf-8"))["release"]
NOT_SAID = {"confidence", "rules"}  # how a row was made; the gold sets and the laws look after these
WRONG = {
    "a result, and a state's aim": "a result whose year is not stated gets the release's own",
}


def case(example: dict[str, Any], name: str) -> Any:
    wrong = WRONG.get(name)
    return pytest.param(example, id=name[:60], marks=[pytest.mark.xfail(reason=wrong, strict=True)] if wrong else [])


@pytest.mark.parametrize("example", [case(one, one["text"]) for one in SENTENCES])
def test_rows(example: dict[str, Any]) -> None:
    got = [
        [row.action, row.topic, "" if row.value is None else row.value, row.unit or "", row.target_year]
        for row in rows(example["text"])
        if row.kind == "target"
    ]
    assert sorted(map(str, got)) == sorted(
        str([a, t, v if v == "" else float(v), u, y or None]) for a, t, v, u, y in example["rows"]
    )


def expected_row(text: str, given: dict[str, Any]) -> dict[str, Any]:
    """Every field of a row that the example names some of."""
    start = text.index(given["evidence"])
    row = Target(
        company=ISSUER,
        action="reach",
        topic="ghg",
        metric="",
        evidence="",
        start=start,
        end=start + len(given["evidence"]),
    )
    listed = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    return {one.name: listed.get(one.name, getattr(row, one.name)) for one in fields(Target)}


@pytest.mark.parametrize("example", [case(one, one["name"]) for one in RELEASES])
def test_every_field_of_a_release(example: dict[str, Any]) -> None:
    text = f"News from the north\n\n{example['text'].strip()}\n"
    expected = [expected_row(text, given) for given in example["row"]]
    unknown = {key for given in example["row"] for key in given} - {one.name for one in fields(Target)}
    assert not unknown
    got = [{one.name: getattr(row, one.name) for one in fields(Target)} for row in rows(example["text"].strip())]
    said = [[{key: row[key] for key in row if key not in NOT_SAID} for row in side] for side in (got, expected)]
    assert said[0] == said[1]


OTHER_LANGUAGES = {
    "German": "Norrholm will seine Emissionen bis 2030 gegenüber 2019 um 42% senken und ab 2027 nur noch erneuerbaren Strom "
    "beziehen. Der Konzern verpflichtet sich außerdem, bis 2040 Net Zero zu erreichen und 12.000 Bäume zu pflanzen.",
    "French": "Norrholm s'engage à réduire ses émissions de 42% d'ici 2030 par rapport à 2019 et à n'utiliser que de "
    "l'électricité renouvelable dès 2027. Le groupe vise aussi le net zero en 2040 et plantera 12 000 arbres.",
    "Spanish": "Norrholm se compromete a reducir sus emisiones un 42% para 2030 frente a 2019 y a usar solo electricidad "
    "renovable desde 2027. El grupo quiere además alcanzar el net zero en 2040 y plantar 12.000 árboles.",
    "Swedish": "Norrholm ska minska sina utsläpp med 42% till 2030 jämfört med 2019 och bara använda förnybar el från 2027. "
    "Koncernen siktar dessutom på net zero 2040 och kommer att plantera 12 000 träd.",
    "Japanese": "ノルホルムは2030年までに温室効果ガス排出量を2019年比で42%削減し、2040年までにnet zeroを達成することを目標としています。"
    "また、2027年からすべての電力を再生可能エネルギーに切り替え、12,000本の木を植えます。",
}


@pytest.mark.parametrize("text", OTHER_LANGUAGES.values(), ids=OTHER_LANGUAGES)
def test_another_language_gives_no_rows(text: str) -> None:
    release = release_from_text(text, issuer=ISSUER, published_on=PUBLISHED)
    assert release.language not in ("en", None)  # what the run counts as not read
    assert extract_targets(release) == []
