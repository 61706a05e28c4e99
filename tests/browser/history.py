"""A made-up year of releases as a feed file, so that each has a link: twelve companies, and one that attacks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

CONTACT = ("Jane Prescott", "jane.prescott@press.example", "+44 20 7946 0958")
_BEGIN = date(2026, 1, 12)
_NAMES = "Norrholm Orrin Valmere Tessaly Kestrelby Brightwater Halden Corvane Lumeric Fenwick Osterra Palmyre".split()
_METRICS = ("water consumption", "waste sent to landfill", "absolute scope 1 and 2 emissions", "energy use")

# What an attacker would put into each place that a report shows.
SCRIPTS = (
    "<script>document.title='ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    "\"><svg onload=document.title='ran'>",
    "'><a href=javascript:document.title='ran'>",
    "</style><script>document.title='ran'</script>",
    "</title></blockquote><iframe src=https://remote.example/>",
    "]]><script>document.title='ran'</script>",
    "{{ 7 * 7 }}{% raw %}",
)
FORMULA = '=HYPERLINK("https://remote.example","click")'
TURNED = "\u202egnp.exe\u202c"
LONG_WORD = "Unbreak" * 60


def release(name: str, number: int, said: str, day: date) -> str:
    """One entry of the feed: the release in full, with a press contact below it."""
    contact = "</p><p>".join(("Media contact", *CONTACT))
    body = (
        f"<p>DUBLIN, {day:%B} {day.day}, {day.year} -- {name} today published its programme for all of its plants.</p>"
        f"<p>{said}</p><p>The programme was presented to the board and starts in the summer of this year.</p>"
        f"<p>About {name}</p><p>{name} employs four thousand people in three countries.</p><p>{contact}</p>"
    )
    return _entry(f"{name} sets out its goals", f"https://press.example/{name.lower()}/{number}", body, day)


def _entry(title: str, link: str, body: str, day: date) -> str:
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(link)}</guid>"
        f"<pubDate>{day:%a, %d %b %Y} 09:00:00 GMT</pubDate><content:encoded>{escape(body)}</content:encoded></item>"
    )


def write_history(folder: Path) -> Path:
    """36 releases of twelve companies, who promise, move and miss; returns the folder."""
    entries = []
    for number, name in enumerate(_NAMES):
        metric, value, year = _METRICS[number % 4], 20 + 5 * (number % 5), 2028 + 2 * (number % 4)
        for turn in range(3):
            day = _BEGIN + timedelta(days=9 * number + 70 * turn)
            moved = value + (5 if number % 2 else -5) * turn, year + (number % 3 - 1) * turn
            said = f"{name} will reduce its {metric} by {moved[0]}% by {moved[1]}, compared with 2019 levels."
            ends = f" {name} is committed to reaching net zero emissions by {2040 + 5 * (number % 3)}."
            entries.append(release(name, turn, said + (ends if turn == 0 else ""), day))
    overdue = "Halborough will cut its water consumption by 30% by 2024."
    entries.append(release("Halborough", 0, overdue, date(2023, 3, 6)))
    return _feed(folder, entries)


def write_hostile(folder: Path) -> Path:
    """Releases that carry SCRIPTS, FORMULA, TURNED and LONG_WORD in headline, sentence, company and link."""
    entries = []
    for number, evil in enumerate((*SCRIPTS, FORMULA, TURNED, LONG_WORD, f"{FORMULA};{FORMULA}")):
        day, shown = _BEGIN + timedelta(days=number), escape(evil)
        said = f"Evilcorp {shown} will reduce its {shown} water consumption by {20 + number}% by {2030 + number}."
        plain = f"This year Evilcorp will cut water consumption by {20 + number}% by {2030 + number} {shown}."
        body = f"<p>{said}</p><p>{plain}</p><p>{FORMULA} Evilcorp will cut waste by 1{number}% by 2033.</p>"
        entries.append(_entry(f"{evil} Evilcorp {evil}", _link(number, evil), body, day))
    return _feed(folder, entries)


def _link(number: int, evil: str) -> str:
    schemes = ("javascript:document.title='ran'//", "data:text/html,", "file:///etc/passwd?", "https://press.example/")
    return f"{schemes[number % 4]}{number}{evil if number % 2 else ''}"


def _feed(folder: Path, entries: list[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    content = "http://purl.org/rss/1.0/modules/content/"
    head = f'<?xml version="1.0"?><rss version="2.0" xmlns:content="{content}"><channel><title>Press</title>'
    (folder / "press.xml").write_text(f"{head}{''.join(entries)}</channel></rss>", encoding="utf-8")
    return folder
