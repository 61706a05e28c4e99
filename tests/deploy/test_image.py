"""The image builds, and what stands in compose.yaml runs from it: no root, nothing written outside /data and /tmp."""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy import containers
from tests.flows.servers import free_port, wait_until_healthy
from tests.postgres import Postgres

SECRET = "reader:not-to-be-seen"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1200),
    pytest.mark.skipif("PLEDGEBOOK_IMAGE" not in os.environ, reason="takes ten minutes: make test-image"),
]


@pytest.fixture(scope="module")
def image(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[containers.Image]:
    if not containers.can_build():
        pytest.fail(containers.MISSING)
    with containers.built_image(project_root, tmp_path_factory.mktemp("image")) as built:
        yield built


@pytest.fixture
def services(project_root: Path) -> dict[str, Any]:
    return dict(yaml.safe_load((project_root / "deploy" / "compose.yaml").read_text())["services"])


def test_the_image_runs_as_nobody_and_says_what_it_is(image: containers.Image, tmp_path: Path) -> None:
    assert image.owner == "1001:1001"
    said = image.container(tmp_path / "book").run()
    assert said.returncode == 0, said.stderr
    assert "usage: pledgebook" in said.stdout
    by_chart = image.container(tmp_path / "chart").run("/opt/prefect/entrypoint.sh", "prefect", "version")
    assert "Version" in by_chart.stdout, by_chart.stderr


def test_it_reads_the_seeds_and_can_write_nowhere_else(image: containers.Image, tmp_path: Path) -> None:
    container = image.container(tmp_path / "book")
    refused = container.run("sh", "-c", "touch /opt/pledgebook/x /usr/x; cat /etc/shadow")
    assert refused.stderr.count("Read-only file system") == 2
    assert "Permission denied" in refused.stderr
    read = container.run("pledgebook", "run")
    assert read.returncode == 0, read.stderr[-2000:]
    assert (container.volume / "warehouse_read.duckdb").stat().st_uid == 1001
    counted = container.run("pledgebook", "query", "--format", "csv", "select count(*) as targets from targets")
    assert counted.stdout.split() == ["targets", "7"]


def test_nothing_for_tests_and_no_installer_is_in_it(image: containers.Image) -> None:
    here = image.root / "opt/pledgebook"
    names = {path.name for path in (here / "bin").iterdir()}
    assert {"pledgebook", "prefect", "python"} <= names
    assert not {name for name in names if name.startswith(("pip", "pytest", "ruff", "mypy"))}
    assert not list(here.glob("lib/python*/site-packages/tests"))


def test_server_worker_and_deployments_of_compose_fill_a_lake(
    image: containers.Image, services: dict[str, Any], postgres: Postgres, tmp_path: Path
) -> None:
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    book = postgres.database("image_book")
    postgres.database("image_prefect")
    own = services["server"]["environment"] | {
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": (
            f"postgresql+asyncpg://{postgres.user}@127.0.0.1:{postgres.port}/image_prefect"
        ),
        "PREFECT_SERVER_API_AUTH_STRING": SECRET,
    }
    workers = services["worker"]["environment"] | {
        "PREFECT_API_URL": api,
        "PREFECT_API_AUTH_STRING": SECRET,
        "PLEDGEBOOK_WAREHOUSE": f"ducklake:postgres:{book}",
    }
    server = image.container(tmp_path / "prefect", **own)
    worker = image.container(tmp_path / "book", **workers)
    listen = [str(port) if word == "4200" else word for word in services["server"]["command"]]
    with ExitStack() as stack:
        wait_until_healthy(api, stack.enter_context(server.started(*listen)))
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{api}/admin/version", timeout=30)
        deployed = worker.run(*services["deployments"]["command"])
        assert deployed.returncode == 0, deployed.stdout + deployed.stderr
        stack.enter_context(worker.started(*services["worker"]["command"]))
        ran = worker.run("prefect", "--no-prompt", "deployment", "run", "ingest/on-demand", "--watch")
    log = worker.volume.with_suffix(".log").read_text()
    assert "Completed" in ran.stdout, ran.stdout + ran.stderr + log[-4000:]
    counted = worker.run("pledgebook", "query", "--format", "csv", "select count(*) as targets from targets")
    assert counted.stdout.split() == ["targets", "7"], counted.stderr
    assert "not-to-be-seen" not in log + server.volume.with_suffix(".log").read_text() + ran.stdout
