"""What deploy/README.md says that a program says, a program says."""

from __future__ import annotations

import re
from pathlib import Path

import prefect

OF_PREFECT = ("server/api/server.py", "cli/server.py")


def test_every_message_to_look_up_is_one_that_is_printed(project_root: Path) -> None:
    section = (project_root / "deploy" / "README.md").read_text().split("## Troubleshooting by what it says")[1]
    texts = re.findall(r"^\| `([^`]+)` \|", section, re.M)
    assert len(texts) >= 12
    ours = [path for room in ("flows", "tasks", "warehouse") for path in (project_root / room).rglob("*.py")]
    theirs = [Path(prefect.__file__).parent / name for name in OF_PREFECT]
    sources = [*ours, *theirs, project_root / "deploy" / "backup.py", project_root / "Makefile"]
    printed = [path.read_text() for path in sources]
    for text in texts:
        assert any(text in source for source in printed), f"nothing prints {text!r}"
