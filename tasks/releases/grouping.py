"""From links between releases to announcements, each with the release that leads it.

A function of the set of releases and links, in whatever order they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tasks.releases.judgement import FULL, Link


@dataclass(frozen=True, slots=True)
class Member:
    """What decides which release of a group leads."""

    release_id: str
    body_sha256: str | None
    word_count: int
    published_on: date | None
    published_at: datetime | None
    is_correction: bool
    wire_release_id: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """What a release is to the one that leads its group; all None for the leader itself."""

    release_id: str
    duplicate_of: str | None = None
    duplicate_kind: str | None = None
    duplicate_rule: str | None = None
    duplicate_score: float | None = None


class _Sets:
    """Disjoint sets of ids, each known by its smallest."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._above = {one: one for one in ids}

    def of(self, one: str) -> str:
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first


def placed(members: Iterable[Member], links: Iterable[Link]) -> list[Place]:
    """The place of every member. Links to releases that are none of the members are left out."""
    known = {one.release_id: one for one in sorted(members, key=lambda one: one.release_id)}
    inner = [link for link in links if link.release_id in known and link.other_release_id in known]
    inner = sorted(
        inner + list(_same_text(known)), key=lambda link: (link.release_id, link.other_release_id, link.kind)
    )
    texts = _Sets(known)
    for link in inner:
        if link.kind == "copy":
            texts.join(link.release_id, link.other_release_id)
    whole = _Sets(known)
    sure = [link for link in inner if link.kind != "cut" and link.rule != "marked"]
    for link in sure:
        whole.join(link.release_id, link.other_release_id)
    sure += _attached(known, [link for link in inner if link.rule == "marked"], whole, most_alike=True)
    sure += _attached(known, [link for link in inner if link.kind == "cut"], whole)
    groups = defaultdict(list)
    for release_id in known:
        groups[whole.of(release_id)].append(release_id)
    drawn: dict[str, list[Link]] = defaultdict(list)
    for link in sure:
        drawn[whole.of(link.release_id)].append(link)
    return [
        place for root, ids in groups.items() for place in _of_group([known[one] for one in ids], drawn[root], texts)
    ]


def _same_text(known: Mapping[str, Member]) -> Iterator[Link]:
    """Releases whose own words are the same, each linked to the first of them."""
    first: dict[str, str] = {}
    for one in known.values():
        if one.body_sha256:
            head = first.setdefault(one.body_sha256, one.release_id)
            if head != one.release_id:
                yield Link(head, one.release_id, "copy", "same_text", 1.0)


def _attached(known: Mapping[str, Member], links: list[Link], whole: _Sets, *, most_alike: bool = False) -> list[Link]:
    """Join each cut copy to what it was cut from, each correction to what it corrects: one announcement. One that fits
    several, as the opening of a form does, is joined to the nearest in time, or the most alike, and to none where two
    are as near. Cut copies are taken by length, corrections in the order in which they came. Gives the links used."""
    by_first: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_first[link.release_id].append(link)

    def order(release_id: str) -> tuple[str, int, str]:
        one = known[release_id]
        return (str(one.published_on or "") if most_alike else "", -one.word_count, release_id)

    used: list[Link] = []
    for release_id in sorted(by_first, key=order):
        best: dict[str, tuple[tuple[float, float], Link]] = {}
        for link in by_first[release_id]:
            distance = _distance(known[release_id], known[link.other_release_id])
            near = (-link.score, distance) if most_alike else (distance, -link.score)
            root = whole.of(link.other_release_id)
            best[root] = min(best.get(root, (near, link)), (near, link), key=lambda one: one[0])
        ranked = sorted(best.values(), key=lambda one: one[0])
        if len(ranked) == 1 or ranked[0][0] < ranked[1][0]:
            used.append(ranked[0][1])
            whole.join(release_id, ranked[0][1].other_release_id)
    return used


def _distance(one: Member, other: Member) -> float:
    if one.published_on is None or other.published_on is None:
        return float("inf")
    return abs((one.published_on - other.published_on).days)


def _of_group(members: list[Member], links: list[Link], texts: _Sets) -> Iterator[Place]:
    lead = _leader(members, links, texts)
    steps = _steps(lead.release_id, links)
    for one in members:
        if one.release_id == lead.release_id:
            yield Place(one.release_id)
        else:
            kind, rule, score = steps[one.release_id]
            yield Place(one.release_id, lead.release_id, kind, rule, score)


def _leader(members: list[Member], links: list[Link], texts: _Sets) -> Member:
    """The earliest full copy of what stands last: nothing that was corrected leads, and no translation while the
    original is there."""
    corrected = {texts.of(link.other_release_id) for link in links if link.kind == "correction"}
    translated = {texts.of(link.release_id) for link in links if link.kind == "translation"}
    standing = [one for one in members if texts.of(one.release_id) not in corrected] or members
    original = [one for one in standing if texts.of(one.release_id) not in translated] or standing
    longest = max(one.word_count for one in original)
    full = [one for one in original if one.word_count >= FULL * longest]
    return min(full, key=_earliness)


def _earliness(one: Member) -> tuple[bool, str, bool, str, bool, str]:
    """By day, then time; of the same moment the one with a wire's number, which others took it from."""
    on, at = one.published_on, one.published_at
    return (on is None, str(on or ""), at is None, str(at or ""), one.wire_release_id is None, one.release_id)


_WEIGHT = {"translation": 3, "superseded": 2, "cut": 1, "copy": 0}


def _steps(lead: str, links: list[Link]) -> dict[str, tuple[str, str, float]]:
    """What each release is to the leader, over the fewest links: the gravest kind on the way, the lowest score."""
    beside: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for link in links:
        beside[link.release_id].append((link.other_release_id, link))
        beside[link.other_release_id].append((link.release_id, link))
    found: dict[str, tuple[str, str, float]] = {lead: ("copy", "", 1.0)}
    waiting = [lead]
    for at in waiting:
        kind, rule, score = found[at]
        for neighbour, link in sorted(beside[at], key=lambda one: (one[0], one[1].kind)):
            if neighbour not in found:
                step = "superseded" if link.kind == "correction" else link.kind
                worse = max((kind, rule), (step, link.rule), key=lambda one: _WEIGHT[one[0]])
                found[neighbour] = (worse[0], worse[1] or link.rule, min(score, link.score))
                waiting.append(neighbour)
    return found
