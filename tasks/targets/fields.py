"""The fields of a row that stand beside its figure: unit, denominator, scopes, years, validation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from tasks.targets.attach import Dated
from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goals import MET
from tasks.targets.marks import Sentence
from tasks.targets.period_records import Period
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import Reading
from tasks.targets.records import Target, Topic
from tasks.targets.subjects import denominator_in, metric_words, scopes_in, topic_of

_VALIDATED = re.compile(r"(?:validat|approv|verif|confirm)\w*(?:\W+\w+){0,8}\W+(?:SBTi|Science[- ]Based Targets)|(?:SBTi|Science[- ]Based Targets(?: initiative)?)(?:\W+\w+){0,6}\W+(?:has |have )?(?:validat|approv|verif|confirm)", re.IGNORECASE)  # fmt: skip
_NOT_YET = re.compile(
    r"submit|await|pending|\bseek|\bfor (?:validation|approval)|\bletter\b|\b(?:will|to) be (?:validat|approv)",
    re.IGNORECASE,
)

_LEAD = 700  # characters: what a release announces stands in its first paragraph
_LONGEST_LIST = 24  # tokens
_LIST_ENDS = {
    "by",
    "to",
    "from",
    "in",
    "of",
    "covering",
    "at",
    "for",
    "including",
    "and",
    ",",
    "per",
    "across",
    "on",
    "with",
}
_SOURCES = {"from", "covering", "including", "for"}
_STATES = {"zero", "net", "neutral", "neutrality", "free", "positive", "no", "nothing"}
_SPLIT_TOPICS = {"energy", "water", "waste", "ghg", "materials", "renewables"}


def is_past(reading: Reading, deadline: Dated) -> bool:
    """Whether a deadline lies no later than the release."""
    said = reading.release.published_on
    return said is None or (deadline.year or 0) <= said.year


def year_reached(reading: Reading, one: Quantity) -> int | None:
    """The year in which something was reached: named beside it, that of "last year", or what "so far" and "has" mean: the
    release's own, in its first quarter the one before."""
    said = reading.release.published_on
    sentence = reading.sentence
    lows = sentence.lows(0, len(sentence.tokens))
    until_now = "far" in lows or any(cue.entry.name == "has" and cue.first < one.first for cue in sentence.cues)
    times = [
        period
        for period in sentence.periods
        if period.role == "time"
        and period.year is not None
        and _tells_when(sentence, period)
        and not any(
            reading.sentence.quantities[level].last <= period.first <= reading.sentence.quantities[level].last + 1
            for level in reading.roles.start_level
        )
    ]
    if (met := met_in(sentence, one)) is not None:
        return met
    if one.value == 100 and (since := since_behind(sentence, one.last)) is not None:
        return since.year
    if times and "far" not in lows:
        return min(times, key=lambda period: abs(period.first - one.first)).year
    if reading.listed and (told := _last_year(sentence.passage.lead)) and (said is None or told <= said.year):
        return told  # an item under "Highlights of 2024"
    if said is None:
        return None
    if any(pair == ("last", "year") for pair in pairwise(lows)):
        return said.year - 1
    return said.year - (said.month <= 3) if until_now or one.kind != "plain" else None


def met_in(sentence: Sentence, one: Quantity) -> int | None:
    """The year in which a goal is told, behind its figure, to have been met: "a 30 % cut by 2025; that was reached in 2022"."""
    return next(
        (
            period.year
            for period in sentence.periods
            if period.role == "time"
            and period.first > one.last
            and MET & set(sentence.lows(period.first - 3, period.first))
        ),
        None,
    )


def since_behind(sentence: Sentence, place: int) -> Period | None:
    """The year behind a token since which something holds: "All mills have run on hydropower since 2019"."""
    return next(
        (
            one
            for one in sentence.periods
            if one.role == "base" and one.year and one.first >= place and sentence.low(one.first) == "since"
        ),
        None,
    )


def _last_year(text: str) -> int | None:
    """The last year that a line names."""
    years = re.findall(r"(?<!since )(?<![\d.,-])(?:FY ?)?(20\d\d)(?![\d.,-]\d)", text)
    return int(years[-1]) if years else None


def _tells_when(sentence: Sentence, period: Period) -> bool:
    """Whether a year says when something was reached: not since when, nor the year in a name or of a founding."""
    before = sentence.lows(period.first - 6, period.first)
    if {"since", "founded", "established"} & set(before):
        return False
    return sentence.tokens[period.first].kind == "word" or sentence.low(period.first - 1) in (
        "in",
        "(",
        "of",
        "during",
        ":",
        "for",
        "|",
    )


def level_year(reading: Reading, number: int) -> int | None:
    """The year of a start level named beside an outcome: "compared with 83 % in 2022"."""
    for level, outcome in reading.roles.start_level.items():
        if outcome == number:
            told = reading.sentence.quantities[level]
            return next(
                (
                    one.year
                    for one in reading.sentence.periods
                    if one.role in ("time", "base")
                    and (0 <= one.first - told.last <= 2 or 0 <= told.lead - one.last <= 1)  # "(2022: 47 %)"
                ),
                None,
            )
    return None


def validator_of(reading: Reading, topic: Topic, *, by_scope: bool = True) -> str | None:
    """ "SBTi" where the sentence, its neighbours or the title say that the initiative validated or approved the target."""
    if topic == "suppliers" and not re.search(
        r"science[- ]based|own targets", reading.sentence.passage.text, re.IGNORECASE
    ):
        return None
    if topic not in ("ghg", "suppliers"):
        return None
    passage = reading.sentence.passage
    if re.search(r"submit|awaiting|pending|seek", passage.text, re.IGNORECASE):
        return None
    lead = reading.release.text[:_LEAD] if topic == "ghg" and by_scope else ""
    # The initiative words each target that it validates as what a company "commits" to, those for suppliers too.
    title = reading.release.title if topic == "ghg" or "commit" in passage.text.lower() else None
    near = (passage.text, passage.before, passage.after, title or "", lead)
    return "SBTi" if any(_says_validated(text) for text in near) else None


@lru_cache(maxsize=64)
def _says_validated(text: str) -> bool:
    return any(
        not _NOT_YET.search(text[max(text.rfind(end, 0, told.start()) for end in ".!?\n") + 1 : told.end() + 40])
        for told in _VALIDATED.finditer(text)
    )


_SPANS = {"second", "minute", "hour"}


def unit_of(sentence: Sentence, one: Quantity, topic: Topic, deed: Deed, *, annual: bool) -> str | None:
    """The unit of a row, with its rate ("t/year", "L/second"); what is weighed of greenhouse gases is CO2e."""
    unit = one.unit
    if unit is None:
        return None
    if one.kind == "measure" and sentence.low(one.last) in ("per", "a") and sentence.low(one.last + 1) in _SPANS:
        return f"{unit}/{sentence.low(one.last + 1)}"
    in_total = "total" in sentence.lows(one.last, one.last + 4)
    if topic == "ghg" and unit in ("t", "kg", "g"):
        unit = f"{unit}CO2e"
    flow = unit in ("MWh", "t", "L", "m3", "gallons", "tCO2e", "kWh", "GJ") and deed.action == "reach"
    yearly = one.yearly or (flow and annual and not in_total)
    return f"{unit}/year" if yearly and one.kind != "multiple" else unit


def denominator_of(one: Quantity, deed: Deed, topic: Topic, text: str) -> str | None:
    """The denominator of an intensity, where the deed is one of an intensity."""
    weighed = one.unit in ("kg", "g", "kgCO2e", "gCO2e")
    if deed.action in ("reduce", "increase", "limit") and topic in (
        "ghg",
        "energy",
        "water",
        "waste",
        "materials",
        "nature",
    ):
        return denominator_in(text)
    if one.kind == "count" and " per " in f" {text} ":
        return denominator_in(text.replace("per year", ""))
    return (
        denominator_in(text)
        if weighed or (deed.action == "reach" and one.kind == "measure" and one.unit in ("hl", "kWh", "L", "g", "m3"))
        else None
    )


def scopes_of(reading: Reading, clause: Clause, one: Quantity, metric: str) -> tuple[int, ...]:
    """The scopes of the metric, else of what stands around it; the supply chain takes none of the operations'."""
    sentence, passage = reading.sentence, reading.sentence.passage
    own = (
        scopes_in(metric)
        or scopes_in(sentence.text(clause.first, one.lead))
        or scopes_in(sentence.text(one.last, clause.last))
    )
    chain = "supply chain" in metric or "value chain" in metric
    if own or (chain and scopes_in(passage.text) != (3,)):
        return own
    if len(reading.anchors) <= 1 or clause.shares:
        own = scopes_in(passage.text)
    return (
        own
        or scopes_in(passage.lead)
        or scopes_in(passage.heading)
        or (scopes_in(passage.before) if len(passage.before) < 60 else ())
    )


def split_by_topic(sentence: Sentence, deed: Deed, row: Target) -> Iterator[Target]:
    """ "electricity and water consumption" is two rows, "energy, water and waste" three; things of one topic are one."""
    first, last = deed.metric
    lists = (_items(sentence, first, end) for end in (_list_end(sentence, last), last))
    told = [(parts, [topic_of(sentence, part) for part in parts]) for parts in lists]
    apart = next(
        ((parts, topics) for parts, topics in told if _SPLIT_TOPICS.issuperset(topics) and len(set(topics)) > 1), None
    )
    if apart is None or row.action not in ("reduce", "increase") or row.topic not in _SPLIT_TOPICS:
        yield row
        return
    parts, topics = apart
    head = sentence.text(*parts[-1]).split()[1:]
    for number, (part, topic) in enumerate(zip(parts, topics, strict=True)):
        if topic is None or topic in topics[:number]:
            continue
        words = metric_words(sentence.text(*part))
        named = words if " " in words else f"{words} {' '.join(head)}".strip()
        yield replace(row, topic=topic, metric=named, scopes=row.scopes if topic == "ghg" else ())


def _list_end(sentence: Sentence, last: int) -> int:
    """The end of a list whose first item ends at a token: of "energy use, water and waste" behind "energy use"."""
    end, bound = last, min(last + _LONGEST_LIST, len(sentence.tokens))
    while end < bound and (sentence.low(end) in (",", "and") or sentence.low(end - 1) in (",", "and", "of")):
        end += 1
        while end < bound and sentence.tokens[end].kind == "word" and sentence.low(end) not in _LIST_ENDS:
            end += 1
    acts = any(last <= one.first < end and sentence.is_verb(one) for one in sentence.deeds) or _counts(
        sentence, last, end
    )
    if acts or _STATES & set(sentence.lows(last, end)) or sentence.low(end) in ("%", "percent"):
        return last  # "a 30 % cut in energy use, water neutrality and zero waste"
    return end


_MULTIPLYING = {"half", "halving", "halve", "doubling", "double", "tripling", "triple"}


def _counts(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a figure stands between two tokens, as far as a list reaches."""
    tokens = sentence.tokens[first : min(last, first + _LONGEST_LIST)]
    return any(token.kind == "number" or token.low in _MULTIPLYING for token in tokens)


def _items(sentence: Sentence, first: int, last: int) -> list[tuple[int, int]]:
    """The items of a list that ends with "and" and one more; none where it is no list of bare things."""
    if _counts(sentence, first + 1, last):
        return []  # "halving emissions and doubling recycling"
    joints = [at for at in range(first, last) if sentence.low(at) in (",", "and")]
    barred = _LIST_ENDS if len(joints) == 1 else _SOURCES
    if not joints or sentence.low(joints[-1]) != "and" or barred & set(sentence.lows(first, joints[-1])) - {",", "and"}:
        return []  # "emissions from vans and water pumps"
    edges = [first - 1, *joints, last]
    return [(left + 1, right) for left, right in pairwise(edges) if left + 1 < right]
