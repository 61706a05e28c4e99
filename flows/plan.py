"""What a run can tell to be wrong before it does anything: which sources it reads, and the user's own files."""

from __future__ import annotations

from pathlib import Path

from flows.settings import Settings
from tasks.ledger.verdicts import read_verdicts
from tasks.sources.catalogue import folder_source, read_catalogue, select
from tasks.sources.records import Source
from tasks.watchlist import read_watch_list


def planned_sources(settings: Settings, names: list[str] | None, folder: str | None) -> list[Source]:
    """The folder that was asked for, else the named or all enabled sources of the catalogue.

    Raises CatalogueError where the folder, the catalogue or a name is not there.
    """
    if folder:
        return [folder_source(Path(folder).expanduser())]
    return select(read_catalogue(settings.catalogue), names)


def check_own_files(settings: Settings) -> None:
    """Read what the ledger will be kept by, before anything is fetched or read anew.

    Raises VerdictError or WatchListError for a mistake in verdicts.toml or companies.csv.
    """
    read_verdicts(settings.verdicts)
    read_watch_list(settings.watch_list)
