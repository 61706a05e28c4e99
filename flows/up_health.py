"""How server, worker and runs fare, as the server's API has it: Prefect's own client takes seconds to import."""

from __future__ import annotations

import time
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from flows.up_environment import POOL, Server

BUSY_PAUSES_S = (0.2, 0.5, 1, 2, 4)
_OF_THE_POOL = {"work_pools": {"name": {"any_": [POOL]}}}


@dataclass(frozen=True, slots=True)
class Health:
    """Counts of this moment; times in UTC, None where there is none."""

    workers: int
    running: int
    late: int
    last: tuple[str, str, datetime] | None
    upcoming: tuple[str, datetime] | None
    deployments: int
    paused: int

    @property
    def in_words(self) -> str:
        """One line for the terminal."""
        worker = "worker online" if self.workers else "NO WORKER ONLINE"
        runs = f"{self.running} running" + (f", {self.late} LATE" if self.late else "")
        last = f"last: {self.last[0]} {self.last[1]} {self.last[2]:%H:%M}" if self.last else "no run yet"
        following = f"next: {self.upcoming[0]} {self.upcoming[1]:%a %H:%M} UTC" if self.upcoming else "nothing planned"
        asleep = f" ({self.paused} paused)" if self.paused else ""
        return f"{worker}; {self.deployments} deployments{asleep}; {runs}; {last}; {following}"


class PatientTransport(httpx.HTTPTransport):
    """Asks again where the server says 503, as Prefect's own clients do, and hands on the last answer.

    On SQLite Prefect answers so whenever another request wrote between this one's read and write: it has rolled back,
    and the client is to ask again (`is_client_retryable_exception` in prefect/server/api/server.py).
    """

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to one request. Raises httpx.TransportError where the server is away."""
        for pause in BUSY_PAUSES_S:
            answer = super().handle_request(request)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return answer
            answer.close()
            time.sleep(pause)
        return super().handle_request(request)


def client_of(server: Server) -> httpx.Client:
    """A client of the server's API; whoever holds it closes it."""
    # The server compares the string as a whole: one without a colon is as good.
    headers = {"Authorization": f"Basic {b64encode(server.auth.encode()).decode()}"} if server.auth else {}
    return httpx.Client(base_url=server.api, headers=headers, timeout=10, trust_env=False, transport=PatientTransport())


def answers(client: httpx.Client) -> bool:
    """Whether the server is up. Any other program on the port has no such answer."""
    try:
        return client.get("/health", timeout=3).text == "true"
    except httpx.HTTPError:
        return False


def ask(client: httpx.Client, path: str, **body: Any) -> Any:
    """The answer to a question. Raises httpx.HTTPError where the server refuses or is away."""
    answer = client.post(path, json=body)
    answer.raise_for_status()
    return answer.json()


def health(client: httpx.Client) -> Health:
    """What the server knows of workers and runs. Raises httpx.HTTPError where it is away."""
    deployments = ask(client, "/deployments/filter", **_OF_THE_POOL)
    names = {one["id"]: one["name"] for one in deployments}
    flows = {one["id"]: one["name"] for one in ask(client, "/flows/filter")}
    titles = {one["id"]: f"{flows.get(one['flow_id'], '?')}/{names[one['id']]}" for one in deployments}
    workers = ask(client, f"/work_pools/{POOL}/workers/filter")
    return Health(
        workers=sum(one["status"] == "ONLINE" for one in workers),
        running=_count(client, type={"any_": ["RUNNING", "PENDING", "CANCELLING"]}),
        late=_count(client, name={"any_": ["Late"]}),
        last=_last(client, titles),
        upcoming=_upcoming(client, titles),
        deployments=len(deployments),
        paused=sum(_is_paused(one) for one in deployments),
    )


def _is_paused(deployment: dict[str, Any]) -> bool:
    schedules = deployment["schedules"]
    return deployment["paused"] or (bool(schedules) and not any(one["active"] for one in schedules))


def _count(client: httpx.Client, **state: Any) -> int:
    return int(ask(client, "/flow_runs/count", **_OF_THE_POOL, flow_runs={"state": state}))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _last(client: httpx.Client, titles: dict[str, str]) -> tuple[str, str, datetime] | None:
    ended = {
        "state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"]}},
        "end_time": {"is_null_": False},
    }
    found = ask(client, "/flow_runs/filter", **_OF_THE_POOL, flow_runs=ended, sort="END_TIME_DESC", limit=1)
    return next(
        ((titles.get(one["deployment_id"], "?"), one["state_name"], _moment(one["end_time"])) for one in found), None
    )


def _upcoming(client: httpx.Client, titles: dict[str, str]) -> tuple[str, datetime] | None:
    planned = {"state": {"type": {"any_": ["SCHEDULED"]}}}
    found = ask(
        client, "/flow_runs/filter", **_OF_THE_POOL, flow_runs=planned, sort="NEXT_SCHEDULED_START_TIME_ASC", limit=1
    )
    return next(
        ((titles.get(one["deployment_id"], "?"), _moment(one["next_scheduled_start_time"])) for one in found), None
    )
