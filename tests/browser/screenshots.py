"""The README's pictures, from a real run: python -m tests.browser.screenshots, or make screenshots."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.prefect_ui import Person, running_up
from tests.flows.command import command
from tests.flows.servers import bare_environment

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "screenshots"
SIZE = {"width": 1120, "height": 700}
MOST_KB, MOST_IN_ALL_KB = 120, 400


def take(browser: Browser, home: Path) -> None:
    """The form, the run and its targets; then the report's first page."""
    context = browser.new_context(viewport=SIZE, locale="en-GB", timezone_id="UTC")  # type: ignore[arg-type]
    with running_up(home, ROOT) as base:
        person = Person(context.new_page(), base)
        person.open_deployments()
        person.open_form("on-demand")
        person.fill("folder", "~/releases")
        _keep(person, "form")
        person.submit_and_wait()
        person.open_artifacts()
        _keep(person, "run")
        person.open_artifact("ingest-targets")
        person.page.get_by_role("table").wait_for()
        _keep(person, "targets")
        environment = bare_environment() | {"PREFECT_API_URL": f"{base}/api"}
        command(environment, home / "book", ROOT)("report")
    page = context.new_page()
    page.goto((home / "book" / "reports" / "index.html").as_uri())
    page.screenshot(path=FOLDER / "report.png")
    context.close()


def _keep(person: Person, name: str) -> None:
    person.page.wait_for_load_state("networkidle")
    person.page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


def too_large() -> list[str]:
    """What a clone should not have to carry."""
    sizes = {path.name: path.stat().st_size / 1000 for path in sorted(FOLDER.glob("*.png"))}
    over = [f"{name}: {size:.0f} KB, at most {MOST_KB}" for name, size in sizes.items() if size > MOST_KB]
    total = sum(sizes.values())
    return [*over, *([f"all: {total:.0f} KB, at most {MOST_IN_ALL_KB}"] if total > MOST_IN_ALL_KB else [])]


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no Chromium: get it by make system-deps", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take(browser, Path(name))
        browser.close()
    found = too_large()
    print("\n".join(found) or f"written to {FOLDER.relative_to(ROOT)}/", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
