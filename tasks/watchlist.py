"""The watch-list: companies that a user knows, with their other names and their identifiers. companies.csv is theirs.

One line a company, under a header that names the columns: `company` alone is needed; `aliases` are parted by `;`,
`lei`, `isin` and `ticker` are single codes, a ticker with its exchange as releases print it (NYSE:NRH).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.ledger.companies import company_key
from tasks.releases.metadata import isins_in, tickers_in

COLUMNS = ("company", "aliases", "lei", "isin", "ticker")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")


class WatchListError(ValueError):
    """A line that cannot be read as a company; says which, and what to do."""


@dataclass(frozen=True, slots=True)
class WatchedCompany:
    """A company of the list."""

    company: str
    aliases: tuple[str, ...] = ()
    lei: str | None = None
    isin: str | None = None
    ticker: str | None = None

    @property
    def company_key(self) -> str:
        """What the ledger calls it."""
        return company_key(self.company)


def is_lei(code: str) -> bool:
    """Whether a code is a LEI by its check digits (ISO 17442: letters as two digits, the whole is 1 modulo 97).

    >>> is_lei("529900T8BM49AURSDO55"), is_lei("529900T8BM49AURSDO56")
    (True, False)
    """
    return bool(_LEI.fullmatch(code)) and int("".join(str(int(sign, 36)) for sign in code)) % 97 == 1


def read_watch_list(path: Path) -> list[WatchedCompany]:
    """The companies of a file; none where there is no file.

    Raises WatchListError, naming the line and the remedy, for a code whose check digits are wrong, a name that two
    companies have, and anything else that is not as it should be.
    """
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            lines = csv.DictReader(handle, strict=True)
            unknown = [name for name in lines.fieldnames or () if name not in COLUMNS]
            if unknown or "company" not in (lines.fieldnames or ()):
                wanted = f"company and any of {', '.join(COLUMNS[1:])}"
                raise WatchListError(
                    f"{path}: the first line must name the columns, {wanted}; it has {lines.fieldnames}"
                )
            found = [(lines.line_num, _company(path, lines.line_num, line)) for line in lines]
    except OSError as wrong:
        raise WatchListError(f"{path} cannot be read ({wrong.strerror}): make it readable") from wrong
    except (csv.Error, UnicodeDecodeError) as wrong:
        raise WatchListError(f"{path} is no CSV in UTF-8 ({wrong}): save it as one") from wrong
    _each_its_own(path, found)
    return [one for _, one in found]


def _company(path: Path, number: int, line: Mapping[str | None, str | None]) -> WatchedCompany:
    place = f"{path}, line {number}"
    if None in line or None in line.values():
        raise WatchListError(f"{place}: it has not as many fields as the first line; quote a field that has a comma")
    said = {name: (value or "").strip() for name, value in line.items() if name}
    if not company_key(said["company"]):
        raise WatchListError(f"{place}: no company: write its name, or take the line out")
    codes = {name: said.get(name, "").replace(" ", "").upper() or None for name in ("lei", "isin", "ticker")}
    if codes["lei"] and not is_lei(codes["lei"]):
        raise WatchListError(f"{place}: {codes['lei']!r} is no LEI: 20 letters and digits, the last two check the rest")
    if codes["isin"] and next(isins_in(codes["isin"]), None) != codes["isin"]:
        raise WatchListError(f"{place}: {codes['isin']!r} is no ISIN: 12 letters and digits, the last checks the rest")
    ticker = next(tickers_in(f"({codes['ticker']})"), None)
    if codes["ticker"] and not ticker:
        raise WatchListError(f"{place}: {codes['ticker']!r} is no ticker: write it with its exchange, like NYSE:NRH")
    aliases = tuple(name.strip() for name in said.get("aliases", "").split(";") if company_key(name))
    return WatchedCompany(said["company"], aliases, codes["lei"], codes["isin"], ticker)


def _each_its_own(path: Path, found: Iterable[tuple[int, WatchedCompany]]) -> None:
    """A name or a code that two lines have would be a guess."""
    held: dict[str, int] = {}
    for number, one in found:
        keys = {company_key(name): name for name in (one.company, *one.aliases)}
        for key, said in [*keys.items(), *((code, code) for code in (one.lei, one.isin, one.ticker) if code)]:
            if held.setdefault(key, number) != number:
                raise WatchListError(f"{path}: lines {held[key]} and {number} both have {said!r}: leave it to one")


def names_of(watched: Sequence[WatchedCompany], coded: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The company that a name means, by the key of the name as read.

    `coded`: issuers and codes of `warehouse/read/company_codes.sql`. Each ties a name to the company of the code; a
    name tied to two, or one that the list has itself, is left alone.
    """
    by_code = {code: one.company for one in watched for code in (one.isin, one.ticker) if code}
    tied: dict[str, set[str]] = {}
    for row in coded:
        tied.setdefault(company_key(row["issuer"]), set()).add(by_code[row["code"]])
    listed = {company_key(name): one.company for one in watched for name in (one.company, *one.aliases)}
    return {key: min(of) for key, of in tied.items() if len(of) == 1 and key} | listed
