"""What a goal was before, told in a sentence of its own: "Until now the aim had been a cut of 20 %", "It had set itself 2040"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tasks.targets.goals import GOAL_NOUNS, OLD
from tasks.targets.marks import Sentence
from tasks.targets.passages import Passage
from tasks.targets.period_records import year_of
from tasks.targets.periods import find_periods
from tasks.targets.quantities import find_quantities
from tasks.targets.quantity_records import Quantity
from tasks.targets.records import Target
from tasks.targets.tokens import tokenize

_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|so far|until now|up to now|originally|formerly|earlier|former|original)\b", re.IGNORECASE
)
_GOAL = re.compile(
    r"\b(?:goals?|targets?|plan(?:s|ned)?|ambitions?|aim(?:s|ed)?|commitments?|pledged?|deadline|date|set (?:itself|ourselves)|objective)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|were|had|stood|called for|replaces|upgrade (?:on|from|of)|up from)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:will|now|new|achiev\w+|reached|met|exceeded|missed)\b", re.IGNORECASE)
_LONGEST = 160  # characters: a sentence that tells of an old goal tells of little else
_ADDS = ("extend", "expand", "replac", "rais", "increas", "supersed", "doubl", "tripl")


def is_of_old_goal(sentence: Sentence, one: Quantity) -> bool:
    """Whether a figure is that of a goal told as a former one: "more than its previous 30 % reduction target", "the 30 %
    cut under the earlier target", "Previously, its goal was"."""
    if sentence.low(0) in ("previously", "formerly", "originally") and GOAL_NOUNS & set(sentence.lows(0, one.lead)):
        return not any(cue.entry.name == "will" and cue.first < one.lead for cue in sentence.cues)
    if (
        sentence.low(one.lead - 1) == "of"
        and sentence.low(one.lead - 2) in GOAL_NOUNS
        and {"current", "existing"} & set(sentence.lows(one.lead - 4, one.lead - 2))
        and sentence.low(one.lead - 5).startswith(_ADDS)
    ):
        return True  # "extending its current commitment of"
    under = next(iter(sentence.places({"under"}, one.last, one.last + 4)), len(sentence.tokens))
    if OLD & set(sentence.lows(under, under + 4)) and GOAL_NOUNS & set(sentence.lows(under, under + 6)):
        return True
    return sentence.low(one.lead - 1) in OLD and bool(GOAL_NOUNS & set(sentence.lows(one.last, one.last + 4)))


_NEW_DATE = re.compile(
    r"\b(?:new (?:target|goal) (?:year|date)|get there|do so|giv\w+ (?:itself|ourselves|themselves)|(?:reach|achiev|meet|hit|complet|fulfil)\w* (?:it|them|this|that|the (?:goal|target)|(?:that|this) (?:share|level|mark|figure|point)))\b[^.;]{0,30}?"
    r"\b(?:by |in |until |is )(?:the end of |now )?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)


def is_given_new_date(passage: Passage) -> bool:
    """Whether a sentence or the one behind it says when a goal is to be reached instead."""
    return any(_NEW_DATE.search(text) is not None for text in (passage.text, passage.after))


def is_moved_on(sentence: Sentence) -> bool:
    """Whether the sentence behind one of a former goal says by which later year it is to be reached."""
    told = _NEW_DATE.search(sentence.passage.after)
    due = [one.year for one in sentence.periods if one.role == "deadline" and one.year is not None]
    return told is not None and bool(due) and int(told["year"]) > max(due)


def given_new_date(rows: Sequence[Target], texts: Sequence[str]) -> list[Target]:
    """A goal that is dropped for its year only: "no longer expects to reach 50 % by 2025; it now aims to get there by 2028".
    `texts`: the sentence and the one behind it."""
    dropped = [row for row in rows if row.kind == "withdrawal" and row.target_year is not None]
    told = next(filter(None, (_NEW_DATE.search(text) for text in texts)), None) if len(dropped) == 1 else None
    if told is None or int(told["year"]) <= (dropped[0].target_year or 0):
        return list(rows)
    year, text = int(told["year"]), told[0][told[0].rfind(" ", 0, told.start("year") - told.start() - 1) + 1 :]
    return [
        replace(row, kind="target", target_year=year, previous_year=row.target_year, deadline_text=text)
        if row is dropped[0]
        else row
        for row in rows
    ]


_DROPPED = re.compile(
    r"\bthe (?:target|goal|pledge|commitment|promise) (?:no longer (?:applies|stands|exists)|is no longer (?:valid|pursued|in place)|is (?:hereby )?(?:dropped|discontinued|withdrawn|abandoned)|"
    r"(?:has been|was) (?:dropped|scrapped|abandoned|withdrawn))\b",
    re.IGNORECASE,
)


def without_dropped(rows: Sequence[Target], passage: Passage) -> list[Target]:
    """The rows of a sentence, its only goal as a withdrawal where the next sentence says that it no longer applies."""
    goals = [row for row in rows if row.kind == "target"]
    if len(goals) != 1 or not _DROPPED.search(passage.text):
        return list(rows)
    return [replace(row, kind="withdrawal") if row is goals[0] else row for row in rows]


_AFRESH = re.compile(r"\b(?:now|new|instead|replac\w*)\b", re.IGNORECASE)
_NEXT = 3  # characters between a sentence and the one behind it


def with_what_replaces(rows: Sequence[tuple[str, Target]]) -> list[tuple[str, Target]]:
    """Rows of which a goal that is dropped and one that takes its place, in one sentence or the next, are the new one with
    what it replaces: "no longer pursues a cut of 20 % by 2030; it now expects 10 %". Rows come with the labels of their sections."""
    kept = list(rows)
    for label, gone in [one for one in rows if one[1].kind == "withdrawal"]:
        new = next((one for one in kept if _takes_its_place(gone, one[1])), None)
        if new is not None:
            told = new[1]
            year = gone.target_year if gone.target_year != told.target_year else told.previous_year
            kept[kept.index(new)] = new[0], replace(told, previous_value=gone.value, previous_year=year)
            kept.remove((label, gone))
    return kept


def _takes_its_place(gone: Target, new: Target) -> bool:
    near = new.start == gone.start or 0 <= new.start - gone.end <= _NEXT
    same = (gone.action, gone.topic, gone.unit) == (new.action, new.topic, new.unit)
    told = new.kind == "target" and new.previous_value is None and _AFRESH.search(new.evidence)
    return bool(near and same and told) and gone.value is not None and gone.value != new.value


def tells_of_old_goal(passage: Passage) -> bool:
    """Whether a sentence says what the goal of the one before was, and nothing about what is promised now."""
    text = passage.text
    told = len(text) <= _LONGEST and _BEFORE.search(text) and _GOAL.search(text) and _WAS.search(text)
    return bool(told) and not _NEW.search(text) and passage.label in ("body", "quote")


def told_on(rows: Sequence[Target], behind: Passage, published: date | None) -> list[Target]:
    """The rows of a sentence with what the next one says of their goals: what they replace, or that they no longer apply."""
    rows = with_old_goal(rows, behind, published) if tells_of_old_goal(behind) else rows
    return without_dropped(rows, behind)


def with_old_goal(rows: Sequence[Target], passage: Passage, published: date | None) -> list[Target]:
    """The rows of a sentence with what the next one says of them: a share where one row has another share for its value,
    else a year where one row has another for its deadline. Which of several is meant is open."""
    tokens = tokenize(passage.text)
    shares = [one for one in find_quantities(tokens) if one.kind == "percent"]
    years = {one.year for one in find_periods(tokens, published) if one.year is not None}
    today = year_of(published)
    told = [row for row in rows if row.kind == "target"]
    if len(shares) == 1:
        old = shares[0].value
        meant = [row for row in told if row.unit == "%" and row.previous_value is None and row.value != old]
        return [replace(row, previous_value=old) if meant == [row] else row for row in rows]
    if not shares and len(years) == 1 and (year := years.pop()) >= today:
        meant = [row for row in told if row.previous_year is None and row.target_year not in (None, year)]
        return [replace(row, previous_year=year) if meant == [row] else row for row in rows]
    return list(rows)
