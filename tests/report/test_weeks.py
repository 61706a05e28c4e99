"""Which weeks a report writes, and what is left of one that was killed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tasks.report import weeks
from tasks.report.weeks import Held, WeekError, chosen_weeks, mark_written, week_digest, weeks_to_write
from tasks.report.writing import write_week
from tests.report.made import WEEK, week_tables

CHANGED = chosen_weeks(None, None, None)
BOOK = {"2025-W18": Held("1", told=True), "2025-W19": Held("2", told=False), "2025-W20": Held("3", told=True)}


def written(folder: Path, book: dict[str, Held]) -> None:
    for week in weeks_to_write(book, folder, CHANGED):
        (folder / week).mkdir(exist_ok=True)
        mark_written(folder / week, week_digest(book.get(week)))


def test_only_weeks_that_changed_are_written(tmp_path: Path) -> None:
    assert weeks_to_write(BOOK, tmp_path, CHANGED) == ("2025-W18", "2025-W20"), (
        "a week with nothing to say has no files"
    )
    written(tmp_path, BOOK)
    assert weeks_to_write(BOOK, tmp_path, CHANGED) == ()
    assert weeks_to_write(BOOK | {"2025-W20": Held("4", told=True)}, tmp_path, CHANGED) == ("2025-W20",)


def test_a_week_that_the_book_took_back_is_written_empty_once(tmp_path: Path) -> None:
    written(tmp_path, BOOK)
    less = {week: held for week, held in BOOK.items() if week != "2025-W18"}
    assert weeks_to_write(less, tmp_path, CHANGED) == ("2025-W18",)
    written(tmp_path, less)
    assert weeks_to_write(less, tmp_path, CHANGED) == ()


def test_files_of_another_make_are_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, BOOK)
    monkeypatch.setattr(weeks, "LAYOUT", "next")
    assert weeks_to_write(BOOK, tmp_path, CHANGED) == ("2025-W18", "2025-W20")


def test_weeks_that_are_asked_for(tmp_path: Path) -> None:
    assert weeks_to_write(BOOK, tmp_path, chosen_weeks("2024-W01", None, None)) == ("2024-W01",)
    from_then = chosen_weeks(None, date(2025, 5, 5), None)
    assert weeks_to_write(BOOK, tmp_path, from_then) == ("2025-W20",)


def test_a_report_that_was_killed_is_repeated(tmp_path: Path) -> None:
    """The digest comes last: without it the files are not taken for whole."""
    digest = week_digest(BOOK[WEEK])
    files = write_week(week_tables(), tmp_path, WEEK, digest)
    book = {WEEK: BOOK[WEEK]}
    assert weeks_to_write(book, tmp_path, CHANGED) == ()
    (tmp_path / WEEK / ".digest").unlink()
    assert all(path.is_file() for path in files)
    assert weeks_to_write(book, tmp_path, CHANGED) == (WEEK,)


@pytest.mark.parametrize("week", ["2025-W54", "2025-18", "W18", "2024-W00", "9999-W99"])
def test_no_such_week(week: str) -> None:
    with pytest.raises(WeekError, match=week):
        chosen_weeks(week, None, None)
