"""News sitemaps (sitemaps.org, with Google's news extension) and sitemap indexes: history where a feed has none."""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from tasks.sources.dates import read_date
from tasks.sources.entries import Aside, Entry, NoFeed, Reading

_SITEMAP = re.compile(rb"<(?:[\w.\-]+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)


def is_sitemap(content: bytes) -> bool:
    """Whether the root element is a sitemap's."""
    return bool(_SITEMAP.search(content[:2000]))


def read_sitemap(content: bytes, now: datetime, max_entries: int) -> Reading | NoFeed:
    """The pages that a sitemap lists as entries, newest first; an index lists the sitemaps behind `older` ones.

    Entities are not resolved, nothing is loaded.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return NoFeed("no_feed", "the sitemap is no XML: see it in a browser")
    found = [_entry(node, now) for node in root if isinstance(node.tag, str)]
    entries = [entry for entry in found if entry]
    asides = [Aside(str(n), "malformed", "no http address in <loc>") for n, entry in enumerate(found) if entry is None]
    entries.sort(key=lambda entry: entry.date.text if entry.date else "", reverse=True)
    if left := max(0, len(entries) - max_entries):
        detail = f"the sitemap lists {len(found)} pages, {left} of them were left: raise max_entries of the source"
        asides.append(Aside(f"{left} entries", "too_many_entries", detail))
    kind = "sitemapindex" if etree.QName(root).localname.lower() == "sitemapindex" else "sitemap"
    return Reading(kind, None, tuple(entries[:max_entries]), tuple(asides), len(found))


def _entry(node: etree._Element, now: datetime) -> Entry | None:
    said: dict[str, str] = {}
    for child in node.iter():
        if isinstance(child.tag, str) and child.text:
            said.setdefault(etree.QName(child).localname.lower(), child.text.strip())
    link = said.get("loc", "")
    if not link.lower().startswith(("http://", "https://")):
        return None
    date = None
    for name in ("publication_date", "lastmod"):
        date = date or (read_date(said[name], now, origin=name) if name in said else None)
    return Entry(link, link, said.get("title"), date, "", {})
