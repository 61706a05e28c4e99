"""Two releases each, as companies word them: what the later one does to what the earlier one promised."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tasks.ledger.book import keep_book
from tasks.ledger.records import Statement
from tasks.releases.plain import release_from_text
from tasks.targets.extract import extract_targets

SEEN, AS_OF = datetime(2024, 1, 1, tzinfo=UTC), date(2024, 1, 1)
STORIES = [
    (
        "Tarnfell will cut absolute Scope 1 and 2 GHG emissions 50% by 2030 from a 2018 base year.",
        "Tarnfell today doubled down on its climate plan: it now intends to bring Scope 1 and 2 emissions down by 65% by 2030 against 2018.",
        "raised",
    ),
    (
        "Aldmoor Brewery aims to bring its water use down to 2.9 hl per hl of beer by 2030.",
        "Aldmoor Brewery still aims to bring its water use down to 2.9 hl per hectoliter of beer by 2030.",
        "restated",
    ),
    (
        "Brookmoss aims to source 100% renewable electricity by 2025.",
        "Brookmoss expects to buy only renewable electricity by 2027, two years later than planned.",
        "delayed",
    ),
    (
        "Calloway plans to reduce the carbon intensity of its cement by 20% per tonne by 2030 versus 2019.",
        "Calloway will cut its absolute carbon emissions by 20% by 2030 versus 2019.",
        "new",
    ),
    (
        "Dunleavy has committed to net zero emissions by 2050.",
        "Dunleavy has set a goal of net-zero emissions across its entire value chain by 2045, five years earlier than originally planned.",
        "brought_forward",
    ),
    (
        "Ellerby wants women to hold 40% of management positions by 2026.",
        "Women now hold 41% of management positions at Ellerby, which had set itself a goal of 40%.",
        "achieved",
    ),
    (
        "Fairlie will send zero waste to landfill by 2025.",
        "Fairlie has scrapped its zero-waste-to-landfill target for 2025.",
        "withdrawn",
    ),
    (
        "Glenmore will reduce water withdrawals by 15% by 2027 from 2020 levels.",
        "Glenmore will reduce water consumption by 15% by 2027 from 2020 levels.",
        "new",
    ),
    (
        "Invermay plans to plant 5 million trees by 2030.",
        "Invermay planted 1.2 million trees last year and remains committed to planting 5 million trees by 2030.",
        "restated",
    ),
    (
        "Jessamine will halve food waste by 2030.",
        "Jessamine reiterated its pledge to reduce food waste by 50% by 2030.",
        "restated",
    ),
    (
        "Kirkwell will reduce greenhouse gas emissions by 80% by 2050.",
        "Kirkwell is replacing its goal of an 80% reduction in greenhouse gas emissions by 2050 with a commitment to net zero by 2050.",
        "raised",
    ),
    (
        "Lomond Mills aims for 30% recycled content in its plastic bottles by 2025.",
        "Lomond Mills aims for 30% recycled content in its cardboard boxes by 2025.",
        "new",
    ),
    (
        "Merrick will cut energy consumption by 20% by 2026 compared with 2019.",
        "Merrick has already reduced energy consumption by 12% since 2019.",
        "",
    ),
    (
        "Northolt will reduce scope 1 and 2 emissions by 40% by 2030 compared to 2015.",
        "Northolt will reduce scope 1 and 2 emissions by 40% by 2030 compared to 2020.",
        "rebased",
    ),
    (
        "Quenby will keep its lost-time injury rate below 1.0 by 2025.",
        "Quenby will keep its lost-time injury rate below 0.6 by 2025.",
        "raised",
    ),
    (
        "Rosedale aims to become carbon neutral in its own operations by 2030.",
        "Rosedale aims to reach net zero across its value chain by 2050.",
        "new",
    ),
    (
        "Stanmore targets 25% electric vehicles in its sales by 2025 and 50% by 2030.",
        "Stanmore now targets 60% electric vehicles in its sales by 2030.",
        "raised",
    ),
    (
        "Tilbury will train 10,000 smallholder farmers by 2026.",
        "The number of smallholder farmers that Tilbury will train by 2028 rises to 15,000.",
        "raised delayed",
    ),
]


def rows_of(number: int, text: str, on: date) -> list[Statement]:
    company = "Ellerby" if "Ellerby" in text else next(word for word in text.split() if word[0].isupper())
    title, place = f"{company} news", f"OSLO, {on:%d %B %Y}"
    release = release_from_text(
        f"{title}\n\n{place} - {text}\n", issuer=company, published_on=on, release_id=str(number)
    )
    found = extract_targets(release)
    return [Statement(f"{number} {n}", str(number), on, target) for n, target in enumerate(found)]


@pytest.mark.parametrize(("first", "second", "happened"), STORIES, ids=[story[0].split()[0] for story in STORIES])
def test_what_the_later_release_does(first: str, second: str, happened: str) -> None:
    said = [*rows_of(1, first, date(2021, 3, 1)), *rows_of(2, second, date(2022, 3, 1))]
    book = keep_book(said, AS_OF)
    assert sorted(event.kind for event in book.events if event.release_id == "2") == sorted(happened.split())
