"""A target: one row of TARGETS.md, one promise as said in one release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Action = Literal[
    "reduce", "increase", "reach", "limit", "eliminate", "net_zero", "carbon_neutral", "climate_positive", "peak"
]
Topic = Literal[
    "ghg",
    "energy",
    "renewables",
    "water",
    "waste",
    "materials",
    "nature",
    "products",
    "suppliers",
    "people",
    "society",
    "finance",
    "governance",
]
Qualifier = Literal["at_least", "at_most", "about"]
Kind = Literal["target", "achievement", "withdrawal"]


@dataclass(frozen=True, slots=True)
class Target:
    """One row, one promise. The fields are those of TARGETS.md; `rules` names the rules that made the row.

    `start` and `end` are character offsets into the release's cleaned text: `text[start:end] == evidence`.
    """

    company: str | None
    action: Action
    topic: Topic
    metric: str
    evidence: str
    start: int
    end: int
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    per: str | None = None
    scopes: tuple[int, ...] = ()
    scope3_categories: tuple[str, ...] = ()
    base_year: int | None = None
    base_value: float | None = None
    target_year: int | None = None
    deadline_text: str | None = None
    previous_value: float | None = None
    previous_year: int | None = None
    value_alt: float | None = None
    unit_alt: str | None = None
    validated_by: str | None = None
    kind: Kind = "target"
    confidence: float = 0.5
    rules: tuple[str, ...] = ()
