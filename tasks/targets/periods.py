"""Years and spans of a sentence, each with the part it plays: deadline, base, what is replaced, or just a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from tasks.targets.period_records import Period, Role, year_of
from tasks.targets.spans_of_time import begins_span, later_at, named_at, span_at, timed_at
from tasks.targets.tokens import Token

_MONTHS = set("""
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec
    """.split())  # fmt: skip
_WITHIN = {
    "the", "end", "of", "close", "start", "beginning", "middle", "fiscal", "financial", "calendar", "business", "crop", "year",
    "years", "early", "late", "mid", "spring", "summer", "autumn", "fall", "winter", "q", "h", "first", "second", "third",
    "fourth", "half", "quarter", "season", "fy", "cy", "ending", "ended", "easter", "christmas", "q1", "q2", "q3", "q4", "h1", "h2", "year-end",
    "harvest", "collection", "fye", "full", "'", "financial-year",
} | _MONTHS  # fmt: skip
_BEHIND = {"season", "harvest", "crop", "fiscal", "financial", "year", "at", "latest"}
_BASE_NOUNS = {"baseline", "base", "benchmark", "reference", "level", "levels", "baselines"}
_AGAINST = frozenset((
    ("against",), ("versus",), ("vs",), ("vs", "."), ("relative", "to"), ("compared", "to"), ("compared", "with"), ("compared", "against"),
    ("in", "comparison", "to"), ("in", "comparison", "with"), ("over",), ("on",), ("than",), ("than", "in"), ("than", "in", "the", "same"), ("than", "in", "the", "same", "period"), ("as", "in"), ("measured", "against"),
    ("since",), ("base", ":"), ("baseline", ":"), ("baseline",), ("base", "year"), ("base", "year", ":"), ("below",), ("under",), ("above",),
    ("compared", "to", "that", "of"), ("were", "in"), ("was", "in"), ("from", "that", "of"), ("comparison", "with"), ("in", "relation", "to"),
    ("with", "respect", "to"), ("level",), ("levels",), ("level", "in"), ("levels", "in"), ("as", "compared", "to"), ("base", "year", "of"), ("baseline", "of"), ("baseline", "year", "of"), ("benchmarked", "against"),
    ("base", "year", "is"), ("base", "year", "is", "now"), ("baseline", "is", "now"), ("baseline", "is"), ("from", "its", "level", "in"), ("reference", "year"), ("with", "regard", "to"),
))  # fmt: skip
_BY = frozenset((
    ("by",), ("before",), ("until",), ("till",), ("through",), ("no", "later", "than"), ("not", "later", "than"), ("come",), ("as", "early", "as"), ("as", "soon", "as"),
    ("as", "of"), ("starting",), ("starting", "in"), ("beginning", "in"), ("after",), ("to",), ("towards",), ("up", "to"), ("as", "from"), ("by", "or", "before"),
    ("on", "or", "before"), ("effective",), ("ideally",), ("course",), ("prior", "to"), ("by", "no", "later", "than"), ("ahead", "of"),
    ("as",), ("onwards", "from"), ("for",), ("during",), ("in",), ("within",), ("of",), ("with", "effect", "from"), ("into",), ("at",),
))  # fmt: skip
_INSTEAD = frozenset((("rather", "than"), ("instead", "of"), ("instead",), ("not",), ("previously",), ("originally",), ("formerly",), ("rather", "than", "by"), ("instead", "of", "by"), ("instead", "of", "in"), ("rather", "than", "in"), ("earlier", "goal", "of"), ("earlier", "target", "of"), ("original", "target", "of"), ("not", "by"), ("previously", "by")))  # fmt: skip
_GOALS = {"goal", "goals", "target", "targets", "ambition", "ambitions", "commitment", "commitments", "objective", "objectives", "pledge", "pledges", "milestone", "milestones"}  # fmt: skip
_DUE_DATES = (["target", "date"], ["target", "year"], ["due", "date"], ["completion", "date"])  # fmt: skip # "a target date of 2030"
_SET_ITSELF = (["set", "itself"], ["set", "ourselves"], ["set", "themselves"])
_DASHES = {"-", "–", "/", "—"}


def find_periods(tokens: Sequence[Token], published: date | None) -> list[Period]:
    """The periods of a sentence in order, without overlaps. Relative ones count from `published`, else have no year."""
    found: list[Period] = []
    place = 0
    while place < len(tokens):
        if tokens[place].kind != "number" and not _begins(tokens[place].low):
            place += 1
            continue
        one = (
            later_at(tokens, place, found, published)
            or span_at(tokens, place, published)
            or named_at(tokens, place, published)
        )
        if one is None and (year := year_at(tokens, place)) is not None:
            one = _dated(tokens, place, year, published)
        if one is None:
            place += 1
            continue
        found.append(one)
        place = max(one.last, place + 1)
    return found


@lru_cache(maxsize=50_000)
def _begins(low: str) -> bool:
    """Whether a period can begin with a word; nearly all words of a release are told apart by this alone."""
    return low[:2] in ("fy", "cy") or begins_span(low)


def year_at(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The year that a token states, and the token behind it: "2030", "FY28", "2019/20" (its later year)."""
    token = tokens[place]
    low = token.low
    if token.kind == "word" and low[:2] in ("fy", "cy") and low[2:].isdigit() and len(low) in (4, 6):
        year = int(low[2:]) if len(low) == 6 else 2000 + int(low[2:])
    elif token.kind == "number" and low.isdigit() and len(low) == 4 and 1950 <= int(low) <= 2100:
        year = int(low)
    elif token.kind == "number" and low.isdigit() and len(low) == 5 and place and 2020 <= int(low[:4]) <= 2060:
        if tokens[place - 1].low not in ("by", "before", "until"):
            return None
        year = int(low[:4])  # "by 20301": the mark of a footnote that lost its place
    elif token.kind == "number" and len(low) == 2 and place and tokens[place - 1].low in ("fy", "'") and low.isdigit():
        year = 2000 + int(low)
    else:
        return None
    end = place + 1
    if end + 1 < len(tokens) and tokens[end].low in _DASHES and tokens[end].glued and tokens[end + 1].low.isdigit():
        second = tokens[end + 1].low
        later = int(second) if len(second) == 4 else year // 100 * 100 + int(second) if len(second) == 2 else 0
        if later == year + 1:
            return later, end + 2
    return year, end


def _dated(tokens: Sequence[Token], place: int, year: tuple[int, int], published: date | None) -> Period | None:
    value, end = year
    behind = tokens[end].low if end < len(tokens) else ""
    if behind == "%" or (behind in ("mm", "ml", "kg", "km", "mw", "gw") and end < len(tokens)):
        return None
    today = year_of(published)
    start = place
    alone = end >= len(tokens) or tokens[end].kind != "word"  # not "the autumn/winter 2026 range"
    while start > 0 and (
        tokens[start - 1].low in _WITHIN
        or _is_day(tokens, start - 1)
        or (alone and start > 1 and tokens[start - 1].low == "/" and tokens[start - 2].low in _WITHIN)
    ):
        start -= 1
    if start and tokens[start - 1].low in ("day", "week", "games", "anniversary"):
        start = next((at for at in range(start - 1, max(0, start - 5), -1) if not tokens[at].capital), start - 1) + 1
    if spanned := _spanned(tokens, start, value, end, today):
        return spanned
    while end < len(tokens) and tokens[end].low in _BEHIND and end - place < 4 and tokens[end].low not in ("at",):
        end += 1
    before = [token.low for token in tokens[max(0, start - 5) : start]]
    # "against a 2019 baseline", "from the FY2013 level": little words stand between.
    stripped = list(before)
    while stripped and stripped[-1] in ("a", "an", "the", "its", "their", "our", "that", "those"):
        stripped.pop()
    if tokens[start - 1].low == "(" and behind == ")" and value >= today and start:
        return Period(start, end, value, "deadline")
    if stripped[-1:] == ["on"] and any(_is_day(tokens, at) for at in range(start, place)):
        return Period(start - 1, end, value, "deadline" if value > today else "time")  # a day is no base
    if stripped[-2:] in (["year", "to"], ["months", "to"]) and value <= today:
        return Period(start, end, value, "time")
    if tokens[start - 1].low == "(" and behind == ":" and value <= today and start:
        return Period(start, end, value, "base")
    if behind == ":" and start <= 2 and value >= today:
        return Period(start, end, value, "deadline")
    if (instead := _governor(stripped, _INSTEAD)) and value >= today:
        return Period(start - len(instead), end, value, "previous")
    if stripped[-1:] == ["against"] and value > today and _heads_goals(tokens, end):
        return Period(start, end, value, "deadline")  # "against a 2027 goal of 40 %"
    late = stripped[-2:] == ["later", "than"]  # "no later than 2030" measures nothing against 2030
    if _is_base(tokens, end, place) or (not late and (_ends(stripped, _AGAINST) or _ends(before, _AGAINST))):
        based = _governor(stripped, _AGAINST)
        if (
            _is_base(tokens, end, place)
            or value <= today
            or based not in (("over",), ("on",), ("below",), ("under",), ("above",))
        ):
            return _based(tokens, start, place, end, value, today, based)
    if behind and _heads_goals(tokens, end):
        return Period(start, end, value, "deadline" if value >= today else "time")
    if value >= today and (stripped[-1:] == ["deadline"] or stripped[-2:] in _DUE_DATES):
        return Period(start - (1 if stripped[-1:] == ["deadline"] else 2), end, value, "deadline")
    if behind == "for" and value > today and stripped[-2:] in _SET_ITSELF:
        return Period(start, end, value, "deadline")  # "has set itself 2040 for net zero"
    if stripped[-2:] == ["now", "and"]:
        return Period(start - 2, end, value, "deadline")
    if (
        behind == "as"
        and value > today
        and {"year", "date", "deadline"} & {token.low for token in tokens[end : end + 4]}
    ):
        return Period(start, end, value, "deadline")  # "has set 2040 as the year for net zero"
    if stripped[-1:] == ["from"]:
        return _from(tokens, start, end, value, today)
    governor = _governor(stripped, _BY)
    if governor is None:
        timed = timed_at(tokens, start) if value >= today else None
        return Period(start if timed is None else timed, end, value, "time" if timed is None else "deadline")
    role: Role = "deadline" if value >= today or late or governor in (("by",), ("before",)) else "time"
    return Period(start - len(governor), end, value, role)


def _is_day(tokens: Sequence[Token], place: int) -> bool:
    """Whether a token is the day of a date: "31 December", "December 31,"."""
    low = tokens[place].low
    if low == "," and place and tokens[place - 1].low.isdigit() and place > 1 and tokens[place - 2].low in _MONTHS:
        return True
    if not low.isdigit() or len(low) > 2:
        return False
    return (place > 0 and tokens[place - 1].low in _MONTHS) or (
        place + 1 < len(tokens) and tokens[place + 1].low in _MONTHS
    )


def _ends(words: Sequence[str], endings: frozenset[tuple[str, ...]]) -> bool:
    return _governor(words, endings) is not None


def _governor(words: Sequence[str], endings: frozenset[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The longest of some wordings that the words end in; the words before a year are four at most."""
    tails = (tuple(words[at:]) for at in range(len(words)))
    return next((tail for tail in tails if tail in endings), None)


def _is_base(tokens: Sequence[Token], end: int, place: int) -> bool:
    """Whether "baseline", "levels", "base year" or "as the reference year" stands behind a year, or right before it."""
    words = [token.low for token in tokens[end : end + 6]]
    if words[:1] == ["'s"]:
        words = words[1:]
    if words[:1] and (words[0] in _BASE_NOUNS or words[:2] == ["=", "100"]):
        return True
    if words[:1] == ["as"] or words[:2] == ["being", "the"]:
        return any(word in ("baseline", "base", "reference", "benchmark", "starting") for word in words[1:4])
    before = [token.low for token in tokens[max(0, place - 4) : place]]
    tail = [
        word
        for word in before
        if word not in ("the", "fiscal", "financial", "a", "is", "was", ":", "of", "year", "(", "in")
    ]
    return bool(tail) and tail[-1] in ("baseline", "base", "benchmark", "reference")


def _based(
    tokens: Sequence[Token], start: int, place: int, end: int, value: int, today: int, governor: tuple[str, ...] | None
) -> Period:
    first = start - (len(governor) if governor else 0)
    while end < len(tokens) and tokens[end].low in _BASE_NOUNS | {"year", "'s"}:
        end += 1
    if (
        value > today
        and not _is_base(tokens, end, place)
        and governor in (("than",), ("than", "in"), ("on",), ("over",))
    ):
        return Period(first, end, value, "deadline")
    return Period(first, end, value, "base")


def _heads_goals(tokens: Sequence[Token], end: int) -> bool:
    """Whether a goal is named by the year: "2030 goals", "2030 near-term climate targets"."""
    for at in range(end, min(end + 5, len(tokens))):
        if tokens[at].low in _GOALS:
            return True
        if tokens[at].kind != "word" or tokens[at].low in (
            "and",
            "will",
            "to",
            "the",
            "of",
            "from",
            "by",
            "with",
            "has",
            "is",
        ):
            return False
    return False


def _from(tokens: Sequence[Token], start: int, end: int, value: int, today: int) -> Period:
    """ "from 2019" is a base, "from 2027" the beginning of what is promised, "from 2050 to 2040" what is replaced."""
    joint = [token.low for token in tokens[end : end + 3]]
    to = next((number for number, word in enumerate(joint) if word == "to"), None)
    if to is not None and end + to + 1 < len(tokens) and value >= today:
        at = end + to + 1
        while at < len(tokens) and tokens[at].low in _WITHIN and at < end + to + 4:
            at += 1
        if at < len(tokens) and (second := year_at(tokens, at)) and second[0] != value:
            return Period(start - 1, end, value, "previous")
    if value >= today:
        return Period(start - 1, end, value, "deadline")
    return Period(start - 1, end, value, "base")


def _spanned(tokens: Sequence[Token], start: int, value: int, end: int, today: int) -> Period | None:
    """The later year of "2022-2030", "between 2024 and 2028", "from 2024 to 2028"; the first is left for a base."""
    if end >= len(tokens):
        return None
    joint = tokens[end].low
    if (joint in _DASHES and tokens[end].glued) or joint in ("and", "to", "through"):
        before = tokens[start - 1].low if start else ""
        if joint == "and" and before != "between":
            return None
        if joint in ("to", "through") and before not in ("from", "years", "(", "period"):
            return None
        at = end + 1
        while at < len(tokens) and tokens[at].low in _WITHIN and at < end + 4:
            at += 1
        second = year_at(tokens, at) if at < len(tokens) else None
        if second is None or second[0] <= value or (joint == "to" and before == "from" and value > today):
            return None
        begin = start - 1 if before in ("between", "from", "(") else start
        return Period(begin, second[1], second[0], "deadline" if second[0] >= today else "time")
    return None


def states_year(tokens: Sequence[Token], period: Period) -> bool:
    """Whether a period is told by its year, and not as a span: "by 2030", not "within three months"."""
    return any(year_at(tokens, place) is not None for place in range(period.first, period.last))


def first_year(tokens: Sequence[Token], period: Period) -> int | None:
    """The first of the two years of a span ("2022-2030"), None where it has but one."""
    years = [read[0] for place in range(period.first, period.last) if (read := year_at(tokens, place))]
    return years[0] if len(years) > 1 else None


def deadlines(periods: Sequence[Period]) -> Iterator[Period]:
    """The periods that are deadlines."""
    return (one for one in periods if one.role == "deadline")
