"""The verb `reprocess`: what a new version of cleaner or extractor makes of the book, and the way back."""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import TYPE_CHECKING

from tasks.rereading.pages import change_in_words, in_words
from tasks.rereading.plan import RereadingError, checked_range

if TYPE_CHECKING:
    from flows.reprocess import ReprocessResult


def check_options(given: argparse.Namespace) -> None:
    """Raises RereadingError where the options contradict one another."""
    checked_range(given.since, given.until)
    if given.undo and (given.dry_run or given.since or given.until):
        raise RereadingError("--undo takes back the whole of the last reprocess: give it no other option")


def lines(done: ReprocessResult) -> list[str]:
    """The result for a person at a terminal."""
    if done.outcome == "undone":
        return [
            f"{done.counts['touched']} items are as they were before the last reprocess, {done.left} stay as they are."
        ]
    if done.outcome == "nothing changed":
        return [f"Nothing changed: {done.counts.get('read', 0)} documents read again."]
    told = [f"{in_words(done.counts)}.", *(f"  {change_in_words(row)}" for row in done.changes)]
    if done.left:
        told.append(f"{done.left} were fetched or read anew meanwhile and stay as they are.")
    told += [f"diff:           {done.files[0].parent}"] if done.files else []
    last = (
        "The book was left as it is." if done.outcome == "only looked" else "Undo it with: pledgebook reprocess --undo"
    )
    return [*told, last]


def as_json(done: ReprocessResult) -> str:
    """The result for a program."""
    return json.dumps(dataclasses.asdict(done), default=str)
