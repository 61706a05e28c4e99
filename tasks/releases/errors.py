"""Why a document is no release."""

from __future__ import annotations


class NotARelease(Exception):
    """A document that cannot be read as a release: `reason` in snake case, `detail` with the remedy."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
