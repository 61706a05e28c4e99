"""What `pledgebook up` decides before anything runs, and the files that it writes to the server."""

from __future__ import annotations

import asyncio
import contextlib
import http.server
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import psutil
import pytest
import yaml
from prefect.events.schemas.automations import AutomationCore
from prefect.server.schemas.schedules import CronSchedule

from flows.cli import main
from flows.deploy_files import deploy_file
from flows.settings import read_settings
from flows.up_claim import AlreadyUp, claim
from flows.up_environment import MARK, Server, environment_of, server_of
from flows.up_health import ask, client_of
from flows.up_processes import end, started_by
from tasks.housekeeping import find_tellable, store_told
from tasks.sources.retention import archive_files, outdated
from tests.flows.receiver import serving
from warehouse.connect import writer
from warehouse.errors import WarehouseError

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_first_holder_is_found_and_a_dead_one_is_not(tmp_path: Path) -> None:
    server = server_of(read_settings({"PLEDGEBOOK_HOME": str(tmp_path)}), 5001, {})
    with claim(server), pytest.raises(AlreadyUp) as other, claim(server):
        pass
    assert other.value.holder
    assert (other.value.holder.pid, other.value.holder.port) == (os.getpid(), 5001)
    holding = (
        "import os; from flows.up_claim import claim; from flows.up_environment import server_of;"
        "from flows.settings import read_settings; claim(server_of(read_settings(), 5002)).__enter__();"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", holding], env=os.environ | {"PLEDGEBOOK_HOME": str(tmp_path)}, check=False)
    with claim(server):
        pass


@contextlib.contextmanager
def busy_server(monkeypatch: pytest.MonkeyPatch, times: int) -> Iterator[tuple[httpx.Client, list[bytes]]]:
    """A client of a server that is busy so many times, and what it was asked."""
    monkeypatch.setattr("flows.up_health.BUSY_PAUSES_S", (0.01, 0.01, 0.01))
    asked: list[bytes] = []

    class Busy(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(503 if len(asked) <= times else 200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"[]")

        def log_message(self, *said: object) -> None:
            """Say nothing on stderr."""

    with serving(Busy) as port, client_of(Server(port, Path(), None)) as client:
        yield client, asked


def test_a_server_that_is_busy_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with busy_server(monkeypatch, 2) as (client, asked):
        assert ask(client, "/flows/filter", limit=1) == []
    assert asked == [b'{"limit":1}'] * 3


def test_a_server_that_stays_busy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with busy_server(monkeypatch, 99) as (client, asked), pytest.raises(httpx.HTTPStatusError, match="503"):
        ask(client, "/flows/filter", limit=1)
    assert len(asked) == 4


def test_up_says_what_stands_in_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLEDGEBOOK_HOME", str(tmp_path / "home"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["up", "--port", port]) == 1
    assert f"port {port} of 127.0.0.1 is taken" in (told := capsys.readouterr().err)
    assert "--port" in told
    (tmp_path / "file").touch()
    monkeypatch.setenv("PLEDGEBOOK_HOME", str(tmp_path / "file" / "home"))
    assert main(["up", "--port", "1"]) == 1
    assert "PLEDGEBOOK_HOME" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["up", "--port", "none"])
    assert "1 and 65535" in capsys.readouterr().err


def test_the_server_is_this_machine_s_own_and_the_operator_s_settings_win(tmp_path: Path) -> None:
    theirs = {
        "PREFECT_PROFILE": "cloud",
        "PREFECT_API_URL": "https://example.com/api",
        "PREFECT_SERVER_API_HOST": "0.0.0.0",
        "PREFECT_SERVER_API_PORT": "5003",
        "PREFECT_SERVER_API_AUTH_STRING": "a:b",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "true",
    }
    server = server_of(read_settings({"PLEDGEBOOK_HOME": str(tmp_path)}), None, theirs)
    env = environment_of(server, theirs)
    assert env["PREFECT_API_URL"] == env["PREFECT_SERVER_UI_API_URL"] == "http://127.0.0.1:5003/api"
    assert env["PREFECT_SERVER_API_HOST"] == "127.0.0.1"
    assert env["PREFECT_API_AUTH_STRING"] == "a:b"
    assert env["PREFECT_SERVER_ANALYTICS_ENABLED"] == "true"
    assert env["DO_NOT_TRACK"] == "1"
    assert "PREFECT_PROFILE" not in env
    with pytest.raises(ValueError, match="PREFECT_SERVER_API_PORT"):
        server_of(read_settings({"PLEDGEBOOK_HOME": str(tmp_path)}), None, {"PREFECT_SERVER_API_PORT": "http"})


def test_all_that_was_started_is_found_by_its_mark_and_nothing_else(tmp_path: Path) -> None:
    nested = [sys.executable, "-c", "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)"]
    marked = os.environ | {MARK: str(tmp_path / "home")}
    subprocess.run(nested, env=marked, check=True)  # its child has no parent of ours any more
    with subprocess.Popen(["sleep", "60"], env=os.environ | {MARK: str(tmp_path / "other")}) as other:
        found = started_by(tmp_path / "home")
        assert len(found) == 1
        end(found, 10, lambda: False)
        assert not started_by(tmp_path / "home")
        assert other.poll() is None
        other.kill()


def test_a_process_that_will_not_end_is_killed_at_the_second_wish(tmp_path: Path) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    command = [sys.executable, "-c", deaf]
    with subprocess.Popen(command, env=os.environ | {MARK: str(tmp_path)}, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        asked = iter([False, True])
        end(started_by(tmp_path), 600, lambda: next(asked))
        assert not psutil.pid_exists(process.pid)


def schedules() -> list[dict[str, str]]:
    file = yaml.safe_load(deploy_file("prefect.yaml").read_text("utf-8"))
    return [schedule for deployment in file["deployments"] for schedule in deployment["schedules"]]


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1)])
def test_clock_changes_neither_lose_nor_double_a_run(change: date) -> None:
    start = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(days=7)
    steps = {"hourly": timedelta(hours=1), "monday-0600-utc": timedelta(days=7), "daily-0330-utc": timedelta(days=1)}
    assert {found["slug"] for found in schedules()} == set(steps)
    for found in schedules():
        assert "active" not in found, "a deploy would switch a paused schedule on again"
        times = CronSchedule(cron=found["cron"], timezone=found["timezone"])
        dates = asyncio.run(times.get_dates(n=400, start=start, end=start + timedelta(days=15)))
        gaps = {round(late.timestamp() - early.timestamp()) for early, late in pairwise(dates)}
        assert gaps == {steps[found["slug"]].total_seconds()}


def test_automations_are_what_prefect_understands() -> None:
    entries = yaml.safe_load(deploy_file("automations.yaml").read_text("utf-8"))["automations"]
    made = [AutomationCore.model_validate({**entry, "actions": entry.get("actions", [])}) for entry in entries]
    assert len({one.name for one in made}) == len(made) == 7
    for entry, one in zip(entries, made, strict=True):
        assert one.description
        assert len({"actions", "notify", "run"} & set(entry)) == 1
        known = {"name", "description", "trigger", "actions", "notify", "run"}
        assert set(entry) <= known
        assert set(entry["trigger"]) - {"posture", "type"} <= set(type(one.trigger).model_fields)


def archive(folder: Path, ages: dict[str, int]) -> None:
    folder.mkdir()
    for name, days in ages.items():
        file = folder / f"{name}.warc.gz"
        file.write_bytes(b"x" * 100)
        when = NOW.timestamp() - days * 86_400
        os.utime(file, (when, when))


def names(folder: Path, days: int | None, size: int | None) -> list[str]:
    return [file.path.name.partition(".")[0] for file in outdated(archive_files(folder), NOW, days, size)]


def test_the_archive_loses_only_what_is_beyond_a_bound(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    assert archive_files(folder) == []
    archive(folder, {"old": 40, "older": 90, "open": 100, "week": 7, "now": 0})
    (folder / "open.warc.gz.open").touch()
    assert names(folder, None, None) == []
    assert names(folder, 30, None) == ["older", "old"]
    assert names(folder, None, 400) == ["older"]
    assert names(folder, 60, 300) == ["older", "old"]
    assert names(folder, 0, 0) == ["older", "old", "week"], "what a run writes, or has yet to store, stays"


def test_each_source_is_told_once_until_it_was_well_again(tmp_path: Path) -> None:
    book = tmp_path / "w.duckdb"

    def failures(count: int) -> None:
        with writer(book) as connection:
            connection.execute("delete from raw_source").fetchall()
            connection.execute(
                "insert into raw_source by name select 'desk' as source, 'feed' as kind, 'x' as location, "
                f"{count} as failures, 'http_500' as last_reason"
            ).fetchall()

    def untold() -> list[str]:
        found = find_tellable.fn(book)
        store_told.fn(book, found, NOW)
        return [one.said for one in found if not one.is_told]

    failures(9)
    assert untold() == ["desk is dying: http_500"]
    assert untold() == []
    failures(0)
    assert untold() == []
    failures(9)
    assert untold() == ["desk is dying: http_500"]


def test_bounds_that_are_no_numbers_are_refused() -> None:
    for text in ("all", "-1", "nan", "inf"):
        with pytest.raises(WarehouseError, match="PLEDGEBOOK_KEEP_ARCHIVE_GB"):
            read_settings({"PLEDGEBOOK_KEEP_ARCHIVE_GB": text})
    assert read_settings({"PLEDGEBOOK_KEEP_ARCHIVE_DAYS": "30"}).keep_archive_days == 30
