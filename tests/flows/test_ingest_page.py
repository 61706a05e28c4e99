"""What the page of an ingest run shows."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import httpx
import pytest

from flows.ingest import IngestResult
from flows.ingest_page import SHOWN_REJECTS, in_markdown, log_ingest
from tasks.sources.records import Reject
from tests.flows.command import Command

GONE = Reject("fetch", "https://press:secret@x.example/feed", "not_found", "ask ann@x.example or +44 20 7946 0958")


def result(*rejects: Reject) -> IngestResult:
    return IngestResult("run-1", 3, 1200, 7, 1100, 40, tuple(rejects), in_other_languages=2)


def test_figures_reasons_and_files_are_told() -> None:
    text = in_markdown(result(GONE), {"new": 3, "brought_forward": 1}, 1, "- [a](<file:///a>): `/a`")
    for line in ("| new documents | 1,200 |", "| promises brought forward | 1 |", "| sources in need of care | 1 |"):
        assert line in text
    assert "not\\_found" in text
    assert text.index("## Set aside") < text.index("## Files")
    assert text.endswith("- [a](<file:///a>): `/a`\n")


def test_no_password_and_no_contact_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    text = in_markdown(result(GONE), {}, 0, "")
    with caplog.at_level(logging.INFO):
        log_ingest(logging.getLogger("a run"), [GONE], {}, [])
    for told in (text, caplog.text):
        assert "not" in told
        assert not [one for one in ("secret", "ann@", "7946") if one in told]


def test_what_is_set_aside_by_the_thousand_is_counted(caplog: pytest.LogCaptureFixture) -> None:
    many = [GONE] * 1000
    assert "and 800 more: `select * from raw_reject where run_id = 'run-1'`" in in_markdown(result(*many), {}, 0, "")
    with caplog.at_level(logging.INFO):
        log_ingest(
            logging.getLogger("a run"),
            many,
            {"new": 2},
            [{"source": "s", "status": "stale"} | dict.fromkeys(("last_notice", "last_reason"))],
        )
    lines = [record.getMessage() for record in caplog.records]
    assert lines[0] == "Promises: 2 new."
    assert lines[1].startswith("Source s: stale.")
    assert lines[-1].startswith(f"{1000 - SHOWN_REJECTS} more were set aside")


def test_the_table_says_what_each_target_did(
    pledgebook: Command, prefect_server: dict[str, str], tmp_path: Path
) -> None:
    """A figure that was raised stands before what only said it again."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    said = "Orrin Glass sets goals\n\nDUBLIN, {day}, 2025 -- Orrin Glass will cut its water use by {much}% by 2032.\n"
    for day, much in (("March 3", 20), ("June 2", 30)):
        (folder / f"{much}.txt").write_text(said.format(day=day, much=much), encoding="utf-8")
        told = pledgebook("ingest", "--folder", str(folder)).stderr
    assert "Promises:" not in told, "the command says it in its own words"
    asked = {"artifacts": {"key": {"any_": ["ingest-targets"]}}}
    url = f"{prefect_server['PREFECT_API_URL']}/artifacts/latest/filter"
    newest = httpx.post(url, json=asked, timeout=30, trust_env=False).json()[0]
    rows = json.loads(newest["data"])
    assert [(row["what happened"], row["company"]) for row in rows] == [("raised", "Orrin Glass")]
    assert newest["description"] == "1 target in 1 new document"
