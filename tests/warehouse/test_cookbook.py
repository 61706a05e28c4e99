"""The cookbook of warehouse/README.md: every question answered on the made-up book, and rightly."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.made import made_book
from warehouse.query import run_query

ROOT = Path(__file__).resolve().parents[2]
RECIPE = re.compile(r"^### (?P<question>[^\n]+\?)\n\n```sql\n(?P<sql>.*?)\n```$", re.MULTILINE | re.DOTALL)
RECIPES = {
    found["question"]: found["sql"] for found in RECIPE.finditer((ROOT / "warehouse/README.md").read_text("utf-8"))
}
# Found by reading the rows of tests/warehouse/made.py, question by question.
EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "What was promised in a week, and where does it say so?": [
        (
            "Harbour Foods",
            "reach green loans 5e+08 EUR by 2027",
            "new",
            "Harbour Foods says (target): reach green loans 5e+08 EUR by 2027, new.",
            "https://news.example.com/harbour-late",
        ),
        (
            "Harbour Foods",
            "reduce emissions 42 % by 2030",
            "new",
            "Harbour Foods says (target): reduce emissions 42 % by 2030, new.",
            "https://news.example.com/harbour-late",
        ),
        (
            "Harbour Foods",
            "reduce value chain emissions 25 % by 2030",
            "new",
            "Harbour Foods says (target): reduce value chain emissions 25 % by 2030, new.",
            "https://news.example.com/harbour-late",
        ),
        (
            "Norrholm",
            "net_zero net zero by 2050",
            "delayed",
            "Norrholm says (target): net_zero net zero by 2050, delayed.",
            "https://news.example.com/norrholm-2025",
        ),
        (
            "Norrholm",
            "reduce water use 60 % by 2030",
            "raised",
            "Norrholm says (target): reduce water use 60 % by 2030, raised.",
            "https://news.example.com/norrholm-2025",
        ),
        (
            "Tamarind",
            "reach mangroves 12000 mangroves by 2027",
            "new",
            "Tamarind says (target): reach mangroves 12000 mangroves by 2027, new.",
            "https://news.example.com/tamarind-2025",
        ),
    ],
    "What is new since a day?": [
        (
            date(2025, 11, 12),
            "Harbour Foods",
            "reach women in leadership 40 % by 2028",
            "Harbour Foods says (target): reach women in leadership 40 % by 2028, new.",
        )
    ],
    "Who moved the goalposts?": [
        (date(2025, 4, 29), "Norrholm", "delayed", "net_zero net zero by 2050", None, None, 2045, 2050),
        (
            date(2025, 11, 10),
            "Tamarind",
            "lowered",
            "reach mangroves 8000 mangroves by 2026",
            12000.0,
            8000.0,
            2027,
            2026,
        ),
        (date(2025, 11, 10), "Tamarind", "withdrawn", "net_zero net zero by 2040", None, None, 2040, 2040),
    ],
    "Who promised more, or sooner?": [
        (date(2025, 4, 29), "Norrholm", "raised", "reduce water use 60 % by 2030", 50.0, 60.0, 2030, 2030),
        (
            date(2025, 11, 10),
            "Tamarind",
            "brought_forward",
            "reach mangroves 8000 mangroves by 2026",
            12000.0,
            8000.0,
            2027,
            2026,
        ),
    ],
    "What was promised for 2025 and never heard of again?": [
        (
            "Quillan",
            "reach renewable electricity 100 % by 2025",
            date(2023, 5, 10),
            "Quillan says (target): reach renewable electricity 100 % by 2025, new.",
            "https://news.example.com/quillan-2023",
        ),
        (
            "Quillan",
            "eliminate deforestation by 2025",
            date(2025, 11, 11),
            "Quillan says (target): eliminate deforestation by 2025, restated.",
            "https://news.example.com/quillan-2025",
        ),
    ],
    "What falls due, year by year?": [
        (2024, 1, 1, 0, 1, 0, 0),
        (2025, 2, 1, 0, 0, 0, 2),
        (2026, 1, 1, 1, 0, 0, 0),
        (2027, 1, 1, 1, 0, 0, 0),
        (2028, 1, 1, 1, 0, 0, 0),
        (2030, 3, 2, 3, 0, 0, 0),
        (2040, 1, 1, 0, 0, 1, 0),
        (2050, 1, 1, 1, 0, 0, 0),
    ],
    "What has one company promised, and how does each promise stand?": [
        (
            "reduce waste 30 % by 2024",
            "achieved",
            2024,
            date(2023, 5, 10),
            date(2024, 12, 3),
            "Quillan says (achievement): reduce waste 31 % by 2024, achieved.",
        ),
        (
            "eliminate deforestation by 2025",
            "overdue",
            2025,
            date(2023, 5, 10),
            date(2025, 11, 11),
            "Quillan says (target): eliminate deforestation by 2025, restated.",
        ),
        (
            "reach renewable electricity 100 % by 2025",
            "overdue",
            2025,
            date(2023, 5, 10),
            date(2023, 5, 10),
            "Quillan says (target): reach renewable electricity 100 % by 2025, new.",
        ),
    ],
    "What became of one promise, from first to last?": [
        (date(2025, 4, 28), "new", None, 12000.0, None, 2027, "Tamarind plants mangroves"),
        (date(2025, 11, 10), "brought_forward", 12000.0, 8000.0, 2027, 2026, "Tamarind reviews its strategy"),
        (date(2025, 11, 10), "lowered", 12000.0, 8000.0, 2027, 2026, "Tamarind reviews its strategy"),
    ],
    "Who wants to reach net zero, and when?": [("Tamarind", 2040, "withdrawn"), ("Norrholm", 2050, "open")],
    "Which cuts of emissions reach 40 % or more by 2030, and from which year?": [
        ("Harbour Foods", "reduce emissions 42 % by 2030", 42.0, 2020, 2030)
    ],
    "Which targets did somebody validate?": [
        ("Harbour Foods", "reduce emissions 42 % by 2030", "SBTi"),
        ("Harbour Foods", "reduce value chain emissions 25 % by 2030", "SBTi"),
    ],
    "Who includes scope 3?": [("Harbour Foods", "reduce value chain emissions 25 % by 2030")],
    "How much money was pledged, by currency?": [("EUR", 500000000.0, 1)],
    "How do the last four weeks compare with the four before, and with a year ago?": [("2025-W46", 5, 0, 0, 1, 0, 0)],
    "Which topics gain the most promises, year by year?": [
        (2023, "ghg", 1),
        (2023, "nature", 1),
        (2023, "renewables", 1),
        (2023, "waste", 1),
        (2024, "ghg", 1),
        (2024, "water", 1),
        (2025, "ghg", 2),
        (2025, "finance", 1),
        (2025, "nature", 1),
        (2025, "people", 1),
    ],
    "In how many weeks of each year was nothing said at all?": [(2023, 34, 33), (2024, 53, 51), (2025, 52, 50)],
    "How does each company keep what it promised?": [
        ("Harbour Foods", 4, 4, 0, 0, 0, 0, 0),
        ("Norrholm", 2, 2, 0, 0, 0, 1, 1),
        ("Quillan", 3, 0, 1, 2, 0, 0, 0),
        ("Tamarind", 2, 1, 0, 0, 1, 1, 1),
    ],
    "Who has not spoken of an open promise since a day?": [
        ("Norrholm", "reduce water use 60 % by 2030", 2030, date(2025, 4, 29)),
        ("Norrholm", "net_zero net zero by 2050", 2050, date(2025, 4, 29)),
        ("Harbour Foods", "reduce emissions 42 % by 2030", 2030, date(2025, 4, 30)),
        ("Harbour Foods", "reduce value chain emissions 25 % by 2030", 2030, date(2025, 4, 30)),
        ("Harbour Foods", "reach green loans 5e+08 EUR by 2027", 2027, date(2025, 4, 30)),
    ],
    "What did late releases add to weeks that had been reported?": [
        (
            "2025-W18",
            "Harbour Foods",
            "new",
            "reach green loans 5e+08 EUR by 2027",
            "Harbour Foods has its targets validated",
        ),
        (
            "2025-W18",
            "Harbour Foods",
            "new",
            "reduce emissions 42 % by 2030",
            "Harbour Foods has its targets validated",
        ),
        (
            "2025-W18",
            "Harbour Foods",
            "new",
            "reduce value chain emissions 25 % by 2030",
            "Harbour Foods has its targets validated",
        ),
    ],
    "Which releases have no date, and stand in the week of their first sight?": [
        ("2025-W46", "Harbour", "Harbour Foods on leadership", "inbox:harbour-undated")
    ],
    "Which releases came more than once?": [("Norrholm updates its plan", "newswire", "archive")],
    "Which bytes stand behind a figure?": [
        (
            "Harbour Foods",
            "Harbour Foods says (target): reach women in leadership 40 % by 2028, new.",
            28,
            "sha of harbour-undated",
            "run.warc.gz",
            7,
            "1",
        )
    ],
    "Which rows should a person look at first?": [
        (
            0.4,
            None,
            "reduce energy use 10 % by 2030",
            "The industry says (target): reduce energy use 10 % by 2030, as ever.",
        ),
        (
            0.55,
            "Harbour Foods",
            "reach women in leadership 40 % by 2028",
            "Harbour Foods says (target): reach women in leadership 40 % by 2028, new.",
        ),
    ],
    "How did the sources fare, week by week?": [
        ("2025-W46", "archive", 0, 0, 0, 0, 0, None),
        ("2025-W46", "inbox", 1, 1, 0, 0, 1, None),
        ("2025-W46", "newswire", 6, 6, 0, 3, 4, None),
        ("2025-W46", "quiet", 2, 0, 2, 0, 0, "HTTP 503"),
    ],
    "What was set aside, and what can be done about it?": [
        ("2025-W18", "fetch", "pdf_without_text", 1, "inbox:scan.pdf", "a PDF of pictures: run OCR over it"),
        ("2025-W46", "clean", "no_text", 1, "newswire:video", "the page has no text"),
        ("2025-W46", "fetch", "empty", 1, "inbox:empty.txt", "the file is empty: take it out"),
    ],
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """What `pledgebook query` says to each question."""
    published = made_book(tmp_path_factory.mktemp("made"))
    with ThreadPoolExecutor(max_workers=2) as pool:
        tables = pool.map(lambda sql: run_query(published, sql), RECIPES.values())
        return {
            question: [tuple(row.values()) for row in table.to_pylist()]
            for question, table in zip(RECIPES, tables, strict=True)
        }


def test_there_are_twenty_five() -> None:
    assert len(RECIPES) == 25
    assert RECIPES.keys() == EXPECTED.keys()


@pytest.mark.parametrize("question", EXPECTED)
def test_the_answer_is_right(answers: dict[str, list[tuple[Any, ...]]], question: str) -> None:
    assert answers[question] == EXPECTED[question]
