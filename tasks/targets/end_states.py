"""Named end states: net zero, carbon neutral, climate positive, peak, phase-out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.targets.endings import find_endings
from tasks.targets.records import Action, Topic
from tasks.targets.subjects import trimmed, until_stop

_NOT_A_STATE = r"(?!\s*(?:standard|tracker|alliance|initiative|initiatives|academy|strategy|week|summit|conference|fund|index|forum|banking|aviation|shipping|energy system|insurance|transition|economy|world|future|solutions?|technolog\w+|pathways?|insights|coalition|arena|challenge|buildings? standard|scenario|news|council|roadmap|report|expert|consult\w+|journey|industry|society|by design))"


@dataclass(frozen=True, slots=True)
class EndState:
    """An end state at `start:end` of a sentence."""

    start: int
    end: int
    action: Action
    topic: Topic
    metric: str
    rule: str


_STATES: tuple[tuple[Action, re.Pattern[str]], ...] = (
    ("net_zero", re.compile(rf"\bnet[- ‑–]?zero\b{_NOT_A_STATE}", re.IGNORECASE)),
    (
        "climate_positive",
        re.compile(
            r"\b(?:climate[- ]positiv\w+|carbon[- ]negativ\w+|carbon[- ]positiv\w+|climate[- ]negativ\w+)",
            re.IGNORECASE,
        ),
    ),
    (
        "carbon_neutral",
        re.compile(rf"\b(?:carbon|climate|co2|ghg)[- ‑]?neutral(?:ity)?\b{_NOT_A_STATE}", re.IGNORECASE),
    ),
    (
        "peak",
        re.compile(
            r"\b(?:peak(?:ing)? (?:of )?(?:its |their |our |the )?(?:[a-z]+ )?(?:carbon|emissions?|co2)|(?:emissions?|carbon)\b[^.;,]{0,40}?\bpeak)\b",
            re.IGNORECASE,
        ),
    ),
)
_POSITIVE = re.compile(r"\b(?P<of>water|nature|plastic)[- ](?:positive|neutral)\b", re.IGNORECASE)
_POSITIVE_TOPICS: dict[str, Topic] = {"water": "water", "nature": "nature", "plastic": "materials"}


def find_end_states(text: str) -> list[EndState]:
    """The end states that a sentence names, in order; several words for one state in one clause are one."""
    found: list[EndState] = []
    for action, pattern in _STATES:
        for match in pattern.finditer(text):
            topic: Topic = "ghg"
            if action == "peak":
                words = match[0] + until_stop(text[match.end() :])[:80]
                found.append(EndState(match.start(), match.end(), action, topic, _peaking(words), "peak"))
                continue
            metric = trimmed(text[match.start() :][: len(match[0])] + until_stop(text[match.end() :])[:80])
            if not any(_one_state(text, one, match.start()) for one in found):
                found.append(EndState(match.start(), match.end(), action, topic, metric or match[0], "end state"))
    for match in _POSITIVE.finditer(text):
        topic = _POSITIVE_TOPICS[match["of"].lower()]
        found.append(EndState(match.start(), match.end(), "reach", topic, match[0], "positive state"))
    for one in find_endings(text):
        if not any(other.start < one.end and one.start < other.end for other in found):
            found.append(EndState(one.start, one.end, "eliminate", one.topic, one.what, one.rule))
    return sorted(found, key=lambda one: one.start)


def _one_state(text: str, one: EndState, start: int) -> bool:
    """Whether a word for a state stands so close behind another that both name one: "carbon neutral (net zero)"."""
    between = text[one.end : start]
    return one.start <= start < one.end + 25 and not any(sign.isdigit() for sign in between)


def _peaking(words: str) -> str:
    """What peaks: "peak carbon emissions" and "emissions will peak" without the verb."""
    before, behind = re.split(r"(?<!\w)peak(?:ing)?(?!\w)", words, maxsplit=1, flags=re.IGNORECASE)
    return trimmed(until_stop(before)) or trimmed(behind)
