"""Which stretch of a release's text is what: marked, never deleted, so that offsets hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tasks.releases.names import about_of
from tasks.releases.parts import dateline_end, speaker_of
from tasks.releases.records import Section, SectionLabel

_SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_BULLET = re.compile(r"^\s*(?:[-*•·▪◦‣●○–—]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+\S")
_REACHABLE = re.compile(r"\S@\S+\.\w|\+\d[\d ()\-]{6,}|\bTel\b|\bPhone\b|\bEmail\b|^https?://\S+$", re.IGNORECASE)
_WITHIN = '("“‘[$€£~'  # what a line may begin with and still go on with the one before
_PROSE = ("body", "quote")
_QUOTE = re.compile(r"^\s*[\"“«„]")
_TERMINAL = (".", "!", "?", ";", ",", ":", "”", '"')
_HINT = re.compile(
    r"https?:|original|multimedia|available at|download|distributed|syndicated|appeared on|source version|LOOKING|HARBO|[Ll]ooking [Ss]|[Hh]arbo",
    re.ASCII,
)
_MEDIA = re.compile(
    r"(?:Logo|Photo|Video|Image|Infographic|Multimedia|PDF)s?(?: \(\w+\))?\s*(?:available at)?\s*[-–:]+\s*https?://\S+$"
    r"|(?:!\[[^\]\n]*\]\([^()\s]*\)\s*)+$"
    r"|(?:A photo|Photos?|Images?|A video)[^.]{0,80} (?:is|are) available at\b|View (?:the )?(?:original )?multimedia",
    re.IGNORECASE,
)
_SYNDICATED = re.compile(
    r"(?:View|Read) (?:the )?(?:original|source)(?: version)?(?: content| release| press release| version)?"
    r"[^.]{0,60}(?:https?:|on )|\[(?:Original(?:/Source)?|Source) (?:Press )?Release\]\(|content to download multimedia|(?:originally )?(?:distributed|syndicated) by \S|"
    r"first appeared on \S|was originally published (?:on|by|in)\b|To view the source version of this press release",
    re.IGNORECASE,
)
_FORWARD = re.compile(r"SAFE HARBOU?R STATEMENT\b|FORWARD[- ]LOOKING STATEMENTS?\s*[:.]", re.IGNORECASE)
_OPEN_END = re.compile(
    r"(?<!\w)(?:a|an|the|of|to|by|in|for|from|with|and|or|per|its|our|their|at|on|as|that|which|reduce|cut|than)\s*$",
    re.IGNORECASE,
)
HEADING_LENGTH = 110
SUBHEADS = 4  # lines at most between headline and dateline
DATELINES = 6  # sections at the head of a release among which its dateline stands
WRAPPED = (58, 90)  # characters of a full line in text wrapped at 60 to 80


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_gap: bool


@cache
def vocabulary() -> list[dict[str, Any]]:
    """The stanzas of regions.toml."""
    path = Path(__file__).with_name("lexicon") / "regions.toml"
    stanzas: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["region"]
    return stanzas


@cache
def _patterns() -> tuple[tuple[SectionLabel, re.Pattern[str]], ...]:
    return tuple((one["label"], re.compile("|".join(one["patterns"]), re.IGNORECASE)) for one in vocabulary())


def bare_line(line: str) -> str:
    """A line without list marks, Markdown marks and closing colon."""
    return line.lstrip(_SPACE + "#*_>【[").rstrip(_SPACE + "*_:：】]")


def region_of(line: str) -> SectionLabel | None:
    """The label of the part that a line opens as its heading, if it is such a heading."""
    bare = bare_line(line)
    if not bare or len(bare) > HEADING_LENGTH:
        return None
    for label, pattern in _patterns():
        if pattern.fullmatch(bare) and not (label == "legal" and bare[:6].lower() == "source" and bare[:6] != "SOURCE"):
            return label
    return "about" if about_of(bare) else None


def _lines(text: str) -> Iterator[_Line]:
    position, gap = 0, True
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            yield _Line(start, start + len(stripped), stripped, gap)
        gap = not stripped
        position += len(raw)


_LABELLED = re.compile(r"\s*[A-Z][^.:;!?]{0,90}:\s")


def goes_on(line: str, following: str) -> bool:
    """Whether the line right behind another is its continuation: it begins small or with a digit, the first ends in a
    word that nothing ends in, or both are as long as the lines of a text that was wrapped at a fixed width."""
    behind = following.strip()
    if behind.startswith("(") and not line.rstrip().endswith(_TERMINAL):
        return True
    if not behind or not (behind[0].isalnum() or behind[0] in _WITHIN):
        return False
    if _LABELLED.match(line) and _LABELLED.match(behind):
        return False  # "KPI 1: ..." and "KPI 2: ..." are two lines, however long
    if behind[:1].islower() or behind[:1].isdigit() or _OPEN_END.search(line):
        return True
    return WRAPPED[0] <= len(line) <= WRAPPED[1] and len(behind) <= WRAPPED[1]


def _is_heading(line: _Line, following: str) -> bool:
    bare = bare_line(line.text)
    return (
        not goes_on(line.text, following)
        and bool(bare)
        and len(bare) <= HEADING_LENGTH
        and not bare.endswith(_TERMINAL)
        and len(bare.split()) <= 14
    )


def _head_of(lines: list[_Line], title: str | None) -> dict[int, SectionLabel]:
    """Labels of the first lines: what stands before the title, the title, and its repetitions."""
    labels: dict[int, SectionLabel] = {}
    wanted = bare_line(title).casefold() if title else None
    seen = False
    for number, line in enumerate(lines[:8]):
        if wanted and bare_line(line.text).casefold() == wanted:
            labels[number] = "navigation" if seen else "headline"
            seen = True
    if seen:
        first = min(number for number, label in labels.items() if label == "headline")
        labels |= {number: "navigation" for number in range(first) if len(lines[number].text) < HEADING_LENGTH}
    return labels | _subheads(lines, labels)


def _subheads(lines: list[_Line], labels: dict[int, SectionLabel]) -> dict[int, SectionLabel]:
    """The lines between the headline and the dateline: what stands there in the headline's manner is a subhead."""
    headline = next((number for number, label in labels.items() if label == "headline"), None)
    if headline is None:
        return {}
    for number in range(headline + 1, min(headline + SUBHEADS + 2, len(lines))):
        if dateline_end(lines[number].text):
            return {
                one: "subhead"
                for one in range(headline + 1, number)
                if one not in labels
                and not _listed(lines[one])
                and not lines[one].text.endswith(".")
                and region_of(lines[one].text) is None
            }
    return {}


def _listed(line: _Line) -> bool:
    """Whether a line is a list item or a table row by its own marks."""
    return bool(_BULLET.match(line.text)) or " | " in line.text or "\t" in line.text


def _body_label(line: _Line, following: str) -> SectionLabel:
    """The label of a line; `following` is the next line where no empty one stands between them."""
    if " | " in line.text or "\t" in line.text:
        return "table"
    if _BULLET.match(line.text):
        return "list"
    if _QUOTE.match(line.text):
        return "quote"
    return "heading" if _is_heading(line, following) else "body"


def label_sections(text: str, title: str | None) -> tuple[Section, ...]:
    """A section for every line that is not empty, in order; neighbours of one label and block are joined."""
    lines = list(_lines(text))
    labels = _head_of(lines, title)
    region: SectionLabel | None = None
    one_block = False
    for number, line in enumerate(lines):
        if number in labels:
            continue
        opened = (
            _marked(line.text) or region_of(line.text) if line.after_gap or region or _reachable_head(line) else None
        )
        if opened is None and _reachable_head(line):
            opened, one_block = "contact", True
        elif opened:
            one_block = False
        if opened:
            region = opened
        elif region and line.after_gap and (one_block or _ends(region, line)):
            region = None
        following = lines[number + 1] if number + 1 < len(lines) else None
        next_text = following.text if following and not following.after_gap else ""
        earlier = lines[number - 1] if number and not line.after_gap else None
        if (
            not region
            and earlier
            and labels[number - 1] in _PROSE
            and goes_on(earlier.text, line.text)
            and not _listed(line)
        ):
            labels[number] = labels[number - 1]
        elif not region and earlier and labels[number - 1] == "list" and _hangs(text, earlier, line):
            labels[number] = "list"
        else:
            labels[number] = region or _body_label(line, next_text)
    return _joined(lines, labels)


def _hangs(text: str, earlier: _Line, line: _Line) -> bool:
    """Whether a line is the rest of the list item above it: set in deeper than that, without a mark of its own."""
    column, above = (one.start - text.rfind("\n", 0, one.start) for one in (line, earlier))
    begun = above if not _listed(earlier) else above + 1
    return column >= begun > 1 and not _listed(line) and (line.text[0].islower() or line.text[0].isdigit())


def _marked(line: str) -> SectionLabel | None:
    """The label of a line that says by its own words what it is: a logo's address, a syndication note, a legal note."""
    if not _HINT.search(line[:400]):
        return None
    if _FORWARD.match(line):
        return "forward_looking"
    if _MEDIA.match(line):
        return "media"
    return "syndication" if len(line) < 400 and _SYNDICATED.search(line) else None


def _reachable_head(line: _Line) -> bool:
    """A line that begins with a contact heading and goes on with the contact itself."""
    head, colon, rest = line.text.partition(":")
    return bool(colon and rest.strip()) and len(head) < 60 and region_of(head) == "contact" and len(line.text) < 400


def _ends(region: SectionLabel, line: _Line) -> bool:
    """A contact or navigation part ends where prose begins again, an About part at a new heading after its text."""
    if region in ("media", "syndication"):
        return True
    if region in ("contact", "navigation"):
        return len(line.text) > 160 and not _REACHABLE.search(line.text)
    return False


def _joined(lines: list[_Line], labels: dict[int, SectionLabel]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for number, line in enumerate(lines):
        label = labels[number]
        if (
            sections
            and sections[-1].label == label
            and not line.after_gap
            and (label not in ("heading", "list", "table") or (label == "list" and not _listed(line)))
        ):
            sections[-1] = Section(label, sections[-1].start, line.end)
        else:
            sections.append(Section(label, line.start, line.end))
    return tuple(_told(_dated(sections, lines), lines))


def _dated(sections: list[Section], lines: list[_Line]) -> list[Section]:
    """The sections with the dateline cut off the paragraph that it opens."""
    text_at = {line.start: line.text for line in lines}
    for number, one in enumerate(sections[: DATELINES + SUBHEADS]):
        end = dateline_end(text_at.get(one.start, "")) if one.label in _PROSE else 0
        if 0 < end < one.end - one.start:
            split = [Section("dateline", one.start, one.start + end), Section(one.label, one.start + end, one.end)]
            return [*sections[:number], *split, *sections[number + 1 :]]
    return sections


def _told(sections: list[Section], lines: list[_Line]) -> Iterator[Section]:
    """The sections with who speaks in a quote and whom an about part presents."""
    texts = {line.start: line.text for line in lines}
    subject: str | None = None
    for one in sections:
        text = texts.get(one.start, "")
        if one.label == "quote":
            yield Section(one.label, one.start, one.end, speaker_of(text))
        elif one.label == "about":
            if region_of(text) == "about" and len(text) <= HEADING_LENGTH:
                subject = bare_line(text)[6:].strip() or None
            yield Section(one.label, one.start, one.end, subject)
        else:
            yield one
