"""Work pool, deployments and automations, written to the Prefect server that PREFECT_API_URL names."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectNotFound
from prefect.workers.process import ProcessWorker

from flows.automating import write_automations
from flows.deploy_files import deploy_file
from flows.up_environment import POOL
from flows.up_processes import prefect_command
from warehouse.errors import WarehouseError

AT_ONCE = 4  # runs of all deployments together: each reads a book and cleans with four threads


def deploy(notify_block: str | None) -> None:
    """Write all of it. What a person changed on the server stays: a paused schedule, a limit, a disabled automation.

    Raises WarehouseError where the server refuses.
    """
    asyncio.run(_deploy(notify_block))


async def _deploy(notify_block: str | None) -> None:
    async with get_client() as client:
        await _ensure_pool(client)
        _write_deployments(deploy_file("prefect.yaml"))
        await write_automations(client, deploy_file("automations.yaml"), notify_block)


async def _ensure_pool(client: PrefectClient) -> None:
    try:
        await client.read_work_pool(POOL)
    except ObjectNotFound:
        template = ProcessWorker.get_default_base_job_template()
        pool = WorkPoolCreate(name=POOL, type="process", base_job_template=template, concurrency_limit=AT_ONCE)
        await client.create_work_pool(pool)


def _write_deployments(file: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        prefect_command("--no-prompt", "deploy", "--all", "--prefect-file", str(file)),
        env=os.environ | {"PREFECT_CLI_PROMPT": "false", "COLUMNS": "160"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise WarehouseError(f"{file} could not be deployed:\n{done.stdout}{done.stderr}")
    sys.stderr.write(done.stdout)
