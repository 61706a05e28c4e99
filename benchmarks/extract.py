"""How fast the extractor reads: `make benchmark-extract`.

First 1 MB of anything, over four sizes: "growth" is the time of the largest over that of the half, 2.0 where the cost grows
linearly; "parts" are the seconds that telling a text's parts apart takes before. With PLEDGEBOOK_EVAL_DATA also the texts
of its archive as one text, and releases a second beside quantulum3 and spaCy, where they are installed
(`make benchmark-libraries`). All times are of a core. The last lines are what must hold, each ok or missed; exits 1 where
one is missed: a megabyte longer than LIMIT_S, growth above GROWTH, a library nearer than RATIO.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import time
from collections.abc import Callable, Mapping, Sequence
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
GROWTH = 3.0  # twice the text is twice the time, with room for what a busy machine adds
SMALL_S = 0.2  # times below this say nothing of growth
RATIO = 20  # times as many releases a second as each other library
SPREAD = 15  # every so many releases make more than a megabyte
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


def growth(texts: Mapping[str, Callable[[int], str]]) -> dict[str, bool]:
    """The table of times over sizes, and what must hold of each text with whether it does."""
    held = {}
    print(
        f"{'extracting, s':<16}"
        + "".join(f"{size // 1000:>8}k" for size in SIZES)
        + f"{'growth':>8}{'parts':>8}{'rows':>8}"
    )
    for name, text in texts.items():
        times, parts, rows = [], 0.0, 0
        for size in SIZES:
            parts, took, rows = read(text(size))
            times.append(took)
        grown = times[-1] / max(times[-2], 1e-4)
        print(
            f"{name:<16}" + "".join(f"{took:>9.3f}" for took in times) + f"{grown:>8.1f}{parts:>8.2f}{rows:>8}",
            flush=True,
        )
        held[f"{name}: a megabyte in at most {LIMIT_S} s"] = times[-1] + parts <= LIMIT_S
        held[f"{name}: twice the text at most {GROWTH} times the time"] = grown <= GROWTH or times[-1] < SMALL_S
    return held


def real_prose(folder: Path) -> dict[str, Callable[[int], str]]:
    """The texts of real releases, one behind the other."""
    whole = "\n\n".join(one["text"] for one in read_gold(folder, ARCHIVE)[::SPREAD])
    return {"real releases": lambda size: whole[:size]}


def releases_a_second(folder: Path, most: int | None = None) -> dict[str, bool]:
    """The table of speeds on real releases, and for each library whether it is RATIO times slower."""
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
    held = {}
    for name, reader in readers():
        reader(sample[0])
        theirs = len(sample) / seconds(lambda reader=reader: [reader(text) for text in sample])  # type: ignore[misc]
        print(
            f"{name:<44}{len(sample):>10}{len(sample) / theirs:>9.2f}{theirs:>10.1f}{speed / theirs:>9.1f}x", flush=True
        )
        if "blank" not in name:  # which reads nothing but where sentences end
            held[f"at least {RATIO} times as fast as {name}"] = speed / theirs >= RATIO
    return held


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
    texts = {name: TEXTS[name] for name in asked.texts or TEXTS}
    if named and not asked.texts:
        texts |= real_prose(Path(named))
    held = growth(texts)
    if named and not asked.texts:
        held |= releases_a_second(Path(named), asked.releases)
    elif not asked.texts:
        print("\nset PLEDGEBOOK_EVAL_DATA to the folder of labelled data to read its releases too")
    print()
    for law, holds in held.items():
        print(f"{'ok' if holds else 'missed':<8}{law}")
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
