"""The constructed history: what is written down in history.toml, and release texts made from it."""

from __future__ import annotations

import tomllib
import zlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

AS_OF = date(2026, 1, 31)
FILE = Path(__file__).with_name("history.toml")


@dataclass(frozen=True)
class Told:
    """A line of the history: what a release does to a promise, with the figures before and after."""

    company: str
    on: date
    promise: str
    kinds: tuple[str, ...]
    before: float | None
    after: float | None
    year_before: int | None
    year: int
    how: str

    def figures(self, kind: str) -> tuple[float | None, float | None, int | None, int | None]:
        """Value before and after, year before and after, as the event of a kind must have them."""
        stood = self.after if self.before is None else self.before
        year = self.year if self.year_before is None else self.year_before
        return {
            "new": (None, self.after, None, self.year),
            "restated": (stood, self.after, year, self.year),
            "rebased": (stood, self.after, None, None),
            "raised": (self.before, self.after, None, None),
            "lowered": (self.before, self.after, None, None),
            "brought_forward": (None, None, self.year_before, self.year),
            "delayed": (None, None, self.year_before, self.year),
            "achieved": (stood, self.after, self.year, None),
            "withdrawn": (self.after, None, self.year, None),
            "overdue": (self.after, None, self.year, None),
        }[kind]


@dataclass(frozen=True)
class Story:
    """A release of the history: its text, the text of a first version that it corrects, and who else carries it."""

    company: str
    on: date
    text: str
    first_version: str | None
    carried_twice: bool


CUT = {
    "new": [
        "{C} will cut {m} by {v} % by {y} from a {b} base year.",
        "{C} aims to reduce {m} by {v} % by {y} compared with {b}.",
        "By {y}, {C} wants to lower {m} by {v} % against {b}.",
    ],
    "restated": [
        "{C} reaffirmed its commitment to reduce {m} by {v} % by {y} from {b} levels.",
        "{C} remains on track to cut {m} by {v} % by {y} compared with {b}.",
        "{C} continues to aim for {v} % lower {m} by {y} than in {b}.",
    ],
    "value": [
        "{C} now aims to reduce {m} by {v} % by {y} from {b}, instead of {v0} %.",
        "{C} will reduce {m} by {v} % by {y} compared with {b}, rather than by {v0} %.",
    ],
    "year": [
        "{C} now expects to reduce {m} by {v} % in {y} instead of {y0}, compared with {b}.",
        "{C} now aims to cut {m} by {v} % by {y} rather than {y0}, from a {b} base year.",
    ],
    "plain": [
        "{C} now aims to reduce {m} by {v} % by {y} compared with {b}.",
        "{C} will cut {m} by {v} % by {y} from {b}.",
    ],
    "achieved": ["{C} has cut {m} by {v} % since {b}, ahead of schedule.", "{C} has reduced {m} by {v} % since {b}."],
    "withdrawn": ["{C} has withdrawn its target of reducing {m} by {v} % by {y}."],
    "-": ["{C} has already cut {m} by {v} % since {b}."],
}
SHARE = {
    "new": ["{C} aims for {v} % {m} by {y}.", "{C} will reach {v} % {m} by {y}."],
    "restated": ["{C} remains committed to reaching {v} % {m} by {y}.", "{C} still aims for {v} % {m} by {y}."],
    "value": [
        "{C} now aims for {v} % {m} by {y}, instead of {v0} %.",
        "{C} will reach {v} % {m} by {y}, rather than {v0} %.",
    ],
    "year": ["{C} now expects to reach {v} % {m} in {y} instead of {y0}."],
    "plain": ["{C} now aims for {v} % {m} by {y}."],
    "achieved": ["{C} has reached {v} % {m}, ahead of schedule.", "{C} has achieved {v} % {m}."],
    "withdrawn": ["{C} has dropped its goal of {v} % {m} by {y}."],
}
ZERO = {
    "new": ["{C} will reach {m} by {y}.", "{C} is committed to becoming {m} by {y}."],
    "restated": ["{C} still aims to be {m} by {y}.", "{C} reaffirmed its goal to be {m} by {y}."],
    "year": ["{C} now aims to be {m} by {y} instead of {y0}.", "{C} will be {m} by {y} rather than {y0}."],
    "plain": ["{C} now aims to be {m} by {y}."],
}
COUNT = {
    "new": ["{C} will {do} {v} {m} by {y}.", "By {y}, {C} aims to {do} {v} {m}."],
    "restated": ["{C} still plans to {do} {v} {m} by {y}."],
    "value": ["{C} will {do} {v} {m} by {y}, up from {v0}.", "{C} now aims to {do} {v} {m} by {y} instead of {v0}."],
    "plain": ["{C} now aims to {do} {v} {m} by {y}."],
    "achieved": ["{C} has {done} {v} {m}."],
}
END = {
    "new": ["{C} will eliminate {m} by {y}.", "{C} aims to phase out {m} by {y}."],
    "restated": ["{C} still plans to eliminate {m} by {y}."],
    "year": ["{C} will phase out {m} by {y} instead of {y0}."],
}
MONEY = {
    "new": ["{C} will provide EUR {v} billion of {m} by {y}."],
    "restated": ["{C} still aims to provide EUR {v} billion of {m} by {y}."],
    "value": ["{C} now aims to provide EUR {v} billion of {m} by {y}, instead of EUR {v0} billion."],
}
MEGAWATTS = {
    "new": ["{C} aims for {v} MW of {m} by {y}."],
    "value": ["{C} now aims for {v} MW of {m} by {y}, instead of {v0} MW."],
}
DEEDS: dict[str, dict[str, list[str]]] = {
    "cut": CUT,
    "rate": CUT,
    "share": SHARE,
    "zero": ZERO,
    "neutral": ZERO,
    "count": COUNT,
    "end": END,
    "money": MONEY,
    "megawatts": MEGAWATTS,
}
DONE = {"trees": ("plant", "planted"), "farmers": ("train", "trained")}


def companies() -> list[dict[str, Any]]:
    """The stanzas of the file."""
    return list(tomllib.loads(FILE.read_text("utf-8"))["company"])


def _pair(text: str) -> tuple[float | None, float | None]:
    before, found, after = text.rpartition(">")
    return (float(before) if found else None), (None if after == "-" else float(after))


def told(stanza: dict[str, Any]) -> list[Told]:
    """The lines of a company."""
    lines = []
    for line in stanza["events"].strip().splitlines():
        day, promise, kinds, value, year, *how = line.split()
        before, after = _pair(value)
        year_before, year_after = _pair(year)
        scale = 1e9 if stanza.get(promise, [""])[0] == "money" else 1
        lines.append(
            Told(
                stanza["name"],
                date.fromisoformat(day),
                promise,
                () if kinds == "-" else tuple(kinds.split("+")),
                before and before * scale,
                after and after * scale,
                int(year_before) if year_before else None,
                int(year_after or 0),
                how[0] if how else "",
            )
        )
    return lines


def expected() -> list[tuple[Any, ...]]:
    """Every event: company, promise, day, kind, values and years before and after; sorted."""
    rows = []
    for stanza in companies():
        rows += [
            (one.company, one.promise, one.on, kind, *one.figures(kind)) for one in told(stanza) for kind in one.kinds
        ]
    return sorted(rows, key=repr)


def stories() -> list[Story]:
    """The releases, one a company and day."""
    made = []
    for stanza in companies():
        of_day: dict[date, list[Told]] = defaultdict(list)
        for one in told(stanza):
            if one.kinds != ("overdue",):
                of_day[one.on].append(one)
        for day, lines in of_day.items():
            text = _release(stanza, day, lines)
            wrong = [_misprinted(one) for one in lines] if any(one.how == "fix" for one in lines) else None
            first = _release(stanza, day, wrong) if wrong else None
            made.append(Story(stanza["name"], day, text, first, any(one.how == "dup" for one in lines)))
    return made


def _misprinted(one: Told) -> Told:
    return Told(**{**vars(one), "after": (one.after or 0) + 7}) if one.how == "fix" else one


def _release(stanza: dict[str, Any], day: date, lines: list[Told]) -> str:
    said = " ".join(_sentence(stanza, one) for one in lines)
    title, place = f"{stanza['name']} reports on its progress", f"OSLO, {day:%d %B %Y}"
    return f"{title}\n\n{place} - {said}\n\nThe report can be found online.\n"


def _sentence(stanza: dict[str, Any], one: Told) -> str:
    deed, base, *metrics = stanza[one.promise]
    wordings = ZERO["plain"] if one.how == "zero" else DEEDS[deed][_telling(one)]
    draw = zlib.crc32(f"{one.company} {one.on} {one.promise}".encode())
    metric = metrics[draw // 7 % len(metrics)]
    if one.how.startswith("base:"):
        base = one.how.removeprefix("base:")
    if one.how.startswith("as:"):
        metric = one.how.removeprefix("as:").replace("_", " ")
    metric = "net zero" if one.how == "zero" else metric
    do, done = DONE.get(metric, ("", ""))
    scale = 1e9 if deed == "money" else 1
    figures = {"v": one.after, "v0": one.before}
    words = {key: f"{value / scale:,.0f}" for key, value in figures.items() if value is not None}
    return wordings[draw % len(wordings)].format(
        C=one.company, m=metric, y=one.year, y0=one.year_before, b=base, do=do, done=done, **words
    )


def _telling(one: Told) -> str:
    if not one.kinds:
        return "-"
    if one.kinds[0] in ("new", "restated", "achieved", "withdrawn"):
        return one.kinds[0]
    if one.how == "plain" or one.kinds == ("rebased",) or len(one.kinds) > 1:
        return "plain"
    return "value" if one.kinds[0] in ("raised", "lowered") else "year"
