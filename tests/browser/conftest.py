"""Reports as a run makes them, and a Chromium to open them in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.history import write_history, write_hostile
from tests.flows.command import command


def _reports(root: Path, project_root: Path, server: dict[str, str], write: Callable[[Path], Path]) -> Path:
    home = root / "home"
    command(server, home, project_root)("run", "--folder", str(write(root / "releases")))
    return home / "reports"


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory, project_root: Path, prefect_server: dict[str, str]) -> Path:
    """The report folder of a made-up year of thirteen companies."""
    return _reports(tmp_path_factory.mktemp("history"), project_root, prefect_server, write_history)


@pytest.fixture(scope="session")
def hostile_reports(
    tmp_path_factory: pytest.TempPathFactory, project_root: Path, prefect_server: dict[str, str]
) -> Path:
    """The report folder of releases that attack its readers."""
    return _reports(tmp_path_factory.mktemp("hostile"), project_root, prefect_server, write_hostile)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: no browser is downloaded."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("the HTML report is tested in Chromium: get it by make system-deps")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()
