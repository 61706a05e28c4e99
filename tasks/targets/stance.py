"""How a thing is meant: promised, done, dropped, perhaps, or somebody else's."""

from __future__ import annotations

from tasks.targets.clauses import Clause
from tasks.targets.duties import is_called_due, is_due_in_present
from tasks.targets.goals import GOAL_NOUNS, Fate, Stance, goal_at
from tasks.targets.hearsay import (
    asked,
    had_promised,
    is_bidden,
    is_ending,
    is_wished,
    lists_plan,
    was_met,
)
from tasks.targets.marks import Sentence
from tasks.targets.moods import PLANS, moods_in, settled
from tasks.targets.named_behind import called_goal_behind, so_is_goal
from tasks.targets.past import in_perfect
from tasks.targets.replaced import is_given_new_date

_OF_GOALS: dict[Fate, Stance] = {
    "met": "done",
    "exceeded": "done",
    "missed": "other",
    "moved": "promised",
    "dropped": "dropped",
}


def stance_at(sentence: Sentence, clauses: list[Clause], number: int, place: int) -> tuple[Stance, int]:
    """How what stands at a token is meant, and the token of the word that says so (-1 where none does).

    The nearest word before it in its clause decides, then the first one behind it, then the clause before where this one
    shares its mood.
    """
    clause = clauses[number]
    goal = goal_at(sentence.goals, place)
    if goal is not None:
        moods = moods_in(sentence, clause.first, goal.verb)
        considered = any(mood == "perhaps" and sentence.low(at) != "had" for mood, at in moods)
        dated_anew = goal.fate == "missed" and is_given_new_date(sentence.passage)
        return "perhaps" if considered else "dropped" if dated_anew else _OF_GOALS[goal.fate], goal.verb
    if (so := so_is_goal(sentence, place)) is not None and any(one.fate == "dropped" for one in sentence.goals):
        return "dropped", so
    if had_promised(sentence, place, clause.last):
        return "promised", place
    if (called := called_goal_behind(sentence, place)) is not None:
        return "promised", called
    before = moods_in(sentence, clause.first, place)
    told = _told_of_it(sentence, clauses, number, place)
    if told is not None and (not before or sentence.low(before[-1][1]) in ("is", "are")):
        return "promised", told
    if number and clause.shares and in_perfect(sentence, clauses[number - 1]):
        return stance_at(sentence, clauses, number - 1, clauses[number - 1].last)
    if not before and number and clause.shares and sentence.low(clause.first) == "to":
        return stance_at(sentence, clauses, number - 1, clauses[number - 1].last)
    if before:
        mood = settled(sentence, before)
        if mood[0] == "promised" and asked(sentence, clauses, number, place):
            return "perhaps", mood[1]
        named = mood[0] == "promised" and sentence.low(mood[1]) in GOAL_NOUNS
        meant = named or mood[0] == "perhaps"  # "had called for"
        if meant and was_met(sentence, place, clauses, number):
            return "done", mood[1]
        return mood
    opening = sentence.deed_at(_behind_date(sentence, clause.first))
    if number and clause.shares and opening is not None and opening.entry.form in ("ing", "base"):
        return stance_at(sentence, clauses, number - 1, clauses[number - 1].last)  # "..., cutting emissions by 90 %"
    if number and sentence.low(clause.first - 1) in PLANS and is_wished(sentence, clause.first, clause.last):
        return "promised", clause.first - 1  # "its pledge that all wood be certified"
    behind = [mood for mood in moods_in(sentence, place, clause.last) if not _dates_level(sentence, place, mood[1])]
    if behind and not is_bidden(sentence, clause.first, behind[0][1]):
        if is_called_due(sentence, place, behind[0][1]):
            return "promised", behind[0][1]
        return _of_predicate(sentence, place, behind)
    told = _announced(sentence, clause.first, place)
    if told is not None or (told := lists_plan(sentence, clause.first, place)) is not None:
        return "promised", told
    if number and clause.shares:
        return stance_at(sentence, clauses, number - 1, clauses[number - 1].last)
    if number and clause.aside and sentence.lows(clause.first, clause.first + 2) in (["that", "are"], ["that", "is"]):
        # as in "wants boxes that are 10 % lighter"
        wanted = stance_at(sentence, clauses, number - 1, clauses[number - 1].last)
        aims = any(cue.entry.name == "aim" and 0 <= cue.first - wanted[1] < _NEAR for cue in sentence.cues)
        if wanted[0] == "promised" and aims:
            return wanted
    due = any(one.role == "deadline" and one.year is not None and one.first >= place for one in sentence.periods)
    if due and {"toward", "towards"} & set(sentence.lows(place - 2, place)):
        return "promised", place - 1  # "takes us towards a 30 % cut by 2030"
    if (present := is_due_in_present(sentence, clause)) is not None:
        return "promised", present
    return "open", -1


_NEAR = 3  # tokens of a state up to the relative clause that is about it


def _told_of_it(sentence: Sentence, clauses: list[Clause], number: int, place: int) -> int | None:
    """The word by which a relative clause behind a state promises it: "a step towards net zero, which it aims to reach"."""
    behind = clauses[number + 1] if number + 1 < len(clauses) else None
    if behind is None or not behind.aside or sentence.low(behind.first) != "which" or behind.first - place > _NEAR:
        return None
    moods = moods_in(sentence, behind.first, behind.last)
    return moods[0][1] if moods and moods[0][0] == "promised" else None


def _of_predicate(sentence: Sentence, place: int, behind: list[tuple[Stance, int]]) -> tuple[Stance, int]:
    """The first of the moods behind a subject, without those of participles in it: "every second car delivered is to be"."""
    first = sentence.cue_at(behind[0][1])
    another = first is not None and any(place < one.lead and one.last == first.first for one in sentence.quantities)
    if behind[0][0] == "done" and (first is None or another):  # "450 MW more, on top of the 150 MW already built, will"
        cues = ((mood, cue) for mood in behind[1:] if (cue := sentence.cue_at(mood[1])) is not None)
        return next((mood for mood, cue in cues if cue.entry.name == "will"), behind[0])
    return behind[0]


def _dates_level(sentence: Sentence, figure: int, place: int) -> bool:
    """Whether a word of the present only says as of when another level is told: "a share of 40 % (today: 31 %)", "80 % of
    its waste recycled by 2030, up from 50 % now"."""
    if sentence.low(place) in ("now", "today", "currently") and any(
        figure < one.lead and one.last == place for one in sentence.quantities
    ):
        return True
    return sentence.low(place - 1) == "(" and (sentence.low(place + 1) == ":" or sentence.low(place + 1)[:1].isdigit())


def _behind_date(sentence: Sentence, first: int) -> int:
    """Where a clause goes on behind the date that opens it: "and, by the end of 2030, [source] 90 %"."""
    for one in sentence.periods:
        if first <= one.first <= first + 2 and all(
            low in (",", "by", "before", "in") for low in sentence.lows(first, one.first)
        ):
            return one.last + (sentence.low(one.last) == ",")
    return first


def _announced(sentence: Sentence, first: int, place: int) -> int | None:
    """The token at which something is announced: "announced a partnership to restore 900 acres", "the end of coal"."""
    for cue in sentence.cues:
        at = cue.first
        if first <= at < place and cue.entry.name == "announce" and cue.entry.form == "past":
            later = [deed.first for deed in sentence.deeds if cue.last < deed.first < place]
            meant = [
                one for one in later if sentence.low(one - 1) == "to" or sentence.low(one - 2) in ("focused", "aimed")
            ]
            return at if meant or (place <= cue.last + 3 and is_ending(sentence, cue.last + 1)) else None
    return None
