"""`pledgebook sources`: the catalogue, how each source fares, OPML in and out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tasks.store import publish
from tests.flows.command import Command
from warehouse.connect import writer


@pytest.mark.slow
def test_sources_are_listed_checked_and_exchanged(pledgebook: Command, home: Path) -> None:
    home.mkdir()
    (home / "inbox").mkdir()
    (home / "inbox" / "a.txt").write_text(
        "Orrin sets goal\n\nOrrin will halve its emissions by 2030.", encoding="utf-8"
    )
    (home / "sources.toml").write_text(
        '[[source]]\nname = "inbox"\nfolder = "inbox"\nstale_after_days = 14\n'
        '[[source]]\nname = "dead"\nfeed = "http://127.0.0.1:1/feed"\n'
        '[[source]]\nname = "off"\nfeed = "https://x.example/feed"\nenabled = false\n',
        encoding="utf-8",
    )
    assert "http://127.0.0.1:1/feed" in pledgebook("sources", "list").stdout
    before = json.loads(pledgebook("sources", "check", "--json").stdout)
    assert [row["status"] for row in before] == ["new", "new", "disabled"]
    proxied = pledgebook("sources", "check", HTTPS_PROXY="http://desk:secret@127.0.0.1:3128").stdout
    assert "https goes through the proxy 127.0.0.1:3128" in proxied
    assert "secret" not in proxied
    pledgebook("ingest")
    checked = pledgebook("sources", "check", "--json", check=1)
    found = {row["source"]: row for row in json.loads(checked.stdout)}
    assert found["inbox"]["status"] == "ok"
    assert found["inbox"]["item_count"] == 1
    assert (found["dead"]["status"], found["dead"]["last_reason"]) == ("failing", "refused")
    with writer(home / "warehouse.duckdb") as connection:
        connection.execute("update raw_source set last_new_at = last_new_at - interval 15 day where source = 'inbox'")
    publish.fn(home / "warehouse.duckdb", home / "warehouse_read.duckdb")
    silent = json.loads(pledgebook("sources", "check", "inbox", "--json", check=1).stdout)
    assert [row["status"] for row in silent] == ["stale"], "two weeks of silence are told, and by the exit code too"
    exported = home.parent / "feeds.opml"
    pledgebook("sources", "export-opml", str(exported))
    assert "0 sources added" in pledgebook("sources", "import-opml", str(exported)).stdout
    assert "no source is called" in pledgebook("sources", "check", "nobody", check=1).stderr
