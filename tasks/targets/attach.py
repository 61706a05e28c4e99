"""Which deadline and which base belong to a figure: its own, its clause's, its sentence's, or those of what went before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasks.targets.clauses import Clause, clause_at
from tasks.targets.goal_dates import is_in_brackets_of_another, is_of_another_goal, moved_to_date
from tasks.targets.marks import Sentence
from tasks.targets.period_records import Period
from tasks.targets.periods import first_year, states_year

_SAME = (
    "timeframe",
    "time",
    "period",
    "date",
    "year",
    "deadline",
    "horizon",
    "timeline",
    "frame",
    "season",
    "milestone",
)
_SAME_BASE = ("base", "baseline", "basis", "reference")
_THEN = (
    ("by", "then"),
    ("in", "that", "time"),
    ("until", "then"),
    ("over", "that", "period"),
    ("in", "that", "year"),
    ("by", "that", "date"),
    ("by", "that", "year"),
    ("over", "the", "life", "of"),
    ("by", "that", "time"),
    ("in", "this", "period"),
)
_THEN_BY_FIRST = {one[0]: tuple(other for other in _THEN if other[0] == one[0]) for one in _THEN}
_CLOSE = {
    "by",
    "to",
    "of",
    "at",
    "a",
    "an",
    "the",
    "with",
    ":",
    "|",
}  # nothing else stands between a year and what is due by it
_GOALS = {"goals", "targets", "commitments", "ambitions", "objectives", "pledges"}
_EACH = {"both", "each", "all", "every", "in"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A year and how it was worded."""

    year: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a sentence: the deadline and base of the line over a list or of a heading, those said last, and
    the base that the next sentence gives."""

    deadline: Dated | None = None
    base: int | None = None
    last_deadline: Dated | None = None
    last_base: int | None = None
    next_base: int | None = None


def dated(sentence: Sentence, period: Period) -> Dated:
    """A period as its year and its wording."""
    return Dated(period.year, sentence.text(period.first, period.last).strip(" ,("))


def lists_goals(sentence: Sentence) -> bool:
    """Whether a sentence goes on with what was just called goals or a plan: "These include using only green power",
    "The new targets include"."""
    opening = sentence.lows(0, 4)
    if opening[:1] in (["these"], ["they"], ["among"], ["others"]) and {"include", "are", "them"} & set(opening):
        return True
    named = next(iter(sentence.places(_GOALS, 0, 5)), None)
    return (
        named is not None
        and (sentence.low(named - 1) in ("the", "its", "our", "other") or not sentence.tokens[named - 1].capital)
        and bool({"include", "includes", "comprise", "cover", "see"} & set(sentence.lows(named, named + 5)))
    )


@lru_cache(maxsize=4)
def refers_back(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a time named before: "within the same timeframe", "by then"."""
    if sentence.low(0) in ("that", "this") and sentence.low(1) in ("alone", "will", "should"):
        return True  # "That alone will save": what was told before, with its time
    if lists_goals(sentence):
        return True
    end = len(sentence.tokens)
    if any(set(_SAME) & set(sentence.lows(at + 1, at + 3)) for at in sentence.places({"same"}, 0, end)):
        return True
    return any(
        tuple(sentence.lows(at, at + len(form))) == form
        for at in sentence.places(_THEN_BY_FIRST.keys(), 0, end)
        for form in _THEN_BY_FIRST[sentence.low(at)]
    )


def _same_behind(sentence: Sentence, last: int, given: Sequence[Period], anchors: Sequence[int]) -> bool:
    """Whether "the same year" stands behind a figure, before any year of its own: "train all by the same year and 5,000
    by 2030"."""
    end = min([len(sentence.tokens), *(one.first for one in given if one.first >= last)])
    same = [at for at in sentence.places({"same"}, last, end) if set(_SAME) & set(sentence.lows(at + 1, at + 3))]
    return bool(same) and not any(last <= at < same[0] for at in anchors)


@lru_cache(maxsize=4)
def same_base(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a base named before: "from the same baseline", "on the same basis"."""
    same = sentence.places({"same"}, 0, len(sentence.tokens))
    return any(set(_SAME_BASE) & set(sentence.lows(at + 1, at + 4)) for at in same)


def deadline_for(
    sentence: Sentence, clauses: Sequence[Clause], place: tuple[int, int], anchors: Sequence[int], around: Around
) -> Dated | None:
    """The deadline of what stands at the tokens `place`; `anchors` are the first tokens of all that may have one."""
    first, last = place
    given = [
        one
        for one in sentence.periods
        if one.role == "deadline"
        and not is_of_another_goal(sentence, one, first)
        and not is_in_brackets_of_another(sentence, one, first, anchors)
    ]
    number = clause_at(clauses, first)
    if (moved := moved_to_date(sentence, given, first)) is not None:
        return dated(sentence, moved)
    if _same_behind(sentence, last, given, anchors):
        earlier = [one for one in given if one.last <= first]
        return dated(sentence, earlier[-1]) if earlier else around.last_deadline or around.deadline
    own = _behind_dashes(sentence, given, clauses, number) or _nearest(
        sentence, given, clauses[number], first, last, anchors
    )
    found = own or _shared(sentence, given, clauses, number, anchors)
    if found is not None and ("same" not in sentence.lows(1, 4) or states_year(sentence.tokens, found)):
        return dated(sentence, found)  # but "By the same year ..., with work for half of them within a month"
    for_all = next((one for one in given if one.first > last and sentence.low(one.first - 1) in ("all", "both")), None)
    if for_all is not None:
        return dated(sentence, for_all)  # "send no waste to landfill and use recycled steel, all by 2030"
    replaces = any(one.entry.name == "dropped" and one.first < first for one in sentence.cues)
    if refers_back(sentence) or replaces:
        earlier = [one for one in given if one.last <= first]
        return dated(sentence, earlier[-1]) if earlier else around.last_deadline or around.deadline
    return around.deadline


def inherited(sentence: Sentence, clause: Clause, place: int) -> Dated | None:
    """The deadline said before a clause that goes on under the same promise: "cut X by 9 % by 2030 and Y by 5 %"."""
    part = next(iter(sentence.places({"including"}, clause.first, place)), clause.first)
    earlier = [one for one in sentence.periods if one.role == "deadline" and one.last <= part]
    shared = clause.shares or part > clause.first  # "by 40 % by 2030, including a cut of 75 % in X and of 40 % in Y"
    return dated(sentence, earlier[-1]) if shared and earlier else None


def _behind_dashes(
    sentence: Sentence, given: Sequence[Period], clauses: Sequence[Clause], number: int
) -> Period | None:
    """The deadline with which a clause goes on behind an aside in dashes: "net zero – from mill to shop – by 2040"."""
    if number + 2 >= len(clauses) or any(
        sentence.low(clauses[at].last - 1) not in ("–", "—", "--") for at in (number, number + 1)
    ):
        return None
    return next((one for one in given if one.first == clauses[number + 2].first), None)


def _nearest(
    sentence: Sentence, given: Sequence[Period], clause: Clause, first: int, last: int, anchors: Sequence[int]
) -> Period | None:
    """The deadline within a clause: right before, else behind, else before, with nothing else between; else any."""
    inside = [one for one in given if clause.first <= one.first < clause.last]
    before = [one for one in inside if one.last <= first]
    behind = [one for one in inside if one.first >= last]
    free_before = [one for one in before if not any(one.last <= at < first for at in anchors)]
    free_behind = [one for one in behind if not any(last <= at < one.first for at in anchors)]
    if free_behind and free_behind[0].first == last and sentence.low(first - 1) == "to":
        return free_behind[0]  # "from 40 million by 2025 to 100 million by 2030"
    if free_before and all(low in _CLOSE for low in sentence.lows(free_before[-1].last, first)):
        # "net zero by 2050 with a 50 % cut by 2030": the first year is spoken for
        spoken_for = any(clause.first <= at < free_before[-1].first for at in anchors) and len(before) == 1
        if not (free_behind and spoken_for):
            return free_before[-1]
    if free_behind:
        return free_behind[0]
    if free_before:
        return free_before[-1]
    if behind:
        return behind[0]
    return before[0] if before and not any(at < before[0].first and at >= clause.first for at in anchors) else None


def _shared(
    sentence: Sentence, given: Sequence[Period], clauses: Sequence[Clause], number: int, anchors: Sequence[int]
) -> Period | None:
    """A deadline that opens the sentence counts for all that goes on from there, one that closes a row of clauses for all
    before it."""
    for at in range(number + 1, len(clauses)):
        if not clauses[at].shares and not _aside(sentence, clauses[at]):
            break
        inside = [one for one in given if clauses[at].first <= one.first < clauses[at].last]
        told_of = at == number + 1 and clauses[at].aside
        if inside and told_of and not any(clauses[at].first <= one < clauses[at].last for one in anchors):
            return inside[-1]  # "will come from farms that are certified by 2027"
        if inside:
            last_anchor = max((one for one in anchors if clauses[at].first <= one < clauses[at].last), default=-1)
            ended = (deed := sentence.deed_at(last_anchor)) is not None and deed.entry.name == "end"
            counted = ended or last_anchor < 0 or any(one.lead == last_anchor for one in sentence.quantities)
            if inside[-1].first > last_anchor and at == len(clauses) - 1 and counted:
                return inside[-1]
            break
    opening = [one for one in given if one.first <= clauses[0].first + 1 or (one.first == 0)]
    if opening and number and not any(at < opening[0].first for at in anchors):
        return opening[0]
    chain = number
    while chain > 0 and (clauses[chain].shares or clauses[chain].aside):
        chain -= 1
        opening = [one for one in given if clauses[chain].first <= one.first < clauses[chain].last]
        front = [one for one in opening if not any(clauses[chain].first <= at < one.first for at in anchors)]
        if front:
            return front[0]
        if opening and clauses[number].aside:
            return opening[-1]
    return None


def _aside(sentence: Sentence, clause: Clause) -> bool:
    return clause.aside or any(low in _EACH for low in sentence.lows(clause.first, clause.first + 2))


def base_for(
    sentence: Sentence,
    clauses: Sequence[Clause],
    place: tuple[int, int],
    anchors: Sequence[int],
    around: Around,
    *,
    change: bool,
    today: int = 2024,
) -> int | None:
    """The base year of what stands at the tokens `place`; a `change` within "the same period" has the base of that period."""
    first, last = place
    given = [one for one in sentence.periods if one.role == "base"]
    given_years: list[tuple[Period, int]] = [(one, one.year) for one in given if one.year is not None]
    behind = [pair for pair in given_years if pair[0].first >= last - 1]
    # "a cut of 42 % (base year 2021), an injury rate of 0.8": what stands in brackets belongs to what they stand behind.
    before = [
        pair for pair in given_years if pair[0].last <= first and not sentence.closes_between(pair[0].last, first)
    ]
    free = [pair for pair in behind if not any(last <= at < pair[0].first for at in anchors)]
    clause = clauses[clause_at(clauses, first)]
    if free and (
        free[0][0].first < clause.last
        or (len(given) == 1 and change and not any(last <= at < free[0][0].first for at in anchors))
    ):
        return free[0][1]
    near = [pair for pair in before if not any(pair[0].last <= at < first for at in anchors)]
    if near and (near[-1][0].first >= clause.first or (clause.shares and change)):
        return near[-1][1]
    if not change and not free:
        behind = []
    if behind and (behind[-1][0].first < clause.last or _for_all(sentence, behind[-1][0])):
        return behind[-1][1]
    if same_base(sentence) and before:
        return before[-1][1]
    if before and before[0][0].last <= min(anchors, default=0):
        return before[0][1]
    spans = [one for one in sentence.periods if one.role == "deadline" and clause.first <= one.first < clause.last]
    if spans and change and (first_year(sentence.tokens, spans[0]) or 9999) < today:
        return first_year(sentence.tokens, spans[0])
    dated_here = any(one.role == "deadline" and one.last <= first for one in sentence.periods)
    if (same_base(sentence) or (change and refers_back(sentence) and not dated_here)) and around.last_base is not None:
        return around.last_base
    return around.base if around.base is not None else around.next_base


def _for_all(sentence: Sentence, base: Period) -> bool:
    """Whether a base at the end is said of all that stands before: "both measured against 2021", "in each case from"."""
    return (
        any(low in ("both", "each", "all", "cases", "every") for low in sentence.lows(base.first - 6, base.first))
        or sentence.low(base.first - 1) == ","
    )
