"""What names an entry, and which policy a source can be trusted with."""

from __future__ import annotations

import pytest

from tasks.sources.entries import Entry
from tasks.sources.identity import Book, item_key, plain_link, policy_for
from tasks.sources.records import KnownItem


def entry(guid: str | None, link: str | None, title: str = "T", content: str = "<p>x</p>") -> Entry:
    return Entry(guid, link, title, None, content, {})


def known(*items: Entry) -> dict[str, KnownItem]:
    return {item_key(one, "guid"): KnownItem("0" * 64, one.fingerprint, one.link, one.title) for one in items}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://X.example/a?utm_source=rss&id=1", "http://x.example/a/?id=1"),
        ("https://www.x.example/a#top", "https://x.example:443/a"),
        ("https://x.example/a?fbclid=1", "https://x.example/a"),
    ],
)
def test_ways_to_one_page_are_one_link(one: str, other: str) -> None:
    assert plain_link(one) == plain_link(other)


def test_other_pages_are_other_links() -> None:
    assert plain_link("https://x.example/a?id=1") != plain_link("https://x.example/a?id=2")
    assert plain_link("https://x.example/A") != plain_link("https://x.example/a")


def test_a_new_guid_for_the_same_page_is_the_same_item() -> None:
    before = entry("old", "https://x.example/a", "Orrin sets goal")
    book = Book.of(known(before))
    after = entry("new", "https://x.example/a?utm_source=x", "Orrin sets goal")
    assert book.key_of(after, "guid") == "old"


def test_a_changed_entry_keeps_its_key() -> None:
    book = Book.of(known(entry("1", "https://x.example/a", "Orrin sets goal", "old")))
    assert book.key_of(entry("1", "https://x.example/a", "Orrin sets goal", "new"), "guid") == "1"
    assert book.key_of(entry("1", "https://x.example/a-new", "Orrin sets a goal", "new"), "guid") == "1"


def test_a_guid_that_comes_again_for_something_else_loses_nothing() -> None:
    book = Book.of(known(entry("latest", "https://x.example/a", "Orrin sets goal")))
    other = entry("latest", "https://x.example/b", "Quarterly figures published today")
    assert book.key_of(other, "guid") == "link:" + str(plain_link("https://x.example/b"))
    assert policy_for([other], book, "guid")[0] == "link"


def test_policies_switch_with_a_reason_and_never_back() -> None:
    same_guid = [entry("1", f"https://x.example/{n}", f"Title {n}") for n in range(3)]
    policy, why = policy_for(same_guid, Book.of({}), "guid")
    assert policy == "link"
    assert why
    same_link = [entry("1", "https://x.example/", f"Title {n}") for n in range(3)]
    assert policy_for(same_link, Book.of({}), "guid")[0] == "content"
    good = [entry(str(n), f"https://x.example/{n}") for n in range(3)]
    assert policy_for(good, Book.of({}), "link") == ("link", None)


def test_guids_made_anew_at_each_reading_switch_the_policy() -> None:
    first = [entry(f"a{n}", f"https://x.example/{n}", f"Title number {n}") for n in range(4)]
    second = [entry(f"b{n}", f"https://x.example/{n}", f"Title number {n}") for n in range(4)]
    book = Book.of(known(*first))
    assert policy_for(second, book, "guid")[0] == "link"
    assert [book.key_of(one, "link") for one in second] == ["a0", "a1", "a2", "a3"]
