"""One reprocess: what it was asked, where its bytes come from and its outcome goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tasks.rereading.plan import Stage
from tasks.rereading.spool import Spool


@dataclass(frozen=True, slots=True)
class Run:
    """`since` and `until`: the days of publication (else first sight); without both, what other versions read."""

    run_id: str
    now: datetime
    stage: Stage
    since: date | None
    until: date | None
    archive: Path
    spool: Spool
