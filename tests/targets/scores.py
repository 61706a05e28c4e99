"""The extractor's scores on the gold sets, counted once a run by the scorer that comes with the labels."""

from __future__ import annotations

import runpy
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.targets.gold import SETS, Document, Row, predicted, read_gold
from tests.targets.reliability import Judged, Reliability, reliability

FLOORS = Path(__file__).with_name("floors.toml")
CALIBRATED_ON = ("releases", "sbti_dev")


@dataclass(frozen=True)
class Scored:
    """A set's figures, the documents that fall short, and each target row with whether the scorer matched it."""

    name: str
    figures: dict[str, Any]
    errors: list[dict[str, Any]]
    judged: list[Judged]


@cache
def scorer(folder: Path) -> dict[str, Any]:
    """The functions of `score_targets.py` in the folder of labelled data."""
    return runpy.run_path(str(folder / "score_targets.py"))


def right_rows(folder: Path, document: Document, rows: list[Row]) -> set[int]:
    """The numbers of the rows that match a gold row of their kind in the scorer's core fields."""
    functions = scorer(folder)
    best_pairs: Callable[..., dict[int, int]] = functions["best_pairs"]
    right: set[int] = set()
    for kind, wanted in (("target", document.get("targets")), ("achievement", document.get("achievements"))):
        numbers = [number for number, row in enumerate(rows) if row["kind"] == kind]
        gold = functions["of_kind"](wanted, "target") if kind == "target" else wanted or []
        pairs = best_pairs(gold, [rows[number] for number in numbers], functions["core_match"])
        right |= {numbers[at] for at in pairs.values()}
    return right


@cache
def scored(folder: Path, name: str) -> Scored:
    """A set's scores; the second call costs nothing."""
    gold = read_gold(folder, name)
    found = predicted(folder, name, gold)
    figures, errors = scorer(folder)["score"](gold, found, len(gold))
    judged = []
    for number, (document, one) in enumerate(zip(gold, found, strict=True)):
        right = right_rows(folder, document, one["targets"])
        judged += [
            Judged(number, row["confidence"], at in right, tuple(row["rules"]))
            for at, row in enumerate(one["targets"])
            if row["kind"] == "target"
        ]
    return Scored(name, figures, errors, judged)


@cache
def calibration(folder: Path) -> Reliability:
    """How far `confidence` can be believed, over the sets whose labels are complete."""
    return reliability([scored(folder, name).judged for name in CALIBRATED_ON])


def floors() -> dict[str, dict[str, Any]]:
    """The figures of floors.toml by set; `at_most` within a set holds ceilings."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def figures_of(folder: Path, name: str) -> Mapping[str, Any]:
    """What floors.toml may bound under a name: a set's figures, or those of `calibration`."""
    if name == "calibration":
        found = calibration(folder)
        return {"ece": found.ece, "ece_refitted": found.ece_refitted, "auc": found.auc}
    if name not in SETS:
        raise KeyError(f"floors.toml has [{name}]; there are: {', '.join((*SETS, 'calibration'))}")
    return scored(folder, name).figures


def shortfalls(name: str, figures: Mapping[str, Any], bounds: Mapping[str, Any]) -> list[str]:
    """A line for each figure under its floor or over its ceiling.

    Raises KeyError where a bound names a figure that the scorer does not give: a floor that nothing is held to.
    """
    ceilings = bounds.get("at_most", {})
    minima = {field: bound for field, bound in bounds.items() if field != "at_most"}
    if unknown := [field for field in (*minima, *ceilings) if field not in figures]:
        raise KeyError(f"floors.toml, [{name}]: no figure {', '.join(unknown)}; there are: {', '.join(figures)}")
    under = [
        f"{name}: {field} {figures[field]:.4g} is under {low}" for field, low in minima.items() if figures[field] < low
    ]
    over = [
        f"{name}: {field} {figures[field]:.4g} is over {top}" for field, top in ceilings.items() if figures[field] > top
    ]
    return under + over
