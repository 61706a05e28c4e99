"""Every stanza of the cleaner's vocabulary meets its examples and none of its counter-examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tasks.releases.furniture import is_furniture_line, named_like_furniture, opens_furniture, vocabulary
from tasks.releases.sections import region_of
from tasks.releases.sections import vocabulary as regions
from tasks.releases.wires import wire_of_url, wires

MEETS: dict[str, Callable[[str], bool]] = {
    "names": named_like_furniture,
    "headings": opens_furniture,
    "lines": is_furniture_line,
}
FURNITURE = [(of, one, True) for of, stanza in vocabulary().items() for one in stanza["examples"]]
NO_FURNITURE = [(of, one, False) for of, stanza in vocabulary().items() for one in stanza["not_examples"]]
REGIONS = [(stanza["label"], one) for stanza in regions() for one in stanza["examples"]]
NO_REGIONS = [(stanza["label"], one) for stanza in regions() for one in stanza["not_examples"]]


@pytest.mark.parametrize(("of", "example", "expected"), FURNITURE + NO_FURNITURE)
def test_furniture(of: str, example: str, expected: bool) -> None:
    assert MEETS[of](example) is expected


@pytest.mark.parametrize(("label", "example"), REGIONS)
def test_a_region_is_opened_by_its_headings(label: str, example: str) -> None:
    assert region_of(example) == label


@pytest.mark.parametrize(("label", "example"), NO_REGIONS)
def test_a_region_is_opened_by_nothing_else(label: str, example: str) -> None:
    assert region_of(example) != label


@pytest.mark.parametrize("wire", [one for one in wires() if one.hosts], ids=lambda one: one.name)
def test_a_wire_is_known_by_its_addresses(wire: object) -> None:
    examples: tuple[str, ...] = wire.examples  # type: ignore[attr-defined]
    assert examples
    for address in examples:
        assert wire_of_url(address) is wire
        assert wire_of_url(f"https://house.example/?from={address}") is None


def test_wires_without_hosts_have_signs_or_marks() -> None:
    assert not [one.name for one in wires() if not (one.hosts or one.signs or one.marks)]
