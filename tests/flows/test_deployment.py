"""Prefect for real: a server, the deployments of deploy/prefect.yaml, a worker, a run, its artifacts."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flows.servers import running_server, stop


@pytest.fixture
def environment(tmp_path: Path, project_root: Path) -> Iterator[dict[str, str]]:
    with running_server(tmp_path) as environment:
        made = environment | {"PLEDGEBOOK_HOME": str(tmp_path / "home")}
        prefect(made, project_root, "work-pool", "create", "pledgebook", "--type", "process")
        prefect(made, project_root, "deploy", "--all", "--prefect-file", "deploy/prefect.yaml")
        # A worker that starts elsewhere than in the checkout must find the flows too.
        with (tmp_path / "worker.log").open("wb") as log:
            worker = subprocess.Popen(
                ["prefect", "worker", "start", "--pool", "pledgebook"],
                env=made,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=tmp_path,
                start_new_session=True,
            )
            try:
                yield made
            finally:
                stop(worker)


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
    assert "book.xlsx](<file://" in by_key["weekly-report"]["data"]
    assert "index.html" in by_key["report-page"]["data"]
    assert "weekly-changes" in by_key
    assert by_key["ingest-targets"]["description"].startswith("7 targets in 2 new documents")

    deployments = {row["name"]: row for row in ask(environment, "/deployments/filter", {})}
    assert set(deployments) == {"hourly", "on-demand", "monday", "by-hand"}
    assert {schedule["slug"] for row in deployments.values() for schedule in row["schedules"]} == {
        "hourly",
        "monday-0600-utc",
    }
    strategies = {name: row["concurrency_options"]["collision_strategy"] for name, row in deployments.items()}
    assert strategies == {"hourly": "CANCEL_NEW", "on-demand": "ENQUEUE", "monday": "ENQUEUE", "by-hand": "ENQUEUE"}
    forms = {name: row["parameter_openapi_schema"]["properties"] for name, row in deployments.items()}
    assert set(forms["on-demand"]) == {"sources", "folder", "since", "until", "runner"}
    assert set(forms["by-hand"]) == {"stage", "since", "until", "dry_run", "undo", "runner"}
    assert all(field["description"] for form in forms.values() for field in form.values())
