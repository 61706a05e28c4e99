"""A newcomer's first run from Prefect's pages, by clicks alone: deployment, custom run, folder, submit, table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from tests.browser.prefect_ui import Person, running_up

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

SCREENSHOTS = Path("build") / "screenshots"


@pytest.fixture
def person(browser: Browser, tmp_path: Path, project_root: Path) -> Iterator[Person]:
    with running_up(tmp_path, project_root) as base:
        context = browser.new_context(viewport={"width": 1120, "height": 760}, locale="en-GB", timezone_id="UTC")
        yield Person(context.new_page(), base)
        context.close()


def test_a_run_from_the_form_shows_its_table(person: Person, project_root: Path) -> None:
    page = person.page

    def keep(name: str) -> None:
        page.screenshot(path=project_root / SCREENSHOTS / f"prefect-{name}.png")

    person.open_front_page()
    assert person.elsewhere() == [], "what `up` opens asks this machine alone"

    person.open_deployments()
    written = yaml.safe_load((project_root / "deploy" / "prefect.yaml").read_text("utf-8"))["deployments"]
    for one in written:
        page.get_by_role("link", name=one["name"], exact=True).wait_for()
    keep("deployments")

    person.open_form("on-demand")
    for name in ("sources", "folder", "since", "until", "runner"):
        assert len(person.field(name).locator("p").first.inner_text()) > 20, f"{name} is not described"
    person.field("runner").locator("button").last.click()
    assert page.get_by_role("option").all_inner_texts() == ["threads", "processes", "dask", "ray"]
    page.keyboard.press("Escape")
    since = person.field("since")
    since.get_by_role("tab", name="date").click()
    since.get_by_role("button", name="Pick a date").click()
    page.get_by_role("grid").wait_for()
    page.keyboard.press("Escape")
    since.get_by_role("tab", name="None").click()
    person.fill("folder", "~/releases")
    keep("form")

    person.submit_and_wait()
    for line in ("Fetched 2 new documents", "Promises: 7 new."):
        person.find_in_log(line)
    keep("log")
    person.open_artifacts()
    keep("run")

    person.open_artifact("ingest-targets")
    page.get_by_text("7 targets in 2 new documents").first.wait_for()
    table = page.get_by_role("table")
    table.wait_for()
    assert table.get_by_role("columnheader").all_inner_texts()[:4] == ["what happened", "company", "promise", "by year"]
    rows = [row.get_by_role("cell").all_inner_texts()[:4] for row in table.get_by_role("row").all()[1:]]
    assert ["new", "Hisense", "reach net zero by 2050", "2050"] in rows
    assert len(rows) == 7
    keep("targets")

    assert person.errors == []
