"""What a person decides outlives every reading anew, and is never lost in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.cli import main
from tasks import rows
from tasks.bookkeeping import keep_ledger
from tasks.copies import store_releases
from tasks.ledger.verdicts import RowRef, Verdict, VerdictError, read_verdicts, write_verdicts
from tasks.releases.clean import clean
from tasks.sources.records import ArchivedDocument, RawDocument
from tasks.targets.extract import extract_targets
from tasks.targets.records import Target
from warehouse.checks import check_all
from warehouse.connect import writer
from warehouse.publish import publish

NOW, AS_OF = datetime(2025, 4, 28, tzinfo=UTC), date(2025, 4, 28)
SAID = {
    "a.txt": "OSLO, 1 March 2023 - Norrholm aims for 40 % women in leadership positions by 2030.",
    "b.txt": "OSLO, 1 March 2024 - Norrholm aims for 45 % female executives by 2031.",
    "c.txt": "OSLO, 1 June 2024 - Norrholm will halve its food waste by 2030.",
    "d.txt": "OSLO, 1 September 2024 - Norrholm Nordic will halve its food waste by 2030.",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLEDGEBOOK_HOME", str(tmp_path))
    monkeypatch.delenv("PLEDGEBOOK_WAREHOUSE", raising=False)
    put(tmp_path)
    keep(tmp_path)
    return tmp_path


def put(home: Path, confidence: float | None = None) -> None:
    """Store the releases; another confidence is another reading: every row gets another id."""
    documents, releases = [], []
    for name, text in SAID.items():
        issuer = "Norrholm Nordic" if "Nordic" in text else "Norrholm"
        document = RawDocument("inbox", name, None, text.encode(), "text/plain", NOW, issuer_hint=issuer)
        documents.append(ArchivedDocument(document, "run.warc.gz", 0))
        releases.append(clean(document))
    found = [(one.release_id, [_reread(row, confidence) for row in extract_targets(one)]) for one in releases]
    tables = {
        "raw_document": rows.documents(documents, "run", NOW),
        "raw_fetch": rows.archived_fetches(documents, "run"),
        "raw_reject": rows.rejects([], "run", NOW),
        "core_release": rows.releases(releases, "run", NOW),
        "core_release_field": rows.fields(releases),
        "core_release_sketch": rows.sketches(releases),
        "core_section": rows.sections(releases),
        "core_target": rows.targets(found, "1", "run"),
    }
    with writer(home / "warehouse.duckdb") as connection:
        store_releases(connection, tables)


def _reread(target: Target, confidence: float | None) -> Target:
    return target if confidence is None else replace(target, confidence=confidence)


def keep(home: Path, few: int = 0) -> None:
    keep_ledger(home / "warehouse.duckdb", AS_OF, read_verdicts(home / "verdicts.toml"), few=few)
    publish(home / "warehouse.duckdb", home / "warehouse_read.duckdb")


def told(home: Path) -> list[tuple[str, str]]:
    """Company and kind of every event, in order."""
    sql = (
        "select p.company_key, e.kind from core_promise_event e join core_promise p using (promise_id)"
        " order by e.happened_on, e.kind"
    )
    with writer(home / "warehouse.duckdb") as connection:
        return connection.execute(sql).fetchall()


def row(home: Path, item: str) -> str:
    sql = (
        "select target_id from core_target join core_release using (release_id) join raw_document using (release_id)"
        " where item_key = ?"
    )
    with writer(home / "warehouse.duckdb") as connection:
        return str(connection.execute(sql, [item]).fetchall()[0][0])


OPEN = [("norrholm", "new"), ("norrholm", "new"), ("norrholm", "new"), ("norrholm nordic", "new")]


def test_without_a_verdict_nothing_is_joined_on_a_guess(home: Path) -> None:
    assert told(home) == OPEN


def test_a_wrong_row_leaves_the_book_and_comes_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verdict", "wrong", row(home, "c.txt")[:12], "--why", "a quote about others"]) == 0
    given = capsys.readouterr().out.split(":")[0]
    keep(home)
    assert told(home) == [OPEN[0], OPEN[1], OPEN[3]]
    assert main(["verdict", "undo", given]) == 0
    keep(home)
    assert told(home) == OPEN


@pytest.mark.parametrize("few", [0, 10**6])
def test_two_promises_become_one_and_stay_one_after_a_new_reading(home: Path, few: int) -> None:
    assert main(["verdict", "one", row(home, "a.txt"), row(home, "b.txt")]) == 0
    keep(home, few)
    joined = [("norrholm", kind) for kind in ("new", "delayed", "raised", "new")] + [OPEN[3]]
    assert told(home) == joined
    put(home, confidence=0.5)
    keep(home, few)
    assert told(home) == joined


def test_one_promise_becomes_two(home: Path) -> None:
    main(["verdict", "company", "--name", "Norrholm Nordic", "--is", "Norrholm"])
    keep(home)
    assert told(home) == [*OPEN[:3], ("norrholm", "restated")]
    main(["verdict", "two", row(home, "c.txt"), row(home, "d.txt")])
    keep(home)
    assert told(home) == [*OPEN[:3], ("norrholm", "new")]


def test_a_row_is_given_to_the_company_that_is_meant(home: Path) -> None:
    main(["verdict", "company", row(home, "d.txt"), "--is", "Norrholm"])
    keep(home)
    assert told(home) == [*OPEN[:3], ("norrholm", "restated")]
    write_verdicts(home / "verdicts.toml", [])
    keep(home)
    assert told(home) == OPEN


def test_a_verdict_whose_row_is_gone_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = RowRef(release="no such release", evidence="It will halve waste.")
    write_verdicts(home / "verdicts.toml", [Verdict(kind="wrong", rows=[gone])])
    keep(home)
    assert told(home) == OPEN
    with writer(home / "warehouse.duckdb") as connection:
        broken = {one.name for one in check_all(connection) if one.rows}
    assert "warn_verdicts_have_rows" in broken
    main(["verdict", "list"])
    assert "has no effect: no row of release no such release is in the book" in capsys.readouterr().out


ROW = 'rows = [{ release = "r", evidence = "e" }]'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[verdict]]\nkind = 'wrong'", r"verdict 1: .*names 1 rows, this one 0"),
        (f"[[verdict]]\nkind = 'maybe'\n{ROW}", r"verdict 1: kind: .*'wrong'"),
        (f"[[verdict]]\nkind = 'company'\n{ROW}", r"says which company it is"),
        (f"[[verdict]]\nkind = 'wrong'\nreason = 'x'\n{ROW}", r"verdict 1: reason: .*the keys are kind, why"),
        (f"[[verdict]]\nkind = 'wrong'\n{ROW}\n[[verdict]]\nkind = 'one'\n{ROW}", r"verdict 2: .*names 2 rows"),
        ("[[verdicts]]\nkind = 'wrong'", r"unknown key 'verdicts'"),
        ("[[verdict]\n", r"is no TOML"),
    ],
)
def test_a_verdict_that_cannot_be_read_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "verdicts.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(VerdictError, match=says):
        read_verdicts(path)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    refs = [RowRef(release="r", evidence=f'„Zéro” "net"\t\\ {n}\x7f', value=4.5, target_year=2030) for n in range(2)]
    given = [Verdict(kind="one", rows=refs, why="x"), Verdict(kind="company", name="A", company="B")]
    write_verdicts(tmp_path / "verdicts.toml", given)
    assert read_verdicts(tmp_path / "verdicts.toml") == given
    with pytest.raises(VerdictError, match="say of the same rows that they are one and two"):
        write_verdicts(tmp_path / "verdicts.toml", [*given, Verdict(kind="two", rows=refs[::-1])])
    assert read_verdicts(tmp_path / "verdicts.toml") == given


@pytest.mark.parametrize("named", ["zzzzzzzz", "ab"])
def test_an_id_that_names_no_row_is_an_error(home: Path, named: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verdict", "wrong", named]) == 1
    assert named in capsys.readouterr().err
