"""The rules that make rows of a passage: quantities with their action, and end states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tasks.releases.records import Release
from tasks.targets.attach import base_year_for, blocking, deadline_for, previous_for
from tasks.targets.believable import GOAL, SOFT, believable
from tasks.targets.deeds import deed_of
from tasks.targets.end_states import EndState, find_end_states
from tasks.targets.passages import Passage
from tasks.targets.periods import Period, find_periods
from tasks.targets.quantities import Quantity, find_quantities
from tasks.targets.records import Kind, Target, Topic
from tasks.targets.stance import clause_around, dropped, stance_of
from tasks.targets.subjects import categories_in, denominator_in, owner_of, scopes_in, topic_of
from tasks.targets.tables import cell_targets
from tasks.targets.vocabulary import cue

_VALIDATED = re.compile(
    r"(?:SBTi|Science Based Targets initiative)(?:[^.]{0,60}?)(?:has |have |had )?(?:validated|approved)|(?:validated|approved)(?: \w+){0,4}? by (?:the )?(?:SBTi|Science Based Targets)",
    re.IGNORECASE,
)
# "net-zero targets" without an owner are goals of a kind, nobody's own.
_GOALS_OF_A_KIND = re.compile(
    r"\s+(?:goals?|targets?|pledges?|commitments?|ambitions?|aviation|portfolios?|strateg\w+)(?!\w)", re.IGNORECASE
)
_SPLIT_TOPICS = {"energy", "water", "waste", "ghg", "materials", "renewables"}
_NEXT_VERB = re.compile(
    r"\b(?:and|while|but)\s+(?:to\b|will\b|(?-i:[a-z])\w+ing\b|reduc|cut|its?\b|the\b)|;|, (?:and|while|but)\b",
    re.IGNORECASE,
)
_SECOND_MEASURE = re.compile(
    r"(?:(?:equal|equivalent|correspond(?:s|ing)?|amount(?:s|ing)?|translat\w+)(?: to)?|, or|, about|, roughly|, around|, some|\((?:about|around|roughly)?)\s*(?:a |an |about |some |roughly |around |nearly )*$",
    re.IGNORECASE,
)
# "Scrap should make up a fifth of the volumes": the share is one of the subject.
_MAKES_UP = re.compile(
    r"(?<!\w)(?:mak(?:e|es|ing) up|account(?:s|ing)? for|represents?|occup(?:y|ies)|contributes?)(?!\w)", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,|\band\b|\bas well as\b|&)\s*")
_LONGEST = 3000  # characters of a sentence that are read; no sentence that a person wrote is longer


def rows_of(passage: Passage, release: Release) -> Iterator[Target]:
    """The rows that a passage makes, not yet compared with those of other passages."""
    if passage.label == "table":
        yield from cell_targets(passage, release)
        return
    passage = replace(passage, text=passage.text[:_LONGEST])
    periods = find_periods(passage.text, release.published_on)
    quantities = find_quantities(passage.text)
    states = find_end_states(passage.text)
    asked = passage.text.rstrip().endswith("?")
    if asked or cue("survey").search(passage.text) or not (quantities or states):
        return
    lead_periods = find_periods(passage.lead, release.published_on)
    for quantity in quantities:
        yield from _quantity_rows(passage, release, quantity, quantities, states, periods, lead_periods)
    for state in states:
        if (made := _state_row(passage, release, state, periods, lead_periods)) is not None:
            yield made


def _told_twice(text: str, quantity: Quantity, quantities: list[Quantity]) -> bool:
    """Whether a quantity is the second measure of the one before it, or a multiple whose level stands beside it."""
    others = [one for one in quantities if one is not quantity and one.kind != "all"]
    if quantity.kind == "multiple":
        start, end = clause_around(text, quantity.start)
        return any(start <= one.start < end and one.kind in ("count", "measure", "money") for one in others)
    return any(one.end <= quantity.start for one in others) and bool(
        _SECOND_MEASURE.search(text[: quantity.start][-40:])
    )


def _alternative(text: str, quantity: Quantity, quantities: list[Quantity]) -> Quantity | None:
    """The second measure of a quantity, which stands right behind it."""
    behind = [one for one in quantities if one.start >= quantity.end]
    return behind[0] if behind and behind[0].kind != "multiple" and _told_twice(text, behind[0], quantities) else None


def _overlaps(quantity: Quantity, periods: list[Period]) -> bool:
    return any(quantity.start < period.end and period.start < quantity.end for period in periods)


def _quantity_rows(
    passage: Passage,
    release: Release,
    quantity: Quantity,
    quantities: list[Quantity],
    states: list[EndState],
    periods: list[Period],
    lead_periods: list[Period],
) -> Iterator[Target]:
    text = passage.text
    if (_overlaps(quantity, periods) and quantity.kind != "percent") or _told_twice(text, quantity, quantities):
        return
    if quantity.kind == "all" and any(
        state.start >= quantity.end and state.start - quantity.end < 60 for state in states
    ):
        return
    clause = _clause_of(text, quantity, quantities)
    deed = deed_of(text, quantity, clause, passage.lead)
    if deed is None:
        return
    stance = stance_of(text, quantity.start, passage.lead, release.issuer)
    whole = clause_around(text, quantity.start)
    near = text[whole[0] : whole[1]]
    topic = _topic(
        passage, quantity, deed.action, deed.metric, near, text[quantity.start : _end_of(text, quantity, quantities)]
    )
    if topic is None or stance in ("other", "none"):
        return
    deadline = deadline_for(
        quantity.start, quantity.end, blocking(text, quantity, quantities), periods, lead_periods, passage
    )
    base = base_year_for(
        quantity.start, quantity.end, blocking(text, quantity, quantities), periods, lead_periods, passage
    )
    kind = _kind(stance, deadline, release, withdrawn=dropped(near))
    if not believable(passage, quantity, deed, topic, deadline, kind, near):
        return
    previous_value, base_value = previous_for(text, quantity, quantities)
    action = "reach" if base_value is not None and quantity.unit != "x" and quantity.kind != "percent" else deed.action
    if (previous_value is None and base_value is not None) and deed.action in ("reduce", "increase"):
        action = "reach"
    scopes = scopes_in(near) or scopes_in(text) or scopes_in(passage.lead) or scopes_in(passage.heading)
    metric = deed.metric or (quantity.unit if quantity.kind == "count" else topic)
    second = _alternative(text, quantity, quantities)
    for part, its_topic in _coordinated(metric, topic):
        yield Target(
            company=owner_of(text, quantity.start, release.issuer),
            action=action,
            topic=its_topic,
            metric=part,
            evidence=release.text[passage.start : passage.end],
            start=passage.start,
            end=passage.end,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=_unit(quantity, its_topic),
            qualifier=quantity.qualifier,
            per=denominator_in(near)
            if (its_topic in ("ghg", "energy", "water", "waste", "materials") and action != "reach")
            or (quantity.unit.endswith("CO2e") and quantity.unit[0] in "kg")
            else None,
            scopes=_own_scopes(text, quantity, clause, scopes) if its_topic in ("ghg", "suppliers") else (),
            scope3_categories=categories_in(near) if its_topic == "ghg" else (),
            base_year=base.year if base and (action in ("reduce", "increase") or base in periods) else None,
            base_value=base_value,
            target_year=deadline.year if deadline else None,
            deadline_text=deadline.text if deadline else None,
            value_alt=second.value if second else None,
            unit_alt=second.unit if second else None,
            previous_value=previous_value,
            previous_year=next((one.year for one in periods if one.role == "previous"), None),
            validated_by="SBTi"
            if its_topic in ("ghg", "suppliers") and _VALIDATED.search(release.text) and base
            else None,
            kind=kind,
            confidence=_confidence(deed.named, deadline, its_topic, quantity),
            rules=(deed.rule, f"{quantity.kind} quantity", *(("deadline",) if deadline else ())),
        )


def _end_of(text: str, quantity: Quantity, quantities: list[Quantity]) -> int:
    return min((one.start for one in quantities if one.start >= quantity.end), default=len(text))


def _topic(passage: Passage, quantity: Quantity, action: str, metric: str, near: str, behind: str) -> Topic | None:
    """The topic of a figure: what is counted, then the metric, then its clause; soft topics only from words beside it."""
    if quantity.kind == "money":
        return "society" if topic_of(behind) == "society" else "finance" if topic_of(passage.text) else None
    counted = topic_of(quantity.unit) if quantity.kind == "count" else None
    if counted:
        return counted
    told = _NEXT_VERB.split(behind, maxsplit=1)[0]
    if action == "reach":
        makes_up = _MAKES_UP.search(near)
        subject = topic_of(near[: makes_up.start()], firm=True) if makes_up else None
        found = (
            subject or topic_of(told, head_first=True) or topic_of(metric, *(() if quantity.kind == "all" else (near,)))
        )
        if quantity.unit in ("MWh", "MW") and found == "energy" and topic_of(near) == "renewables":
            found = "renewables"
        if found in ("energy", "ghg") and topic_of(f"{metric} {told}") == "renewables":
            found = "renewables"
    else:
        found = topic_of(metric, head_first=True) or topic_of(near)
    if found or quantity.kind == "all":
        return found
    wider = topic_of(passage.text, passage.lead, passage.heading)
    return wider if wider not in SOFT else None


def _unit(quantity: Quantity, topic: Topic) -> str | None:
    if quantity.kind == "rate":
        return None
    if topic == "ghg" and quantity.unit in ("t", "kg", "g"):
        return f"{quantity.unit}CO2e" + "/year" * quantity.yearly
    return f"{quantity.unit}/year" if quantity.yearly and quantity.kind != "multiple" else quantity.unit


def _confidence(named: bool, deadline: Period | None, topic: Topic, quantity: Quantity) -> float:
    sure = 0.55 + 0.15 * named + 0.15 * (deadline is not None) + 0.1 * (topic not in SOFT)
    return round(sure - 0.15 * (quantity.kind in ("all", "multiple")), 2)


def _clause_of(text: str, quantity: Quantity, quantities: list[Quantity]) -> tuple[int, int]:
    start, end = clause_around(text, quantity.start)
    earlier = [one.end for one in quantities if one.end <= quantity.start and one.end > start]
    later = [one.start for one in quantities if one.start >= quantity.end and one.start < end]
    if earlier and _has_verb(text[max(earlier) : quantity.start]):
        start = max(earlier)
    return start, min([end, *later])


def _has_verb(text: str) -> bool:
    return (
        any(cue(name).search(text) for name in ("reduce", "increase", "limit", "deliver", "future")) or " get " in text
    )


def _own_scopes(text: str, quantity: Quantity, clause: tuple[int, int], scopes: tuple[int, ...]) -> tuple[int, ...]:
    """The scopes nearest to a quantity: those of its own clause before it, else behind it, else the sentence's."""
    return scopes_in(text[clause[0] : quantity.start]) or scopes_in(text[quantity.end : clause[1]]) or scopes


def _kind(stance: str, deadline: Period | None, release: Release, *, withdrawn: bool) -> Kind:
    if withdrawn:
        return "withdrawal"
    if stance == "achieved":
        return "achievement"
    said = release.published_on
    past = said is not None and deadline is not None and deadline.year is not None and deadline.year < said.year
    return "achievement" if past else "target"


def _coordinated(metric: str, topic: Topic) -> list[tuple[str, Topic]]:
    """ "electricity and water consumption" is two metrics; things of one topic are one."""
    parts = [part for part in _AND.split(metric) if part.strip()]
    topics = [topic_of(part) for part in parts]
    known = [one for one in topics if one is not None]
    if len(parts) > 1 and len(known) == len(parts) and len(set(known)) == len(parts) and set(known) <= _SPLIT_TOPICS:
        last = parts[-1].split()
        shared = " ".join(last[1:]) if len(last) > 1 else ""
        named = [
            part if " " in part or number == len(parts) - 1 else f"{part} {shared}".strip()
            for number, part in enumerate(parts)
        ]
        return list(zip(named, known, strict=True))
    return [(metric, topic)]


def _own_goal(passage: Passage, release: Release) -> bool:
    """Whether a sentence without a deadline speaks of the issuer's own goal, not of goals as such."""
    if passage.label in ("headline", "heading"):
        return False
    named = release.issuer is not None and release.issuer.split()[0] in passage.text
    return named or bool(re.search(r"\b(?:we|our|its|the (?:company|group|firm))\b", passage.text, re.IGNORECASE))


def _state_row(
    passage: Passage, release: Release, state: EndState, periods: list[Period], lead_periods: list[Period]
) -> Target | None:
    text = passage.text
    stance = stance_of(text, state.start, passage.lead, release.issuer)
    if stance in ("other", "none"):
        return None
    deadline = deadline_for(state.start, state.end, [state.start], periods, lead_periods, passage)
    start, end = clause_around(text, state.start)
    near = text[start:end]
    kind = _kind(stance, deadline, release, withdrawn=dropped(near))
    named_goal = GOAL.search(text[start : state.start]) and not _GOALS_OF_A_KIND.match(text, state.end)
    safe = state.action == "eliminate" and state.topic == "people" and stance == "future"
    own = kind == "target" and (named_goal or safe) and _own_goal(passage, release)
    if deadline is None and not own:
        return None
    return Target(
        company=owner_of(text, state.start, release.issuer),
        action=state.action,
        topic=state.topic,
        metric=state.metric,
        evidence=release.text[passage.start : passage.end],
        start=passage.start,
        end=passage.end,
        scopes=scopes_in(near) if state.topic == "ghg" else (),
        target_year=deadline.year if deadline else None,
        deadline_text=deadline.text if deadline else None,
        previous_year=next((one.year for one in periods if one.role == "previous"), None),
        validated_by="SBTi" if state.action == "net_zero" and _VALIDATED.search(text) else None,
        kind=kind,
        confidence=0.85 if deadline else 0.6,
        rules=(state.rule, *(("deadline",) if deadline else ())),
    )
