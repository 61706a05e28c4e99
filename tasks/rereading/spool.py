"""What was read again, on disk until it is stored: a folder of Arrow files for each piece of work."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import feather

from tasks.rereading.plan import RereadingError

DIFF = ("changes_", "set_aside")


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder of one run, inside one that only the run that holds its lock writes to."""

    folder: Path

    def emptied(self) -> None:
        """Take away what killed runs left beside it, and make it. Raises RereadingError where that is not allowed."""
        self.removed()
        try:
            self.folder.mkdir(parents=True)
        except OSError as wrong:
            raise unwritable(self.folder, wrong) from wrong

    def removed(self) -> None:
        """Take it away, with all that killed runs left beside it."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)

    def put(self, number: int, tables: Mapping[str, pa.Table]) -> None:
        """Keep the tables of a piece of work. Raises RereadingError where there is no room."""
        place = self.folder / f"{number:06d}"
        try:
            place.mkdir(parents=True, exist_ok=True)
            for name, table in tables.items():
                feather.write_feather(table, str(place / f"{name}.arrow"), compression="zstd")
        except OSError as wrong:
            raise unwritable(place, wrong) from wrong

    def together(self, numbers: Iterable[int]) -> dict[str, pa.Table]:
        """The tables of some pieces of work, each as one; without what only the diff is made of."""
        pieces = list(numbers)
        names = sorted(path.stem for path in (self.folder / f"{pieces[0]:06d}").glob("*.arrow"))
        stored = [name for name in names if not name.startswith(DIFF)]
        return {name: pa.concat_tables([self.get(number, name) for number in pieces]) for name in stored}

    def get(self, number: int, name: str) -> pa.Table:
        """A table of a piece of work."""
        return feather.read_table(str(self.folder / f"{number:06d}" / f"{name}.arrow"))


def unwritable(place: Path, wrong: OSError) -> RereadingError:
    """The error that says so, and what to do."""
    why = wrong.strerror or str(wrong)
    return RereadingError(f"{place} cannot be written ({why}): make room or make it writable, or set PLEDGEBOOK_HOME")
