"""What the warn_ checks found, said by every run that publishes."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from warehouse.checks import CheckResult

Log = logging.Logger | logging.LoggerAdapter[logging.Logger]


def log_cautions(log: Log, found: Sequence[CheckResult]) -> None:
    """A line for each check that found rows, numbered; nothing where the book keeps every promise."""
    for number, one in enumerate(found, start=1):
        log.warning("Warning %d of %d, not so: %s; pledgebook check lists the rows", number, len(found), one.in_words)
