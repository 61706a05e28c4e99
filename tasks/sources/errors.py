"""What can be wrong with a source; each message names the thing and the remedy."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

Weight = Literal["temporary", "soft", "hard"]


class SourceError(Exception):
    """Something about a source that stops it."""


class CatalogueError(SourceError):
    """The catalogue, a source's name or a folder is not as it should be."""


class ArchiveError(SourceError):
    """The archive has not, or has no longer, the bytes of a document; `reason` is a short word in snake case."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class FetchError(SourceError):
    """A URL brought nothing.

    `reason` is a short word in snake case, `status` the HTTP status code where there was an answer. `weight` says how
    much it counts towards a source being dead: temporary (a busy or unreachable server), soft (an answer that is of no
    use, such as a page instead of a feed), hard (not found, refused by us). `retry_at`: not before that, UTC.
    """

    def __init__(
        self,
        message: str,
        *,
        reason: str = "failed",
        status: int | None = None,
        weight: Weight = "temporary",
        retry_at: datetime | None = None,
        moved_to: str | None = None,
    ) -> None:
        super().__init__(message)
        self.reason, self.status, self.weight = reason, status, weight
        self.retry_at, self.moved_to = retry_at, moved_to

    @property
    def refused(self) -> bool:
        """Whether we refused, rather than the server or the network."""
        return self.reason == "refused"
