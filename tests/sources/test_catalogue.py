"""sources.toml: a source is data; what is wrong with it is named with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.sources.catalogue import folder_source, read_catalogue, select
from tasks.sources.errors import CatalogueError

GOOD = """[[source]]
name = "inbox"
folder = "inbox"

[[source]]
name = "Orrin Glass"
feed = "https://news.example.com/feed.xml"
issuer = "Orrin Glass"
enabled = false
"""


def catalogue(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_relative_to_the_catalogue(tmp_path: Path) -> None:
    inbox, feed = read_catalogue(catalogue(tmp_path, GOOD))
    assert (inbox.kind, inbox.location) == ("folder", str(tmp_path.resolve() / "inbox"))
    assert (feed.kind, feed.issuer, feed.enabled) == ("feed", "Orrin Glass", False)


def test_without_names_the_enabled_ones_are_read(tmp_path: Path) -> None:
    sources = read_catalogue(catalogue(tmp_path, GOOD))
    assert [source.name for source in select(sources, None)] == ["inbox"]
    assert [source.name for source in select(sources, ["Orrin Glass"])] == ["Orrin Glass"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[[source]]\nname = "a"\nfolder = "."\nurl = "x"\n',
            ["line 4", "'url'", "folder, archive, feed, sitemap, page"],
        ),
        ('[[source]]\nname = "a"\n', ["'a'", "exactly one of"]),
        ('[[source]]\nname = "a"\nfolder = "."\nfeed = "https://x.example/f"\n', ["exactly one of"]),
        ('[[source]]\nname = "a"\nfeed = "file:///etc/passwd"\n', ["line 3", "'feed'"]),
        ('[[source]]\nname = "a"\nfolder = "../.."\n', ["leaves"]),
        ('[[source]]\nname = "a"\nfolder = "."\n[[source]]\nname = "a"\nfolder = "."\n', ["two sources", "'a'"]),
        ('[[sauce]]\nname = "a"\n', ["sauce", "[[source]]"]),
        ("[[source]\n", ["no TOML"]),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, told: list[str]) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(catalogue(tmp_path, text))
    for part in ["sources.toml", *told]:
        assert part in str(caught.value)


def test_a_folder_by_hand_keeps_its_name_between_runs(tmp_path: Path) -> None:
    assert folder_source(tmp_path) == folder_source(tmp_path / "." / "")
    with pytest.raises(CatalogueError, match="does not exist"):
        folder_source(tmp_path / "nowhere")
    (tmp_path / "file.txt").touch()
    with pytest.raises(CatalogueError, match="is no folder"):
        folder_source(tmp_path / "file.txt")
