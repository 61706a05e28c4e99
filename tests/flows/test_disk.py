"""A disk that is read-only or full: the message names the file and the remedy, and the book stays whole.

A real disk of its own, a small tmpfs in a mount namespace that ends with the command. Root needs the right to mount,
anybody else a user namespace; where neither is allowed, the tests are skipped and say so.
"""

from __future__ import annotations

import ctypes
import functools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.aged import age
from tests.flows.books import book, tables
from tests.flows.command import Command

UNSHARE = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
CAP_DAC_OVERRIDE, PR_CAPBSET_DROP = 1, 24  # of linux/capability.h and linux/prctl.h


@functools.cache
def can_mount() -> bool:
    try:
        probe = [*UNSHARE, "mount", "-t", "tmpfs", "none", "/mnt"]
        return subprocess.run(probe, capture_output=True, check=False, timeout=60).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture
def mountable() -> None:
    if not can_mount():
        pytest.skip("no right to mount: run as root with CAP_SYS_ADMIN, or allow user namespaces")


def on_a_disk(home: Path, script: str) -> list[str]:
    """Run what follows where `home` is a disk of its own; `"$@"` in the script is that command."""
    home.mkdir(exist_ok=True)
    return [*UNSHARE, "sh", "-ec", script, "sh"]


@pytest.mark.slow
@pytest.mark.usefixtures("mountable")
def test_a_read_only_disk(pledgebook: Command, seeded: Path) -> None:
    before = tables(seeded / "warehouse.duckdb")
    script = f"mount --bind '{seeded}' '{seeded}'; mount -o remount,bind,ro '{seeded}'; exec \"$@\""
    done = pledgebook("run", through=on_a_disk(seeded, script), check=1)
    assert str(seeded) in done.stderr
    assert "read-only" in done.stderr.lower()
    assert "PLEDGEBOOK_HOME" in done.stderr
    assert "Traceback" not in done.stderr
    # Who only reads is not hurt.
    done = pledgebook("query", "select count(*) from core_target", through=on_a_disk(seeded, script))
    assert "7" in done.stdout
    assert tables(seeded / "warehouse.duckdb") == before


@pytest.mark.usefixtures("mountable")
@pytest.mark.parametrize("size", ["3m", *(pytest.param(size, marks=pytest.mark.slow) for size in ("64k", "5m"))])
def test_a_full_disk_then_room(pledgebook: Command, home: Path, book_of_the_seeds: Path, size: str) -> None:
    """Too small for the archive, for the warehouse, for the published copy; made larger, the next run does the rest."""
    script = (
        f"mount -t tmpfs -o size={size} none '{home}'; code=0; \"$@\" || code=$?; test $code = 1; echo full >&2;"
        f" mount -o remount,size=64m '{home}'; \"$@\"; cp '{home}'/*.duckdb '{home.parent}'"
    )
    done = pledgebook("run", through=on_a_disk(home, script))
    first = done.stderr.split("full\n", maxsplit=1)[0]
    assert str(home) in first
    assert "make room" in first or "free the disk" in first
    assert "Traceback" not in done.stderr
    for name in ("warehouse.duckdb", "warehouse_read.duckdb"):
        assert tables(home.parent / name) == tables(book_of_the_seeds / name)


OLD = "update core_reading set extractor_version = '0'; delete from core_target where topic = 'water'"


@pytest.mark.slow
@pytest.mark.usefixtures("mountable")
def test_reprocess_on_a_read_only_disk(pledgebook: Command, seeded: Path) -> None:
    age(seeded, OLD)
    before = tables(seeded / "warehouse.duckdb")
    script = f"mount --bind '{seeded}' '{seeded}'; mount -o remount,bind,ro '{seeded}'; exec \"$@\""
    done = pledgebook("reprocess", through=on_a_disk(seeded, script), check=1)
    assert str(seeded) in done.stderr
    assert "read-only" in done.stderr.lower()
    assert "PLEDGEBOOK_HOME" in done.stderr
    assert "Traceback" not in done.stderr
    assert tables(seeded / "warehouse.duckdb") == before


@pytest.mark.slow
@pytest.mark.usefixtures("mountable")
@pytest.mark.parametrize("room", [4, 1500])
def test_reprocess_on_a_full_disk_then_room(
    pledgebook: Command, seeded: Path, book_of_the_seeds: Path, room: int
) -> None:
    """So many KB are left: too little for what is read, for the warehouse, for the published copy."""
    age(seeded, OLD)
    kept = seeded.with_name("kept")
    seeded.rename(kept)
    script = (
        f"mount -t tmpfs -o size=64m none '{seeded}'; cp -r '{kept}'/. '{seeded}';"
        f" mount -o remount,size=$(($(du -sk '{seeded}' | cut -f1) + {room}))k '{seeded}';"
        f' code=0; "$@" || code=$?; test $code = 1; echo full >&2;'
        f" mount -o remount,size=64m '{seeded}'; \"$@\"; cp '{seeded}'/*.duckdb '{seeded.parent}'"
    )
    done = pledgebook("reprocess", through=on_a_disk(seeded, script))
    first = done.stderr.split("full\n", maxsplit=1)[0]
    assert str(seeded) in first
    assert "make room" in first or "free the disk" in first
    assert "Traceback" not in done.stderr
    for name in ("warehouse.duckdb", "warehouse_read.duckdb"):
        assert book(seeded.parent / name) == book(book_of_the_seeds / name)


def test_a_folder_that_may_not_be_written(pledgebook: Command, home: Path) -> None:
    """Also as root, once root has given up writing where permissions forbid it."""
    home.mkdir(mode=0o500)
    give_up = (
        "import ctypes, os, sys; os.geteuid() or "
        f"ctypes.CDLL(None).prctl({PR_CAPBSET_DROP}, {CAP_DAC_OVERRIDE}, 0, 0, 0); os.execv(sys.argv[1], sys.argv[1:])"
    )
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(23, CAP_DAC_OVERRIDE, 0, 0, 0) != 1:
        pytest.skip("root without CAP_DAC_OVERRIDE in its bounding set")
    done = pledgebook("run", through=[sys.executable, "-c", give_up], check=1)
    assert str(home) in done.stderr
    assert "make its folder writable" in done.stderr
    assert "Traceback" not in done.stderr
