"""A person at the pages that `pledgebook up` serves: finds things by what is written on them, and clicks."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as NotThereYet

from tests.flows.servers import bare_environment, free_port

UP_WITHIN_S = 400  # it takes 30 on a machine that does nothing else
RUN_WITHIN_MS = 240_000
RELOADS, RELOAD_EACH_MS = 24, 10_000


@contextlib.contextmanager
def running_up(folder: Path, project_root: Path) -> Iterator[str]:
    """`pledgebook up` with all that is its own in `folder`, the user's home too; yields where a browser goes.

    The seed releases are a person's files there: ~/releases.
    """
    shutil.copytree(project_root / "seeds" / "releases", folder / "releases")
    own = {"HOME": str(folder), "PLEDGEBOOK_HOME": str(folder / "book"), "PYTHONPATH": str(project_root)}
    port = free_port()
    log = folder / "up.log"
    with log.open("wb") as out:
        up = subprocess.Popen(
            [sys.executable, "-m", "flows", "up", "--port", str(port)],
            env=bare_environment() | own,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
        try:
            _until_a_worker_is_there(up, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            up.send_signal(signal.SIGTERM)
            up.wait(timeout=90)


def _until_a_worker_is_there(up: subprocess.Popen[bytes], log: Path) -> None:
    """As the person at the terminal sees it: `up` says when its worker asks for work."""
    until = time.monotonic() + UP_WITHIN_S
    while "  worker online" not in log.read_text("utf-8"):
        assert up.poll() is None, log.read_text("utf-8")
        assert time.monotonic() < until, f"no worker within {UP_WITHIN_S} s: {log.read_text('utf-8')}"
        time.sleep(0.5)


@dataclass
class Person:
    """Someone with a browser, and everything that the pages asked for and complained of meanwhile."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(60_000)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open_front_page(self) -> None:
        """Type the address that `up` prints."""
        self.page.goto(self.base)
        self.page.get_by_text("Active Work Pools").first.wait_for()
        self.page.wait_for_timeout(3000)  # what it asks for without being asked

    def open_deployments(self) -> None:
        """Go to the newer pages, and look for the deployments."""
        self.page.goto(f"{self.base}/v2")
        self.page.get_by_role("link", name="Deployments").click()
        self.page.get_by_role("link", name="on-demand").wait_for()

    def open_form(self, deployment: str) -> None:
        """From the list of deployments to the form of a custom run."""
        self.page.get_by_role("link", name=deployment, exact=True).click()
        self.page.get_by_role("button", name="Run", exact=True).click()
        self.page.get_by_text("Custom run").click()
        self.page.get_by_role("button", name="Submit").wait_for()

    def field(self, name: str) -> Locator:
        """The part of the form that asks for one parameter."""
        label = self.page.locator("label", has_text=f"{name} (Optional)")
        return self.page.locator("div", has=label).filter(has=self.page.locator("fieldset")).last

    def fill(self, name: str, text: str) -> None:
        """Parameters that may be empty are empty at first: choose the kind, then type."""
        asked = self.field(name)
        asked.get_by_role("tab", name="str").click()
        asked.locator("input, textarea").fill(text)

    def submit_and_wait(self) -> None:
        """Send the form, follow the run to its page, and wait for its end."""
        self.page.get_by_role("button", name="Submit").click()
        self.page.wait_for_url("**/deployments/deployment/*?*")
        self.page.locator("a[href*='/runs/flow-run/']").first.click()
        ended = self.page.get_by_text("Completed", exact=True)
        failed = self.page.get_by_text("Failed", exact=True).or_(self.page.get_by_text("Crashed", exact=True))
        ended.or_(failed).first.wait_for(timeout=RUN_WITHIN_MS)
        assert ended.first.is_visible(), self.page.inner_text("body")

    def find_in_log(self, line: str) -> None:
        """A run's last lines reach the server seconds after its end, more on a busy machine, and the page does not ask
        again: reload until the line is there, as a person would, also where a busy server resets the connection."""
        failed = ""
        found = self.page.get_by_text(line).first
        for _ in range(RELOADS):
            with contextlib.suppress(NotThereYet):
                found.wait_for(timeout=RELOAD_EACH_MS)
                return
            try:
                self.page.reload()
            except BrowserError as wrong:
                failed = f"\nthe last reload that failed: {wrong}"
        raise AssertionError(f"{line!r} is not in the log:\n{self.page.inner_text('body')}{failed}")

    def open_artifacts(self) -> None:
        self.page.get_by_role("tab", name="Artifacts").click()
        self.page.get_by_text("ingest-targets", exact=True).first.wait_for()

    def open_artifact(self, key: str) -> None:
        """From the run's artifacts to the newest of a key."""
        self.page.get_by_text(key, exact=True).first.click()
        self.page.locator("a[href*='/artifacts/artifact/']").first.click()
        self.page.wait_for_url("**/artifacts/artifact/*")

    def elsewhere(self) -> list[str]:
        """What the pages asked other machines for."""
        ours = (self.base, f"blob:{self.base}", "data:", self.base.replace("http", "ws", 1))
        return [url for url in self.asked if not url.startswith(ours)]
