"""A companies.csv reaches the book and the exports by the command alone, and is told to be wrong before a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.command import Command

LISTED = (
    "company,aliases,lei,isin,ticker\nNorrholm ASA,Norrholm Mills;Norrholm Nordic,5493001KJTIIGC8Y1R12,US0378331005,\n"
)


@pytest.mark.slow
def test_the_list_reaches_the_view_and_the_exports(pledgebook: Command, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    folder.mkdir()
    for year, company, share in (("2024", "Norrholm Mills", 30), ("2025", "Norrholm Nordic", 40)):
        text = f"OSLO, 1 June {year} - {company} ASA today announced a goal. {company} will cut its scope 1 emissions "
        text += f"by {share} % by 2030.\n"
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    home.mkdir()
    (home / "companies.csv").write_text("company\nNorrholm,\n", encoding="utf-8")
    wrong = pledgebook("run", "--folder", str(folder), check=1)
    assert "companies.csv, line 2" in wrong.stderr
    assert not (home / "warehouse.duckdb").exists()
    (home / "companies.csv").write_text(LISTED, encoding="utf-8")
    pledgebook("run", "--folder", str(folder))
    found = pledgebook("query", "--format", "csv", "select company, promises, raised, lei from companies")
    assert found.stdout.splitlines()[1:] == ["Norrholm ASA,1,1,5493001KJTIIGC8Y1R12"]
    exported = (home / "reports" / "export_sbti.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[2:5] for line in exported[1:]] == [["Norrholm ASA", "US0378331005", "5493001KJTIIGC8Y1R12"]]
