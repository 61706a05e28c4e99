"""Several machines as far as one can show them: a server on Postgres that asks who calls, two workers, one lake."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.flows.books import tables
from tests.flows.servers import running_server, stop
from tests.postgres import Postgres
from warehouse.place import place_of

SECRET = "reader:not-to-be-seen"


def prefect(environment: dict[str, str], folder: Path, *arguments: str) -> str:
    command = ["prefect", "--no-prompt", *arguments]
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def worker(environment: dict[str, str], folder: Path, name: str) -> Iterator[None]:
    command = ["prefect", "worker", "start", "--pool", "pledgebook", "--name", name, "--limit", "1"]
    own = environment | {"PREFECT_HOME": str(folder / name)}
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=own, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, start_new_session=True
        )
        try:
            yield
        finally:
            stop(process)


def releases(folder: Path, number: int) -> Path:
    folder.mkdir()
    for i in range(12):
        text = f"Maker {number} of {i} goods will cut its water use by {10 + i + 20 * number}% by {2030 + number}.\n"
        (folder / f"{number}-{i}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif("PLEDGEBOOK_WORKERS" not in os.environ, reason="takes three minutes: PLEDGEBOOK_WORKERS=2 runs it")
def test_two_workers_fill_one_lake_over_a_server_on_postgres(
    postgres: Postgres, project_root: Path, tmp_path: Path
) -> None:
    book, history = postgres.database("two_workers_book"), postgres.database("two_workers_prefect")
    name = history.split()[0].removeprefix("dbname=")
    url = f"postgresql+asyncpg://{postgres.user}@127.0.0.1:{postgres.port}/{name}"
    opened = {
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": url,
        "PREFECT_SERVER_API_AUTH_STRING": SECRET,
        "PREFECT_API_AUTH_STRING": SECRET,
        "PLEDGEBOOK_HOME": str(tmp_path / "home"),
        "PLEDGEBOOK_WAREHOUSE": f"ducklake:postgres:{book}",
    }
    with running_server(tmp_path, "--no-services", **opened) as environment, ExitStack() as stack:
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{environment['PREFECT_API_URL']}/admin/version", timeout=30)
        prefect(environment, project_root, "work-pool", "create", "pledgebook", "--type", "process")
        prefect(environment, project_root, "deploy", "--all", "--prefect-file", "deploy/prefect.yaml")
        for name in ("first", "second"):
            stack.enter_context(worker(environment, tmp_path, name))
        runs = []
        for number, deployment in enumerate(("ingest/on-demand", "ingest/hourly")):
            folder = json.dumps(str(releases(tmp_path / f"folder{number}", number)))
            command = [
                "prefect",
                "--no-prompt",
                "deployment",
                "run",
                deployment,
                "--param",
                f"folder={folder}",
                "--watch",
            ]
            runs.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT))
        said = [run.communicate(timeout=400)[0].decode() for run in runs]
    assert all("Completed" in one for one in said), said
    logs = [(tmp_path / f"{name}.log").read_text() for name in ("first", "second")]
    assert ["ubmitting flow run" in log for log in logs] == [True, True], logs
    assert not [log for log in [*logs, (tmp_path / "server.log").read_text(), *said] if "not-to-be-seen" in log]
    found = tables(place_of(f"ducklake:postgres:{book}", str(tmp_path / "home" / "lake")))
    assert len(found["core_target"]) == 24
    assert int(postgres.said("two_workers_prefect", "select count(*) from flow_run")) >= 2
