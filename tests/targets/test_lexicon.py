"""Every stanza of the lexicon meets its examples, passes by its counter-examples, and has no phrase that nothing can meet."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from tasks.releases.sections import bare_line, region_of
from tasks.targets.clauses import clauses_of
from tasks.targets.lexicon import book, inflected, stanzas
from tasks.targets.marks import marked
from tasks.targets.passages import Passage
from tasks.targets.phrases import Phrasebook, expanded
from tasks.targets.quantities import find_quantities
from tasks.targets.records import Action, Topic
from tasks.targets.states import find_states
from tasks.targets.tokens import tokenize

TASKS = Path(__file__).resolve().parents[2] / "tasks"
SIDES = {"examples", "not_examples"}
# What a stanza of each file must have, and what it may have besides.
KEYS: dict[str, tuple[set[str], set[str]]] = {
    "verbs": ({"name", "verbs", "nouns"}, set()),
    "cues": ({"name", "words"}, {"verbs"}),
    "goals": ({"name", "verbs"}, {"words"}),
    "parties": ({"name", "words"}, set()),
    "causes": ({"name", "words"}, set()),
    "topics": ({"name", "weight", "words"}, {"weak"}),
    "states": ({"action", "topic", "words", "not_before"}, set()),
    "units": ({"unit", "scales"}, {"before", "money", "carbon"}),
}
Stanza = dict[str, Any]
# Read so that their numbers count nothing: areas of buildings and degrees of warming are no outcomes.
UNCOUNTED = {"m2", "°C"}


def case(*values: Any, id: str) -> Any:  # noqa: A002 (pytest's own name for it)
    return pytest.param(*values, id=id)


def phrases_of(stanza: Stanza) -> Iterator[str]:
    for verb in stanza.get("verbs", ()):
        yield from (form for form, _ in inflected(verb))
    for key in ("nouns", "words", "scales", "before"):
        yield from stanza.get(key, ())


def own_book(stanza: Stanza) -> Phrasebook[str]:
    """The phrases of one stanza alone."""
    return Phrasebook((phrase, phrase) for phrase in phrases_of(stanza))


def called(stanza: Stanza) -> str:
    return str(stanza.get("name") or stanza.get("unit") or stanza["action"])


def in_its_book(file: str, stanza: Stanza, text: str) -> bool:
    tokens = tokenize(text)
    found = (book(file).at(tokens, place) for place in range(len(tokens)))
    return any(one is not None and one.entry.name == stanza["name"] for one in found)


def in_words(file: str, stanza: Stanza, text: str) -> bool:
    return own_book(stanza).any(tokenize(text))


def in_quantities(file: str, stanza: Stanza, text: str) -> bool:
    if stanza["unit"] in UNCOUNTED:
        return in_words(file, stanza, text)
    return stanza["unit"] in {one.unit for one in find_quantities(tokenize(f"cut by {text} by 2030"))}


MET: dict[str, Callable[[str, Stanza, str], bool]] = {"verbs": in_its_book, "units": in_quantities}


def cohort(side: str) -> list[Any]:
    return [
        case(file, one, text, id=f"{file}: {called(one)}: {text}")
        for file in KEYS
        for one in stanzas(file)
        for text in one.get(side, ())
    ]


@pytest.mark.parametrize(("file", "stanza", "text"), cohort("examples"))
def test_an_example_is_met(file: str, stanza: Stanza, text: str) -> None:
    assert MET.get(file, in_words)(file, stanza, text)


@pytest.mark.parametrize(("file", "stanza", "text"), cohort("not_examples"))
def test_a_look_alike_is_passed_by(file: str, stanza: Stanza, text: str) -> None:
    assert not MET.get(file, in_words)(file, stanza, text)


@pytest.mark.parametrize("file", KEYS)
def test_every_stanza_has_its_keys_and_no_others(file: str) -> None:
    needed, possible = KEYS[file]
    for stanza in stanzas(file):
        keys = stanza.keys()
        assert needed | SIDES <= keys, f"{file}.toml, {called(stanza)}: lacks {needed | SIDES - keys}"
        assert keys <= needed | possible | SIDES, (
            f"{file}.toml, {called(stanza)}: unknown {keys - needed - possible - SIDES}"
        )
        assert stanza["examples"], f"{file}.toml, {called(stanza)}: no examples"
        assert stanza["not_examples"], f"{file}.toml, {called(stanza)}: no not_examples"


def test_every_file_is_known_here() -> None:
    assert {path.stem for path in (TASKS / "targets" / "lexicon").glob("*.toml")} == set(KEYS)


def test_topics_and_actions_are_those_of_the_contract() -> None:
    topics = {one["name"] for one in stanzas("topics")} | {one["topic"] for one in stanzas("states")}
    assert topics <= set(get_args(Topic))
    assert {one["action"] for one in stanzas("states")} <= set(get_args(Action))


def spoken(form: tuple[str, ...]) -> str:
    """A plain form as somebody would write it: "recycl*" as "recycl", "..." as one word."""
    return " ".join("any" if word == "..." else word.rstrip("*") for word in form)


@pytest.mark.parametrize("file", [case(file, id=file) for file in KEYS])
def test_no_phrase_is_dead(file: str) -> None:
    """A phrase that the tokens of its own words do not meet ("long-term", whose hyphen is no token) is met by nothing."""
    dead = [
        f"{called(stanza)}: {phrase}"
        for stanza in stanzas(file)
        for phrase in phrases_of(stanza)
        for form in expanded(phrase)
        if Phrasebook([(phrase, True)]).at(tokenize(spoken(form)), 0) is None
    ]
    assert dead == []


@pytest.mark.parametrize("unit", sorted(UNCOUNTED))
def test_a_number_of_an_uncounted_unit_is_no_quantity(unit: str) -> None:
    examples = next(one["examples"] for one in stanzas("units") if one["unit"] == unit)
    assert [find_quantities(tokenize(f"it is {text} now")) for text in examples] == [[] for _ in examples]


NAMED = [one for one in stanzas("states") if one["not_before"]]


@pytest.mark.parametrize("stanza", [pytest.param(one, id=f"{one['action']} {one['topic']}") for one in NAMED])
def test_a_state_before_a_kind_of_thing_is_none(stanza: Stanza) -> None:
    state = next(form for form in expanded(stanza["words"][0]) if "..." not in form)
    for kind in stanza["not_before"]:
        text = f"Norrholm will present its {spoken(state)} {spoken(next(expanded(kind)))} in May."
        sentence = marked(Passage(0, len(text), text, "body"), None)
        found = [one for one in find_states(sentence, clauses_of(sentence)) if one.action == stanza["action"]]
        assert not found, text


def regions(side: str) -> list[Any]:
    text = (TASKS / "releases" / "lexicon" / "regions.toml").read_text("utf-8")
    return [(one["label"], line) for one in tomllib.loads(text)["region"] for line in one[side]]


@pytest.mark.parametrize(("label", "line"), regions("examples"))
def test_heading_of_a_region(label: str, line: str) -> None:
    assert region_of(bare_line(line)) == label


@pytest.mark.parametrize(("label", "line"), regions("not_examples"))
def test_no_heading_of_that_region(label: str, line: str) -> None:
    assert region_of(bare_line(line)) != label
