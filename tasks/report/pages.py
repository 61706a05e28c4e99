"""HTML pages that need nothing but themselves: no script, no remote asset, one style that the policy names."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).with_name("templates")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


def style_hash() -> str:
    """The style as a Content-Security-Policy names it: nothing else on the page may style or run."""
    return f"sha256-{base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()}"


@cache
def templates_digest() -> str:
    """Changes with any template: pages of another make are written again."""
    parts = (path.read_bytes() for path in sorted(TEMPLATES.iterdir()) if path.is_file())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def render(template: str, values: Mapping[str, Any]) -> str:
    """A page from a template; every value is escaped, a missing one is an error."""
    return _environment().get_template(template).render(values, style=_style(), style_hash=style_hash())
