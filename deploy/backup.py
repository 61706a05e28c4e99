"""Backup and restore of everything that cannot be made again.

    .venv/bin/python deploy/backup.py backup FOLDER     writes FOLDER/pledgebook-<UTC time>.tar.gz and prints its path
    .venv/bin/python deploy/backup.py restore FILE      into an empty PLEDGEBOOK_HOME (and an empty database of a lake)

PLEDGEBOOK_HOME, PLEDGEBOOK_WAREHOUSE and PLEDGEBOOK_LAKE_DATA name the book, as for the program itself. A backup has
the warehouse (the DuckDB file as the last transaction left it, or a pg_dump of a lake's catalogue and its Parquet
files), the raw archive, reports and the user's own files; not Prefect's history, which is of its database. It may run
beside flows: the book is taken first, and the archive, which only grows, after it. No secret is in it but those that
the user put into files of PLEDGEBOOK_HOME.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from flows.settings import Settings, read_settings
from warehouse.connect import locked
from warehouse.errors import WarehouseError
from warehouse.place import Lake
from warehouse.publish import publish

CATALOGUE = "catalogue.dump"
LEFT = ("prefect", "warehouse_read.duckdb")  # Prefect's own; and what restoring publishes anew


def _run(program: str, lake: Lake, *arguments: str) -> None:
    """A program of Postgres on the lake's catalogue; the password in the environment, out of the list of processes.

    Raises WarehouseError where it is missing or fails.
    """
    found = shutil.which(program) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))), None)
    if not found:
        raise WarehouseError(f"a lake's catalogue needs {program}: install postgresql-client")
    environment = os.environ | ({"PGPASSWORD": lake.password} if lake.password else {})
    command = [found, "--dbname", lake.catalogue, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise WarehouseError(f"{program} failed on {lake}: {done.stderr.strip()}")


def _local_data(lake: Lake) -> Path:
    if "://" in lake.data:
        raise WarehouseError(f"{lake.data} is object storage: keep versions of it there, and name a folder to back up")
    return Path(lake.data)


def _take_book(settings: Settings, draft: tarfile.TarFile) -> set[Path]:
    """The warehouse into the archive; the paths that it stands at."""
    place = settings.warehouse
    with tempfile.TemporaryDirectory() as spare:
        copy = Path(spare) / CATALOGUE
        if isinstance(place, Lake):
            data = _local_data(place)
            _run("pg_dump", place, "--format", "custom", "--no-owner", "--file", str(copy))
            draft.add(copy, CATALOGUE)
            draft.add(data, "lake")
            return {data}
        if not place.is_file():
            raise WarehouseError(f"{place} is not there: nothing to back up; see PLEDGEBOOK_HOME, PLEDGEBOOK_WAREHOUSE")
        beside = [place.with_name(place.name + suffix) for suffix in ("", ".wal", ".lock")]
        with locked(place):
            for path, name in zip(beside[:2], ("warehouse.duckdb", "warehouse.duckdb.wal"), strict=True):
                if path.is_file():
                    shutil.copyfile(path, Path(spare) / name)
        for path in sorted(Path(spare).iterdir()):
            draft.add(path, path.name)
        return set(beside)


def backup(settings: Settings, folder: Path) -> Path:
    """The archive's path; none is left where anything fails."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder.resolve() / f"pledgebook-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz"
    draft = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as archive:
                taken = _take_book(settings, archive) | {settings.home / name for name in LEFT} | {folder.resolve()}
                for path in sorted(settings.home.iterdir()):
                    if path not in taken:
                        archive.add(path, f"home/{path.name}")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def restore(settings: Settings, file: Path) -> None:
    """The book as it was, checked and published.

    Raises WarehouseError where something is in the way: nothing is ever overwritten.
    """
    home, place = settings.home, settings.warehouse
    if home.exists() and any(home.iterdir()):
        raise WarehouseError(f"{home} is not empty: name an empty folder by PLEDGEBOOK_HOME")
    with tempfile.TemporaryDirectory(dir=_made(home.parent)) as spare, tarfile.open(file) as archive:
        found = Path(spare)
        archive.extractall(found, filter="data")
        if isinstance(place, Lake) != (found / CATALOGUE).is_file():
            raise WarehouseError(f"{file} and PLEDGEBOOK_WAREHOUSE differ: one is a lake, the other a DuckDB file")
        if (found / "home").is_dir():
            shutil.copytree(found / "home", home)
        if isinstance(place, Lake):
            shutil.copytree(found / "lake", _local_data(place))
            _run("pg_restore", place, "--no-owner", "--exit-on-error", "--single-transaction", str(found / CATALOGUE))
        else:
            for path in found.glob("warehouse.duckdb*"):
                shutil.copyfile(path, _made(place.parent) / path.name.replace("warehouse.duckdb", place.name))
    publish(place, settings.published)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main(arguments: list[str]) -> int:
    """Exit code 0 done, 1 error, 2 wrong use."""
    if len(arguments) != 2 or arguments[0] not in ("backup", "restore"):
        print(__doc__, file=sys.stderr)  # noqa: T201
        return 2
    verb, path = arguments[0], Path(arguments[1])
    try:
        if verb == "backup":
            print(backup(read_settings(), path))  # noqa: T201
        else:
            restore(read_settings(), path)
    except (WarehouseError, OSError, tarfile.TarError) as wrong:
        print(f"error: {wrong}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
