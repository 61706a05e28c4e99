"""What people have decided, in the ids of the rows at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rulings:
    """Verdicts resolved to rows. `wrong`: rows that do not count. `one`, `two`: rows by the rows that they belong with,
    or do not. `companies`: the company of a row. `names`: company names, by the key of the name as read.
    """

    wrong: frozenset[str] = frozenset()
    one: Mapping[str, frozenset[str]] = field(default_factory=dict)
    two: Mapping[str, frozenset[str]] = field(default_factory=dict)
    companies: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def together(self, target_id: str, rows: Iterable[str]) -> bool:
        """Whether a person said that the row belongs with one of these."""
        return target_id in self.one and not self.one[target_id].isdisjoint(rows)

    def apart(self, target_id: str, rows: Iterable[str]) -> bool:
        """Whether a person said that the row does not belong with one of these."""
        return target_id in self.two and not self.two[target_id].isdisjoint(rows)


NO_RULINGS = Rulings()
