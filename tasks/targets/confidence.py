"""How sure a row is: the share of rows made in the same way that were right on the labelled releases."""

from __future__ import annotations

from tasks.targets.records import Target

_START = 0.98
# What makes a row less sure, as the share that stays right; measured on the gold sets by `make eval`.
_BY_RULE = {
    "share or count to reach": 0.92,
    "noun of change behind": 0.94,
    "noun of change before": 0.8,
    "verb of change to a level": 0.93,
}
_BY_KIND = {"all quantity": 0.82, "money quantity": 0.9, "multiple quantity": 0.93, "measure quantity": 0.96}
_BY_TOPIC = {"society": 0.85, "governance": 0.75, "products": 0.92, "energy": 0.88, "finance": 0.95, "nature": 0.97}
_WITHOUT_DEADLINE = 0.75
_WITHOUT_COMPANY = 0.85


def confidence_of(row: Target) -> float:
    """A number from 0 to 1: of rows at 0.9, nine in ten are right."""
    sure = _START
    for rule in row.rules:
        sure *= _BY_RULE.get(rule, 1.0) * _BY_KIND.get(rule, 1.0)
    sure *= _BY_TOPIC.get(row.topic, 1.0)
    sure *= 1.0 if row.target_year is not None or row.kind != "target" else _WITHOUT_DEADLINE
    return round(sure * (1.0 if row.company else _WITHOUT_COMPANY), 2)
