"""The verbs `up` and `deploy`. Prefect is imported where they start it, and not for their help."""

from __future__ import annotations

import argparse
import os

from flows.prefect_defaults import apply_prefect_defaults
from flows.settings import read_settings
from flows.streams import tell
from warehouse.errors import WarehouseError


def start(options: argparse.Namespace) -> int:
    """Everything on this machine, until stopped. Where it runs already, says where."""
    from flows.up import say, up  # noqa: PLC0415 - psutil and httpx are of no use to other verbs
    from flows.up_claim import AlreadyUp  # noqa: PLC0415
    from flows.up_environment import server_of  # noqa: PLC0415

    try:
        return up(server_of(read_settings(), options.port))
    except ValueError as wrong:
        raise WarehouseError(str(wrong)) from wrong
    except AlreadyUp as other:
        if other.holder is None:
            say("It is being started by another process just now.")
        else:
            url = f"http://127.0.0.1:{other.holder.port}"
            say(f"Already up since {other.holder.since} UTC: {url} (process {other.holder.pid}; end it with SIGTERM).")
        return 0


def deploy(_options: argparse.Namespace) -> int:
    """Everything the server must know of, on a server that runs already."""
    settings = read_settings()
    apply_prefect_defaults(settings)
    if not os.environ.get("PREFECT_API_URL"):
        raise WarehouseError("PREFECT_API_URL names no server: set it, or use `pledgebook up`, which brings its own")
    from flows.deploying import deploy as write  # noqa: PLC0415 - prefect takes seconds to import

    write(settings.notify_block)
    tell("Work pool, deployments and automations are written.")
    return 0
