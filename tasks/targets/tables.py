"""Rows of a table of goals: "Metric | 2024 | 2030 target"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.releases.records import Release
from tasks.targets.passages import Passage
from tasks.targets.quantities import find_quantities
from tasks.targets.records import Target
from tasks.targets.subjects import denominator_in, scopes_in, topic_of, trimmed

_YEAR = re.compile(r"(?:19|20)\d\d")
_GOAL = re.compile(r"goal|target|aim|commitment|ambition", re.IGNORECASE)
_BASE = re.compile(
    r"(?:vs\.?|versus|against|from|baseline|base year|base|compared (?:to|with))\D{0,12}((?:19|20)\d\d)|((?:19|20)\d\d) (?:baseline|base)",
    re.IGNORECASE,
)
_MINUS = re.compile(r"^\s*[-−–]\s*(?=\d)")


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip(" |").split("\t" if "\t" in row and " | " not in row else "|")]


def cell_targets(passage: Passage, release: Release) -> Iterator[Target]:
    """The target of a table row: the cell under the last heading that names a goal, or the last cell under a heading of
    goals over the table."""
    head, cells = _cells(passage.header_row), _cells(passage.text)
    above = f"{passage.heading} {passage.lead}"
    if len(cells) < 2 or not passage.header_row:
        head = head if len(head) == len(cells) else [""] * len(cells)
    columns = [number for number, cell in enumerate(head) if _GOAL.search(cell) and _YEAR.search(cell)]
    if columns and len(cells) == len(head):
        column = columns[-1]
        years = _YEAR.findall(head[column])
    elif len(cells) >= 2 and _GOAL.search(above) and _YEAR.search(_BASE.sub("", above)):
        column, years = len(cells) - 1, _YEAR.findall(_BASE.sub("", above))
    else:
        return
    cell, metric = cells[column], cells[0]
    own = _YEAR.findall(cell)
    found = find_quantities(_MINUS.sub("", cell))
    topic = topic_of(metric, cell, above)
    if not found or topic is None or column == 0:
        return
    quantity = found[0]
    base = _BASE.search(metric) or _BASE.search(" ".join(head)) or _BASE.search(above)
    reduces = bool(_MINUS.match(cell)) or bool(re.search(r"reduc|cut|lower", metric + cell, re.IGNORECASE))
    yield Target(
        company=release.issuer,
        action="reduce" if reduces else "reach",
        topic=topic,
        metric=trimmed(metric),
        evidence=release.text[passage.start : passage.end],
        start=passage.start,
        end=passage.end,
        value=quantity.value,
        unit=quantity.unit,
        per=denominator_in(metric) if reduces else None,
        scopes=scopes_in(metric) if topic == "ghg" else (),
        base_year=int(base[1] or base[2]) if base else None,
        target_year=int((own or years)[-1]),
        deadline_text=head[column] if columns else None,
        confidence=0.8,
        rules=("table row",),
    )
