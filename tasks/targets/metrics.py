"""The metric of a row: the thing measured as worded, or as the text named it before."""

from __future__ import annotations

from functools import lru_cache

from tasks.targets.clauses import Clause
from tasks.targets.deed_records import Deed
from tasks.targets.goal_deeds import is_goal_alone
from tasks.targets.goals import GOAL_NOUNS
from tasks.targets.lexicon import book
from tasks.targets.marks import Sentence, topic_book
from tasks.targets.noun_phrases import points_back, tells_level_again
from tasks.targets.nouns import STOPS
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import Reading
from tasks.targets.records import Topic
from tasks.targets.subjects import Span, metric_words
from tasks.targets.tokens import Token, tokenize

_MEASURED = {
    "use", "usage", "consumption", "demand", "intensity", "footprint", "emissions", "withdrawal", "withdrawals", "losses",
    "generation", "discharge", "efficiency", "frequency", "rate",
}  # fmt: skip
_LABEL = 6  # words from which on what names a goal is a clause of its own
_KINDS = {"recycled", "renewable", "recyclable", "certified", "organic", "electric", "reusable"}
_WHERE = {"in", "with", "across", "from", "at", "by", "to", "among", "throughout", "around"}
_NO_PART = {"it", "we", "they", "last", "make", "makes", "half", "all"}
_DETERMINERS = {"a", "an", "the", "its", "our", "their", "this", "these"}
_POINTERS = {
    "it", "we", "they", "this", "these", "that", "those", "which", "company", "group", "", "the", "a", "result", "goal", "target", "and",
    "achieved", "achieve", "reached", "exceeded", "had", "has", "have", "been", "was", "were", "already", "by", "then", "now", "instead",
    "delivered", "our", "its", "own", ",", "met",
    "through", "at", "end", "of", "last", "year", "so", "far", "date", "to",
}  # fmt: skip


def metric_of(reading: Reading, clause: Clause, one: Quantity, deed: Deed, topic: Topic) -> str:
    """The thing measured as worded; where no word names it, what is counted, or what was told of before."""
    sentence = reading.sentence
    words = metric_words(sentence.text(*deed.metric))
    if one.kind == "money" and deed.told and (behind := metric_words(sentence.text(*deed.told[0]))):
        return behind  # what it is for: "will invest $5 million in its villages"
    if any(deed.metric[0] <= other.first < deed.metric[1] for other in sentence.quantities if other.kind == one.kind):
        told = (sentence.text(0, deed.metric[0]), sentence.passage.before)  # "2,100 of the 10,000 hectares"
        return next(filter(None, (thing_told(text, topic) for text in told)), topic)
    if sentence.topics_in(*deed.metric):
        if len(words.split()) >= _LABEL and _is_clause(sentence, deed.metric):
            return thing_told(words, topic) or words  # "... cut its solar target: it now plans 2,800 MW"
        return words or topic
    if one.kind == "money":
        return topic
    counted_before = one.unit not in sentence.lows(0, len(sentence.tokens)) or _says_how(sentence, deed.metric)
    where = sentence.low(deed.metric[0]) in _WHERE  # "50 million patients [in poor countries]"
    if one.kind == "count" and one.unit and (counted_before or where):
        return one.unit
    if one.kind == "count" and one.unit:
        return words if len(words.split()) > 2 and not any(sign.isdigit() for sign in words) else one.unit
    if one.kind == "measure" and _says_how(sentence, deed.metric):  # "and is well on the way to 8 GW"
        return thing_told(sentence.text(0, clause.first), topic) or words or topic
    return thing_left_out(reading, clause, one, deed, topic) or words or topic


def thing_left_out(reading: Reading, clause: Clause, one: Quantity, deed: Deed, topic: Topic) -> str | None:
    """The thing of a change whose clause does not name it, from what stands before it, in its sentence or the one before,
    or from the title: "Its water use fell again. It aims for a further reduction of 20 %"."""
    sentence = reading.sentence
    level = deed.action == "reach" and (
        points_back(sentence, deed.metric)
        or tells_level_again(sentence, deed.metric)
        or is_goal_alone(sentence, deed.metric)
        or _points(sentence, deed)
    )
    if not (level or deed.action in ("reduce", "increase")) or sentence.topics_in(*deed.metric):
        return None
    if not _points(sentence, deed) and sentence.topics_in(clause.first, clause.last):
        return None
    earlier = (sentence.text(0, one.lead), sentence.passage.before, reading.release.title or "")
    return next(filter(None, (thing_told(text, topic, first=level) for text in earlier)), None)


def _is_clause(sentence: Sentence, span: Span) -> bool:
    """Whether words name no thing any more, but say what is done: "Acme plans to double its use of it", "cut its target"."""
    first, last = span
    told = any(first <= cue.first < last and cue.entry.name in ("will", "aim", "has", "was") for cue in sentence.cues)
    return told or bool(GOAL_NOUNS & set(sentence.lows(first, last)))


def _says_how(sentence: Sentence, span: Span) -> bool:
    """Whether words where a thing would be named say how things stand: "is well", "is on track"."""
    return any(span[0] <= cue.first < span[1] and cue.entry.name in ("is", "will") for cue in sentence.cues)


def _points(sentence: Sentence, deed: Deed) -> bool:
    """Whether the words where a thing would be named only point to it, or say that something was reached."""
    return all(low.isdigit() or low in _POINTERS for low in sentence.lows(*deed.metric))


def is_left_out(reading: Reading, clause: Clause, one: Quantity, deed: Deed, topic: Topic) -> bool:
    """Whether a noun of change or of a level stands alone for a thing that was told before: "We exceeded this target and
    achieved a 27 % reduction", "has by now cut its own by 30 %", "Last year the share was 62 %". The subject of a verb
    is another thing: "Revenue fell by 11 %"."""
    own = "own" in reading.sentence.lows(*deed.metric)
    alone = deed.verb is not None and (deed.verb.entry.form == "noun" or own) and _points(reading.sentence, deed)
    alone = alone or tells_level_again(reading.sentence, deed.metric)
    unmet = GOAL_NOUNS & set(reading.sentence.lows(*deed.metric)) and not any(
        goal.fate in ("met", "exceeded") for goal in reading.sentence.goals
    )
    return alone and not unmet and thing_left_out(reading, clause, one, deed, topic) is not None


@lru_cache(maxsize=256)
def thing_told(text: str, topic: Topic, *, first: bool = False) -> str | None:
    """The thing of a topic that a text names last, or first, with what is measured of it: "energy use", "carbon emissions"."""
    tokens = tokenize(text)
    words = [word for word in topic_book().all(tokens) if word.entry.topic == topic and not word.entry.weak]
    if not words:
        return None
    named = words[:1] if first else words[-1:]
    begin, end = named[0].first, named[0].last
    for word in reversed(words[:-1]):
        begin = word.first if word.last == begin else begin
    kind = tokens[end - 1].low in _KINDS  # "recycled glass"
    while end < len(tokens) and (
        tokens[end].low in _MEASURED or (kind and tokens[end].kind == "word" and not _ends(tokens[end].low))
    ):
        end, kind = end + 1, False
    return text[tokens[begin].start : tokens[_end_of(tokens, end) - 1].end]


_JOINS = {"of", "in", "from", "per", "at", "across"}
_PHRASE = 5  # words behind a joint


def _end_of(tokens: list[Token], end: int) -> int:
    """Where a thing with what it is of and per ends: "energy use of its buildings per square metre"."""
    while end + 1 < len(tokens) and tokens[end].low in _JOINS and tokens[end + 1].kind == "word":
        at = end + 1
        while at < min(len(tokens), end + _PHRASE) and tokens[at].kind == "word" and not _ends(tokens[at].low):
            at += 1
        if at == end + 1:
            break
        end = at
    return end


def _ends(low: str) -> bool:
    """Whether a word ends a noun phrase: a joint, a preposition, a verb."""
    return (
        low in _JOINS | _NO_PART
        or low in STOPS - _DETERMINERS
        or book("verbs").is_phrase(low)
        or book("cues").is_phrase(low)
    )
