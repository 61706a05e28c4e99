"""Releases that attack whoever reads the report: nothing of them runs, in any output."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import feedparser
import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Browser

from tests.browser.history import FORMULA, LONG_WORD, TURNED

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def week_pages(hostile_reports: Path) -> list[Path]:
    return sorted(hostile_reports.glob("*-W*/weekly.html"))


def test_the_attack_arrived(hostile_reports: Path) -> None:
    """Were these texts lost on the way, the tests below would prove nothing."""
    changes = pd.read_parquet(hostile_reports / "out_changes.parquet")
    for evil in ("<script>", "onerror=", "</style>", "{{ 7 * 7 }}", FORMULA, TURNED, LONG_WORD):
        for column in ("evidence", "title"):
            assert changes[column].str.contains(evil, regex=False).any(), (evil, column)
    assert changes["evidence"].str.startswith("=").any()
    assert changes["link"].str.contains("javascript:", regex=False).any()


def test_no_page_runs_or_asks_for_anything(browser: Browser, hostile_reports: Path, week_pages: list[Path]) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    for path in (hostile_reports / "index.html", *week_pages):
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert "Pledgebook" in page.title()
        assert page.locator("script, iframe, img, object, embed, form, svg[onload], [onerror]").count() == 0
        assert said == [], "not even the policy had anything to refuse"
        assert asked == [path.as_uri()]
        links = page.eval_on_selector_all(
            "a", "all => all.map(one => new URL(one.getAttribute('href'), location).protocol)"
        )
        assert set(links) <= {"file:", "http:", "https:"}
        outside = page.eval_on_selector_all(".source", "all => all.map(one => one.protocol)")
        assert set(outside) <= {"http:", "https:"}, "a release's link to a file is no link"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, "a long word widens the page"
        assert page.locator("style").count() == 1
        page.close()
    context.close()


def test_the_policy_refuses_what_would_slip_in(browser: Browser, hostile_reports: Path, tmp_path: Path) -> None:
    """A second wall: a script that some mistake let into the page does not run."""
    page = browser.new_page()
    text = (hostile_reports / "index.html").read_text("utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(text.replace("<main", "<script>document.title='ran'</script><img src=x><main", 1), "utf-8")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(broken.as_uri())
    assert page.title() != "ran"
    assert any("Content Security Policy" in one for one in said)
    page.close()


def test_no_text_turns_or_hides_what_stands_beside_it(hostile_reports: Path) -> None:
    for path in hostile_reports.rglob("*"):
        if path.suffix in (".html", ".md", ".csv", ".atom"):
            assert "\u202e" not in path.read_text("utf-8"), path.name


def test_no_spreadsheet_runs_anything(hostile_reports: Path) -> None:
    books = sorted(hostile_reports.rglob("*.xlsx"))
    assert len(books) > 1
    for path in books:
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"], path
        assert not [cell for cell in cells if cell.hyperlink and not _harmless(cell.hyperlink)], path
        assert not [name for name in zipfile.ZipFile(path).namelist() if "vba" in name.lower()]
    for path in hostile_reports.rglob("*.csv"):
        for delimiter in ",;\t":
            with path.open(encoding="utf-8", newline="") as handle:
                cells = [cell.lstrip("\"' ") for row in csv.reader(handle, delimiter=delimiter) for cell in row]
            with path.open(encoding="utf-8", newline="") as handle:
                raw = [cell for row in csv.reader(handle, delimiter=delimiter) for cell in row]
            ran = [
                one for one, bare in zip(raw, cells, strict=True) if bare.startswith("=") and not one.startswith("'")
            ]
            assert not ran, (path.name, delimiter)


def _harmless(link: openpyxl.worksheet.hyperlink.Hyperlink) -> bool:
    return (link.target or "").startswith(("http://", "https://")) or (link.target is None and bool(link.location))


def test_the_feed_is_well_formed_and_its_text_is_text(hostile_reports: Path) -> None:
    read = feedparser.parse((hostile_reports / "changes.atom").read_bytes())
    assert not read.bozo
    assert read.entries
    for entry in read.entries:
        assert "<script" not in entry.content[0].value
        assert not entry.link.startswith(("javascript:", "data:", "file:"))


def test_json_and_markdown_hold(hostile_reports: Path) -> None:
    for path in hostile_reports.rglob("*.json"):
        assert isinstance(json.loads(path.read_text("utf-8")), list)
    for path in hostile_reports.glob("*-W*/weekly.md"):
        assert not [line for line in path.read_text("utf-8").splitlines() if "<script" in line.replace("\\<", "")]
        assert "](<javascript" not in path.read_text("utf-8")
