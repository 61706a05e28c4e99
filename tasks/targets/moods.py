"""The words that say how things are meant, in order: promised, done, dropped, perhaps, somebody else's."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from tasks.targets.duties import is_own_duty, is_set_to_hold
from tasks.targets.goals import GOAL_NOUNS, OLD, Stance, goal_at
from tasks.targets.hearsay import asked_of_suppliers, is_no_mood, is_reported
from tasks.targets.lexicon import Word
from tasks.targets.marks import Sentence
from tasks.targets.past import PAST_VERBS, past_verb, perfect
from tasks.targets.phrases import Found
from tasks.targets.replaced import is_moved_on

PLANS = GOAL_NOUNS | {"plan", "plans", "strategy", "roadmap", "programme", "program", "policy", "agenda"}
_WAYS = {"journey", "path", "pathway", "way", "road", "mission"}


def _is_compared(sentence: Sentence, mood: tuple[Stance, int]) -> bool:
    """Whether an older plan is only what a new one is compared with: "sooner than earlier envisaged"."""
    return mood[0] == "other" and sentence.low(mood[1] - 2) == "than"


def settled(sentence: Sentence, told: list[tuple[Stance, int]]) -> tuple[Stance, int]:
    """The last of the moods before a thing; a participle behind a promise does not make it done, nor does "is" after it."""
    moods = [one for one in told if not _is_compared(sentence, one)] or told
    last = moods[-1]
    if last[0] == "done" and len(moods) > 1:
        promised = [one for one in moods if one[0] == "promised"]
        if promised and last[1] - promised[-1][1] < 3:
            return promised[-1]
    return last


def moods_in(sentence: Sentence, first: int, last: int) -> list[tuple[Stance, int]]:
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
    if name == "perhaps" and sentence.low(place) in ("calls", "call", "requires") and before in PLANS | {"map"}:
        return "promised"  # "the plan calls for", "its road map calls for"
    if name in ("perhaps", "if"):
        return "perhaps"
    return "dropped" if name == "dropped" else None
