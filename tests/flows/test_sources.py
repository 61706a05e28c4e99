"""`pledgebook sources`: the catalogue, how each source fares, OPML in and out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows.command import Command


@pytest.mark.slow
def test_sources_are_listed_checked_and_exchanged(pledgebook: Command, home: Path) -> None:
    home.mkdir()
    (home / "inbox").mkdir()
    (home / "inbox" / "a.txt").write_text(
        "Orrin sets goal\n\nOrrin will halve its emissions by 2030.", encoding="utf-8"
    )
    (home / "sources.toml").write_text(
        '[[source]]\nname = "inbox"\nfolder = "inbox"\n'
        '[[source]]\nname = "dead"\nfeed = "http://127.0.0.1:1/feed"\n'
        '[[source]]\nname = "off"\nfeed = "https://x.example/feed"\nenabled = false\n',
        encoding="utf-8",
    )
    assert "http://127.0.0.1:1/feed" in pledgebook("sources", "list").stdout
    before = json.loads(pledgebook("sources", "check", "--json").stdout)
    assert [row["status"] for row in before] == ["new", "new", "disabled"]
    pledgebook("ingest")
    checked = pledgebook("sources", "check", "--json", check=1)
    found = {row["source"]: row for row in json.loads(checked.stdout)}
    assert found["inbox"]["status"] == "ok"
    assert found["inbox"]["item_count"] == 1
    assert (found["dead"]["status"], found["dead"]["last_reason"]) == ("failing", "refused")
    exported = home.parent / "feeds.opml"
    pledgebook("sources", "export-opml", str(exported))
    assert "0 sources added" in pledgebook("sources", "import-opml", str(exported)).stdout
    assert "no source is called" in pledgebook("sources", "check", "nobody", check=1).stderr
