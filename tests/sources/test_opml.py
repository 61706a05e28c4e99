"""OPML in and out, and stanzas added to a catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.sources.catalogue import append_sources, plain_name, read_catalogue
from tasks.sources.errors import CatalogueError
from tasks.sources.opml import read_opml, write_opml
from tasks.sources.records import Source

OPML = """<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><body><outline text="Makers"><outline text="Orrin &amp; Söhne: News" xmlUrl="https://o.example/feed"/>
<outline title="Local" xmlUrl="file:///etc/passwd"/></outline>
<outline text="&x;" xmlUrl="https://p.example/feed"/></body></opml>"""


def test_there_and_back(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(OPML, encoding="utf-8")
    found, lost = read_opml(path)
    assert (found[0].name, found[0].location) == ("Orrin Sohne News", "https://o.example/feed")
    assert len(found) == 2
    assert not any("root:" in one.name for one in found)
    assert lost == ["Local: file:///etc/passwd"]
    catalogue = tmp_path / "sources.toml"
    assert len(append_sources(catalogue, found)) == 2
    assert append_sources(catalogue, found) == []
    path.write_text(write_opml(read_catalogue(catalogue)), encoding="utf-8")
    assert [one.location for one in read_opml(path)[0]] == [one.location for one in found]


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    catalogue = tmp_path / "sources.toml"
    own = '# mine\n[[source]]\nname = "Orrin"\nfeed = "https://o.example/feed"\n'
    catalogue.write_text(own, encoding="utf-8")
    added = append_sources(catalogue, [Source("Orrin", "feed", 'https://q.example/"feed')])
    assert [one.name for one in added] == ["Orrin 2"]
    assert catalogue.read_text(encoding="utf-8").startswith(own)
    assert [one.name for one in read_catalogue(catalogue)] == ["Orrin", "Orrin 2"]


def test_no_opml(tmp_path: Path) -> None:
    for text in ("", "<rss/>", "nothing"):
        path = tmp_path / "x.opml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CatalogueError, match="OPML"):
            read_opml(path)


@pytest.mark.parametrize("text", ["", "???", "日本", "https://x.example/feed?a=1", "-a" * 80])
def test_any_text_makes_a_name(text: str) -> None:
    assert plain_name(text)[0].isalnum()
