"""Pages without a browser: every link within has its place, figures are the book's, and long lists say what is left."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from tasks.report import week_page as page_of_week
from tasks.report.charts import Datum, columns, rows, scale
from tasks.report.links import anchor, sentence_link, web_link
from tasks.report.week_page import week_page
from tasks.report.writing import shown_frames
from tests.report.made import WEEK, counted, filled, target, week_tables


def page(**tables: Any) -> html.HtmlElement:
    made = html.document_fromstring(week_page(WEEK, shown_frames(week_tables() | tables), ["a.csv"]))
    ids = set(made.xpath("//@id"))
    assert not [link for link in made.xpath("//@href") if link.startswith("#") and link[1:] not in ids]
    return made


def test_figures_lead_to_their_rows() -> None:
    figures = {
        one.xpath("string(dt)"): (one.xpath("string(dd)"), one.xpath("string(dd/a/@href)"))
        for one in page().xpath("//dl/div")
    }
    assert figures["made bolder"] == ("1", "#bolder")
    assert figures["target"] == ("1", "#targets")
    assert figures["overdue"] == ("0", "")


def test_a_week_in_which_all_was_said_before() -> None:
    """Restatements are no change: there is neither a list nor a chart that a figure could lead to."""
    same = {"raised": 0, "restated": 1}
    summary = filled("out_week_summary", counted(topic="all", dated_by="first_seen", **same))
    companies = filled("out_week_companies", counted(company="Norrholm", **same))
    made = page(out_week_summary=summary, out_week_companies=companies, out_changes=filled("out_changes"))
    assert "No promise changed in this week." in made.text_content()
    assert "first seen" in made.text_content()


def test_an_empty_week() -> None:
    nothing = {name: table.slice(0, 0) for name, table in week_tables().items()}
    assert "Nothing was published" in page(**nothing).text_content()


def test_a_list_that_stops_short_says_so_and_its_figures_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of_week, "SHOWN_TARGETS", 3)
    many = [target(target_id=str(n)) for n in range(5)]
    counts = [counted(topic=topic, dated_by="published", targets=5) for topic in ("all", "water")]
    made = page(
        out_week_targets=filled("out_week_targets", *many), out_week_summary=filled("out_week_summary", *counts)
    )
    assert "3 of 5 are shown; all of them are in out_week_targets." in made.text_content()
    assert made.xpath("string(//section[@id='topics']//td[1])") == "5"


def test_the_page_names_its_style_and_has_no_script() -> None:
    made = page()
    policy = made.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert not made.xpath("//script | //@style | //link[@rel='stylesheet'] | //img")


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://x.example",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x.example/a",
        "https://user:secret@x.example/",
        "https://x.example/\u202egnp",
        'https://x.example/"onclick=',
        "https://",
        "http://[::1",
        f"https://x.example/{'a' * 3000}",
        None,
        "",
    ],
)
def test_what_is_no_link(link: str | None) -> None:
    assert web_link(link) is None
    assert sentence_link(link, "A sentence.") is None


def test_a_link_opens_at_its_sentence() -> None:
    said = "We will cut-back water, energy & waste by 50 % by 2030, says its chief."
    told = "#:~:text=We%20will%20cut%2Dback%20water%2C%20energy,by%202030%2C%20says%20its%20chief."
    assert sentence_link("https://x.example/a", said) == f"https://x.example/a{told}"
    assert sentence_link("https://x.example/a#b", "Yes.") == "https://x.example/a#b:~:text=Yes."


def test_anchors_are_plain_and_tell_names_apart() -> None:
    names = ["a b", "a-b", 'x" onload="', "<script>", "Müller", "Muller"]
    found = [anchor("c", name) for name in names]
    assert len(set(found)) == len(names)
    assert all(one.replace("-", "").isalnum() for one in found)


@pytest.mark.parametrize(
    ("most", "figures"), [(0, [0, 1, 2]), (5, [0, 1, 2, 3, 4, 5]), (7, [0, 2, 4, 6, 8]), (1234, [0, 500, 1000, 1500])]
)
def test_an_axis_has_few_round_figures(most: int, figures: list[int]) -> None:
    assert list(scale(most)) == figures


def test_pieces_of_a_bar_add_up_to_it() -> None:
    data = [Datum("a", {"new": 3, "weaker": 1}, "#a"), Datum("b", {"new": 0, "weaker": 8}, "#b")]
    upright, lying = columns(data), rows(data)
    assert upright.lines[-1] == (0, 8)
    assert sum(piece.size for piece in upright.bars[1].pieces) == pytest.approx(upright.height)
    assert [piece.group for piece in upright.bars[0].pieces] == ["new", "weaker"]
    assert sum(piece.size for piece in lying.bars[0].pieces) == pytest.approx(lying.width / 2)
    assert upright.bars[0].words == "a: 3 new, 1 weakened or dropped"
