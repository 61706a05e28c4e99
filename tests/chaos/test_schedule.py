"""A schedule of one minute under `pledgebook up`: in a row, late, and with kill -9 of each part while a run runs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.flows.operators import Operator, operator
from warehouse.checks import run_checks
from warehouse.query import run_query

FILES = int(os.environ.get("PLEDGEBOOK_SCHEDULED_FILES", "0"))
ALLOWED_S = 360  # until what was killed no longer holds the slot; then one run
RELEASE = """Company {n} to cut emissions by 40% by 2035

OSLO, March 3, 2025 -- Company {n} will reduce its greenhouse gas emissions by 40% by 2035 compared with 2020. {words}
"""


@pytest.fixture
def one(tmp_path: Path, project_root: Path) -> Iterator[Operator]:
    if not FILES:
        pytest.skip(
            "takes a quarter of an hour: PLEDGEBOOK_SCHEDULED_FILES=400 runs it with so many files a killed run"
        )
    with operator(tmp_path, project_root) as running:
        inbox = running.home / "inbox"
        inbox.mkdir(parents=True)
        (running.home / "sources.toml").write_text('[[source]]\nname = "inbox"\nfolder = "inbox"\n', encoding="utf-8")
        running.start_and_wait()
        every_minute(running)
        yield running


def every_minute(one: Operator) -> None:
    """Let the hourly deployment run each minute; `up` writes it anew, with its own schedule."""
    hourly = one.deployment("ingest/hourly")
    (schedule,) = hourly["schedules"]
    path = f"/deployments/{hourly['id']}/schedules/{schedule['id']}"
    one.api.patch(path, json={"schedule": {"interval": 60.0}}).raise_for_status()


def drop(one: Operator, count: int) -> None:
    """New files for the next run. Numbers make each of them a text of its own."""
    inbox = one.home / "inbox"
    first = len(list(inbox.iterdir()))
    for n in range(first, first + count):
        words = " ".join(f"Site {n * 7 + k} opened in {1900 + (n * k) % 100}." for k in range(60))
        (inbox / f"{n}.txt").write_text(RELEASE.format(n=n, words=words), encoding="utf-8")


def ingests(one: Operator, *states: str) -> list[dict[str, Any]]:
    found = one.ask(
        "/flow_runs/filter",
        deployments={"name": {"any_": ["hourly"]}},
        flow_runs={"state": {"name": {"any_": list(states)}}},
        sort="START_TIME_DESC",
    )
    return list(found)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def next_completed(one: Operator, since: datetime, seconds: float) -> dict[str, Any]:
    """The first run that began after a moment and has completed."""

    def found() -> list[dict[str, Any]]:
        return [run for run in ingests(one, "Completed") if moment(run["start_time"]) > since][-1:]

    return dict(one.until(found, "a completed run", seconds)[0])


def tables_are_right(one: Operator) -> None:
    """Every file is in the book once, with its one target; no check of the error kind finds a row."""
    published = one.home / "warehouse_read.duckdb"
    files = len(list((one.home / "inbox").iterdir()))
    sql = "select count(*), count(distinct release_id) from core_target"
    assert list(run_query(published, sql).to_pylist()[0].values()) == [files, files]
    assert not [found for found in run_checks(published) if found.is_error and found.rows]


def running_run(one: Operator) -> dict[str, Any]:
    """A scheduled run that is in the middle of its work: its process has archived what it is to read."""

    def found() -> dict[str, Any] | None:
        archive = one.home / "raw"
        marks = list(archive.glob("*.open")) if archive.is_dir() else []
        runs = ingests(one, "Running")
        return next((run for run in runs if any(run["id"] in mark.name for mark in marks)), None)

    return dict(one.until(found, "a running run"))


def nothing_runs_on(one: Operator) -> None:
    old = datetime.now(UTC) - timedelta(seconds=ALLOWED_S)
    assert not [run for run in ingests(one, "Running", "Pending") if moment(run["start_time"] or run["created"]) < old]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_three_in_a_row_and_one_late(one: Operator) -> None:
    drop(one, 2)
    first = next_completed(one, datetime.now(UTC) - timedelta(minutes=1), 200)
    tables_are_right(one)
    worker = one.part("worker", "start")
    worker.suspend()
    drop(one, 2)
    one.until(lambda: ingests(one, "Late"), "a late run")
    stopped = datetime.now(UTC)
    worker.resume()
    second = next_completed(one, stopped, 150)
    assert moment(second["start_time"]) - moment(second["expected_start_time"]) > timedelta(seconds=10)
    tables_are_right(one)
    drop(one, 2)
    third = next_completed(one, datetime.now(UTC), 200)
    tables_are_right(one)
    assert len({first["id"], second["id"], third["id"]}) == 3
    assert not ingests(one, "Failed", "Crashed")


def victims(one: Operator, part: str, run: str) -> list[psutil.Process]:
    assert one.process
    if part == "run":
        return [found for found in [one.process_of(run)] if found]
    if part == "all":
        return [psutil.Process(one.process.pid), *one.started()]
    return [one.part(part, "start")]


def kill(one: Operator, part: str) -> None:
    """Kill a part while a scheduled run runs; then a run completes, and the book is as if nothing had been."""
    drop(one, FILES)
    run = running_run(one)["id"]
    found = victims(one, part, run)
    assert found
    for victim in found:
        victim.kill()
    killed, began = datetime.now(UTC), time.monotonic()
    if part == "all":
        assert one.process
        one.process.wait(20)
        one.start_and_wait()
        every_minute(one)
    one.until(lambda: one.state(run) not in ("Running", "Pending"), "the end of the killed run", ALLOWED_S)
    ended, how = time.monotonic() - began, one.state(run)
    done = next_completed(one, killed if how != "Completed" else killed - timedelta(minutes=10), ALLOWED_S)
    print(
        f"\n{part}: {how} after {ended:.0f} s, a run completed after {time.monotonic() - began:.0f} s ({done['name']})"
    )
    tables_are_right(one)
    nothing_runs_on(one)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_kills_of_each_part(one: Operator) -> None:
    for part in os.environ.get("PLEDGEBOOK_KILL", "worker run server all").split():
        kill(one, part)
