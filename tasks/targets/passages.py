"""Sentences, list items and table rows of a release, each with what stands over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.releases.records import Release, Section
from tasks.releases.sections import goes_on

LONGEST = 3000  # characters of a passage: no sentence that a person wrote is longer, and reading one costs its square
WIDEST = 2000  # characters of a line that are looked at to tell whether it goes on
_UNREAD = {"navigation", "contact", "forward_looking", "legal", "dateline", "media", "syndication"}
_END = re.compile(r"[.!?]+[\"”’)\]]*(?=\s+[\"“‘(\[•]*[A-Z0-9])|[;:]?\n(?:\s*\n|(?=\s*[^a-z\d\s]))")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Inc|Corp|Co|Ltd|No|vs|approx|ca|St|U\.S|e\.g|i\.e|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Rs|Bros|Pvt|S\.A|N\.V|B\.V|Tel))\.$"
)
_BULLET = re.compile(r"\s*(?:[-*•·▪◦‣●○–—✓>»→►➢]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+")
_LABELLED = re.compile(r"\s*[A-Z][^.:;!?]{0,90}:\s+\S[^\n]{0,120}$")
_FIGURED = re.compile(r"[^\n]{0,90}?\d ?(?:%|per ?cent\b)")
_RUN_IN = re.compile(r"\s*[A-Z][\w&/-]*(?: [\w&/-]+){0,3}\.\s+[A-Z]")  # "Packaging. Use 30 percent recycled plastic."
_COLON = re.compile(r":\s*$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"^[^\n]{{0,140}}?(?:/\s*(?:--|[–—-])|\)\s*(?:--|[–—-])|{_MONTH}[^\n]{{0,12}}?\d{{4}}\s*(?:--|[–—:-])|\s--|\s—)\s*(?=[A-Z“\"])"
)

# Line ends and odd spaces read as spaces, non-breaking hyphens as hyphens; one character each, so that offsets hold.
_AS_READ = str.maketrans(dict.fromkeys("\n\r\t\u00a0\u2007\u2009\u202f\u200b", " ") | {"\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, list item or table row at `start:end` of the release. `lead` is the line over a list, `heading` the
    heading over the section, `before` the sentence before, `after` the one behind."""

    start: int
    end: int
    text: str
    label: str
    lead: str = ""
    heading: str = ""
    before: str = ""
    after: str = ""
    header_row: str = ""


def read_passages(release: Release) -> list[Passage]:
    """The passages of a release in order, without contacts, navigation and legal parts."""
    sections = release.sections or (Section("body", 0, len(release.text)),)
    passages = list(_passages(release.text, sections))
    return [
        Passage(
            one.start,
            one.end,
            one.text,
            one.label,
            one.lead,
            one.heading,
            passages[number - 1].text if number and passages[number - 1].label != "headline" else "",
            passages[number + 1].text if number + 1 < len(passages) else "",
            one.header_row,
        )
        for number, one in enumerate(passages)
    ]


def _passages(text: str, sections: tuple[Section, ...]) -> Iterator[Passage]:
    heading = lead = header_row = goals = ""
    for number, section in enumerate(sections):
        if section.label in _UNREAD:
            continue
        words = text[section.start : section.end]
        if section.label in ("heading", "subhead"):
            if _in_labelled_run(text, sections, number):
                yield Passage(section.start, section.end, words, "list", lead, heading)
                continue
            goals = words if _COLON.search(words) else goals  # "Commitments include:" stands over "People" and "Planet"
            heading, lead, header_row = words, words if goals == words else f"{goals} {words}".strip(), ""
            yield Passage(section.start, section.end, words, "heading")
            continue
        if section.label == "table":
            yield Passage(section.start, section.end, words, "table", lead, heading, header_row=header_row)
            header_row = header_row or words
            continue
        header_row = ""
        bare = section.label == "body" and _bare_lines(words, lead)
        run_in = section.label == "body" and bool(_COLON.search(lead) and _RUN_IN.match(words))
        listed = section.label == "list" or bare or run_in or _labelled_lines(words)
        goals = goals if listed else ""
        if not listed and number and sections[number - 1].label == "list":
            lead = ""
        for start, end in _lines(words) if bare else _sentences(words):
            at = section.start + start
            if listed and start == 0 and (bullet := _BULLET.match(words)):
                at += bullet.end()
            elif not listed and start == 0 and section.start < 2000 and (line := _DATELINE.match(words[:300])):
                at += line.end()
            if at < section.start + end:
                said = text[at : section.start + end].translate(_AS_READ)
                label = "list" if listed else section.label
                yield Passage(at, section.start + end, said, label, lead if listed else "", heading)
        if not listed:
            lead = words[_lead_start(words) :] if _COLON.search(words) else ""
            if not lead and number + 1 < len(sections) and sections[number + 1].label == "list":
                lead = _following(words)
            elif lead and len(lead) < 400:
                heading = heading or lead


def _in_labelled_run(text: str, sections: tuple[Section, ...], number: int) -> bool:
    """Whether a short line is one of several such as "Women in management: 40 %" or "25 % less waste", which are no
    headings."""
    near = [one for one in sections[max(0, number - 1) : number + 2] if one.label == "heading"]
    return any(
        pattern.match(text[sections[number].start : sections[number].end])
        and sum(pattern.match(text[one.start : one.end]) is not None for one in near) > 1
        for pattern in (_LABELLED, _FIGURED)
    )


def _bare_lines(text: str, lead: str) -> bool:
    """Whether lines behind a colon are a list whose bullets were lost."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    short = all(len(line) < 160 and not line.endswith((".", "!", "?")) for line in lines)
    begun = all(line[:1].isupper() or line[:1].isdigit() for line in lines)
    return len(lines) > 1 and short and (bool(_COLON.search(lead)) or (bool(lead) and begun and len(lines) > 2))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield _trimmed(text, start, start + len(line))
        start += len(line)


def _labelled_lines(text: str) -> bool:
    """Whether a part is lines such as "Women in management: 40 %": a list without bullets."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all(_LABELLED.match(line) for line in lines)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if _NO_END.search(text[max(start, match.end() - 8) : match.end()]):
            continue
        if text[match.start()] == "\n" and _wrapped(text, match.start(), match.end()):
            continue
        end = match.end() if text[match.start()] in ".!?" else match.start()
        yield from _windows(text, start, end)
        start = match.end()
    yield from _windows(text, start, len(text))


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence; one that is too long to be one in pieces, cut behind a semicolon, a comma or a space."""
    while end - start > LONGEST:
        cut = next((at for sign in ";, " if (at := text.rfind(sign, start + LONGEST // 2, start + LONGEST) + 1)), 0)
        cut = cut or start + LONGEST
        if text[start:cut].strip():
            yield _trimmed(text, start, cut)
        start = cut
    if text[start:end].strip():
        yield _trimmed(text, start, end)


def _wrapped(text: str, start: int, end: int) -> bool:
    """Whether a line end is one of a paragraph that was wrapped at a fixed width."""
    line = text[text.rfind("\n", max(0, start - WIDEST), start) + 1 : start]
    last = text.find("\n", end, end + WIDEST)
    return text.count("\n", start, end) == 1 and goes_on(line, text[end : last if last >= 0 else end + WIDEST])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


_FOLLOWING = re.compile(r"\bfollowing\b|\bas follows\b")


def _following(text: str) -> str:
    """The last sentence of a part where it announces a list without a colon: "has set the following targets for 2030."."""
    starts = [start for start, _ in _sentences(text)]
    last = text[starts[-1] :] if starts else ""
    return last if _FOLLOWING.search(last) else ""


_POINTS = re.compile(
    r"(?:These|They|Those|Among|It|Specifically|The (?:goals|targets|commitments|aims|plan|programme))\b"
)
_SHORT = 60  # characters of a line over a list that only points to the sentence before it


def _lead_start(text: str) -> int:
    """Where the line over a list begins: its sentence, with the one before where it only points to that."""
    starts = [start for start, _ in _sentences(text)]
    if not starts:
        return 0
    points = len(text) - starts[-1] <= _SHORT and _POINTS.match(text, starts[-1])
    return starts[-2] if points and len(starts) > 1 else starts[-1]
