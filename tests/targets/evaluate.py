"""Scores on the gold sets: `make eval`, PLEDGEBOOK_EVAL_DATA naming their folder.

Prints the table, how far `confidence` can be believed and, with `--errors N`, the worst N documents of each set with the
rules that made their rows. Exits 1 where a figure lies under its floor in floors.toml.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.targets.gold import SETS, named_folder
from tests.targets.scores import Scored, calibration, figures_of, floors, scored, shortfalls

SHOWN = (
    "gold",
    "core_precision",
    "core_recall",
    "core_f1",
    "full_f1",
    "false_rows",
    "false_releases",
    "achievement_f1",
)
_PLACES = ("start", "end", "evidence", "rules", "optional")


def cell(value: object) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def table(sets: Sequence[Scored]) -> list[str]:
    """The figures, a set a column; what the scorer does not give for a set is "-"."""
    agreed = sorted({field for one in sets for field in one.figures if field.startswith("agree_")})
    lines = [f"{'':<22}" + "".join(f"{one.name:>12}" for one in sets)]
    for field in (*SHOWN, *agreed):
        lines.append(f"{field:<22}" + "".join(f"{cell(one.figures.get(field)):>12}" for one in sets))
    return lines


def reliability_table(folder: Path) -> list[str]:
    """The rows by stated confidence, and the two figures that sum them up."""
    found = calibration(folder)
    lines = ["confidence     rows  stated   right"]
    lines += [
        f"{one.low:.1f} to {one.high:.1f} {one.rows:>8} {one.stated:>7.3f} {one.right:>7.3f}" for one in found.bins
    ]
    lines.append(
        f"calibration error {found.ece:.4f} (five folds; refitted {found.ece_refitted:.4f}), AUC {found.auc:.3f}"
    )
    return lines


def row_line(side: str, row: dict[str, Any]) -> list[str]:
    """A row of an error: what it says, the rules that made it, where it stands."""
    said = {key: value for key, value in row.items() if value not in (None, [], "", ()) and key not in _PLACES}
    lines = [f"  {side:<6} {json.dumps(said, ensure_ascii=False)}"]
    if row.get("rules"):
        lines.append(f"         rules: {', '.join(row['rules'])}")
    if row.get("evidence"):
        lines.append(f"         « {str(row['evidence'])[:300]} »")
    return lines


def error_lines(one: Scored, most: int) -> list[str]:
    """The documents with the most rows missed or false, worst first."""
    worst = sorted(one.errors, key=lambda error: -len(error["missed"]) - len(error["extra"]))[:most]
    lines = []
    for error in worst:
        lines.append(f"{one.name} {error['id']}")
        for side in ("missed", "extra"):
            for row in error[side]:
                lines += row_line(side, row)
    return lines


def rule_lines(sets: Sequence[Scored]) -> list[str]:
    """The rules whose rows are wrong most often, over the sets whose labels are complete."""
    wrong: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for row in (row for one in sets if one.name != "nzt_dev" for row in one.judged):
        made.update(row.rules)
        wrong.update(() if row.right else row.rules)
    return [f"{rule:<32} {count:>4} wrong of {made[rule]}" for rule, count in wrong.most_common(12)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the worst N documents of each set")
    parser.add_argument(
        "--set", action="append", choices=SETS, dest="sets", metavar="NAME", help="score this set alone"
    )
    asked = parser.parse_args(arguments)
    folder = named_folder()
    if folder is None:
        return 2
    sets = [scored(folder, name) for name in asked.sets or SETS]
    lines = table(sets)
    if asked.errors:
        lines += ["", *(line for one in sets for line in error_lines(one, asked.errors)), "", *rule_lines(sets)]
    if not asked.sets:
        lines += ["", *reliability_table(folder)]
    print("\n".join(lines))
    bounds = {name: bound for name, bound in floors().items() if not asked.sets or name in asked.sets}
    short = [line for name, bound in bounds.items() for line in shortfalls(name, figures_of(folder, name), bound)]
    if short:
        print("\n".join(short), file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
