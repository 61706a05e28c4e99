"""What can be wrong with a source; each message names the thing and the remedy."""

from __future__ import annotations


class SourceError(Exception):
    """Something about a source that stops it."""


class CatalogueError(SourceError):
    """The catalogue, a source's name or a folder is not as it should be."""


class FetchError(SourceError):
    """A URL brought nothing. `status` is the HTTP status code, where there was an answer."""

    def __init__(self, message: str, *, status: int | None = None, refused: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.refused = refused
