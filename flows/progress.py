"""What a person at a terminal sees of a run: the flows' own lines on stderr; the engine's stay in Prefect's log."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from prefect.logging.configuration import ensure_logging_setup

_ROOT = Path(__file__).resolve().parent.parent
_OURS = (_ROOT / "flows", _ROOT / "tasks")
_PAGE = _ROOT / "flows" / "ingest_page.py"  # a run's page has this in its log; the command says it on its own streams
_RUNS = ("prefect.flow_runs", "prefect.task_runs")


def _is_ours(record: logging.LogRecord) -> bool:
    path = Path(record.pathname)
    return path != _PAGE and any(path.is_relative_to(folder) for folder in _OURS)


def _is_not_of_a_run(record: logging.LogRecord) -> bool:
    return not record.name.startswith(_RUNS)


def show_progress() -> None:
    """Print what flows and tasks log, and nothing else of their runs. To be called once.

    What fails inside a run is raised out of it as well, so its traceback in Prefect's log would be told twice.
    """
    ensure_logging_setup()  # else Prefect would replace these handlers with the first flow run
    for handler in logging.getLogger().handlers:
        handler.addFilter(_is_not_of_a_run)
    own = logging.StreamHandler(sys.stderr)
    own.setFormatter(logging.Formatter("%(message)s"))
    own.addFilter(_is_ours)
    for name in _RUNS:
        logging.getLogger(name).addHandler(own)
