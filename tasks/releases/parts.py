"""What stands at the edge of a paragraph: the dateline that opens it, and who says a quotation."""

from __future__ import annotations

import re

_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"{_MONTHS}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTHS}|\d{{4}}-\d\d-\d\d"
_DASH = r"(?:--+|[–—]|-(?=\s))"
_WIRE_FOLLOWS = rf"[^/\n]{{1,60}}/\s*{_DASH}"  # "2025 /PRNewswire/ --": the mark of the wire belongs to the dateline
_HEAD = re.compile(
    rf"^(?P<head>[^\W\d_](?:[^\n()]|\([^()\n]{{0,100}}\)){{1,150}}?(?:/\s*{_DASH}|(?<=\))\s*{_DASH}|(?:19|20)\d\d\s*(?:{_DASH}|:|/(?!\d|{_WIRE_FOLLOWS}))|\s{_DASH})"
    rf"(?:\s*\([A-Z ]*WIRE\)\s*{_DASH})?)\s*(?=[\w“\"‘$€£(])"
)
_WIRE = re.compile(r"PRNewswire|WIRE|Newswire|Marketwired|Newsfile|CNW|PR TIMES|CSRwire|3BL|EINPresswire|Cision")
_PLACE_END = re.compile(rf",?\s*(?:{_DASH}|/|\(|\b(?:{_DATE})|\d)")
_SAID = r"(?:said|says|stated|states|commented|comments|added|adds|noted|notes|explained|explains|according to)"
_NAME = (
    r"(?P<name>(?:(?:Dr|Mr|Ms|Mrs|Prof)\. )?[A-Z][\w.'’\-]+(?: (?:[A-Z][\w.'’\-]*|de|van|von|der|den|da|la|bin|al))+)"
)
_SPEAKERS = (
    re.compile(rf"[”\"],?\s*{_SAID}\s+{_NAME}"),
    re.compile(rf"[”\"],?\s*{_NAME}(?:,[^“\"]{{0,120}},)?\s+{_SAID}\b"),
    re.compile(rf"{_NAME}(?:,[^“\"]{{0,140}},)?\s+{_SAID}[,:]?\s*[“\"]"),
)


def dateline_end(line: str) -> int:
    """Where the text behind a dateline begins, 0 where a line opens with none. A dateline ends in a dash and holds a
    date, a wire's mark, or a place in capitals."""
    match = _HEAD.match(line)
    if not match:
        return 0
    head = match["head"]
    place = head.split(",")[0].strip(" -–—")
    known = re.search(_DATE, head) or _WIRE.search(head)
    return match.end() if (known and head[0].isupper()) or (place.isupper() and len(place) > 3) else 0


def place_of(dateline: str) -> str | None:
    """The place that a dateline names: "PALO ALTO, Calif." """
    match = _PLACE_END.search(dateline)
    place = dateline[: match.start()] if match else ""
    return place.strip(" ,-–—") or None


def speaker_of(paragraph: str) -> str | None:
    """Who says a quotation, as its paragraph names them with first and last name; None where it does not."""
    for pattern in _SPEAKERS:
        if match := pattern.search(paragraph):
            return match["name"]
    return None
