"""Every entry of the ledger's vocabulary does what its examples say, and nothing to its counter-examples."""

from __future__ import annotations

from typing import Any

import pytest

from tasks.ledger.subjects import content_words, subject_of
from tasks.ledger.vocabulary import entries, says, stems
from tasks.targets.records import Target

ENTRIES = entries()


def meant(table: str, entry: dict[str, Any], text: str) -> bool:
    if table == "empty":
        return not content_words(text, "no topic")
    if table == "implied":
        return not content_words(text, entry["topic"]) and bool(content_words(text, "no topic"))
    if table == "same":
        return entry["name"] in content_words(text, "no topic")
    if table == "boundary":
        metric = Target("Norrholm", "reduce", "ghg", text, "e", 0, 1, 40.0, unit="%")
        return subject_of(metric).boundary == frozenset(entry["scopes"])
    return says(entry["name"], text)


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=[f"{table}: {entry.get('name')}" for table, entry in ENTRIES])
def test_an_entry_means_its_examples_alone(table: str, entry: dict[str, Any]) -> None:
    assert [text for text in entry["examples"] if not meant(table, entry, text)] == []
    assert [text for text in entry["not_examples"] if meant(table, entry, text)] == []


def test_a_word_has_one_meaning() -> None:
    synonyms = [word for table, entry in ENTRIES if table == "same" for word in dict.fromkeys(stems(entry["words"]))]
    assert len(synonyms) == len(set(synonyms))


def test_whose_a_thing_is_adds_no_word() -> None:
    assert stems("Norrholm's listed equities") == stems("Norrholm listed equities")
    assert stems("the bank’s loans") == stems("the bank loans")
