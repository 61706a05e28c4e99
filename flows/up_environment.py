"""What `pledgebook up` tells the processes it starts: their server, its files, its limits."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.settings import Settings

POOL = "pledgebook"
MARK = "PLEDGEBOOK_UP"  # in the environment of all that an `up` started, children of children too: the home it is for
LOOPBACK = "127.0.0.1"
PORT = 4200
_DAY = 86_400

# Hold unless the operator set them; names and limits as Prefect 3.8 has them in prefect/settings/models/server.
_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",  # its pages ask a tracker's host as they load, whatever is switched off
    "PREFECT_CLI_PROMPT": "false",
    # Flow runs with their logs and artifacts go after 30 days, events after 7, heartbeats after one.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * _DAY),
    "PREFECT_SERVER_SERVICES_DB_VACUUM_EVENT_RETENTION_OVERRIDES": f'{{"prefect.flow-run.heartbeat": {_DAY}}}',
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P7D",
    # In memory, the default, a server that is killed forgets who holds a deployment's slot, and the slot stays taken.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    # A client must be the first to drop an idle connection: one that the server drops just as a request comes is reset.
    # Prefect's own keeps one for 25 s, Chromium for 300, and the server's default is 5.
    "PREFECT_SERVER_API_KEEPALIVE_TIMEOUT": "330",
    # A killed run is known by its silence; see deploy/automations.yaml.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
}


@dataclass(frozen=True, slots=True)
class Server:
    """The one server of a home: its address, its files, and the string that opens it, where there is one."""

    port: int
    home: Path
    auth: str | None

    @property
    def url(self) -> str:
        """Where a browser goes."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def api(self) -> str:
        """Where clients go."""
        return f"{self.url}/api"

    @property
    def prefect_home(self) -> Path:
        """Database, leases and logs of the server and the worker."""
        return self.home / "prefect"


def server_of(settings: Settings, port: int | None, environ: Mapping[str, str] | None = None) -> Server:
    """The server that an operator's settings describe.

    Raises ValueError where PREFECT_SERVER_API_PORT is no port.
    """
    env = os.environ if environ is None else environ
    named = env.get("PREFECT_SERVER_API_PORT") or str(PORT)
    if port is None and not (named.isdecimal() and 0 < int(named) < 65536):
        raise ValueError(f"PREFECT_SERVER_API_PORT is {named!r}: give a port between 1 and 65535")
    auth = env.get("PREFECT_SERVER_API_AUTH_STRING") or env.get("PREFECT_API_AUTH_STRING") or None
    return Server(port or int(named), settings.home, auth)


def environment_of(server: Server, environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of server, worker and runs. The operator's own Prefect profile plays no part in it."""
    env = dict(os.environ if environ is None else environ)
    for name in ("PREFECT_PROFILE", "PREFECT_PROFILES_PATH", "PREFECT_API_KEY"):
        env.pop(name, None)
    forced = {
        MARK: str(server.home),
        "PLEDGEBOOK_HOME": str(server.home),
        "PREFECT_HOME": str(server.prefect_home),
        "PREFECT_API_URL": server.api,
        # The page that the server sends calls the port that is named here, and not the one given to --port.
        "PREFECT_SERVER_API_PORT": str(server.port),
        "PREFECT_SERVER_API_HOST": LOOPBACK,
        "PREFECT_SERVER_UI_API_URL": server.api,
        "PREFECT_UI_URL": server.url,  # links of notices
        "PYTHONUNBUFFERED": "1",
    }
    if server.auth:
        forced |= dict.fromkeys(("PREFECT_SERVER_API_AUTH_STRING", "PREFECT_API_AUTH_STRING"), server.auth)
    return _DEFAULTS | env | forced
