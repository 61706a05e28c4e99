"""A writer or a reader of the soak, in a process of its own: `python -m tests.chaos.load write|read NAME SECONDS`.

The place stands in PLEDGEBOOK_WAREHOUSE. Prints what it did as JSON.
"""

from __future__ import annotations

import json
import sys
import time

import duckdb

from flows.settings import read_settings
from tasks.copies import store_releases
from tests.warehouse.written import TEXT, tables_of
from warehouse.connect import reader, writer
from warehouse.publish import publish

# A load is one release, its document, and two targets: any other proportion is half a load.
WHOLE = """
    select (select count(*) from core_release), (select count(*) from raw_document), (select count(*) from core_target)
"""


def write(name: str, seconds: float) -> dict[str, float]:
    settings, done, longest, until = read_settings(), 0, 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        tables = tables_of(f"{TEXT}\nReference {name} {done}.\n", f"{name}-{done}.txt")
        assert tables["core_target"].num_rows == 2
        began = time.monotonic()
        with writer(settings.warehouse) as connection:
            store_releases(connection, tables)
        longest = max(longest, time.monotonic() - began)
        publish(settings.warehouse, settings.published)
        done += 1
    return {"loads": done, "longest_s": longest}


def read(seconds: float) -> dict[str, float]:
    settings, done, seen, longest, until = read_settings(), 0, 0, 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        with reader(settings.published) as connection:
            releases, documents, targets = connection.execute(WHOLE).fetchall()[0]
        longest = max(longest, time.monotonic() - began)
        assert (documents, targets) == (releases, 2 * releases), "half a load was shown"
        assert releases >= seen, "a load was there and is gone"
        done, seen = done + 1, releases
    return {"reads": done, "seen": seen, "longest_s": longest}


if __name__ == "__main__":
    role, own_name, length = sys.argv[1:]
    try:
        print(json.dumps(write(own_name, float(length)) if role == "write" else read(float(length))))
    except duckdb.Error as wrong:
        sys.exit(f"{role}: {wrong}")
