"""Releases of our own making in copies, as wires and sites make them: what sameness is measured on.

Deterministic. Every release has an announcement's number; copies of one share it. Among them stand the ones that look
alike and are not: a quarter's form filled in anew, a works opened in one town and in the next.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from datetime import date, timedelta

from tasks.releases.plain import release_from_text
from tasks.releases.records import Release

_HEADS = "Nor Sand Löf Ask Berg Hav Elv Stor Gran Lund Myr Tor Vik Dal Fjell Skog Ulv Brand Kvist Rös".split()
_TAILS = "holm vall gren lund fors heim stad borg nes vik dal mark strand ström berg by".split()
_TRADES = "Steel Foods Paper Cement Shipping Textiles Dairy Glass Timber Chemicals Energy Logistics".split()
_TOWNS = "Oslo Bergen Malmö Turku Aarhus Gdansk Riga Tartu Kiel Narvik Umeå Vaasa Odense Bodø Lahti Kaunas".split()
_PEOPLE = "Ann Per Liv Ola Eva Jon Ida Tom Siri Max".split()
_THINGS = (
    "water in its works|waste sent to landfill|power bought from the grid|coke in its furnaces|fuel burnt by its vans|"
    "plastic in its packs|heat lost from its kilns|paper in its offices|solvents in its paints|steam in its dryers"
).split("|")
_MEANS = (
    "closing the loop of its cooling towers|replacing the boilers of its oldest hall|training the crews of every shift|"
    "buying from farms within two hours of the gate|putting meters on each machine|changing the rota of its fleet|"
    "lining the kilns with a lighter brick|selling what was scrap to its neighbours|moving goods from road to rail|"
    "insulating the roofs of its stores|paying plant managers by what they save|drying timber in the open air"
).split("|")
_WHY = (
    "The board took the decision after a review of two winters|Customers had asked for it in three surveys in a row|"
    "An earlier trial in a smaller hall had gone better than planned|The permit of the works leaves no other way|"
    "Neighbours and the town council were heard before the plan was made|The bank lends at a better rate for it|"
    "The unions agreed to the new shifts last month|Rising prices of power made the sums easy|"
    "The engineers had argued for it since the last fire"
).split("|")
_WIRES = ("/PRNewswire/", "(BUSINESS WIRE)", "(GLOBE NEWSWIRE)")


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A release and the number of the announcement that it carries; `how` it was made."""

    release: Release
    announcement: int
    how: str


@dataclasses.dataclass(frozen=True, slots=True)
class _Story:
    issuer: str
    title: str
    town: str
    on: date
    paragraphs: tuple[str, ...]


def told(announcements: int, copies: int, seed: int = 7) -> list[Told]:
    """So many releases in all, of so many announcements."""
    dice = random.Random(seed)
    stories = [story for story, _ in zip(_stories(dice), range(announcements), strict=False)]
    releases = [_told(story, number, "first", dice, f"{number:06d}-a") for number, story in enumerate(stories)]
    extra = 0
    while len(releases) < copies:
        number = extra % announcements if extra < announcements else dice.randrange(announcements)
        how = dice.choice(list(_CHANGES))
        releases.append(_told(stories[number], number, how, dice, f"{number:06d}-{extra:06d}"))
        extra += 1
    dice.shuffle(releases)
    return releases


def _stories(dice: random.Random) -> Iterator[_Story]:
    while True:
        issuer = f"{dice.choice(_HEADS)}{dice.choice(_TAILS)} {dice.choice(_TRADES)}"
        day = date(2023, 1, 2) + timedelta(dice.randrange(700))
        kind = dice.random()
        if kind < 0.5:
            yield _goal(issuer, day, dice)
        elif kind < 0.75:
            yield from _quarters(issuer, day, dice)
        else:
            yield from _openings(issuer, day, dice)


def _quotes(issuer: str, dice: random.Random) -> str:
    speaker = f"{dice.choice(_PEOPLE)} {dice.choice(_HEADS)}{dice.choice(_TAILS)}"
    return (
        f"“{dice.choice(_WHY)}, and {dice.choice(_MEANS)} is where it begins,” said {speaker}, who runs {issuer}. "
        f"“In {dice.randrange(3, 60)} weeks we shall know whether {dice.choice(_MEANS)} pays.”"
    )


def _goal(issuer: str, day: date, dice: random.Random) -> _Story:
    thing, share, year = dice.choice(_THINGS), dice.randrange(12, 90), dice.randrange(2027, 2041)
    body = [
        f"{issuer} today said that it will cut the {thing} by {share}% by {year}, against {year - 12}.",
        f"It means to do so by {dice.choice(_MEANS)}, by {dice.choice(_MEANS)} and by {dice.choice(_MEANS)}. "
        f"{dice.choice(_WHY)}. It costs {dice.randrange(2, 900)} million kroner over {dice.randrange(3, 9)} years.",
        _quotes(issuer, dice),
        f"{dice.choice(_WHY)}. Some {dice.randrange(40, 4000)} people work at its {dice.randrange(2, 40)} sites; "
        f"{dice.choice(_MEANS)} is to begin in {dice.choice(_TOWNS)} and to reach {dice.choice(_TOWNS)} a year later.",
    ]
    return _Story(issuer, f"{issuer} to cut {thing} by {share}%", dice.choice(_TOWNS), day, tuple(body))


def _quarters(issuer: str, day: date, dice: random.Random) -> Iterator[_Story]:
    """One form, filled in each quarter."""
    town, means, why = dice.choice(_TOWNS), dice.choice(_MEANS), dice.choice(_WHY)
    for quarter in range(1, 5):
        sold, profit = dice.randrange(200, 9000), dice.randrange(11, 199)
        yield _Story(
            issuer,
            f"{issuer} reports results for quarter {quarter} of {day.year}",
            town,
            day + timedelta(91 * (quarter - 1)),
            (
                f"{issuer} today reported its results for quarter {quarter} of {day.year}, which the board approved.",
                f"Sales came to {sold} million kroner and profit to {profit} million, {dice.randrange(2, 80)}% of it "
                f"from abroad. The company went on {means} at all of its sites. {why}, as it said before.",
                f"The board keeps its outlook for the year: sales of {sold * 4} million and {dice.randrange(5, 40)}% "
                "less fuel burnt for each tonne sold than in the year before. It will speak to investors at nine.",
            ),
        )


def _openings(issuer: str, day: date, dice: random.Random) -> Iterator[_Story]:
    """One text, with another town, on one day."""
    means, why = dice.choice(_MEANS), dice.choice(_WHY)
    for town in dice.sample(_TOWNS, 3):
        people = dice.randrange(20, 600)
        yield _Story(
            issuer,
            f"{issuer} opens new hall in {town}",
            town,
            day,
            (
                f"{issuer} today opened a new hall in {town}, where {people} people will work from the first day.",
                f"The hall in {town} is built for {means}, as all halls of the company will be. {why}. Visitors are "
                "welcome on the first Saturday of each month, and schools on any day that they ask for.",
                f"“We looked long for the right place and are glad that {town} had it,” said the manager of the hall. "
                "“The machines came by sea, the roof carries solar cells, and the rain is kept for cleaning.”",
            ),
        )


def _told(story: _Story, number: int, how: str, dice: random.Random, release_id: str) -> Told:
    title, paragraphs, on, tail = _CHANGES[how](story, dice)
    wire = dice.choice(_WIRES)
    head = f"{story.town.upper()}, {story.on:%B} {story.on.day}, {story.on.year} {wire} -- "
    text = "\n\n".join([title, head + paragraphs[0], *paragraphs[1:], *tail])
    release = release_from_text(text, release_id=release_id, title=title, published_on=on, issuer=story.issuer)
    return Told(release, number, how)


_Changed = tuple[str, tuple[str, ...], date, tuple[str, ...]]


def _about(story: _Story, dice: random.Random) -> tuple[str, ...]:
    return (
        f"About {story.issuer}",
        f"{story.issuer} has made its goods since {dice.randrange(1850, 1990)} and sells them in many countries.",
        f"SOURCE {story.issuer}",
    )


def _first(story: _Story, dice: random.Random) -> _Changed:
    return story.title, story.paragraphs, story.on, _about(story, dice)


def _with_tail(story: _Story, dice: random.Random) -> _Changed:
    tail = (
        *_about(story, dice),
        "Media Contact",
        f"press{dice.randrange(99)}@house.example, +46 8 {dice.randrange(10**6)}",
    )
    return story.title, story.paragraphs, story.on + timedelta(dice.randrange(3)), tail


def _reformatted(story: _Story, dice: random.Random) -> _Changed:
    table = str.maketrans({"“": '"', "”": '"', "’": "'"})
    paragraphs = tuple(one.translate(table).replace("%", " percent").replace(". ", ".\n") for one in story.paragraphs)
    return story.title.upper(), paragraphs, story.on, _about(story, dice)[:2]


def _cut(story: _Story, dice: random.Random) -> _Changed:
    return story.title, story.paragraphs[: dice.choice((2, 2, 3))], story.on + timedelta(dice.randrange(2)), ()


def _retitled(story: _Story, dice: random.Random) -> _Changed:
    title = f"Nytt från {story.town}: {dice.choice(_PEOPLE)} berättar om planerna hos bolaget"
    return title, story.paragraphs, story.on + timedelta(dice.randrange(2)), _about(story, dice)


def _corrected(story: _Story, dice: random.Random) -> _Changed:
    old = (
        next(word for word in story.paragraphs[1].split() if word.strip("%.,;").isdigit())
        if _has_figure(story)
        else None
    )
    new = str(dice.randrange(1000, 9999))
    second = story.paragraphs[1].replace(old, new, 1) if old else f"{story.paragraphs[1]} It cost {new} kroner."
    paragraphs = (story.paragraphs[0], second, *story.paragraphs[2:])
    return f"CORRECTION: {story.title}", paragraphs, story.on + timedelta(dice.randrange(1, 4)), _about(story, dice)


def _has_figure(story: _Story) -> bool:
    return any(word.strip("%.,;").isdigit() for word in story.paragraphs[1].split())


_CHANGES = {
    "first": _first,
    "tail": _with_tail,
    "reformatted": _reformatted,
    "cut": _cut,
    "retitled": _retitled,
    "corrected": _corrected,
}
