"""Things that are brought to zero: phased out, gone, no more, free of, to zero."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.targets.records import Topic
from tasks.targets.subjects import topic_of, trimmed, until_stop


@dataclass(frozen=True, slots=True)
class Ending:
    """What comes to an end at `start:end` of a sentence, its topic, and the rule that found it."""

    start: int
    end: int
    what: str
    topic: Topic
    rule: str


_SOLD = r"(?![- ](?:ready|evs?|certif\w+|vehicles?|cars?|trucks?|buses|zones?|technolog\w+|models?|products?|solutions?|mobility|van))"
_ENDS = (
    r"(?:phased out|gone|eliminated|banned|removed|abolished|discontinued|given up|stopped|free of|a thing of the past)"
)

# Each pattern names what ends as `what`; a noun phrase behind the verb stops where until_stop says, one before it begins
# behind the last comma.
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "zero of a thing",
        rf"(?<!net )(?<!net-)\bzero[- ](?P<what>(?:\w+[- ]){{0,2}}?(?:emissions?|waste|deforestation|landfill|fatalit\w+|accidents?|discharges?|harm|injur\w+|plastics?|coal|carbon|spills?))\b{_SOLD}",
    ),
    (
        "free of a thing",
        r"(?P<what>deforestation|emission|fossil(?:[- ]fuel)?|coal|plastic|landfill)s?[- ]free\b(?! (?:electricity|power|energy))",
    ),
    ("free of a thing", r"\bfree (?:of|from) (?P<what>[\w -]{3,60})"),
    ("without a thing", r"\bwithout (?:any )?(?P<what>(?:direct )?(?:carbon |co2 |greenhouse[- ]gas )?emissions)"),
    (
        "verb of ending",
        r"\b(?:phas(?:e|es|ing) out|phase-?out of|eliminat(?:e|es|ing)|ban(?:s|ning)?(?!\w)|(?:do|does) away with|cease(?: to)?|exit(?:s|ing)?(?= (?:from )?coal)|"
        r"end(?:s|ing)?(?= (?:the |all |its |our )?(?:use|sale|coal|routine|landfill\w*|burning|sales|purchas\w+|deforestation))|"
        r"stop(?:s|ping)?(?= (?:the |all |its |using|buying|selling|burning|sending|landfill\w*|use))|"
        r"remov(?:e|ing)(?= all| miniature| single)|(?:will|to|shall) no longer (?:be )?\w+|giv(?:e|ing) up)\s*(?P<what>[^.;]{3,90})",
    ),
    ("brought to zero", r"\b(?:reduc|cut|bring|lower|driv)\w* (?P<what>[^.;,]{3,80}?) (?:down )?to zero(?!\w)"),
    (
        "thing that ends",
        rf"(?P<before>(?:[\w'’,-]+ ){{1,9}}?)(?:will|shall|should|are to|is to|to) (?:(?:have )?(?:be|been) (?:completely |fully |entirely )?{_ENDS}|be brought to zero|disappear|end|cease|come to an end|no longer be \w+)(?!\w)",
    ),
    (
        "none of a thing",
        r"\bno (?P<what>(?!more |less |later |fewer |longer |one |other )(?:[\w-]+,? ){1,9}?)(?:will|shall|is to|are to) (?:be|enter|go|use|end up|reach)\b(?P<also>[^.;,]{0,30})",
    ),
    ("none of a thing", r"(?:will|shall|to) (?:use|send|burn|buy|have) no (?P<what>(?!more |less |later |fewer )[^.;,]{3,60})"),
    ("last of a thing", r"\b(?:burn|retire|clos|shut|decommission)\w* (?:down )?(?:its|their|our|the) (?:last|final|remaining) (?P<what>[^.;,]{3,60})"),
)  # fmt: skip
_COMPILED = tuple((rule, re.compile(pattern, re.IGNORECASE)) for rule, pattern in _PATTERNS)


def find_endings(text: str) -> Iterator[Ending]:
    """The things that a sentence brings to zero, pattern by pattern; those without a topic are none."""
    for rule, pattern in _COMPILED:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if groups.get("before") is not None:
                what = re.split(r"[,;:]|\bthe last\b", groups["before"])[-1]
                place = match.start(), match.end()
            else:
                what = until_stop(groups["what"])
                place = match.start(), match.start("what") + len(what)
            topic = topic_of(what) or topic_of(groups.get("also") or "")
            if topic:
                yield Ending(*place, trimmed(what), topic, rule)
