"""Golden pages of our own making: `python -m tests.golden.make` writes each page with what the cleaner makes of it.

Every shape of shapes.toml carries every story below; what comes out is reviewed as a diff.
"""

from __future__ import annotations

import json
import sys
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tasks.releases.clean import clean
from tasks.releases.records import Release
from tasks.sources.records import RawDocument

HERE = Path(__file__).parent
PAGES = HERE / "pages"
STORIES: list[dict[str, Any]] = [
    {
        "issuer": "Norrholm Steel",
        "title": "Norrholm Steel sets a goal for its blast furnaces",
        "subhead": "Coke is to leave the works within the decade",
        "place": "LULEÅ, Sweden",
        "on": date(2025, 3, 4),
        "lead": "Norrholm Steel today set a goal for its two blast furnaces and named the sum that it will spend on them.",
        "paragraphs": [
            "The company will cut its scope 1 and 2 emissions by 45% by 2030 compared with 2019.",
            "“We know what each tonne costs us,” said Ann Berg, chief executive of Norrholm Steel. “Now the work begins.”",
        ],
        "items": ["replace coke with hydrogen at the first furnace", "run every crane on renewable power"],
        "rows": [
            ["Metric", "2024", "2030 target"],
            ["Emissions, kt", "910", "500"],
            ["Renewable power, %", "61", "100"],
        ],
        "about": "Norrholm Steel makes plate for ships and bridges in two works in the far north of the country.",
        "contact": "Per Lund, press@norrholm.example, +46 920 000 00",
    },
    {
        "issuer": "Tamarind Foods",
        "title": "Tamarind Foods promises canteens less waste",
        "subhead": "Eleven plants take part from the first day",
        "place": "PUNE, India",
        "on": date(2024, 11, 20),
        "lead": "Tamarind Foods published its yearly report on Wednesday and added a promise about what its plants throw away.",
        "paragraphs": [
            "Food waste in its own plants is to fall by half by 2028 against 2022.",
            "“A pot that comes back full is a pot too many,” Meera Iyer, head of operations, said.",
        ],
        "items": ["weigh what comes back from each canteen", "give away what can still be eaten"],
        "rows": [["Plant", "2022", "2028 goal"], ["North, t", "120", "60"], ["South, t", "88", "44"]],
        "about": "Tamarind Foods cooks for schools and works in four states and employs nine hundred people.",
        "contact": "Ravi Menon, media@tamarind.example, +91 20 0000 0000",
    },
    {
        "issuer": "Harbour Lines",
        "title": "Harbour Lines orders ferries without funnels",
        "subhead": "The last diesel ferry is to leave the fleet in 2032",
        "place": "HALIFAX, Nova Scotia",
        "on": date(2025, 6, 12),
        "lead": "Harbour Lines has ordered three battery ferries and says that the last diesel one will leave its fleet in 2032.",
        "paragraphs": [
            "The three ships will carry cars and lorries over the strait from the spring of 2027.",
            "“Our passengers will hear the gulls again,” said Tom Reid, director of the fleet.",
        ],
        "items": ["three ferries of 120 cars each", "two chargers on either side of the strait"],
        "rows": [["Year", "Diesel", "Battery"], ["2025", "7", "0"], ["2032", "0", "8"]],
        "about": "Harbour Lines runs ferries on six routes along the coast and carries two million people a year.",
        "contact": "Joan Hill, news@harbourlines.example, +1 902 000 0000",
    },
    {
        "issuer": "Quillan Glass",
        "title": "Quillan Glass brings its cullet goal forward",
        "subhead": "Five years earlier than first said",
        "place": "LEEDS, England",
        "on": date(2025, 1, 15),
        "lead": "Quillan Glass said today that it will reach its goal for recycled glass five years earlier than it first said.",
        "paragraphs": [
            "By 2030 the share of recycled glass in its bottles is to be 70%, and the former date was 2035.",
            "“The bottles come back cleaner than we had hoped,” said Eve Marsh, who leads the works.",
        ],
        "items": ["a second washing line at the works", "deposits on every bottle that it sells"],
        "rows": [["Bottles", "2024", "2030"], ["Green, %", "64", "80"], ["Clear, %", "41", "60"]],
        "about": "Quillan Glass blows bottles for breweries and dairies and has done so for ninety years.",
        "contact": "Sam Oduya, press@quillan.example, +44 113 000 0000",
    },
]


def main() -> int:
    """Write every page and what the cleaner makes of it."""
    PAGES.mkdir(exist_ok=True)
    for slug, page, url, _ in pages():
        (PAGES / f"{slug}.html").write_text(page, encoding="utf-8")
        expected = json.dumps(as_expected(cleaned(page, url)), ensure_ascii=False, indent=1)
        (PAGES / f"{slug}.expected.json").write_text(f"{expected}\n", encoding="utf-8")
    print(f"{len(pages())} golden pages written")
    return 0


def pages() -> list[tuple[str, str, str, dict[str, Any]]]:
    """Slug, page, address and story of every golden page."""
    shapes = tomllib.loads((HERE / "shapes.toml").read_text(encoding="utf-8"))["shape"]
    return [_page(shape, story, number) for shape in shapes for number, story in enumerate(STORIES, start=1)]


def _page(shape: dict[str, str], story: dict[str, Any], number: int) -> tuple[str, str, str, dict[str, Any]]:
    on: date = story["on"]
    filled = {key: value for key, value in story.items() if isinstance(value, str)} | {
        "slug": story["title"].lower().replace(" ", "-"),
        "n": number,
        "iso": on.isoformat(),
        "ymd": on.strftime("%Y/%m/%d"),
        "compact": on.strftime("%Y%m%d"),
        "us_date": f"{on:%B} {on.day}, {on.year}",
        "us_numbers": f"{on.month}/{on.day}/{on.year}",
        "shown": f"{on.day:02} {on:%b}, {on.year}",
        "paragraphs": "".join(f"<p>{one}</p>" for one in story["paragraphs"]),
        "list": f"<ul>{''.join(f'<li>{one}</li>' for one in story['items'])}</ul>",
        "table": _table(story["rows"]),
    }
    filled["dateline"] = shape["dateline"].format(**filled)
    slug = f"{shape['slug']}-{story['issuer'].split()[0].lower()}"
    return slug, shape["page"].format(**filled), shape["url"].format(**filled), story


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
    return f"<table><tr>{''.join(f'<th>{cell}</th>' for cell in head)}</tr>{cells}</table>"


def cleaned(page: str, url: str) -> Release:
    """The release of a golden page, fetched from its address."""
    now = datetime(2025, 7, 1, tzinfo=UTC)
    return clean(RawDocument("golden", url, url, page.encode(), "text/html; charset=utf-8", now))


def as_expected(release: Release) -> dict[str, Any]:
    """What is kept of a release for comparison."""
    return {
        "title": release.title,
        "issuer": release.issuer,
        "published_on": str(release.published_on),
        "published_at": str(release.published_at),
        "published_from": release.published_from,
        "language": release.language,
        "wire": release.wire,
        "wire_release_id": release.wire_release_id,
        "dateline_place": release.dateline_place,
        "parts": [[one.label, one.subject, release.text[one.start : one.end]] for one in release.sections],
    }


if __name__ == "__main__":
    sys.exit(main())
