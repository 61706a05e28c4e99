"""One announcement on many wires and sites counts once; two of one issuer are never joined."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from tasks import rows
from tasks.copies import store_releases
from tasks.releases.plain import release_from_text
from tasks.releases.records import Release
from tests.releases.copied import Told, told
from warehouse.connect import empty_book

NOW = datetime(2025, 1, 1, tzinfo=UTC)
TEXT = (
    "OSLO, March 4, 2025 -- Norrholm Steel today said that it will cut the water in its works by 40% by 2030. It means "
    "to do so by closing the loop of its cooling towers and by training the crews of every shift in both of its works. "
    "The board took the decision after a review of two winters, and the unions agreed to the new shifts last month.\n\n"
    "“We know what each tonne costs us,” said Ann Berg, who runs the company. “The work begins in May, and in 30 weeks "
    "we shall know whether it pays.” Some 900 people work at its 12 sites, most in the far north of the country."
)
TITLE = "Norrholm Steel to cut the water in its works"


def book(releases: Sequence[Release], batch: int = 2000) -> duckdb.DuckDBPyConnection:
    connection = empty_book()
    for start in range(0, len(releases), batch):
        put(connection, releases[start : start + batch])
    return connection


def put(connection: duckdb.DuckDBPyConnection, releases: Sequence[Release]) -> None:
    store_releases(connection, tables(releases))


def tables(releases: Sequence[Release]) -> dict[str, pa.Table]:
    """The rows of releases, among them their marks."""
    return {
        "raw_document": rows.documents([], "run", NOW),
        "raw_fetch": rows.archived_fetches([], "run"),
        "raw_reject": rows.rejects([], "run", NOW),
        "core_release": rows.releases(releases, "run", NOW),
        "core_release_field": rows.fields(releases),
        "core_release_sketch": rows.sketches(releases),
        "core_section": rows.sections(releases),
        "core_target": rows.targets([], "1", "run"),
    }


def places(connection: duckdb.DuckDBPyConnection) -> list[Any]:
    columns = "release_id, duplicate_of, duplicate_kind, duplicate_rule, duplicate_score"
    return connection.execute(f"select {columns} from core_release order by release_id").fetchall()


def pairs(groups: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in groups)


def scored(connection: duckdb.DuckDBPyConnection, made: Sequence[Told]) -> tuple[float, float]:
    """Pairwise precision and recall."""
    truth = {one.release.release_id: one.announcement for one in made}
    group = {row[0]: row[1] or row[0] for row in places(connection)}
    both = pairs(Counter((truth[one], group[one]) for one in truth).values())
    return both / pairs(Counter(group.values()).values()), both / pairs(Counter(truth.values()).values())


def release(release_id: str, text: str = TEXT, title: str | None = TITLE, **known: Any) -> Release:
    known = {"published_on": date(2025, 3, 4), "issuer": "Norrholm Steel"} | known
    return release_from_text(text, release_id=release_id, title=title, **known)


def test_copies_of_our_own_making_are_found_and_nothing_else() -> None:
    made = told(200, 500)
    precision, recall = scored(book([one.release for one in made]), made)
    assert precision >= 0.999
    assert recall >= 0.97


@pytest.mark.slow
def test_two_thousand_announcements_in_five_thousand_copies() -> None:
    made = told(2000, 5000)
    precision, recall = scored(book([one.release for one in made]), made)
    assert precision >= 0.999
    assert recall >= 0.97


def test_the_order_of_arrival_changes_nothing() -> None:
    releases = [one.release for one in told(25, 70, seed=3)]
    once = places(book(releases))
    for seed, batch in ((1, 9), (2, 1000)):
        random.Random(seed).shuffle(releases)
        assert places(book(releases, batch)) == once


def kinds(*releases: Release) -> dict[str, tuple[str | None, str | None]]:
    return {row[0]: (row[1], row[2]) for row in places(book(releases))}


def test_a_full_copy_leads_a_cut_one_that_came_before_it() -> None:
    cut = release("a", TEXT.partition("\n\n")[0], published_on=date(2025, 3, 3))
    assert kinds(cut, release("b")) == {"a": ("b", "cut"), "b": (None, None)}


def test_a_correction_leads_and_what_it_corrects_counts_no_more() -> None:
    corrected = release("z", TEXT.replace("40%", "45%"), f"CORRECTION: {TITLE}", published_on=date(2025, 3, 6))
    found = kinds(release("a"), release("b"), corrected)
    assert found["z"] == (None, None)
    assert found["a"] == ("z", "superseded")
    assert found["b"][0] == "z"


def test_a_correction_that_fits_two_announcements_corrects_the_one_that_is_most_alike() -> None:
    bergen = TEXT.replace("900", "850").replace("two winters", "one winter").replace("OSLO", "BERGEN")
    corrected = release("z", TEXT.replace("40%", "45%"), f"CORRECTION: {TITLE}", published_on=date(2025, 3, 8))
    found = kinds(release("a"), release("b", bergen, published_on=date(2025, 3, 7)), corrected)
    assert found == {"a": ("z", "superseded"), "b": (None, None), "z": (None, None)}


def test_a_correction_of_what_came_days_after_it_is_none() -> None:
    corrected = release("z", TEXT.replace("40%", "45%"), f"CORRECTION: {TITLE}", published_on=date(2025, 3, 1))
    assert kinds(release("a"), corrected) == {"a": (None, None), "z": (None, None)}


def test_two_corrections_of_one_announcement_follow_each_other() -> None:
    first = release("y", TEXT.replace("40%", "45%"), f"CORRECTION: {TITLE}", published_on=date(2025, 3, 5))
    second = release("x", TEXT.replace("40%", "48%"), f"CORRECTION: {TITLE}", published_on=date(2025, 3, 6))
    assert {one: leader for one, (leader, _) in kinds(release("a"), first, second).items()} == {
        "a": "x",
        "x": None,
        "y": "x",
    }


def test_the_same_number_on_the_wire_with_another_figure_is_a_correction() -> None:
    numbered = {"wire": "PR Newswire", "wire_release_id": "302441187"}
    old = release("a", **numbered)
    new = release("b", TEXT.replace("40%", "45%"), **numbered, published_on=date(2025, 3, 5))
    assert kinds(old, new) == {"a": ("b", "superseded"), "b": (None, None)}


def test_a_translation_of_the_same_page_counts_once() -> None:
    german = (
        "Norrholm Steel will den Wasserverbrauch seiner Werke bis 2030 um 40 Prozent senken. Das Unternehmen schließt "
        "dazu den Kreislauf der Kühltürme und schult die Mannschaften aller Schichten, wie es heute mitteilte. In 30 "
        "Wochen soll sich zeigen, ob es sich lohnt. Rund 900 Menschen arbeiten an 12 Standorten, die meisten im Norden."
    )
    address = "https://www.norrholm.example/news/water-goal"
    here = release("b", url=address)
    there = release("a", german, "Norrholm Steel senkt Wasserverbrauch", alternate_urls=(address,))
    assert there.language == "de"
    assert kinds(here, there) == {"a": ("b", "translation"), "b": (None, None)}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (TEXT.replace("40%", "45%"), TITLE.replace("water", "waste")),
        (TEXT.replace("water", "waste").replace("2030", "2035"), "Norrholm Steel to cut the waste in its works"),
        (TEXT.replace("works", "Bergen works"), "Norrholm Steel to cut the water in its Bergen works"),
    ],
)
def test_another_figure_or_name_is_another_release(text: str, title: str) -> None:
    other = release("b", text.replace("900", "850"), title)
    assert kinds(release("a"), other) == {"a": (None, None), "b": (None, None)}


def test_a_copy_under_a_sites_own_name_is_found_for_the_company_that_it_speaks_of() -> None:
    site = release("b", issuer="Northern Business Daily", published_on=date(2025, 3, 6))
    other = release("c", TEXT.replace("Norrholm", "Lundvik"), TITLE.replace("Norrholm", "Lundvik"), issuer="Lundvik")
    found = kinds(release("a"), site, other)
    assert found == {"a": (None, None), "b": ("a", "copy"), "c": (None, None)}


def test_a_copy_without_day_or_issuer_is_found() -> None:
    reworded = TEXT.replace("in the far north of the country", "up in the far north of the land")
    found = kinds(release("a"), release("b", reworded, issuer=None), release("c", reworded[:-9], published_on=None))
    assert {one: leader for one, (leader, _) in found.items()} == {"a": None, "b": "a", "c": "a"}


def test_a_form_filled_in_the_next_quarter_is_another_release() -> None:
    later = release("b", TEXT.replace("900", "850"), published_on=date(2025, 6, 4))
    assert kinds(release("a"), later) == {"a": (None, None), "b": (None, None)}


def test_a_release_read_anew_leaves_the_group_that_it_was_in() -> None:
    connection = book([release("a"), release("b")])
    assert {row[0]: row[1] for row in places(connection)} == {"a": None, "b": "a"}
    put(
        connection,
        [release("a", "Norrholm Steel opened its gates to the schools of the town on a rainy Saturday. " * 3)],
    )
    assert {row[0]: row[1] for row in places(connection)} == {"a": None, "b": None}
