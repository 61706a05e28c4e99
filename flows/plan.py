"""Which sources a run reads."""

from __future__ import annotations

from pathlib import Path

from flows.settings import Settings
from tasks.sources.catalogue import folder_source, read_catalogue, select
from tasks.sources.records import Source


def planned_sources(settings: Settings, names: list[str] | None, folder: str | None) -> list[Source]:
    """The folder that was asked for, else the named or all enabled sources of the catalogue.

    Raises CatalogueError where the folder, the catalogue or a name is not there.
    """
    if folder:
        return [folder_source(Path(folder).expanduser())]
    return select(read_catalogue(settings.catalogue), names)
