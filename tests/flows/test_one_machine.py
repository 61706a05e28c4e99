"""One machine, for real: `pledgebook up` from its start to its end, with a second one, a deploy, runs and notices."""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.flows.operators import Operator, operator
from tests.flows.receiver import receiver

AUTH = "desk:kept-out-of-every-log"
IDLE_S = 26  # Prefect's clients keep an idle connection for 25
SOON = {  # the shortest that Prefect allows
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "3601",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS": "5",
}
OLD = """Acme Corp to halve its emissions by 2020

OSLO, March 3, 2016 -- Acme Corp will reduce its greenhouse gas emissions by 50% by 2020 compared with 2010.
"""
SAVE_BLOCK = """
import sys
from prefect.blocks.notifications import CustomWebhookNotificationBlock
CustomWebhookNotificationBlock(name="desk", url=sys.argv[1], json_data={"text": "{{subject}} | {{body}}"}).save("desk")
"""


@contextlib.contextmanager
def someone_else() -> Iterator[subprocess.Popen[bytes]]:
    """A process of this user that is none of ours."""
    process = subprocess.Popen(["sleep", "900"], start_new_session=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def client_environment(one: Operator) -> dict[str, str]:
    """Of someone who talks to the server from another terminal."""
    return one.environment | {
        "PREFECT_API_URL": f"http://127.0.0.1:{one.port}/api",
        "PREFECT_API_AUTH_STRING": AUTH,
        "PREFECT_HOME": str(one.home.parent / "other"),
    }


def ran(one: Operator, command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command,
        env=client_environment(one) | more,
        cwd=one.home.parent,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def second_up_finds_the_first(one: Operator) -> None:
    assert one.process
    told = ran(one, one.command("up", "--port", "1")).stderr
    assert f"process {one.process.pid}" in told
    assert f"http://127.0.0.1:{one.port}" in told


def only_who_knows_the_string_gets_in(one: Operator) -> None:
    stranger = httpx.post(f"http://127.0.0.1:{one.port}/api/deployments/filter", json={}, trust_env=False)
    assert stranger.status_code == 401
    served = [c.laddr.ip for c in one.part("server", "start").net_connections() if c.status == "LISTEN"]
    assert set(served) == {"127.0.0.1"}


@contextlib.contextmanager
def browser_left_open(one: Operator) -> Iterator[None]:
    """Its idle connection is good for the next click, too: the server drops none that Prefect's clients still hold."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", one.port, timeout=60)) as connection:

        def click() -> socket.socket | None:
            connection.request("GET", "/api/health")
            assert connection.getresponse().read() == b"true"
            return connection.sock

        first = click()
        began = time.monotonic()
        yield
        time.sleep(max(0.0, IDLE_S - (time.monotonic() - began)))
        assert first is not None
        assert click() is first


def a_deploy_leaves_what_a_person_switched_off(one: Operator, notices: str) -> None:
    hourly = one.deployment("ingest/hourly")
    (schedule,) = hourly["schedules"]
    assert schedule["active"]
    one.api.patch(f"/deployments/{hourly['id']}/schedules/{schedule['id']}", json={"active": False}).raise_for_status()
    automations = {found["name"]: found for found in one.ask("/automations/filter")}
    silent = automations["Pledgebook: a run fell silent"]
    one.api.patch(f"/automations/{silent['id']}", json={"enabled": False}).raise_for_status()
    ran(one, [sys.executable, "-c", SAVE_BLOCK, notices])
    ran(one, one.command("deploy"), PLEDGEBOOK_NOTIFY_BLOCK="custom-webhook/desk")
    assert [found["active"] for found in one.deployment("ingest/hourly")["schedules"]] == [False]
    after = {found["name"]: found for found in one.ask("/automations/filter")}
    assert not after[silent["name"]]["enabled"]
    assert after["Pledgebook: a run never began"]["updated"] == automations["Pledgebook: a run never began"]["updated"]
    assert after["Pledgebook: no ingest for a day"]["actions"][0]["type"] == "send-notification"


def a_day_without_ingest_becomes_seconds(one: Operator) -> None:
    quiet = next(found for found in one.ask("/automations/filter") if found["name"].endswith("no ingest for a day"))
    kept = {name: quiet[name] for name in ("name", "description", "enabled", "tags", "actions")}
    body = kept | {"trigger": quiet["trigger"] | {"within": 10}}
    one.api.put(f"/automations/{quiet['id']}", json=body).raise_for_status()


def completed(one: Operator, name: str, **parameters: object) -> None:
    run = one.run(name, **parameters)
    one.until(lambda: one.state(run) in ("Completed", "Failed", "Crashed"), name)
    assert one.state(run) == "Completed", (one.home / "prefect" / "worker.log").read_text("utf-8")[-4000:]
    one.until(lambda: one.process_of(run) is None, f"the end of the process of {name}")  # it sends its last log lines


def deployments_are_all_there(one: Operator) -> None:
    found = {row["name"]: row for row in one.ask("/deployments/filter")}
    strategies = {name: row["concurrency_options"]["collision_strategy"] for name, row in found.items()}
    assert strategies == {
        "hourly": "CANCEL_NEW",
        "on-demand": "ENQUEUE",
        "monday": "ENQUEUE",
        "by-hand": "ENQUEUE",
        "daily": "CANCEL_NEW",
    }
    assert {row["global_concurrency_limit"]["limit"] for row in found.values()} == {1}
    assert all(row["description"] and "pledgebook" in row["tags"] for row in found.values())
    slugs = {schedule["slug"] for row in found.values() for schedule in row["schedules"]}
    assert slugs == {"hourly", "monday-0600-utc", "daily-0330-utc"}
    forms = {name: row["parameter_openapi_schema"]["properties"] for name, row in found.items()}
    assert set(forms["on-demand"]) == {"sources", "folder", "since", "until", "runner"}
    assert set(forms["by-hand"]) == {"stage", "since", "until", "dry_run", "undo", "runner"}
    assert all(field["description"] for form in forms.values() for field in form.values())
    planned = one.ask("/flow_runs/filter", flow_runs={"state": {"type": {"any_": ["SCHEDULED"]}}})
    assert planned, "the server's scheduler plans nothing"


def artifacts_show_what_was_read(one: Operator) -> None:
    found = {artifact["key"]: artifact for artifact in one.ask("/artifacts/latest/filter")}
    table = found["weekly-targets"]["data"]
    rows = json.loads(table) if isinstance(table, str) else table
    assert len([row for row in rows if row["week"] == "2025-W18"]) == 5
    assert {"weekly-changes", "weekly-report", "report-page", "ingest-targets", "source-health"} <= set(found)


def old_runs_and_events_go(one: Operator) -> None:
    """All of them made older than they are kept, they are gone with the next round of the vacuum."""
    with contextlib.closing(sqlite3.connect(one.home / "prefect" / "prefect.db", timeout=60)) as database:
        tables = ("flow_run", "task_run", "log", "artifact", "events")
        ended = "flow_run where end_time is not null"
        (before,) = database.execute(f"select count(*) from {ended}").fetchone()
        assert before >= 4
        with database:
            database.execute("update flow_run set end_time = datetime('now', '-2 hours') where end_time is not null")
            database.execute("update events set occurred = datetime('now', '-8 days')")

        def left() -> dict[str, int]:
            return {name: database.execute(f"select count(*) from {name}").fetchone()[0] for name in tables}

        had = left()
        one.until(lambda: database.execute(f"select count(*) from {ended}").fetchone()[0] == 0, "old runs gone")
        one.until(lambda: left()["log"] == left()["artifact"] == left()["task_run"] == 0, "what hung on them gone")
        one.until(lambda: left()["events"] < had["events"] / 2, "old events gone")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_one_machine(tmp_path: Path, project_root: Path) -> None:
    folder = Path(shutil.copytree(project_root / "seeds" / "releases", tmp_path / "releases"))
    (folder / "old.txt").write_text(OLD, encoding="utf-8")
    with (
        receiver() as (url, notices),
        operator(tmp_path, project_root, PREFECT_SERVER_API_AUTH_STRING=AUTH, **SOON) as one,
        someone_else() as bystander,
    ):
        one.start_and_wait()
        second_up_finds_the_first(one)
        only_who_knows_the_string_gets_in(one)
        deployments_are_all_there(one)
        a_deploy_leaves_what_a_person_switched_off(one, url)

        a_day_without_ingest_becomes_seconds(one)
        with browser_left_open(one):
            completed(one, "ingest/on-demand", folder=str(folder))
        report = {
            "flows": {"name": {"any_": ["weekly_report"]}},
            "flow_runs": {"state": {"name": {"any_": ["Completed"]}}},
        }
        one.until(lambda: one.ask("/flow_runs/filter", **report), "the report after news")
        assert (one.home / "reports" / "index.html").is_file()
        artifacts_show_what_was_read(one)

        lost = one.run("ingest/on-demand", folder="/there/is/nothing/here")
        one.until(lambda: one.state(lost) == "Failed", "the failure")
        one.until(
            lambda: any("ingest Failed" in said and "/there/is/nothing/here" in said for said in notices),
            "its notice",
        )

        one.until(lambda: any("No ingest has come to its end" in said for said in notices), "the notice of silence")
        completed(one, "housekeeping/daily")
        one.until(lambda: any("promises are overdue" in said and "Acme: " in said for said in notices), "the notice")
        old_runs_and_events_go(one)
        going = one.run("ingest/on-demand", folder=str(folder))
        process = one.until(lambda: one.process_of(going), "a process of the run")
        assert one.end() == 0
        assert not process.is_running()
        assert one.started() == []
        assert bystander.poll() is None
        logs = [one.log, *(one.home / "prefect").glob("*.log")]
        assert len(logs) == 4
        assert not [path for path in logs if AUTH.partition(":")[2] in path.read_text("utf-8", errors="replace")]
        assert json.dumps(AUTH) not in one.said()
