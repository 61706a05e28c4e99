"""The automations of deploy/automations.yaml, written to a Prefect server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from prefect.client.orchestration import PrefectClient
from prefect.events.schemas.automations import AutomationCore
from prefect.exceptions import ObjectNotFound

from warehouse.errors import WarehouseError

TAG = "pledgebook"


async def write_automations(client: PrefectClient, file: Path, notify_block: str | None) -> None:
    """Each automation of the file as it stands there; one that is as it should be is not touched, for writing it would
    start its clock anew. Whether it is enabled is a person's to say.

    Raises WarehouseError where the block or a deployment that is named is not on the server.
    """
    block = await _block_id(client, notify_block) if notify_block else None
    for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["automations"]:
        wanted = await _automation(client, entry, block)
        there = await client.read_automations_by_name(wanted.name)
        if not there:
            await client.create_automation(wanted)
        elif _meaning(there[0]) != _meaning(wanted):
            await client.update_automation(there[0].id, wanted.model_copy(update={"enabled": there[0].enabled}))


def _meaning(automation: AutomationCore) -> dict[str, Any]:
    fields = {"name", "description", "tags", "trigger", "actions", "actions_on_trigger", "actions_on_resolve"}
    return automation.model_dump(include=fields)  # not as JSON: the events of a trigger are a set, which has no order


async def _automation(client: PrefectClient, entry: dict[str, Any], block: str | None) -> AutomationCore:
    known = {name: value for name, value in entry.items() if name not in ("notify", "run")}
    actions = list(entry.get("actions", []))
    if run := entry.get("run"):
        actions.append(
            {"type": "run-deployment", "source": "selected", "deployment_id": await _deployment(client, run)}
        )
    if notice := entry.get("notify"):
        told = {"type": "send-notification", "block_document_id": block, **notice}
        actions.append(told if block else {"type": "do-nothing"})
    return AutomationCore.model_validate({**known, "actions": actions, "tags": [TAG]})


async def _deployment(client: PrefectClient, name: str) -> str:
    try:
        return str((await client.read_deployment_by_name(name)).id)
    except ObjectNotFound as wrong:
        raise WarehouseError(f"deploy/automations.yaml runs {name}, which is no deployment of the server") from wrong


async def _block_id(client: PrefectClient, named: str) -> str:
    """The id of a block that is named by its type and its own name, like slack-webhook/team."""
    kind, slash, name = named.partition("/")
    if not (kind and slash and name):
        raise WarehouseError(f"PLEDGEBOOK_NOTIFY_BLOCK is {named!r}: write type/name, such as slack-webhook/team")
    try:
        document = await client.read_block_document_by_name(name, kind, include_secrets=False)
    except ObjectNotFound as wrong:
        message = (
            f"PLEDGEBOOK_NOTIFY_BLOCK names {named}, which the server does not have: make it in the UI under Blocks"
        )
        raise WarehouseError(message) from wrong
    return str(document.id)
