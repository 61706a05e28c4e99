"""The metric of a row: the thing measured as worded, or as the text named it before."""

from __future__ import annotations

from functools import lru_cache

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.marks import topic_book
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import Reading
from tasks.targets.records import Topic
from tasks.targets.subjects import metric_words
from tasks.targets.tokens import tokenize

_MEASURED = {
    "use", "usage", "consumption", "demand", "intensity", "footprint", "emissions", "withdrawal", "withdrawals", "losses",
    "generation", "discharge", "efficiency",
}  # fmt: skip
_POINTERS = {"it", "we", "they", "this", "these", "that", "those", "which", "company", "group", ""}


def metric_of(reading: Reading, clause: Clause, one: Quantity, deed: Deed, topic: Topic) -> str:
    """The thing measured as worded; where no word names it, what is counted, or what was told of before: "Its water use fell
    again. It aims for a further reduction of 20 %"."""
    sentence = reading.sentence
    words = metric_words(sentence.text(*deed.metric))
    if sentence.topics_in(*deed.metric):
        return words or topic
    if one.kind == "count" and one.unit:
        return words if len(words.split()) > 2 and not any(sign.isdigit() for sign in words) else one.unit
    bare = words.isdigit() or words.lower() in _POINTERS or not sentence.topics_in(clause.first, clause.last)
    if bare and deed.action in ("reduce", "increase"):
        earlier = (sentence.text(0, one.lead), sentence.passage.before, reading.release.title or "")
        words = next(filter(None, (thing_told(text, topic) for text in earlier)), words)
    return words or topic


@lru_cache(maxsize=256)
def thing_told(text: str, topic: Topic) -> str | None:
    """The thing of a topic that a text names last, with what is measured of it: "energy use", "carbon emissions"."""
    tokens = tokenize(text)
    words = [word for word in topic_book().all(tokens) if word.entry.topic == topic and not word.entry.weak]
    if not words:
        return None
    first, last = words[-1].first, words[-1].last
    for word in reversed(words[:-1]):
        if word.last != first:
            break
        first = word.first
    while last < len(tokens) and tokens[last].low in _MEASURED:
        last += 1
    return text[tokens[first].start : tokens[last - 1].end]
