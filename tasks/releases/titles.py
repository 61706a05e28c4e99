"""The title of a page: what its headings, its head and its JSON-LD agree on, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from tasks.releases.page import Page, text_of, types_of

ARTICLES = frozenset(
    "Article NewsArticle BlogPosting PressRelease Report ScholarlyArticle TechArticle AnalysisNewsArticle "
    "ReportageNewsArticle OpinionNewsArticle WebPage".split()
)
ALIKE = 0.3  # a heading that shares fewer words with what the head declares names something else
_NO_TITLES = frozenset({"document", "untitled", "untitled document", "home", "index"})
_PARTS = re.compile(r"\s+[|\-–—·•»›~]+\s+|\s*\|\s*|\s*[»›]\s*")
_PARTS_OR_COLON = re.compile(_PARTS.pattern + r"|: ")


def find_title(page: Page) -> tuple[str | None, str]:
    """The title and where it stood ("h1", "opengraph", "title", "json-ld"); None where the page has none."""
    declared = list(_declared(page))
    cut = [_without_site(title, page) for title, _ in declared]
    heading, score = None, 0.0
    for number, line in enumerate(_headings(page)):
        words = _without_site(line, page)
        likeness = max((_alike(words, title) for title in cut), default=0.5) - 0.02 * number
        if len(words) >= 6 and not _names_site(words, page) and not _is_site_part(words, declared):
            heading, score = max((heading, score), (words, likeness), key=lambda one: one[1])
    if heading and score >= ALIKE:
        return heading, "h1"
    if declared:
        return _without_tail(cut[0]) or declared[0][0], declared[0][1]
    return heading, "h1"


def _declared(page: Page) -> Iterator[tuple[str, str]]:
    if title := page.meta("og:title", "twitter:title"):
        yield " ".join(title.split()), "opengraph"
    for element in page.root.iter("title"):
        words = " ".join("".join(element.itertext()).split())
        if words and words.lower() not in _NO_TITLES and next(element.iterancestors("svg"), None) is None:
            yield words, "title"
            break
    for one in page.linked:
        if types_of(one) & ARTICLES and (headline := text_of(one.get("headline"))):
            yield headline, "json-ld"
            return


def _headings(page: Page) -> Iterable[str]:
    lines = (" ".join("".join(element.itertext()).split()) for element in page.root.iter("h1"))
    return [line for line in lines if line][:8]


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _site_names(page: Page) -> tuple[set[str], str]:
    names = {_squeezed(page.meta("og:site_name", "application-name") or "")} - {""}
    address = page.url or page.meta("og:url") or page.link("canonical") or ""
    host = (urlsplit(address).hostname or "") if "://" in address else ""
    return names, _squeezed(".".join(host.removeprefix("www.").split(".")[:-1]))


def _names_site(part: str, page: Page) -> bool:
    """Whether a part of a title is the site's name, as the page or its address has it."""
    names, host = _site_names(page)
    word = _squeezed(part)
    if not word or word in names:
        return True
    if host and (word == host or (len(word) > 3 and (word in host or host in word) and len(host) > 3)):
        return True
    return (
        any(len(name) > 3 and (name in word or (word in name and len(word) > 3)) for name in names)
        and len(part.split()) <= 6
    )


def _without_site(title: str, page: Page) -> str:
    """A title without the parts that name the site, at its end and at its beginning."""
    while marks := list(_PARTS.finditer(title)):
        if _names_site(title[marks[-1].end() :], page):
            title = title[: marks[-1].start()]
        elif _names_site(title[: marks[0].start()], page):
            title = title[marks[0].end() :]
        else:
            break
    return title.strip()


def _without_tail(title: str) -> str:
    """A title without what follows its last bar: a section or an owner that the page names nowhere else."""
    marks = list(_PARTS.finditer(title))
    return title[: marks[-1].start()].strip() if marks and "|" in marks[-1].group() else title


def _is_site_part(heading: str, declared: list[tuple[str, str]]) -> bool:
    """Whether a heading is but one part of a longer declared title: its last one, or the one that the shorter declared
    title lacks."""
    word = _squeezed(heading)
    whole = {_squeezed(title) for title, _ in declared}
    for title, _ in declared:
        parts = [part for part in map(_squeezed, _PARTS_OR_COLON.split(title)) if part]
        if len(parts) > 1 and word in parts:
            others = [part for part in parts if part != word]
            if word == parts[-1] or any(part in whole for part in others):
                return word not in whole
    return False


def _alike(one: str, other: str) -> float:
    """0 to 1: how many words two titles share, of the shorter one's and of all."""
    first, second = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    shared = len(first & second)
    return 0.5 * shared / max(1, min(len(first), len(second))) + 0.5 * shared / max(1, len(first | second))
