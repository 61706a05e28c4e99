"""Where a user's own things live. The one place that reads `PLEDGEBOOK_*` from the environment."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from warehouse.errors import WarehouseError
from warehouse.place import Lake, Place, place_of
from warehouse.restore import published_beside

Number = TypeVar("Number", int, float)
_PACKAGE = Path(__file__).resolve().parent


def _shipped_catalogue() -> Path:
    """`seeds/sources.toml` of the checkout, or of the installed wheel, which carries it inside the package."""
    checkout = _PACKAGE.parent / "seeds" / "sources.toml"
    return checkout if checkout.is_file() else _PACKAGE / "seeds" / "sources.toml"


def _default_home() -> Path:
    """`data/` beside pyproject.toml in a checkout; under the user's data folder for an installed wheel."""
    root = _PACKAGE.parent
    if (root / "pyproject.toml").is_file():
        return root / "data"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "pledgebook"


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths of one installation, all absolute; how sites can reach its operator; internal hosts it may read; bounds of
    the archive, None where all of it stays; the Prefect block that carries notices; the cluster that reads batches.
    """

    home: Path
    warehouse: Place
    contact: str | None = None
    allowed_hosts: tuple[str, ...] = ()
    keep_archive_days: int | None = None
    keep_archive_gb: float | None = None
    notify_block: str | None = None
    cluster: str | None = None

    @property
    def published(self) -> Place:
        """What readers open, never locked: the copy of a file, or the lake itself."""
        if isinstance(self.warehouse, Lake):
            return self.warehouse
        return published_beside(self.warehouse)

    @property
    def archive(self) -> Path:
        """The folder of WARC files."""
        return self.home / "raw"

    @property
    def reports(self) -> Path:
        """The folder of report files, one folder a week."""
        return self.home / "reports"

    @property
    def verdicts(self) -> Path:
        """What people have decided about rows, promises and companies."""
        return self.home / "verdicts.toml"

    @property
    def watch_list(self) -> Path:
        """The companies that the user knows, with their names and identifiers."""
        return self.home / "companies.csv"

    @property
    def catalogue(self) -> Path:
        """The user's sources.toml, or the shipped one while there is none."""
        own = self.home / "sources.toml"
        return own if own.is_file() else _shipped_catalogue()


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `PLEDGEBOOK_HOME`, `_WAREHOUSE`, `_LAKE_DATA`, `_CONTACT`, `_ALLOWED_HOSTS`, `_CLUSTER`.

    `_ALLOWED_HOSTS` is separated by commas; `_CLUSTER` is the address of a Dask scheduler or the head of a Ray cluster.

    `_WAREHOUSE` is a DuckDB file or `ducklake:postgres:` and a libpq connection string; `_LAKE_DATA` is then the folder
    or URL of the lake's Parquet files. `_KEEP_ARCHIVE_DAYS` and `_KEEP_ARCHIVE_GB` bound the archive; `_NOTIFY_BLOCK`
    is a block like slack-webhook/team. Raises WarehouseError where a bound is no number.
    """
    env = os.environ if environ is None else environ
    home = Path(env.get("PLEDGEBOOK_HOME") or _default_home()).expanduser().resolve()
    named = env.get("PLEDGEBOOK_WAREHOUSE") or str(home / "warehouse.duckdb")
    warehouse = place_of(named, env.get("PLEDGEBOOK_LAKE_DATA") or str(home / "lake"))
    return Settings(
        home=home,
        warehouse=warehouse,
        contact=env.get("PLEDGEBOOK_CONTACT") or None,
        allowed_hosts=tuple(
            host.strip() for host in env.get("PLEDGEBOOK_ALLOWED_HOSTS", "").split(",") if host.strip()
        ),
        keep_archive_days=_bound(env, "PLEDGEBOOK_KEEP_ARCHIVE_DAYS", int),
        keep_archive_gb=_bound(env, "PLEDGEBOOK_KEEP_ARCHIVE_GB", float),
        notify_block=env.get("PLEDGEBOOK_NOTIFY_BLOCK") or None,
        cluster=env.get("PLEDGEBOOK_CLUSTER") or None,
    )


def _bound(env: Mapping[str, str], name: str, kind: Callable[[str], Number]) -> Number | None:
    """A number that is not negative; None where nothing is set."""
    if not (text := env.get(name, "").strip()):
        return None
    try:
        value = kind(text)
    except ValueError:
        value = None
    if value is None or not 0 <= value < math.inf:
        raise WarehouseError(f"{name} is {text!r}: give a number of 0 or more, or leave it unset to keep all")
    return value
