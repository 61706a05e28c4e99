"""OPML: lists of feeds as other readers keep them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lxml import etree

from tasks.sources.catalogue import plain_name
from tasks.sources.errors import CatalogueError
from tasks.sources.records import Source


def read_opml(path: Path) -> tuple[list[Source], list[str]]:
    """The feeds of an OPML file, and the lines that name none that can be read. Entities are not resolved.

    Raises CatalogueError where the file cannot be read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as wrong:
        raise CatalogueError(f"{path} cannot be read ({wrong.strerror}): name an OPML file") from wrong
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise CatalogueError(f"{path} is no OPML ({wrong}): export it again from your reader") from wrong
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise CatalogueError(f"{path} is no OPML: export it again from your reader")
    found: list[Source] = []
    lost: list[str] = []
    for outline in root.iter("outline"):
        said = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
        url = said.get("xmlurl", "")
        if url.lower().startswith(("http://", "https://")):
            found.append(Source(plain_name(said.get("title") or said.get("text") or url), "feed", url))
        elif url or len(outline) == 0:
            lost.append(f"{said.get('title') or said.get('text') or 'an outline without a name'}: {url or 'no xmlUrl'}")
    return found, lost


def write_opml(sources: Iterable[Source]) -> str:
    """The feeds among the sources as OPML 2.0."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Sources of pledgebook"
    body = etree.SubElement(root, "body")
    feeds: Sequence[Source] = [source for source in sources if source.kind == "feed"]
    for source in feeds:
        etree.SubElement(body, "outline", type="rss", text=source.name, title=source.name, xmlUrl=source.location)
    written = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return bytes(written).decode()
