"""What a command says: results on stdout, the rest on stderr."""

from __future__ import annotations

import sys


def say(text: str = "") -> None:
    """A result, on stdout."""
    print(text)  # noqa: T201


def tell(text: str) -> None:
    """Progress and what was set aside, on stderr."""
    print(text, file=sys.stderr)  # noqa: T201
