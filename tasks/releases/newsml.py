"""A NewsML item (G2, or 1.2 as Business Wire sends it) as a release: what its head declares, and its XHTML body."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tasks.releases.blocks import read_blocks
from tasks.releases.errors import NotARelease
from tasks.releases.page import read_page
from tasks.releases.pagedates import moment_of
from tasks.releases.plain import release_from_text
from tasks.releases.records import Release
from tasks.releases.rendering import text_of_blocks

_PROVIDERS = {"globenewswire": "GlobeNewswire", "marketwire": "GlobeNewswire", "businesswire": "Business Wire"}


def is_newsml(text: str) -> bool:
    """Whether a document is a NewsML item, by its first element."""
    return any(mark in text[:4_000] for mark in ("<newsItem", "<newsMessage", "<NewsML"))


def release_from_newsml(text: str, **known: Any) -> Release:
    """A release from a NewsML-G2 item; `known` as in `release_from_html`. Entities and other files are never loaded.

    Raises NotARelease where it holds no item with a body.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    item = None if root is None else next(root.iter("{*}newsItem", "{*}NewsItem"), None)
    bodies = [] if item is None else list(item.iter("{*}body"))  # one for each form: headline, abstract, release
    body = max(bodies, key=lambda one: len("".join(one.itertext())), default=None)
    page = None if body is None else read_page(etree.tostring(body, encoding="unicode"), known.get("url"))
    if item is None or page is None:
        raise NotARelease("no_text", "the NewsML item has no inline body: fetch the page that it names")
    title = known.get("title") or _text(item, "headline", "HeadLine", "title")
    blocks = [one for one in read_blocks(page.body) if not (one.kind == "heading" and one.text == title)]
    moment = moment_of(_text(item, "firstCreated", "FirstCreated", "versionCreated"))
    if moment and known.get("published_on") is None:
        known |= {"published_on": moment.day, "published_at": moment.at, "published_from": "metadata"}
    known["issuer"] = known.get("issuer") or _organisation(item)
    provider = " ".join(str(one.get("literal") or one.text or "") for one in item.iter("{*}provider", "{*}ProviderId"))
    wire = next((name for mark, name in _PROVIDERS.items() if mark in provider.lower()), None)
    number = (_text(item, "NewsItemId") or str(item.get("guid") or "").rpartition(":")[2]) or None
    head = f"{title}\n\n" if title else ""
    return release_from_text(
        head + text_of_blocks(blocks), **{"wire": wire, "wire_release_id": number} | known | {"title": title}
    )


def _organisation(item: Any) -> str | None:
    subjects = (one for one in item.iter("{*}subject") if "organisation" in one.get("type", ""))
    parties = (one.get("FormalName") for one in item.iterfind(".//{*}AdministrativeMetadata/{*}Source/{*}Party"))
    return next((name for name in (*(_text(one, "name") for one in subjects), *parties) if name), None)


def _text(item: Any, *names: str) -> str | None:
    """The words of the first of the elements that has any; the names in the order in which they are to be believed."""
    for name in names:
        for one in item.iter(f"{{*}}{name}"):
            if words := " ".join("".join(one.itertext()).split()):
                return words
    return None
