"""Where deploy/ lies: in the checkout, or inside the package that a wheel brought."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def deploy_file(name: str) -> Path:
    """A file of deploy/ that ships."""
    checkout = _PACKAGE.parent / "deploy" / name
    return checkout if checkout.is_file() else _PACKAGE / "deploy" / name
