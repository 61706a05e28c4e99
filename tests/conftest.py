"""What every room's tests share.

Flows of the command talk to one real Prefect server for the session: an ephemeral one costs each some ten seconds.
`pledgebook_alone` has no server and no settings of Prefect anywhere: a newcomer's machine.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.flows.command import Command, command
from tests.flows.servers import bare_environment, running_server
from tests.postgres import Postgres, running_postgres

ROOT = Path(__file__).resolve().parent.parent

# A law says what holds, not how fast: on a busy machine 200 ms an example are no fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def eval_data() -> Path:
    """The folder of labelled data that does not ship with the project."""
    named = os.environ.get("PLEDGEBOOK_EVAL_DATA")
    if not named:
        pytest.skip("needs labelled data that does not ship: set PLEDGEBOOK_EVAL_DATA to its folder")
    folder = Path(named)
    folder = folder if folder.is_absolute() else ROOT / folder
    assert folder.is_dir(), f"PLEDGEBOOK_EVAL_DATA names {folder}, which is no folder"
    return folder


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment that names the session's server."""
    with running_server(tmp_path_factory.mktemp("server"), "--no-services") as environment:
        yield environment


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def pledgebook(home: Path, project_root: Path, prefect_server: dict[str, str]) -> Command:
    return command(prefect_server, home, project_root)


@pytest.fixture
def pledgebook_alone(home: Path, project_root: Path) -> Command:
    return command(bare_environment() | {"HOME": str(home.parent)}, home, project_root)


@pytest.fixture(scope="session")
def book_of_the_seeds(
    tmp_path_factory: pytest.TempPathFactory, project_root: Path, prefect_server: dict[str, str]
) -> Path:
    """A home in which `pledgebook run` has read the seeds."""
    read = tmp_path_factory.mktemp("seeds") / "home"
    command(prefect_server, read, project_root)("run")
    return read


@pytest.fixture
def seeded(home: Path, book_of_the_seeds: Path) -> Path:
    """The test's own home, the seeds read."""
    return Path(shutil.copytree(book_of_the_seeds, home))
