"""A page as a release: title, dates and main text, with lists, tables and headings on lines of their own."""

from __future__ import annotations

from typing import Any

from tasks.releases.blocks import Block, read_blocks
from tasks.releases.errors import NotARelease
from tasks.releases.maintext import article_blocks
from tasks.releases.origins import declared_urls
from tasks.releases.page import Page, read_page
from tasks.releases.pagedates import find_dates, modified_at, moment_of
from tasks.releases.plain import release_from_text
from tasks.releases.records import Release
from tasks.releases.rendering import text_of_blocks
from tasks.releases.titles import find_title
from tasks.releases.wires import WirePage, read_wire

MOST_TAGS = 250_000  # a page with more is no release, and reading it would take a quarter of a minute

KEYWORDS = ("keywords", "news_keywords", "article:tag")
MOST_KEYWORDS = 40  # more are a site's, not a release's


def release_from_html(html: str, **known: Any) -> Release:
    """A release from a page. `known`: the keywords of `release_from_text`; they go before what the page says.

    Of a known wire or newsroom system the text begins with the headline and the subhead, as they stand there; of any
    other page it is the article alone, and the headline is the release's `title`.
    Raises NotARelease where the page has no text, or more tags than any release.
    """
    if html.count("<") > MOST_TAGS:
        raise NotARelease("too_complex", f"the page has more than {MOST_TAGS} tags: save its article as text")
    page = read_page(html, known.get("url"))
    if page is None:
        raise NotARelease("no_text", "the page cannot be parsed: save it as text")
    wired = read_wire(page)
    origins = {"title": "page", "issuer": "page", "wire": "address"} | dict(known.get("origins") or {})
    title = known.get("title") or (wired.headline if wired else None) or find_title(page)[0]
    blocks = [] if wired else read_blocks(page.body, page.weight)
    known = declared_urls(page) | _dated(page, wired, title, known, blocks)
    text = _wire_text(wired) if wired else _article_text(article_blocks(page, blocks), title)
    if not text.strip():
        raise NotARelease("no_text", "the page has no text: it may be made by scripts; save it as text")
    if wired:
        known = {"wire": wired.wire, "wire_release_id": wired.release_id} | known
        known["issuer"] = known.get("issuer") or wired.issuer
    return release_from_text(text, **known | {"title": title, "keywords": _keywords(page), "origins": origins})


def _keywords(page: Page) -> tuple[str, ...]:
    """What the page's head declares as its keywords, each once."""
    said = [one for name in KEYWORDS for content in page.metas.get(name, ()) for one in content.split(",")]
    return tuple(dict.fromkeys(word for one in said if (word := " ".join(one.split()))))[:MOST_KEYWORDS]


def _dated(
    page: Page, wired: WirePage | None, title: str | None, known: dict[str, Any], blocks: list[Block]
) -> dict[str, Any]:
    """What is known, with the page's dates where no date was known before. On a page of a known wire no reader's eye is
    asked where its stanza says when it was published."""
    if known.get("published_on") is not None:
        return {"modified_at": modified_at(page)} | known
    moment = moment_of(wired.published) if wired and wired.published else None
    if moment:
        dates = {"published_on": moment.day, "published_at": moment.at, "published_from": "metadata"}
        return {"modified_at": modified_at(page)} | known | dates
    found = find_dates(page, blocks or read_blocks(page.body, page.weight), title)
    known = {"modified_at": found.modified_at} | known
    if found.published_on:
        dates = {"published_on": found.published_on, "published_at": found.published_at}
        return known | dates | {"published_from": found.origin}
    return known


def _wire_text(wired: WirePage) -> str:
    head = [one for one in (wired.headline, wired.subhead) if one]
    parts = [text_of_blocks(read_blocks(element)) for element in (wired.body, *wired.behind)]
    return "\n\n".join(one for one in [*head, *parts] if one)


def _article_text(blocks: list[Block], title: str | None) -> str:
    """The article without the headline that its title repeats."""
    wanted = (title or "").casefold()
    return text_of_blocks(one for one in blocks if not (one.kind == "heading" and one.text.casefold() == wanted))
