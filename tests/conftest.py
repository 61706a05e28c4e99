"""What every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def eval_data() -> Path:
    """The folder of labelled data that does not ship with the project."""
    named = os.environ.get("PLEDGEBOOK_EVAL_DATA")
    if not named:
        pytest.skip("needs labelled data that does not ship: set PLEDGEBOOK_EVAL_DATA to its folder")
    folder = Path(named)
    folder = folder if folder.is_absolute() else ROOT / folder
    assert folder.is_dir(), f"PLEDGEBOOK_EVAL_DATA names {folder}, which is no folder"
    return folder
