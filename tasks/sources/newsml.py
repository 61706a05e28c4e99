"""NewsML-G2 news items, as wires deliver them: the page inside, with its headline, issuer and date. Pure."""

from __future__ import annotations

from html import escape
from typing import Any

from lxml import etree

_NAR = "{http://iptc.org/std/nar/2006-10-01/}"


def is_newsml(content: bytes) -> bool:
    """Whether a file is a NewsML-G2 item."""
    return b"<newsItem" in content[:4000] or b"<newsMessage" in content[:4000]


def read_newsml(content: bytes) -> list[dict[str, Any]]:
    """Of each item `key`, `content` (HTML), `title`, `issuer` and `published`; none where the XML cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    return [_item(node) for node in root.iter(f"{_NAR}newsItem")] if root is not None else []


def _item(node: etree._Element) -> dict[str, Any]:
    title = _text(node, "headline")
    inline = next(node.iter(f"{_NAR}inlineXML", f"{_NAR}inlineData"), None)
    body = "" if inline is None else _body(inline)
    if "<h1" not in body and title:
        body = f"<h1>{escape(title)}</h1>{body}"
    organisations = [one for one in node.iter(f"{_NAR}subject") if one.get("type") == "cpnat:organisation"]
    issuer = next((one.get("literal") or _text(one, "name") for one in organisations), None)
    return {
        "key": node.get("guid") or "item",
        "content": f"<html><head><title>{escape(title or '')}</title></head><body>{body}</body></html>".encode(),
        "title": title,
        "issuer": issuer,
        "published": _text(node, "contentCreated") or _text(node, "versionCreated"),
    }


def _body(inline: etree._Element) -> str:
    """The markup inside, without the namespaces that would make every tag a stranger to readers of HTML."""
    for one in inline.iter():
        if isinstance(one.tag, str):
            one.tag = etree.QName(one).localname
    parts = [etree.tostring(child, encoding="unicode", method="html") for child in inline if isinstance(child.tag, str)]
    return (inline.text or "") + "".join(parts)


def _text(node: etree._Element, name: str) -> str | None:
    found = next(node.iter(f"{_NAR}{name}"), None)
    return " ".join("".join(map(str, found.itertext())).split()) or None if found is not None else None
