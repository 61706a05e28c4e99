"""The HTML report in a browser: it stands alone, everyone can use it, and every figure leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.history import CONTACT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SIZES = {"desktop": (1200, 900), "phone": (390, 844)}
SCREENSHOTS = Path("build") / "screenshots"


@dataclass
class Visit:
    """A page, with everything that the browser said and asked for while it was open."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: Path) -> Page:
        self.page.goto(path.as_uri())
        return self.page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    yield Visit(context.new_page())
    context.close()


def pages(folder: Path) -> list[Path]:
    """The book's page and those of the busiest and of the oldest week."""
    weeks = sorted(folder.glob("*-W*/weekly.html"))
    assert len(weeks) > 1
    return [folder / "index.html", max(weeks, key=lambda path: path.stat().st_size), weeks[0]]


def test_pages_stand_alone(visit: Visit, reports: Path) -> None:
    for path in pages(reports):
        visit.open(path)
    assert visit.said == []
    assert [url for url in visit.asked if not url.startswith("file:")] == []
    assert len(visit.asked) == 3, "a page asks for nothing but itself"


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_nobody_is_kept_out(browser: Browser, reports: Path, project_root: Path, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in pages(reports)[:2]:
        page.goto(path.as_uri())
        name = f"{path.stem}-{size}-{scheme}.png"
        page.screenshot(path=project_root / SCREENSHOTS / name, full_page=True)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = Axe().run(page).response["violations"]
        grave = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
        assert grave == [], path.name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"
    context.close()


def test_every_link_resolves(visit: Visit, reports: Path) -> None:
    for path in pages(reports):
        page = visit.open(path)
        ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
        assert len(ids) == len(set(ids)), "ids are used once"
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        assert len(links) > 20
        for link in links:
            check_link(link, path, set(ids))


def check_link(link: str, path: Path, ids: set[str]) -> None:
    parts = urlsplit(link)
    if parts.scheme:
        assert parts.scheme in ("http", "https"), link
    elif parts.path:
        place = (path.parent / unquote(parts.path)).resolve()
        assert place.is_file(), link
        assert not parts.fragment or f'id="{parts.fragment}"' in place.read_text("utf-8"), link
    else:
        assert parts.fragment in ids, link


def test_figures_lead_to_the_sentence_and_to_the_source(visit: Visit, reports: Path) -> None:
    """From a bar of the chart to its week's row, the week's page, the change, its sentence and the release."""
    page = visit.open(reports / "index.html")
    bar = page.locator("#weeks svg a").last
    words = bar.get_attribute("aria-label") or ""
    assert re.match(r"2026-W\d\d: \d+ ", words)
    bar.click()
    row = page.locator(f"tr{re.search('#.*', page.url)[0]}")  # type: ignore[index]
    group = next(link for link in row.locator("td a").all() if "#weaker" in (link.get_attribute("href") or ""))
    count = int(group.inner_text())
    group.click()
    assert page.url.endswith("weekly.html#weaker")
    rows = page.locator("#weaker ~ article")
    assert rows.count() >= count
    first = rows.first
    assert "levels." in first.locator("blockquote").inner_text()
    assert "→" in first.locator(".moved").inner_text()
    source = first.locator("a.source").get_attribute("href") or ""
    assert source.startswith("https://press.example/")
    assert "#:~:text=" in source


def test_a_cell_of_the_horizon_opens_its_promises(visit: Visit, reports: Path) -> None:
    page = visit.open(reports / "index.html")
    cell = page.locator(".heat td a").first
    place = (cell.get_attribute("href") or "").removeprefix("#")
    cell.click()
    promises = page.locator(f"[id='{place}'] article")
    assert promises.count() == int(cell.inner_text())
    assert promises.first.locator("blockquote").is_visible(), "the browser unfolds what a link leads to"


def test_the_keyboard_reaches_every_link(visit: Visit, reports: Path) -> None:
    page = visit.open(pages(reports)[1])
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    wanted = page.locator("a[href], summary").count()
    reached = set()
    for _ in range(3 * wanted):
        page.keyboard.press("Tab")
        at = "[...document.querySelectorAll('a[href], summary')].indexOf(document.activeElement)"
        reached.add(page.evaluate(at))
        if len(reached - {-1}) == wanted:
            break
    assert reached - {-1} == set(range(wanted))


def test_the_first_key_leads_past_the_navigation(visit: Visit, reports: Path) -> None:
    page = visit.open(reports / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_every_chart_has_its_text(visit: Visit, reports: Path) -> None:
    page = visit.open(reports / "index.html")
    for chart in page.locator("svg.columns").all():
        for reference in ("aria-labelledby", "aria-describedby"):
            told = page.locator(f"[id='{chart.get_attribute(reference)}']").text_content() or ""
            assert len(told) > 10
    for chart in page.locator("td.bar svg").all():
        assert chart.get_attribute("aria-label")
    assert page.locator("svg.columns").count() == 2
    assert page.locator("#weeks table").count() >= 1
    assert page.locator("#horizon table").count() == 1


def test_print_shows_where_links_lead(visit: Visit, reports: Path) -> None:
    page = visit.open(pages(reports)[1])
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    after = "getComputedStyle(document.querySelector('a.source'), '::after').content"
    assert "https://press.example/" in page.evaluate(after)
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(0, 0, 0)"


def test_no_page_has_a_press_contact(reports: Path) -> None:
    for path in reports.rglob("*"):
        if path.suffix in (".html", ".md", ".csv", ".json", ".atom"):
            assert not [one for one in CONTACT if one in path.read_text("utf-8")], path.name
