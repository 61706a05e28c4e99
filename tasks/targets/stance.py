"""How a thing is meant: promised, done, dropped, perhaps, or somebody else's."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from tasks.targets.clauses import Clause
from tasks.targets.duties import is_called_due, is_due_in_present, is_own_duty, is_set_to_hold
from tasks.targets.goals import GOAL_NOUNS, OLD, Fate, Stance, goal_at
from tasks.targets.hearsay import (
    asked,
    asked_of_suppliers,
    had_promised,
    is_bidden,
    is_ending,
    is_no_mood,
    is_reported,
    is_wished,
    lists_plan,
    was_met,
)
from tasks.targets.lexicon import Word
from tasks.targets.marks import Sentence
from tasks.targets.named_behind import called_goal_behind, so_is_goal
from tasks.targets.past import PAST_VERBS, in_perfect, past_verb, perfect
from tasks.targets.phrases import Found
from tasks.targets.replaced import is_given_new_date, is_moved_on

_PLANS = GOAL_NOUNS | {"plan", "plans", "strategy", "roadmap", "programme", "program", "policy", "agenda"}
_WAYS = {"journey", "path", "pathway", "way", "road", "mission"}
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
        moods = _moods(sentence, clause.first, goal.verb)
        considered = any(mood == "perhaps" and sentence.low(at) != "had" for mood, at in moods)
        dated_anew = goal.fate == "missed" and is_given_new_date(sentence.passage)
        return "perhaps" if considered else "dropped" if dated_anew else _OF_GOALS[goal.fate], goal.verb
    if (so := so_is_goal(sentence, place)) is not None and any(one.fate == "dropped" for one in sentence.goals):
        return "dropped", so
    if had_promised(sentence, place, clause.last):
        return "promised", place
    if (called := called_goal_behind(sentence, place)) is not None:
        return "promised", called
    before = _moods(sentence, clause.first, place)
    told = _told_of_it(sentence, clauses, number, place)
    if told is not None and (not before or sentence.low(before[-1][1]) in ("is", "are")):
        return "promised", told
    if number and clause.shares and in_perfect(sentence, clauses[number - 1]):
        return stance_at(sentence, clauses, number - 1, clauses[number - 1].last)
    if not before and number and clause.shares and sentence.low(clause.first) == "to":
        return stance_at(sentence, clauses, number - 1, clauses[number - 1].last)
    if before:
        mood = _settled(before)
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
    if number and sentence.low(clause.first - 1) in _PLANS and is_wished(sentence, clause.first, clause.last):
        return "promised", clause.first - 1  # "its pledge that all wood be certified"
    behind = [mood for mood in _moods(sentence, place, clause.last) if not _dates_level(sentence, place, mood[1])]
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
    moods = _moods(sentence, behind.first, behind.last)
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


def _settled(moods: list[tuple[Stance, int]]) -> tuple[Stance, int]:
    """The last of the moods before a thing; a participle behind a promise does not make it done, nor does "is" after it."""
    last = moods[-1]
    if last[0] == "done" and len(moods) > 1:
        promised = [one for one in moods if one[0] == "promised"]
        if promised and last[1] - promised[-1][1] < 3:
            return promised[-1]
    return last


def _moods(sentence: Sentence, first: int, last: int) -> list[tuple[Stance, int]]:
    """The words from one token up to another that say how things are meant, in order."""
    found: list[tuple[Stance, int]] = []
    tellers = _tellers(sentence)
    free = first
    for place in tellers[bisect_left(tellers, first) : bisect_left(tellers, last)]:
        if place < free:
            continue
        cue = sentence.cue_at(place)
        mood = _mood_of(sentence, place, last) if cue is not None else past_verb(sentence, place, found)
        present = mood == "done" and cue is not None and _is_now(sentence, cue)
        if mood is not None and not (present and any(earlier == "promised" for earlier, _ in found)):
            found.append((mood, place))
        if mood == "other" or (mood == "dropped" and cue is not None and cue.entry.name == "has"):
            found[-1] = (mood, place)
            free = cue.last + 1 if cue is not None else place + 1
        elif cue is not None and cue.entry.name in ("will", "aim", "perhaps", "dropped"):
            free = cue.last
    return found


def _is_now(sentence: Sentence, cue: Found[Word]) -> bool:
    """Whether a cue tells of the present, which what was promised before it outweighs; but not "is now carbon neutral"."""
    return cue.entry.name == "is" and sentence.low(cue.last) not in ("now", "already")


@lru_cache(maxsize=4)
def _tellers(sentence: Sentence) -> list[int]:
    """The places that can say how a thing is meant: cues, verbs, the first word. Nearly all others cannot, and each
    figure asks for its own stretch of them."""
    verbs = (one.first for one in sentence.deeds)
    cues = (one.first for one in sentence.cues)
    return sorted({0, *verbs, *cues, *sentence.places(PAST_VERBS, 0, len(sentence.tokens))})


def _mood_of(sentence: Sentence, place: int, last: int) -> Stance | None:
    cue = sentence.cue_at(place)
    if cue is None:
        return None
    name, before = cue.entry.name, sentence.low(place - 1)
    if is_no_mood(sentence, place, cue.last):
        return None
    if name == "has":
        follows = next((one for at in range(cue.last, cue.last + 4) if (one := sentence.cue_at(at)) is not None), None)
        if follows is not None and follows.entry.name == "so far":
            follows = sentence.cue_at(follows.last)  # "which had so far aimed for 35 %"
        planned = follows is not None and follows.entry.name in ("aim", "goal")
        if sentence.low(place) == "had" and (planned or sentence.low(cue.last) == "meant"):
            return "dropped" if is_moved_on(sentence) else "other"
        return perfect(sentence, cue.last, before)
    if name == "will" and sentence.low(place) in ("is", "are") and "if" in sentence.lows(place - 4, place):
        return "perhaps"
    if name == "aim" and sentence.lows(place, place + 2) == ["set", "out"] and before not in ("has", "have"):
        return "other"  # what was once set out to do is told for what became of it
    goal = goal_at(sentence.goals, place) if name in ("goal", "aim") else None
    if goal is not None and goal.noun == place and goal.fate in ("met", "exceeded", "missed"):
        return "done"
    if name in ("goal", "aim") and OLD & set(sentence.lows(place - 2, place)):
        return None if sentence.low(cue.last) in ("of", "to") else "other"
    if name in ("will", "aim", "goal"):
        return "promised"
    if name in ("was", "so far"):
        follows = sentence.cue_at(cue.last)
        founded = (
            sentence.low(cue.last) in ("established", "founded", "launched") and sentence.low(cue.last + 1) == "in"
        )
        if name == "was" and not founded and follows is not None and follows.entry.name in ("aim", "announce"):
            return "promised"
        return "done"
    if name == "is":
        if before == "," and any(one.lead == cue.last and sentence.low(one.last) == "," for one in sentence.quantities):
            return None  # "lifts the share of women, now 28 %, to 40 %"
        if sentence.low(place) in ("today", "now") and (
            (told := sentence.cue_at(cue.last)) is not None and told.entry.name in ("announce", "aim", "will")
        ):
            return None  # "Acme today unveiled"
        if (
            before in ("that", "which")
            or ("so that" in " ".join(sentence.lows(place - 14, place)) and "now" not in sentence.lows(place, cue.last))
            or sentence.low(cue.last) in ("to",)
            or before == "to"
        ):
            return None
        if sentence.low(cue.last) == "on" and _WAYS & set(sentence.lows(cue.last, cue.last + 4)):
            return "promised"  # "is on a journey to 100 % by 2030"
        words = sentence.lows(max(0, place - 4), place)
        since_comma = words[len(words) - words[::-1].index(",") :] if "," in words else words
        named = GOAL_NOUNS & set(since_comma)  # "its target for 2030 is now 60 %", "is our goal"
        if cue.last - place <= 2 and (
            named
            or (GOAL_NOUNS | {"destination"}) & set(sentence.lows(cue.last, cue.last + 2))
            or ("the" in sentence.lows(cue.last, cue.last + 1) and sentence.low(cue.last + 2) in GOAL_NOUNS)
        ):
            return None if named else "promised"
        also = cue.last + (sentence.low(cue.last) in ("also", "now", "further", "currently"))
        doing = sentence.low(also).endswith("ing") and (also == cue.last or sentence.deed_at(also) is not None)
        if doing and any(one.role == "deadline" and one.year is not None for one in sentence.periods):
            return "promised"  # "is lowering its use to 30 t by 2030"
        if sentence.low(place) not in ("is", "are", "'re") and any(
            one.first < place and one.entry.name in ("will", "aim", "goal") for one in sentence.cues
        ):
            return None
        if is_set_to_hold(sentence, place, cue.last):
            return "promised"
        return "done" if cue.last <= last else None
    if name == "perhaps" and sentence.low(place) == "would" and is_reported(sentence, place):
        return "promised"
    if (
        name == "perhaps"
        and sentence.low(place) == "would"
        and before == "which"
        and not any(one.entry.name == "if" for one in sentence.cues)
    ):
        return (
            "promised"
            if any(one.first < place and one.entry.name in ("will", "aim") for one in sentence.cues)
            else "perhaps"
        )
    if name == "perhaps" and is_own_duty(sentence, place):
        return "promised"  # "our emissions must fall by half by 2030"
    if name == "perhaps" and asked_of_suppliers(sentence, place, cue.last):
        return None
    if name == "perhaps" and sentence.low(place) == "able" and before == "be":
        return None  # "we want to be able to"
    if name == "perhaps" and sentence.low(place) in ("calls", "call", "requires") and before in _PLANS | {"map"}:
        return "promised"  # "the plan calls for", "its road map calls for"
    if name in ("perhaps", "if"):
        return "perhaps"
    return "dropped" if name == "dropped" else None
