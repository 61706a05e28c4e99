"""An end state."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.targets.records import Action, Topic
from tasks.targets.subjects import Span


@dataclass(frozen=True, slots=True)
class State:
    """An end state at the tokens `first:last`; `metric` is the span that names the thing."""

    first: int
    last: int
    action: Action
    topic: Topic
    metric: Span
    rule: str
