"""How fast the extractor reads: `make benchmark-extract`.

First 1 MB of anything, over four sizes: the last column is the time of the largest over that of the half, 2.0 where the
cost grows linearly. Then releases a second on PLEDGEBOOK_EVAL_DATA's archive beside quantulum3 and spaCy, where they are
installed (`make benchmark-libraries`). Exits 1 where a megabyte takes longer than LIMIT_S or a library is nearer than RATIO.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.hostile import TEXTS
from benchmarks.libraries import readers
from tasks.releases.plain import release_from_text
from tasks.releases.records import Release
from tasks.targets.extract import extract_targets
from tests.targets.gold import ARCHIVE, read_gold

SIZES = (125_000, 250_000, 500_000, 1_000_000)
LIMIT_S = 3.0
RATIO = 20  # times as many releases a second as each other library
SAMPLE = 300  # releases that the slower libraries read
PUBLISHED = date(2025, 4, 28)


def seconds(work: Callable[[], object]) -> float:
    """The processor time that a piece of work takes: other programs on the machine do not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


def read(text: str) -> tuple[float, float, int]:
    """The seconds for cleaning a text's parts and for extracting from them, and the rows."""
    made: list[Release] = []
    parts = seconds(lambda: made.append(release_from_text(text, issuer="Norrholm", published_on=PUBLISHED)))
    rows: list[object] = []
    return parts, seconds(lambda: rows.extend(extract_targets(made[0]))), len(rows)


def growth(names: Iterable[str]) -> list[str]:
    """The table of times over sizes; returns the names of the texts that are too slow."""
    slow = []
    print(
        f"{'extracting, s':<16}"
        + "".join(f"{size // 1000:>8}k" for size in SIZES)
        + f"{'growth':>8}{'parts':>8}{'rows':>8}"
    )
    for name in names:
        times, parts, rows = [], 0.0, 0
        for size in SIZES:
            parts, took, rows = read(TEXTS[name](size))
            times.append(took)
        grown = times[-1] / max(times[-2], 1e-4)
        print(
            f"{name:<16}" + "".join(f"{took:>9.3f}" for took in times) + f"{grown:>8.1f}{parts:>8.2f}{rows:>8}",
            flush=True,
        )
        if times[-1] + parts > LIMIT_S or (grown > 3 and times[-1] > 0.2):
            slow.append(name)
    return slow


def releases_a_second(folder: Path, most: int | None = None) -> list[str]:
    """The table of speeds on real releases; returns the libraries that are nearer than RATIO."""
    texts = [one["text"] for one in read_gold(folder, ARCHIVE)][:most]
    made = [release_from_text(text) for text in texts]
    took = seconds(lambda: [extract_targets(one) for one in made])
    whole = took + seconds(lambda: [release_from_text(text) for text in texts])
    speed = len(texts) / took
    print(f"\n{'reader':<44}{'releases':>10}{'s':>9}{'a second':>10}{'ours is':>10}")
    print(f"{'pledgebook, extracting':<44}{len(texts):>10}{took:>9.2f}{speed:>10.1f}{'':>10}")
    print(f"{'pledgebook, parts and extracting':<44}{len(texts):>10}{whole:>9.2f}{len(texts) / whole:>10.1f}{'':>10}")
    step = max(1, len(texts) // SAMPLE)
    sample = texts[::step][:SAMPLE]
    near = []
    for name, reader in readers():
        reader(sample[0])
        theirs = len(sample) / seconds(lambda reader=reader: [reader(text) for text in sample])  # type: ignore[misc]
        print(
            f"{name:<44}{len(sample):>10}{len(sample) / theirs:>9.2f}{theirs:>10.1f}{speed / theirs:>9.1f}x", flush=True
        )
        if speed / theirs < RATIO and "blank" not in name:
            near.append(name)
    return near


def profile(folder: Path, most: int) -> None:
    """The functions in which extracting from real releases spends its time."""
    made = [release_from_text(one["text"]) for one in read_gold(folder, ARCHIVE)[:most]]
    watched = cProfile.Profile()
    watched.runcall(lambda: [extract_targets(one) for one in made])
    pstats.Stats(watched).sort_stats("tottime").print_stats(25)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", action="append", choices=TEXTS, dest="texts", metavar="NAME", help="this text alone")
    parser.add_argument("--releases", type=int, metavar="N", help="read the first N releases only")
    parser.add_argument(
        "--profile", action="store_true", help="name the functions that take the time, and nothing else"
    )
    asked = parser.parse_args(arguments)
    named = os.environ.get("PLEDGEBOOK_EVAL_DATA")
    if asked.profile and named:
        profile(Path(named), asked.releases or 1000)
        return 0
    slow = growth(asked.texts or TEXTS)
    near: list[str] = []
    if named and not asked.texts:
        near = releases_a_second(Path(named), asked.releases)
    elif not asked.texts:
        print("\nset PLEDGEBOOK_EVAL_DATA to the folder of labelled data to read its releases too")
    for name in slow:
        print(
            f"{name}: slower than {LIMIT_S} s a megabyte, or its cost more than doubles with its size", file=sys.stderr
        )
    for name in near:
        print(f"{name}: less than {RATIO} times slower", file=sys.stderr)
    return 1 if slow or near else 0


if __name__ == "__main__":
    sys.exit(main())
