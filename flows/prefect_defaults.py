"""Prefect settings that hold unless the operator chose otherwise. Must be applied before prefect is imported."""

from __future__ import annotations

import os
from pathlib import Path

from flows.settings import Settings
from warehouse.errors import WarehouseError

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The ephemeral server takes 10 to 25 s to start on a small machine; Prefect gives up after 20 s by default.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_CLI_PROMPT": "false",
}


def apply_prefect_defaults(settings: Settings) -> None:
    """Set what is unset. Without a server of the operator's own, the ephemeral one keeps its files under home.

    Raises WarehouseError where home cannot be written.
    """
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    has_profile = "PREFECT_PROFILE" in os.environ or (Path.home() / ".prefect" / "profiles.toml").is_file()
    if "PREFECT_API_URL" not in os.environ and not has_profile:
        own = settings.home / "prefect"
        try:
            own.mkdir(parents=True, exist_ok=True)
        except OSError as wrong:
            message = f"{own} cannot be made ({wrong.strerror}): make its folder writable, or set PLEDGEBOOK_HOME"
            raise WarehouseError(message) from wrong
        os.environ.setdefault("PREFECT_HOME", str(own))
