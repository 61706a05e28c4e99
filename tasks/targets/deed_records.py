"""What is done with a quantity."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.targets.lexicon import Word
from tasks.targets.phrases import Found
from tasks.targets.records import Action
from tasks.targets.subjects import Span


@dataclass(frozen=True, slots=True)
class Deed:
    """An action and the thing it is about. `metric` is the span that names it, `told` further spans that say what it comes
    to or comes from; `verb` the verb or noun that says so; `named`: the words themselves say what is done."""

    action: Action
    metric: Span
    rule: str
    told: tuple[Span, ...] = ()
    verb: Found[Word] | None = None
    named: bool = True
