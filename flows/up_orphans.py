"""Flow runs that the server believes to run and that have no process any more: they hold their deployment's slot."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from flows.up_environment import POOL
from flows.up_health import ask
from flows.up_processes import running_flow_runs

# A worker takes a run some seconds before its process exists, and a loaded machine takes its time to start one.
YOUNG = timedelta(seconds=120)
_OPEN = {"state": {"type": {"any_": ["RUNNING", "PENDING", "CANCELLING"]}}}


@dataclass(slots=True)
class Orphans:
    """Looks for orphans, and ends those that had no process at two looks in a row: one look can fall in a gap."""

    suspected: set[str] = field(default_factory=set)

    def end(self, client: httpx.Client, *, none_can_live: bool = False) -> list[str]:
        """Names of the runs that were set to Crashed. `none_can_live`: before the worker starts nothing can run.

        Raises httpx.HTTPError where the server is away.
        """
        found = ask(client, "/flow_runs/filter", work_pools={"name": {"any_": [POOL]}}, flow_runs=_OPEN)
        living = running_flow_runs() if found else set()
        lost = [one for one in found if one["id"] not in living and (none_can_live or _is_old(one))]
        sure = [one for one in lost if none_can_live or one["id"] in self.suspected]
        self.suspected = {one["id"] for one in lost} - {one["id"] for one in sure}
        for one in sure:
            _crash(client, one["id"])
        return [one["name"] for one in sure]


def _is_old(run: dict[str, Any]) -> bool:
    return datetime.now(UTC) - datetime.fromisoformat(run["state"]["timestamp"]) > YOUNG


def _crash(client: httpx.Client, run_id: str) -> None:
    """Not forced: a run that has ended by itself in the meantime stays as it ended."""
    state = {"type": "CRASHED", "name": "Crashed", "message": "Its process is gone; the next run does what it left."}
    ask(client, f"/flow_runs/{run_id}/set_state", state=state)
