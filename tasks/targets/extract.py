"""From a release to its targets: passages, then marks, then rows, then one row a promise."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tasks.releases.records import Release
from tasks.targets.attach import Around, Dated, dated
from tasks.targets.bare_goals import with_their_figures
from tasks.targets.confidence import confidence_of
from tasks.targets.marks import Sentence, marked
from tasks.targets.own_name import mute_own_name, without_own_name
from tasks.targets.passages import Passage, read_passages
from tasks.targets.period_records import year_of
from tasks.targets.periods import find_periods
from tasks.targets.promises import one_row_each
from tasks.targets.records import Target
from tasks.targets.relevance import counts, is_run_together, names_topic
from tasks.targets.replaced import given_new_date, tells_of_old_goal, told_on, with_what_replaces
from tasks.targets.rows import rows_of
from tasks.targets.strays import without_strays
from tasks.targets.tables import cell_targets, goal_in_row
from tasks.targets.tokens import tokenize

_log = logging.getLogger(__name__)
EXTRACTOR_VERSION = "9"
# Eight times as many as the largest of 4,000 real releases has: what goes on behind is no release, and the time is bounded.
MOST_FIGURES = 2_000
_GOAL = re.compile(
    r"\b(?:goals?|targets?|ambitions?|commitments?|commits?|pledges?|pledged|aims?|will|plans?|objectives?|milestones?|to be reached|intends?|committed|measures|promises|priorities)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:calls? (?:on|for|upon)|urg(?:es?|ed|ing)|asks?|asked|demands?|recommend\w*|petition\w*)\b", re.IGNORECASE
)
_UN_GOAL = re.compile(
    r"\b(?:(?:UN|SDG|Sustainable Development) (?:Goal|Target)|indicator) [\d.]+\b[^\"“]{0,60}\b(?:is|reads|says|states|calls for)\b[^\"“]{0,20}[\"“]",
    re.IGNORECASE,
)
_SCENARIO = re.compile(r"(?:Pathway|Scenario|Option|Variant) (?:[A-Z]|\d{1,2}|[Oo]ne|[Tt]wo|[Tt]hree)\b[:.]")
_LIKENS = re.compile(r"\bequivalent (?:of|to)\W*$|\b(?:same|as much) as\W*$", re.IGNORECASE)
MOST_ANNOUNCED = 6  # sentences behind one that announces several goals by a year
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|new|following|\d+)\b[^.;,]{0,40}\b(?:goals|targets|commitments|pledges)\b",
    re.IGNORECASE,
)
_OF_THE_PLAN = re.compile(
    r"\b(?:the|this|its|our|these|new|key|main|specific|following) (?:\w+ ){0,2}(?:plan|programme|program|strategy|commitments?|goals|targets|pledge|initiative)\b",
    re.IGNORECASE,
)
_DISCLAIMS = re.compile(
    r"(?:Such |Any |All |These |This press release contains |The )?[Ff]orward[- ]looking (?:statements?|information)\b"
)
_NEW_BASE = re.compile(r"\bbase(?:line)? year\b[^.;]{0,60}?\bto (?P<year>20[0-3]\d)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:progress|achievements?|achieved|highlights|results|performance|last year|so far|facts)\b", re.IGNORECASE
)


def extract_targets(release: Release) -> list[Target]:
    """The rows of a release in reading order, as TARGETS.md defines them; none where it is not in English.

    For every row `release.text[row.start:row.end] == row.evidence`. Never raises on any text. What stands behind the first
    MOST_FIGURES figures of a text is not read, with a warning: such a text is to be given in its parts.
    """
    if release.language not in (None, "en"):
        return []
    rows: list[tuple[str, Target]] = []
    told: tuple[Dated | None, int | None] = (None, None)
    figures = 0
    announced: int | None = None  # the passage that announced several goals by a year
    passages = [goal_in_row(one) or one for one in without_own_name(read_passages(release), release.issuer)]
    for number, passage in enumerate(passages):
        if passage.label == "table":
            rows += [(passage.label, row) for row in cell_targets(passage, release)]
            continue
        if figures > MOST_FIGURES:
            _log.warning(
                "%s: only the first %d of %d characters are read, for they have more than %d figures; give such a text in parts",
                release.title or "a release without a title", passage.start, len(release.text), MOST_FIGURES,
            )  # fmt: skip
            break
        if not counts(passage.text) or is_run_together(passage.text):
            continue
        if _DISCLAIMS.match(passage.text):
            continue  # the legal part, where no heading sets it apart
        if _UN_GOAL.search(passage.text) or _SCENARIO.match(passage.text):
            continue  # a goal of the United Nations, in its words; one way of several
        if _ASKS.search(passage.lead) or _LIKENS.search(passage.lead):
            continue  # what others are called upon to do; what a saving is likened to
        is_old = tells_of_old_goal(passage)  # what the sentence before replaces; its date is no longer that of anything
        if not _about_anything(passage):
            if not is_old and _GOAL.search(passage.text):  # "It set several interim goals with a deadline of 2030."
                said, base = _dated_line(passage.text, release.published_on)
                told = (said or told[0], base or told[1])
                announced = number if said and _SEVERAL.search(passage.text) else announced
            continue
        sentence = marked(passage, release.published_on, mute_own_name(tokenize(passage.text), release.issuer))
        figures += len(sentence.quantities)
        behind = passages[number + 1 : number + 2]
        around = _around(passage, behind, release.published_on, told)
        if passage.label in ("body", "quote") and announced is not None and number - announced <= MOST_ANNOUNCED:
            around = replace(around, deadline=around.deadline or told[0])  # "three targets by 2030. It will cut ..."
        found = rows_of(sentence, release, around, lead_promises=_lead_promises(passage, release.published_on))
        if found and behind:
            found = told_on(found, behind[0], release.published_on)
        found = given_new_date(found, [one.text for one in (passage, *behind)])
        if rows and is_old:
            found = [row for row in found if row.kind != "target"]
        rows += [(passage.label, row) for row in found]
        if is_old:
            continue
        if found or any(cue.entry.name in ("will", "aim", "goal") for cue in sentence.cues):
            told = _told(sentence, told)
            if any(one.role == "deadline" and one.year is not None for one in sentence.periods):
                announced = None
    sure = [
        replace(row, confidence=confidence_of(row))
        for row in one_row_each(with_what_replaces(with_their_figures(rows)))
    ]
    return without_strays(sure, release.text)


def _lead_promises(passage: Passage, published: date | None) -> bool:
    """Whether the line over a passage, or the heading over a list without one, speaks of goals."""
    if _promises(passage.lead, published) and not _DONE.search(passage.lead):
        return True
    return passage.label == "list" and not passage.lead and _promises(passage.heading, published)


@lru_cache(maxsize=256)
def _promises(lead: str, published: date | None) -> bool:
    """Whether a line over a list speaks of goals, or of a year to come."""
    today = year_of(published)
    return bool(_GOAL.search(lead)) or any(int(year) > today for year in re.findall(r"(?<!\d)20\d\d(?!\d)", lead))


def _about_anything(passage: Passage) -> bool:
    """Whether a topic is named in a passage or over it; most sentences of a release are about none."""
    around = (passage.lead, passage.heading, passage.before)
    return names_topic(passage.text) or any(names_topic(text) for text in around if text)


def _told(sentence: Sentence, told: tuple[Dated | None, int | None]) -> tuple[Dated | None, int | None]:
    """The deadline and the base said last."""
    deadline, base = told
    for one in sentence.periods:
        if one.role == "deadline" and one.year is not None:
            deadline = dated(sentence, one)
        elif one.role == "base":
            base = one.year
    return deadline, base


def _around(
    passage: Passage, behind: Sequence[Passage], published: date | None, told: tuple[Dated | None, int | None]
) -> Around:
    """What the lines over a passage and the sentence behind it give."""
    deadline, base = None, None
    if passage.label != "headline":
        for text in (passage.heading, passage.lead):
            if not text or (passage.label != "list" and text is passage.heading):
                continue
            said, since = _dated_line(text, published)
            deadline, base = said or deadline, since if since is not None else base
    if base is None and (moved := _NEW_BASE.search(passage.before)) is not None:
        base = int(moved["year"])  # "has changed the base year of its target from 2018 to 2022"
    if deadline is None and passage.label == "list" and _OF_THE_PLAN.search(passage.lead):
        deadline = told[0]
    return Around(deadline, base, told[0], told[1], _next_base(behind, published))


@lru_cache(maxsize=256)
def _dated_line(text: str, published: date | None) -> tuple[Dated | None, int | None]:
    """The deadline and the base that a line over a list gives; asked once for all its items."""
    deadline, base = None, None
    tokens = tokenize(text)
    for one in find_periods(tokens, published):
        if one.role == "deadline" and one.year is not None:
            deadline = Dated(one.year, text[tokens[one.first].start : tokens[one.last - 1].end])
        elif one.role == "base":
            base = one.year
    return deadline, base


_MEASURED = re.compile(r"\b(?:measured|compared|relative|baseline|base year|against)\b", re.IGNORECASE)


def _next_base(behind: Sequence[Passage], published: date | None) -> int | None:
    """The base that the next sentence gives: "Progress is measured against 2020"."""
    if (
        not behind
        or not re.match(
            r"(?:Progress|The base|The baseline|Both|All|These|This|The (?:targets?|goals?)|Targets|It)\b",
            behind[0].text,
        )
        or not _MEASURED.search(behind[0].text)
    ):
        return None
    return next((one.year for one in find_periods(tokenize(behind[0].text), published) if one.role == "base"), None)
