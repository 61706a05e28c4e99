"""Runs of the command that begin at once: Prefect is imported before, each run is a fork in a process group of its own.

A start costs seconds of imports in which nothing can be lost; hundreds of kills are to hit what comes after them.
Reads lines of JSON {"home", "arguments", "engine"}; answers with the run's process id, then with how it ended.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import tasks.reprocess_store
import tasks.rereading.plan
import tasks.store
from flows.cli import main
from tests.chaos import straight

# Pieces as small as the books here, so that a kill falls between two transactions as well.
tasks.store.BATCH = 2
tasks.rereading.plan.CHUNK = 2
tasks.reprocess_store.TOGETHER = 1


def run(home: str, arguments: list[str], *, engine: bool) -> None:
    os.setsid()
    log = os.open(f"{home}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.environ["PLEDGEBOOK_HOME"] = home
    code = 1
    try:
        code = main(arguments) if engine else straight.main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def serve() -> None:
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        child = os.fork()
        if child == 0:
            run(**asked)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
