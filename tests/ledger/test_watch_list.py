"""A company that a user knows is one company under all its names, and a list that cannot be meant says which line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tasks.bookkeeping import keep_ledger
from tasks.copies import store_releases
from tasks.ledger.verdicts import Verdict
from tasks.sources.records import RawDocument
from tasks.watchlist import WatchedCompany, WatchListError, is_lei, names_of, read_watch_list
from tests.warehouse.written import NOW, staged
from warehouse.connect import writer

AS_OF = date(2025, 4, 28)
LEI = "5493001KJTIIGC8Y1R12"
ISIN = "US0378331005"
SAID = {
    "Norrholm": "OSLO, 1 June 2023 - Norrholm will halve its food waste by 2030.",
    "Norrholm Nordic": "OSLO, 1 June 2024 - Norrholm Nordic will halve its food waste by 2032.",
    "Vellmark": "OSLO, 1 July 2024 - Vellmark (NYSE: NRH) will cut its water use by 20 % by 2030.",
    "Partnerin": "OSLO, 1 July 2024 - Partnerin will cut its water use by 20 % by 2030 with Vellmark (NYSE: NRH).",
    "Ostrava Foods": "OSLO, 1 July 2024 - Ostrava Foods (NYSE: OST) will cut its water use by 20 % by 2030.",
}
LISTED = f"company,aliases,lei,isin,ticker\nNorrholm ASA,Norrholm Nordic; NRH Group,{LEI},{ISIN},nyse: NRH\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    for name, text in SAID.items():
        with writer(path) as connection:
            document = RawDocument("inbox", name, None, text.encode(), "text/plain", NOW, issuer_hint=name)
            store_releases(connection, staged(document))
    keep_ledger(path, AS_OF, [])
    return path


def listed(folder: Path, text: str = LISTED) -> list[WatchedCompany]:
    (folder / "companies.csv").write_text(text, encoding="utf-8")
    return read_watch_list(folder / "companies.csv")


def companies(book: Path) -> list[tuple[str, int, str | None]]:
    with writer(book) as connection:
        found = connection.execute("select company, promises, lei from companies order by company").fetchall()
    return [(str(name), int(promises), lei) for name, promises, lei in found]


ALONE = [(name, 1, None) for name in sorted(SAID)]
TOGETHER = [("Norrholm ASA", 2, LEI), ("Ostrava Foods", 1, None), ("Partnerin", 1, None)]


@pytest.mark.parametrize("few", [0, 10**6])
def test_all_names_are_one_company_while_it_is_listed(book: Path, tmp_path: Path, few: int) -> None:
    assert companies(book) == ALONE
    keep_ledger(book, AS_OF, [], listed(tmp_path), few=few)
    assert companies(book) == TOGETHER
    with writer(book) as connection:
        kinds = connection.execute("select kind from core_promise_event order by happened_on, kind").fetchall()
    assert kinds == [("new",), ("delayed",), ("new",), ("new",), ("new",)]
    keep_ledger(book, AS_OF, [], few=few)
    assert companies(book) == ALONE


def test_keeping_twice_is_keeping_once_and_a_mended_code_is_taken(book: Path, tmp_path: Path) -> None:
    def run_id() -> str:
        with writer(book) as connection:
            return str(connection.execute("select run_id from core_ledger_state").fetchall()[0][0])

    keep_ledger(book, AS_OF, [], listed(tmp_path))
    once = run_id()
    keep_ledger(book, AS_OF, [], listed(tmp_path))
    assert run_id() == once
    keep_ledger(book, AS_OF, [], listed(tmp_path, LISTED.replace(LEI, "529900T8BM49AURSDO55")))
    assert companies(book)[0] == ("Norrholm ASA", 2, "529900T8BM49AURSDO55")


def test_a_verdict_goes_before_the_list_and_may_name_what_is_listed(book: Path, tmp_path: Path) -> None:
    apart = Verdict(kind="company", name="Norrholm Nordic", company="Nordic Foods")
    joined = Verdict(kind="company", name="Ostrava Foods", company="NRH Group")
    keep_ledger(book, AS_OF, [apart, joined], listed(tmp_path))
    assert [(name, lei) for name, _, lei in companies(book)] == [
        ("Norrholm ASA", LEI),
        ("Norrholm Nordic", None),
        ("Partnerin", None),
    ]


def test_a_code_that_ties_a_name_to_two_companies_ties_it_to_none() -> None:
    watched = [WatchedCompany("Aldermoor", isin=ISIN), WatchedCompany("Brimfield", ticker="NYSE:BRM")]
    coded = [{"issuer": "Moor", "code": ISIN}, {"issuer": "Both", "code": ISIN}, {"issuer": "Both", "code": "NYSE:BRM"}]
    coded.append({"issuer": "Brimfield", "code": ISIN})
    assert names_of(watched, coded) == {"moor": "Aldermoor", "aldermoor": "Aldermoor", "brimfield": "Brimfield"}


def test_a_lei_is_told_by_its_check_digits() -> None:
    assert is_lei(LEI)
    assert not any(map(is_lei, [LEI[:-1] + "3", LEI[1:], LEI.lower(), "", "0" * 20]))


def test_no_file_is_no_list_and_a_spreadsheet_writes_a_mark_before_it(tmp_path: Path) -> None:
    assert read_watch_list(tmp_path / "companies.csv") == []
    assert listed(tmp_path, "\ufeffcompany\r\nNorrholm\r\n") == [WatchedCompany("Norrholm")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\nNorrholm\n", "first line must name the columns"),
        ("company,isni\nNorrholm,1\n", "first line must name the columns"),
        ("", "first line must name the columns"),
        ("company\n,\n", "line 2: it has not as many fields"),
        ("company,lei\nNorrholm\n", "line 2: it has not as many fields"),
        ("company,lei\n...,\n", "line 2: no company"),
        (f"company,lei\nNorrholm,{LEI[:-1]}3\n", "is no LEI"),
        ("company,isin\nNorrholm,US0378331006\n", "is no ISIN"),
        ("company,isin\nNorrholm,US03783310-5\n", "is no ISIN"),
        ("company,ticker\nNorrholm,NRH\n", "write it with its exchange"),
        ("company,aliases\nNorrholm,Nordic\nVellmark,nordic\n", "lines 2 and 3 both have 'nordic'"),
        ("company,aliases\nNorrholm ASA,\nNorrholm Ltd,\n", "lines 2 and 3 both have"),
        (f"company,isin\nNorrholm,{ISIN}\nVellmark,{ISIN}\n", "lines 2 and 3 both have"),
        ('company\n"Norrholm\n', "is no CSV"),
    ],
)
def test_a_line_that_cannot_be_meant_is_named_with_its_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WatchListError, match=said):
        listed(tmp_path, text)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "companies.csv").write_bytes(b"company\n\xff\xfe\n")
    with pytest.raises(WatchListError, match="no CSV in UTF-8"):
        read_watch_list(tmp_path / "companies.csv")
