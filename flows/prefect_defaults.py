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
_LOGGING = ("PREFECT_LOGGING_", "PREFECT_DEBUG_MODE")


def _profiles() -> str:
    """The profiles that `prefect config set` wrote; nothing where there are none."""
    home = Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect")
    path = Path(os.environ.get("PREFECT_PROFILES_PATH") or home / "profiles.toml")
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def apply_prefect_defaults(settings: Settings) -> bool:
    """Set what is unset. Without a server of the operator's own, the ephemeral one keeps its files under home.

    Returns whether Prefect's own log is kept from the terminal: not where the operator has settings for it.
    Raises WarehouseError where home cannot be written.
    """
    profiles = _profiles()
    calm = not any(name.startswith(_LOGGING) for name in os.environ) and not any(name in profiles for name in _LOGGING)
    if calm:
        # The level of the terminal alone: the server keeps all from INFO.
        os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "WARNING"
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    if not {"PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_HOME"} & set(os.environ) and not profiles:
        own = settings.home / "prefect"
        try:
            own.mkdir(parents=True, exist_ok=True)
        except OSError as wrong:
            message = f"{own} cannot be made ({wrong.strerror}): make its folder writable, or set PLEDGEBOOK_HOME"
            raise WarehouseError(message) from wrong
        os.environ["PREFECT_HOME"] = str(own)
    return calm
