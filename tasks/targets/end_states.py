"""Named end states: net zero, carbon neutral, climate positive, peak, phase-out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.targets.records import Action, Topic
from tasks.targets.subjects import topic_of, trimmed, until_stop

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
            r"\b(?:peak(?:ing)? (?:of )?(?:its |their |our )?(?:carbon|emissions?|co2)|(?:emissions?|carbon)\b[^.;,]{0,40}?\bpeak)\b",
            re.IGNORECASE,
        ),
    ),
)
_ZERO = re.compile(
    r"\b(?:zero[- ](?P<z>(?:\w+[- ]){0,2}?(?:emissions?|waste|deforestation|landfill|fatalit\w+|accidents?|discharges?|harm|injur\w+|plastics?|coal|carbon|spills?))\b(?![- ](?:ready|evs?|certif\w+|vehicles?|cars?|trucks?|buses|zones?|technolog\w+|models?|products?|solutions?|mobility|truck|van))"
    r"|(?P<f>deforestation|emission|fossil(?:[- ]fuel)?|coal|plastic)s?[- ]free\b(?! (?:electricity|power|energy))"
    r"|free (?:of|from) (?P<g>[\w -]{3,40})|(?P<h>water|nature|plastic)[- ](?:positive|neutral)\b)",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:phas(?:e|es|ing) out|eliminat(?:e|es|ing)|end(?:s|ing)?(?= (?:the |all |its |our )?(?:use|sale|coal|routine|landfill\w*|burning|sales|purchas\w+|deforestation))|stop(?:s|ping)?(?= (?:the |all |its |using|buying|selling|burning|sending|landfill\w*|use))|"
    r"ban(?:s|ning)?(?!\w)|phase-?out of|exit(?:s|ing)?(?= (?:from )?coal)|(?:do|does) away with|remov(?:e|ing)(?= all)|cease(?: to)?|no longer (?:use|burn|send|sell|buy))\s*(?P<what>[^.;]{3,90})",
    re.IGNORECASE,
)


_GONE = re.compile(
    r"(?P<what>(?:[\w'’,-]+ ){1,9}?)(?:will|shall|should|are to|is to|to) (?:(?:have )?(?:be|been) (?:completely |fully |entirely )?(?:phased out|gone|eliminated|banned|removed|abolished|discontinued|free of)|disappear|end|cease|come to an end)(?!\w)",
    re.IGNORECASE,
)


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
    found += [one for one in _zeros(text) if not any(other.start <= one.start < other.end for other in found)]
    return sorted(found, key=lambda one: one.start)


def _one_state(text: str, one: EndState, start: int) -> bool:
    """Whether a word for a state stands so close behind another that both name one: "carbon neutral (net zero)"."""
    between = text[one.end : start]
    return one.start <= start < one.end + 25 and not any(sign.isdigit() for sign in between)


def _peaking(words: str) -> str:
    """What peaks: "peak carbon emissions" and "emissions will peak" without the verb."""
    before, behind = re.split(r"(?<!\w)peak(?:ing)?(?!\w)", words, maxsplit=1, flags=re.IGNORECASE)
    return trimmed(until_stop(before)) or trimmed(behind)


def _zeros(text: str) -> list[EndState]:
    found = []
    for match in _ZERO.finditer(text):
        if match["h"]:
            topic: Topic = {"water": "water", "nature": "nature", "plastic": "materials"}[match["h"].lower()]  # type: ignore[assignment]
            found.append(EndState(match.start(), match.end(), "reach", topic, match[0], "positive state"))
            continue
        what = until_stop(match["z"] or match["f"] or match["g"])
        named = topic_of(what)
        if named and text[max(0, match.start() - 4) : match.start()].lower() not in ("net ", "net-"):
            end = match.start("g") + len(what) if match["g"] else match.end()
            found.append(EndState(match.start(), end, "eliminate", named, trimmed(what), "zero of a thing"))
    for match in _GONE.finditer(text):
        what = re.split(r"[,;:]|\bthe last\b", match["what"])[-1]
        if named := topic_of(what):
            found.append(EndState(match.start(), match.end(), "eliminate", named, trimmed(what), "thing that ends"))
    for match in _ENDED.finditer(text):
        what = until_stop(match["what"])
        named = topic_of(what)
        if named:
            found.append(
                EndState(
                    match.start(), match.start("what") + len(what), "eliminate", named, trimmed(what), "verb of ending"
                )
            )
    return found
