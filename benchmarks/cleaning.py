"""Pages a second of the cleaner against trafilatura's default, both in this run: `python -m benchmarks.cleaning`.

Article pages come from PLEDGEBOOK_EVAL_DATA where it is set, pages of known wires from tests/golden. Seconds are of
this process's own CPU time and each page is read by both in turn, the best of five rounds counts for each page: so
neighbours on the machine count less, and for both alike.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from tasks.releases.errors import NotARelease
from tasks.releases.html import release_from_html
from tasks.releases.page import read_page
from tasks.releases.wires import read_wire
from tests.golden.make import pages

ROUNDS = 5
Pages = list[tuple[str, str]]


def main() -> int:
    print(f"{'pages':<24}{'n':>5}{'trafilatura/s':>15}{'cleaner/s':>12}{'ratio':>8}")
    golden = [(page, url) for _, page, url, _ in pages()]
    wires = [one for one in golden if _of_known_wire(*one)]
    sets = {"golden wire pages": wires, "golden pages, other": [one for one in golden if one not in wires]}
    if named := os.environ.get("PLEDGEBOOK_EVAL_DATA"):
        sets |= _sets(Path(named) / "pages")
    for name, given in sets.items():
        theirs, ours = _speeds(given, _trafilatura, _cleaner)
        print(f"{name:<24}{len(given):>5}{theirs:>15.1f}{ours:>12.1f}{ours / theirs:>8.2f}")
    return 0


def _of_known_wire(page: str, url: str) -> bool:
    read = read_page(page, url)
    return read is not None and read_wire(read) is not None


def _sets(folder: Path) -> dict[str, Pages]:
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    articles = [
        (gzip.decompress((folder / row["html_path"]).read_bytes()).decode("utf-8", "replace"), row["url"])
        for row in rows
    ]
    wires = [(path.read_text("utf-8", "replace"), "") for path in sorted((folder / "wires").glob("*.html"))]
    return {"real wire pages": wires, "article pages": articles}


def _trafilatura(page: str, _url: str) -> None:
    trafilatura.extract(page)


def _cleaner(page: str, url: str) -> None:
    try:
        release_from_html(page, url=url or None)
    except NotARelease as no:
        print(f"{url}: {no}", file=sys.stderr)


def _speeds(given: Pages, *works: Callable[[str, str], None]) -> list[float]:
    """Pages a second of each work."""
    best = {(work, number): float("inf") for work in works for number in range(len(given))}
    for _ in range(ROUNDS):
        for number, (page, url) in enumerate(given):
            for work in works:
                start = time.process_time()
                work(page, url)
                best[work, number] = min(best[work, number], time.process_time() - start)
    return [len(given) / sum(best[work, number] for number in range(len(given))) for work in works]


if __name__ == "__main__":
    sys.exit(main())
