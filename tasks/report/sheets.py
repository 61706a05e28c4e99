"""Promises in the column sets of SBTi's target sheet and of Net Zero Tracker, for users who join them with those.

Only what a release says, and an ISIN or LEI of the user's watch-list, is filled in. What only the publishers know
(their ids, whether a target counts as near-term, the day on which they published it) stays empty rather than guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

import pandas as pd

from tasks.report.files import cell, whole
from tasks.report.links import web_link
from tasks.report.texts import without_contacts

Row = Mapping[str, Any]
_END_STATES = ("net_zero", "climate_positive", "carbon_neutral")
_NO_YEAR = 9999


@cache
def _sheets() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("sheets.toml").read_text(encoding="utf-8"))


def write_sheets(promises: Iterable[Row], folder: Path) -> list[Path]:
    """Write export_sbti.csv (a row a promise) and export_net_zero_tracker.csv (a row a company).

    `promises` are rows of `warehouse/read/climate_promises.sql`, sorted by company; they are read once. Promises that
    were withdrawn are in neither.
    """
    sbti, tracker = folder / "export_sbti.csv", folder / "export_net_zero_tracker.csv"
    with whole(sbti) as one, whole(tracker) as two:
        add_sbti = _adder(one, "sbti")
        add_tracker = _adder(two, "net_zero_tracker")
        for _, group in groupby(promises, key=itemgetter("company")):
            of_company = list(group)
            add_sbti([sbti_row(row) for row in of_company])
            add_tracker([row for row in [tracker_row(of_company)] if row])
    return [sbti, tracker]


def _adder(handle: IO[bytes], sheet: str) -> Callable[[Sequence[Row]], None]:
    columns = _sheets()[sheet]["columns"]
    handle.write(pd.DataFrame(columns=columns).to_csv(index=False).encode())

    def add(rows: Sequence[Row]) -> None:
        safe = pd.DataFrame(rows, columns=columns, dtype=object).map(cell)
        handle.write(safe.to_csv(index=False, header=False).encode())

    return add


def sbti_row(promise: Row) -> Row:
    """A promise in SBTi's columns. `target_value` is a share from 0 to 1, given for cuts in per cent alone."""
    validated = promise["validated_by"] == "SBTi"
    return {
        "company_name": promise["company"],
        "isin": promise["isin"],
        "lei": promise["lei"],
        "action": "Target" if validated else None,
        "full_target_language": _told(promise),
        "target": "Net-zero" if promise["action"] == "net_zero" else None,
        "target_wording": promise["promise"],
        "scope": "+".join(map(str, promise["scopes"] or ())) or None,
        "target_value": _share(promise),
        "type": _type(promise),
        "base_year": promise["base_year"],
        "target_year": promise["target_year"],
        "year_type": "FY" if re.search(r"\bFY ?\d", promise["deadline_text"] or "") else None,
    }


def _told(promise: Row) -> str | None:
    return without_contacts(promise["evidence"]) if promise["evidence"] else None


def _percent(promise: Row) -> float | None:
    cut = promise["action"] == "reduce" and promise["unit"] == "%" and promise["value_max"] is None
    return promise["value"] if cut else None


def _share(promise: Row) -> float | None:
    percent = _percent(promise)
    return None if percent is None else round(percent / 100, 6)


def _type(promise: Row) -> str | None:
    if promise["topic"] == "suppliers":
        return "Supplier engagement"
    if promise["topic"] == "renewables":
        return "Renewable electricity" if "electric" in promise["metric"].lower() else None
    if promise["per"]:
        return "Intensity"
    return "Absolute" if "absolute" in promise["metric"].lower() else None


def tracker_row(promises: Sequence[Row]) -> Row | None:
    """A company in Net Zero Tracker's columns; None for one without a target for its greenhouse gases.

    The end target is its end state (net zero before climate positive before carbon neutral), else its cut in per cent
    with the latest year; the interim target is the cut before it that names most scopes, the earliest of these.
    """
    ghg = [one for one in promises if one["topic"] == "ghg"]
    cuts = [one for one in ghg if _percent(one) is not None]
    ends = [one for one in ghg if one["action"] in _END_STATES]
    if not ends and not cuts:
        return None
    end = min(ends, key=_end_order) if ends else min(cuts, key=lambda one: (-_year(one, 0), one["promise_id"]))
    before = [one for one in cuts if one is not end and _year(one, _NO_YEAR) < _year(end, _NO_YEAR)]
    interim = min(before, key=_interim_order, default=None)
    said = max(one["last_said_on"] for one in ghg)
    row = {
        "last_updated": said.isoformat(),
        "name": end["company"],
        "isin_id": end["isin"],
        "source_url": web_link(end["link"]),
    }
    row |= _target("end_target", end) | (_target("interim_target", interim) if interim else {})
    row["end_target_status"] = "Achieved (self-declared)" if end["status"] == "achieved" else None
    return row | {f"scope_{scope}": "Yes" for scope in end["scopes"] or ()}


def _year(promise: Row, missing: int) -> int:
    year: int | None = promise["target_year"]
    return missing if year is None else year


def _end_order(one: Row) -> tuple[int, int, int, str]:
    return _END_STATES.index(one["action"]), -_year(one, 0), -len(one["scopes"] or ()), one["promise_id"]


def _interim_order(one: Row) -> tuple[int, int, str]:
    return -len(one["scopes"] or ()), _year(one, _NO_YEAR), one["promise_id"]


def _target(prefix: str, promise: Row) -> dict[str, Any]:
    names = _sheets()["net_zero_tracker"]["names"]
    kind = "intensity" if promise["action"] == "reduce" and promise["per"] else promise["action"]
    return {
        prefix: names[kind],
        f"{prefix}_percentage_reduction": _percent(promise),
        f"{prefix}_baseline_year": promise["base_year"],
        f"{prefix}_intensity_unit": promise["per"],
        f"{prefix}_year": promise["target_year"],
        f"{prefix}_text": _told(promise),
    }
