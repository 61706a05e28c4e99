"""From a release to its targets: passages, then quantities and end states, then rows, then one row a promise."""

from __future__ import annotations

from tasks.releases.records import Release
from tasks.targets.passages import read_passages
from tasks.targets.promises import one_row_each
from tasks.targets.records import Target
from tasks.targets.rules import rows_of

EXTRACTOR_VERSION = "1"


def extract_targets(release: Release) -> list[Target]:
    """The rows of a release in reading order, as TARGETS.md defines them; none where it is not in English.

    For every row `release.text[row.start:row.end] == row.evidence`. Never raises on any text.
    """
    if release.language not in (None, "en"):
        return []
    rows: list[tuple[str, Target]] = []
    for passage in read_passages(release):
        rows += [(passage.label, row) for row in rows_of(passage, release)]
    return one_row_each(rows)
