"""Rows of a table of goals: "Metric | 2024 | 2030 target"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.releases.records import Release
from tasks.targets.passages import Passage
from tasks.targets.quantities import find_quantities
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Action, Kind, Target, Topic
from tasks.targets.subjects import denominator_in, metric_words, scopes_in, topic_of_text
from tasks.targets.tokens import Token, tokenize

_YEAR = re.compile(r"(?:(?<=\D)|^)(?:FY ?)?((?:19|20)\d\d)(?!\d)")
_GOAL = re.compile(r"goal|target|aim|commitment|ambition|objective|by 20", re.IGNORECASE)
_BASE = re.compile(
    r"(?:vs\.?|versus|against|from|baseline|base year|base|compared (?:to|with)|relative to)\D{0,12}((?:19|20)\d\d)|((?:19|20)\d\d) (?:baseline|base)",
    re.IGNORECASE,
)
_CUTS = re.compile(r"reduc|cut\b|lower|decreas|fewer|less\b|saving", re.IGNORECASE)
_STATES: tuple[tuple[re.Pattern[str], Action], ...] = (
    (re.compile(r"net[- ]zero", re.IGNORECASE), "net_zero"),
    (re.compile(r"(?:carbon|climate)[- ]neutral", re.IGNORECASE), "carbon_neutral"),
    (re.compile(r"^\W*zero\b|phased? out|eliminat", re.IGNORECASE), "eliminate"),
)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures: its number, year, wording, and whether it holds goals or results."""

    number: int
    year: int | None
    heading: str
    kind: Kind


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip(" |").split("\t" if "\t" in row and " | " not in row else "|")]


def cell_targets(passage: Passage, release: Release) -> Iterator[Target]:
    """The targets and results of a table row: one for each cell under a heading that names a goal or a year."""
    cells = _cells(passage.text)
    if _tells_figures(passage.header_row or passage.text):
        yield from _without_header(passage, release, cells)
        return
    columns = _columns(passage, release, len(cells))
    above = f"{passage.heading} {passage.lead}"
    topic = topic_of_text(cells[0])
    if not columns or len(cells) < 2 or passage.text == passage.header_row:
        return
    base = _BASE.search(cells[0]) or _BASE.search(passage.header_row) or _BASE.search(above)
    for column in columns:
        row = _row(
            passage, release, cells, column, topic or topic_of_text(cells[column.number]) or topic_of_text(above), base
        )
        if row is not None:
            yield row


_AS_OF = re.compile(r"(?:FY ?)?((?:19|20)\d\d)\s*:\s*")
_LEVEL = re.compile(r",[^,]*\d[\d.,]*\s*%?\s*$")  # what was reached, behind the thing: "Share of women, 31%"
_FEWEST = 2  # cells of a row that tells its own year: a thing, a figure, a year
_FIGURE = re.compile(r"[-−–+<>≤≥]?\s*[\d.,]+\s*(?:%|percent)?$")


def _tells_figures(row: str) -> bool:
    """Whether a row is no header, for a figure stands in a cell of its own: "Packaging | Virgin plastic | -50% | 2024: -22%"."""
    return any(_FIGURE.match(cell) and not _YEAR.fullmatch(cell) for cell in _cells(row)[1:])


def _without_header(passage: Passage, release: Release, cells: Sequence[str]) -> Iterator[Target]:
    """The goal in the first cell with a figure, as the heading over the table dates it, and what a cell behind it says was
    reached by a year ("2024: -41%"). The cell before names the thing, the first one perhaps its topic."""
    above = f"{passage.heading} {passage.lead}"
    due = [int(year) for year in _YEAR.findall(_BASE.sub("", above))]
    own = _YEAR.fullmatch(cells[-1])
    at = next((number for number, cell in enumerate(cells) if number and _FIGURE.match(cell)), None)
    if own is not None and len(cells) > _FEWEST and _first(tokenize(cells[-2])) is not None:
        due, at, cells = (
            [int(own[1])],
            len(cells) - 2,
            [_LEVEL.sub("", cells[0]), *cells[1:]],
        )  # "Waste, 9 % | 30 % | 2030"
    if at is None or not due or not _GOAL.search(above):
        return
    metric = cells[at - 1]
    topic = topic_of_text(metric) or topic_of_text(cells[0]) or topic_of_text(above)
    columns = [_Column(at, due[-1], above.strip(), "target")]
    for number, cell in enumerate(cells[at + 1 :], start=at + 1):
        if told := _AS_OF.match(cell):
            columns.append(_Column(number, int(told[1]), told[0].strip(" :"), "achievement"))
    for column in columns:
        figure = _AS_OF.sub("", cells[column.number])
        if _first(tokenize(figure)) is None:
            figure = f"{figure} {metric}"  # "Litres per kg of product | 1.4"
        row = _row(passage, release, [metric, figure], replace(column, number=1), topic, _BASE.search(above))
        if row is not None:
            yield row


_DUE = re.compile(
    r"(?:target|goal) (?:year|date)|deadline|timeline|timeframe|\bdue\b|by when|^year$|^date$", re.IGNORECASE
)


def goal_in_row(passage: Passage) -> Passage | None:
    """A row that tells a goal in words under a heading of goals, as one line, its year perhaps in another cell: "Reduce
    waste by 15 % | FY25 | 9 %"; what other columns tell of progress is left out."""
    if passage.label != "table":
        return None
    head, cells = _cells(passage.header_row), _cells(passage.text)
    if len(head) != len(cells) or not _GOAL.search(head[0]) or passage.text == passage.header_row:
        return None
    due = next((at for at, cell in enumerate(head) if at and _DUE.search(cell)), None)
    if due is not None and re.search(r"\d\d", cells[due]):
        said = f"{cells[0]} by {cells[due]}"
    elif _first(tokenize(cells[0])) is not None:
        said = cells[0]
    else:
        return None
    return replace(passage, text=said, label="list", lead=passage.lead or head[0], header_row="")


def _columns(passage: Passage, release: Release, width: int) -> list[_Column]:
    head = _cells(passage.header_row)
    today = release.published_on.year if release.published_on else 2024
    found = []
    if len(head) == width:
        for number, cell in enumerate(head[1:], start=1):
            years = [int(year) for year in _YEAR.findall(_BASE.sub("", cell))]
            if years:
                goal = bool(_GOAL.search(cell)) or years[-1] > today
                found.append(_Column(number, years[-1], cell, "target" if goal else "achievement"))
    if not any(column.kind == "target" for column in found):
        text = passage.header_row if _GOAL.search(passage.header_row) else f"{passage.heading} {passage.lead}"
        years = [int(year) for year in _YEAR.findall(_BASE.sub("", text))]
        if _GOAL.search(text) and years:
            found = [*(one for one in found if one.number != width - 1), _Column(width - 1, years[-1], text, "target")]
    return found


def _row(
    passage: Passage,
    release: Release,
    cells: Sequence[str],
    column: _Column,
    topic: Topic | None,
    base: re.Match[str] | None,
) -> Target | None:
    cell, metric = cells[column.number], cells[0]
    if topic is None or not cell:
        return None
    own = [int(year) for year in _YEAR.findall(cell)]
    state = next((action for pattern, action in _STATES if pattern.search(cell)), None)
    tokens = tokenize(cell)
    quantity = None if state else _first(tokens)
    if state is None and quantity is None:
        return None
    reduces = quantity is not None and (
        quantity.minus or (bool(_CUTS.search(f"{metric} {cell}")) and quantity.kind == "percent")
    )
    action: Action = state or ("reduce" if reduces else "reach")
    unit = quantity.unit if quantity else None
    return Target(
        company=release.issuer,
        action=action,
        topic=topic,
        metric=metric_words(_BASE.sub("", metric)),
        evidence=release.text[passage.start : passage.end],
        start=passage.start,
        end=passage.end,
        value=quantity.value if quantity else None,
        value_max=quantity.value_max if quantity else None,
        unit=f"{unit}/year" if quantity and quantity.yearly and unit else unit,
        qualifier=quantity.qualifier if quantity else None,
        per=denominator_in(_BASE.sub("", metric)) if reduces else None,
        scopes=scopes_in(metric) if topic == "ghg" else (),
        base_year=int(base[1] or base[2]) if base else None,
        target_year=own[-1] if own else column.year,
        deadline_text=column.heading,
        kind=column.kind,
        rules=("table row", "state in a cell" if state else f"{quantity.kind} quantity" if quantity else ""),
    )


def _first(tokens: list[Token]) -> Quantity | None:
    """The first quantity of a cell; a year is none."""
    return next((one for one in find_quantities(tokens) if one.kind != "plain"), None)
