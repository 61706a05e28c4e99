"""Who issues a release is read from its own words; where they leave it open, nobody is named."""

from __future__ import annotations

import pytest

from tasks.releases.issuers import find_issuer
from tasks.releases.names import about_of
from tasks.releases.plain import release_from_text


@pytest.mark.parametrize(
    ("title", "text", "issuer"),
    [
        ("Lower bills for schools", "OSLO, March 4, 2025 -- Norrholm Steel today announced a plan.", "Norrholm Steel"),
        ("Lower bills for schools", "Norrholm Steel Inc. is proud to announce a plan for schools.", "Norrholm Steel"),
        (
            "Lower bills for schools",
            "OSLO, March 4, 2025 /PRNewswire/ -- Norrholm Steel, a maker of rails, will pay.",
            "Norrholm Steel",
        ),
        (
            "Lower bills for schools",
            "Schools will pay less.\n\nAbout Norrholm Steel, Inc.\n\nIt makes rails.",
            "Norrholm Steel",
        ),
        (
            "Lower bills for schools",
            "Schools will pay less.\n\nAbout the Norrholm Trust\n\nIt helps.",
            "Norrholm Trust",
        ),
        ("Norrholm Steel (OSE: NRH) buys a mill", "Norrholm Steel Ltd. has bought a mill in Kiel.", "Norrholm Steel"),
        (
            "Lower bills for schools",
            "OSLO, March 4, 2025 -- The Board of Directors of Norrholm today announced a plan.",
            "Norrholm",
        ),
        (
            "Norrholm: rails for the north",
            "Norrholm makes rails. The town has lived with Norrholm for long.",
            "Norrholm",
        ),
    ],
)
def test_the_issuer_is_named_as_the_release_names_it(title: str, text: str, issuer: str) -> None:
    assert find_issuer(title, text) == issuer
    assert find_issuer(title, f"# {title}\n\n{text}") == issuer  # the headline again in the text adds nothing


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Oil is not going away", "Many expect oil to stay. Oil has been with us for long. Oil pays for much."),
        (
            "Award winning author tells her story",
            "Her award came late. The Award Night was long, the Award Speech short.",
        ),
        ("How to pay less for heat", "January 9, 2025 - Heat costs more than it did, and few know what to do."),
        ("Lower bills for schools", "The company announced a plan. It said more would follow. We launched a page."),
        ("Lower bills for schools", "OSLO, March 4, 2025 -- After two winters, schools will pay less."),
    ],
)
def test_nobody_is_named_where_the_text_leaves_it_open(title: str, text: str) -> None:
    assert find_issuer(title, text) is None
    assert find_issuer(title, f"# {title}\n\n{text}") is None


@pytest.mark.parametrize(
    "line", ["About J.P. Lund & Co.", "About Norrholm Steel, Inc.", "ABOUT 4Sea", "About St. Olav Ferries"]
)
def test_an_about_heading_names_an_organisation(line: str) -> None:
    assert about_of(line) == line[6:]


@pytest.mark.parametrize(
    "line", ["About half of it.", "About 900 people came. They stayed.", "About", "about the price"]
)
def test_a_sentence_that_begins_with_about_is_no_heading(line: str) -> None:
    assert about_of(line) is None


def test_each_about_part_presents_its_own_organisation() -> None:
    text = (
        "Norrholm and Lundvik build a kiln\n\nOSLO, March 4, 2025 -- Norrholm Steel and Lundvik will build a kiln.\n\n"
        "About Norrholm Steel\n\nNorrholm makes rails.\n\nAbout Lundvik Works, Ltd.:\n\nLundvik makes bricks."
    )
    sections = release_from_text(text, title="Norrholm and Lundvik build a kiln").sections
    assert [one.subject for one in sections if one.label == "about"] == [
        "Norrholm Steel",
        "Norrholm Steel",
        "Lundvik Works, Ltd.",
        "Lundvik Works, Ltd.",
    ]


@pytest.mark.parametrize("mark", ["/PRNewswire/ --", "/PRNewswire-Partners/ --", "/CNW Telbec/ -", "/3BL Media/ -"])
def test_a_dateline_holds_the_wires_mark_behind_its_date(mark: str) -> None:
    release = release_from_text(
        f"Kilns\n\nOSLO, Norway, March 4, 2025 {mark} Norrholm Steel will build a kiln.", title="Kilns"
    )
    parts = {one.label: release.text[one.start : one.end].strip() for one in release.sections}
    assert parts["dateline"] == f"OSLO, Norway, March 4, 2025 {mark}"
    assert parts["body"] == "Norrholm Steel will build a kiln."


def test_a_season_of_two_years_ends_no_dateline() -> None:
    text = (
        "Oslo, 4 March 2025. Norrholm Lifts wants to run its gondolas on wind power by the 2028/29 winter. It has 40."
    )
    release = release_from_text(f"Gondolas\n\n{text}", title="Gondolas")
    body = "".join(release.text[one.start : one.end] for one in release.sections if one.label == "body")
    assert "by the 2028/29 winter" in body


def test_a_title_is_told_without_the_marks_of_a_page() -> None:
    assert release_from_text("# Rails &amp; kilns\n\nNorrholm builds.").title == "Rails & kilns"
