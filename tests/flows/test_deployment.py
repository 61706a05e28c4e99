"""Prefect for real: a server, the deployments of deploy/prefect.yaml, a worker, a run, its artifacts."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(sys.executable).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server did not come up in two minutes")


@pytest.fixture
def environment(tmp_path: Path, project_root: Path) -> Iterator[dict[str, str]]:
    port = free_port()
    made = os.environ | {
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PLEDGEBOOK_HOME": str(tmp_path / "home"),
        "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}",
    }
    made.pop("PLEDGEBOOK_WAREHOUSE", None)
    started: list[subprocess.Popen[bytes]] = []
    with (tmp_path / "server.log").open("wb") as log:
        serve = ["prefect", "server", "start", "--port", str(port)]
        server = subprocess.Popen(serve, env=made, stdout=log, stderr=log, start_new_session=True)
        started.append(server)
        try:
            wait_until_healthy(made["PREFECT_API_URL"], server)
            prefect(made, project_root, "work-pool", "create", "pledgebook", "--type", "process")
            prefect(made, project_root, "deploy", "--all", "--prefect-file", "deploy/prefect.yaml")
            worker = ["prefect", "worker", "start", "--pool", "pledgebook"]
            # A worker that starts elsewhere than in the checkout must find the flows too.
            started.append(
                subprocess.Popen(worker, env=made, stdout=log, stderr=log, cwd=tmp_path, start_new_session=True)
            )
            yield made
        finally:
            for process in reversed(started):
                stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server or worker with all that it started; a worker in the middle of a scheduled run would wait for it."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=20)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=20)


def prefect(environment: dict[str, str], folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["prefect", "--no-prompt", *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ask(environment: dict[str, str], path: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(
        f"{environment['PREFECT_API_URL']}{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_deployed_flows_run_and_leave_artifacts(environment: dict[str, str], project_root: Path) -> None:
    folder = str(project_root / "seeds" / "releases")
    run = ("deployment", "run", "ingest/on-demand", "--param", f"folder={json.dumps(folder)}", "--watch")
    assert "Completed" in prefect(environment, project_root, *run)
    assert "Completed" in prefect(environment, project_root, "deployment", "run", "weekly_report/monday", "--watch")
    artifacts = ask(environment, "/artifacts/latest/filter", {})
    by_key = {artifact["key"]: artifact for artifact in artifacts}
    table = by_key["weekly-targets"]["data"]
    rows = json.loads(table) if isinstance(table, str) else table
    assert len(rows) == 7
    assert "12,000 mangroves will be restored" in by_key["weekly-report"]["data"].replace("\\", "")
    assert by_key["ingest-targets"]["description"].startswith("7 targets in 2 new documents")

    deployments = {row["name"]: row for row in ask(environment, "/deployments/filter", {})}
    assert set(deployments) == {"hourly", "on-demand", "monday"}
    assert {schedule["slug"] for row in deployments.values() for schedule in row["schedules"]} == {
        "hourly",
        "monday-0600-utc",
    }
    strategies = {name: row["concurrency_options"]["collision_strategy"] for name, row in deployments.items()}
    assert strategies == {"hourly": "CANCEL_NEW", "on-demand": "ENQUEUE", "monday": "ENQUEUE"}
    form = deployments["on-demand"]["parameter_openapi_schema"]["properties"]
    assert set(form) == {"sources", "folder", "since", "until", "runner"}
    assert all(field["description"] for field in form.values())
