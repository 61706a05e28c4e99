"""The constructed history: every event right, in whatever order the releases arrive."""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from tasks.bookkeeping import keep_ledger
from tasks.copies import store_releases
from tasks.ledger.book import keep_book
from tasks.ledger.records import Book, Statement
from tasks.releases.plain import release_from_text
from tasks.sources.records import RawDocument
from tasks.targets.extract import extract_targets
from tests.ledger.history import AS_OF, Story, companies, expected, stories
from tests.warehouse.written import staged
from warehouse.connect import writer

SEEN = datetime(2026, 1, 30, tzinfo=UTC)
ORDERS = int(os.environ.get("PLEDGEBOOK_ORDERS") or 5)
BATCHES = 3


@pytest.fixture(scope="module")
def statements() -> list[Statement]:
    """The rows that the extractor reads in the releases of the history."""
    found = []
    for story in stories():
        release_id = f"{story.company} {story.on}"
        release = release_from_text(
            story.text, issuer=story.company, published_on=story.on, release_id=release_id, title=None
        )
        for number, target in enumerate(extract_targets(release)):
            found.append(Statement(f"{release_id} {number}", release_id, story.on, target))
    return found


def written_down() -> list[tuple[Any, ...]]:
    """What the history says of each promise: its company, then every event with day, values and years; sorted."""
    of_promise: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for company, promise, *event in expected():
        of_promise[company, promise].append(tuple(event))
    return sorted(((company, *sorted(found, key=repr)) for (company, _), found in of_promise.items()), key=repr)


def kept(book: Book) -> list[tuple[Any, ...]]:
    """The same of a book."""
    of_promise: dict[str, list[Any]] = defaultdict(list)
    for one in book.events:
        figures = (one.value_before, one.value_after, one.year_before, one.year_after)
        of_promise[one.promise_id].append((one.happened_on, one.kind, *figures))
    company = {promise.promise_id: promise.company for promise in book.promises}
    return sorted(((company[key], *sorted(found, key=repr)) for key, found in of_promise.items()), key=repr)


def test_the_history_is_as_large_and_varied_as_it_says() -> None:
    written = expected()
    assert len(companies()) == 40
    assert len(written) >= 300
    assert len(set(Counter(row[3] for row in written))) == 10
    assert min(row[2] for row in written).year == 2020
    assert sum(story.carried_twice for story in stories()) >= 3
    assert sum(story.first_version is not None for story in stories()) >= 2


def test_every_event_is_right(statements: list[Statement]) -> None:
    found, wanted = kept(keep_book(statements, AS_OF)), written_down()
    assert [one for one in found if one not in wanted] == [one for one in wanted if one not in found]
    assert found == wanted


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_nothing(statements: list[Statement], seed: int) -> None:
    shuffled = random.Random(seed).sample(statements, len(statements))
    assert keep_book(shuffled + shuffled[:50], AS_OF) == keep_book(statements, AS_OF)


Arrival = tuple[str, dict[str, pa.Table]]


def _arrival(story: Story, text: str, source: str, seen: datetime) -> Arrival:
    """A document as tables, under the key of its item."""
    key = f"{story.company} {story.on}.txt"
    document = RawDocument(source, key, None, text.encode(), "text/plain", seen, issuer_hint=story.company)
    return key, staged(document, seen)


def _arrivals() -> list[list[Arrival]]:
    """Documents by item, each item's versions in their order; every document is first seen at its own time."""
    made = []
    for number, story in enumerate(stories()):
        seen = SEEN + timedelta(minutes=number)
        first = [_arrival(story, story.first_version, "desk", seen)] if story.first_version else []
        made.append([*first, _arrival(story, story.text, "desk", seen)])
        if story.carried_twice:
            made.append([_arrival(story, story.text, "wire", seen + timedelta(hours=10))])
    return made


def _batches(arrivals: list[list[Arrival]], seed: int) -> list[list[Arrival]]:
    """A random order of arrival: a version never comes before the one that it replaces, nor in the same batch."""
    draw = random.Random(seed)
    batches: list[list[Arrival]] = [[] for _ in range(BATCHES)]
    for versions in draw.sample(arrivals, len(arrivals)):
        for place, version in zip(sorted(draw.sample(range(BATCHES), len(versions))), versions, strict=True):
            batches[place].append(version)
    return batches


def _book_of(path: Path, batches: list[list[Arrival]], few: int) -> None:
    for batch in batches:
        tables = {name: pa.concat_tables([tables[name] for _, tables in batch]) for name in batch[0][1]}
        with writer(path) as connection:
            store_releases(connection, tables)
        keep_ledger(path, AS_OF, [], few=few)


def _contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but for the columns run_id and *_at; attempts and versions are those that came."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = {}
        for (table,) in connection.execute("select table_name from duckdb_tables() order by 1").fetchall():
            if table not in ("raw_fetch", "raw_document"):
                columns = "columns(c -> c <> 'run_id' and not ends_with(c, '_at'))"
                found[table] = sorted(connection.execute(f"select {columns} from {table}").fetchall(), key=repr)
        return found


@pytest.mark.slow
def test_orders_of_arrival_make_identical_tables(tmp_path: Path) -> None:
    """Shuffled, with duplicates, corrections and late arrivals; company by company as when kept whole at the end.

    PLEDGEBOOK_ORDERS says how many; 20 for the record.
    """
    arrivals = _arrivals()
    whole = tmp_path / "whole.duckdb"
    _book_of(whole, _batches(arrivals, 0), few=10**9)
    wanted = _contents(whole)
    with duckdb.connect(str(whole), read_only=True) as connection:
        kinds = dict(connection.execute("select kind, count(*) from core_promise_event group by kind").fetchall())
    assert kinds == Counter(row[3] for row in expected())
    with writer(whole) as connection:
        connection.execute("delete from core_ledger_state; delete from core_promise").fetchall()
    keep_ledger(whole, AS_OF, [], few=0, many=0)
    assert _contents(whole) == wanted, "in parts, by several processes"
    for seed in range(1, ORDERS + 1):
        path = tmp_path / f"{seed}.duckdb"
        _book_of(path, _batches(arrivals, seed), few=0)
        assert _contents(path) == wanted, seed
        path.unlink()
