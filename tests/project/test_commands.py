"""Every command that the documents name is run here as it stands, or is told to be run elsewhere, or why it is not."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.servers import SCRIPTS
from tests.flows.test_feeds import site

__all__ = ["site"]

DOCUMENTS = ("README.md", "deploy/README.md", "deploy/ARCHITECTURE.md")
SHELLS = ("", "sh", "bash", "console", "shell")
FEED = "https://www.example.com/news/feed.xml"
# How a command of the README begins that is run below.
RUN_HERE = (".venv/bin/pledgebook ", ".venv/bin/prefect deployment run ")
# How a command begins, and which test runs it.
RUN_ELSEWHERE = {
    "make run": "tests/flows/test_newcomer.py: test_run_without_a_server_then_with_one, as the command that it calls",
    "make test": ".ci/run",
    "make up": "tests/browser/test_prefect_ui.py: test_a_run_from_the_form_shows_its_table, as what it calls",
    ".venv/bin/prefect worker start": "tests/flows/test_one_machine.py: test_one_machine, as what it starts",
    "export PLEDGEBOOK_NOTIFY_BLOCK=": "tests/flows/test_one_machine.py: test_one_machine, with a webhook of its own",
}
# How a command begins, and why no test runs it.
NOT_RUN = {
    "export PREFECT_API_URL=http://127.0.0.1:4200/api": "the tests have servers of their own",
}


def commands(text: str) -> list[str]:
    """The lines of the shell blocks, continued lines joined, comments and prompts left out."""
    blocks = [
        body
        for language, body in re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        if language in SHELLS
    ]
    lines = [line for block in blocks for line in re.sub(r"\\\n\s*", "", block).splitlines()]
    bare = [re.sub(r"\s+#\s.*", "", line).removeprefix("$ ").strip() for line in lines]
    return [line for line in bare if line and not line.startswith("#")]


def documents(root: Path) -> Iterator[tuple[str, str]]:
    for name in DOCUMENTS:
        if (root / name).is_file():
            yield name, (root / name).read_text("utf-8")


def is_named(command: str) -> bool:
    return any(command.startswith(beginning) for beginning in (*RUN_ELSEWHERE, *NOT_RUN))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_are_run_or_named(project_root: Path, name: str) -> None:
    if not (project_root / name).is_file():
        pytest.skip(f"{name} is not written")
    for command in commands((project_root / name).read_text("utf-8")):
        runs_here = name == "README.md" and command.startswith(RUN_HERE)
        assert runs_here or is_named(command), f"{name}: name the test that runs it, or why none does: {command}"


def test_what_is_named_is_said(project_root: Path) -> None:
    said = [command for _, text in documents(project_root) for command in commands(text)]
    assert len(said) > 8
    for beginning in (*RUN_ELSEWHERE, *NOT_RUN):
        assert any(command.startswith(beginning) for command in said), f"no document says {beginning} any more"


def test_named_tests_are_there(project_root: Path) -> None:
    for place in RUN_ELSEWHERE.values():
        path, _, test = place.partition(": ")
        assert f"def {test.partition(',')[0]}" in (project_root / path).read_text("utf-8") or not test, place


def test_make_targets_are_there(project_root: Path) -> None:
    makefile = (project_root / "Makefile").read_text("utf-8")
    for name, text in documents(project_root):
        for target in re.findall(r"(?:^|`)make ([a-z][a-z-]*)", text, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{name}: make {target}"


def test_links_and_pictures_are_there(project_root: Path) -> None:
    for name, text in documents(project_root):
        folder = (project_root / name).parent
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            assert link.startswith("http") or (folder / link).exists(), f"{name}: {link}"
    for picture in (project_root / "deploy" / "screenshots").glob("*.png"):
        assert picture.stat().st_size < 120_000, f"{picture.name}: make screenshots takes smaller ones"


def test_places_of_the_architecture_are_there(project_root: Path) -> None:
    text = (project_root / "deploy" / "ARCHITECTURE.md").read_text("utf-8")
    places = re.findall(r"`((?:tasks|warehouse|flows|tests)/[\w/.]+)`", text)
    assert len(places) > 10
    for place in places:
        assert (project_root / place).exists(), place
    schema = "".join(path.read_text("utf-8") for path in (project_root / "warehouse" / "schema").glob("*.sql"))
    for table in re.findall(r"`((?:raw|core|out)_\w+)`", text):
        assert re.search(rf"\b{table}\b", schema), table


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_commands_of_the_first_hour(
    project_root: Path, prefect_server: dict[str, str], tmp_path: Path, site: int
) -> None:
    """One after another, in a checkout, with the feed of a loopback server in the place of the example's."""
    checkout = tmp_path / "checkout"
    shutil.copytree(project_root / "seeds", checkout / "seeds")
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "bin").symlink_to(SCRIPTS)
    environment = prefect_server | {
        "PLEDGEBOOK_HOME": str(checkout / "data"),
        "PLEDGEBOOK_ALLOWED_HOSTS": "127.0.0.1",
        "PYTHONPATH": str(project_root),
        "PATH": os.environ["PATH"],
    }

    def run(command: str) -> str:
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        silent = "sources check" in command and " stale " in done.stdout  # the feed's newest entry is of 2025
        assert done.returncode == (1 if silent else 0), f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    run(".venv/bin/pledgebook run")  # what make run does
    said = {}
    for command in commands((project_root / "README.md").read_text("utf-8")):
        if not is_named(command):
            here = command.replace(FEED, f"http://127.0.0.1:{site}/feed")
            said[command] = run(here.replace("/path/to/releases", str(checkout / "seeds" / "releases")))
    answers = {shlex.split(command)[1]: text for command, text in said.items()}
    assert "net zero by 2050" in answers["query"]
    assert any("1 new documents" in text for text in said.values()), "the feed that was added was read"
    assert (checkout / "data" / "reports" / "index.html").is_file()
