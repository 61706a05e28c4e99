"""The arrows of the design: who may import whom."""

from __future__ import annotations

import argparse
import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.parser import build_parser

PURE = [
    "tasks/sources",
    "tasks/releases",
    "tasks/targets",
    "tasks/ledger",
    "tasks/report",
    "tasks/rereading",
    "warehouse",
]
NOUNS = [
    "tasks.sources",
    "tasks.releases",
    "tasks.targets",
    "tasks.ledger",
    "tasks.report",
    "tasks.rereading",
    "warehouse",
]

# What each room may use besides itself.
MAY_USE = {
    "tasks.sources": set(),
    "tasks.releases": {"tasks.sources"},
    "tasks.targets": {"tasks.releases"},
    "tasks.ledger": {"tasks.targets"},
    "tasks.report": set(),
    "tasks.rereading": {"tasks.report"},
    "warehouse": set(),
}


def imported_modules(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


def modules(project_root: Path, *folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((project_root / folder).rglob("*.py"))]


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def test_nouns_and_warehouse_never_import_prefect(project_root: Path) -> None:
    offenders = [
        path for path in modules(project_root, *PURE) if any(within(name, "prefect") for name in imported_modules(path))
    ]
    assert offenders == []


@pytest.mark.parametrize("room", MAY_USE)
def test_a_room_uses_only_the_rooms_before_it(project_root: Path, room: str) -> None:
    others = [noun for noun in [*NOUNS, "flows"] if noun != room and noun not in MAY_USE[room]]
    wrong = [
        (path.name, name)
        for path in modules(project_root, room.replace(".", "/"))
        for name in imported_modules(path)
        if any(within(name, other) for other in others)
    ]
    assert wrong == []


def test_verbs_never_import_flows(project_root: Path) -> None:
    assert not [p for p in modules(project_root, "tasks") if any(within(n, "flows") for n in imported_modules(p))]


def test_nothing_imports_tests_or_deploy(project_root: Path) -> None:
    for path in modules(project_root, "flows", "tasks", "warehouse"):
        assert not any(within(name, room) for name in imported_modules(path) for room in ("tests", "deploy"))


def test_tasks_package_imports_nothing(project_root: Path) -> None:
    assert imported_modules(project_root / "tasks" / "__init__.py") == set()


PURE_VERBS = ["extract f", "clean f", "query sql", "check", "sources list", "verdict list", "up"]


@pytest.mark.parametrize("verb", PURE_VERBS)
def test_pure_verbs_run_without_prefect(verb: str) -> None:
    """Prefect takes seconds to import; a question to the book imports none of the rooms that read releases either."""
    shut = ["prefect"] + ["pandas", "trafilatura"] * verb.startswith(("query", "check", "verdict"))
    code = (
        "import pkgutil, sys; from flows.cli import main; from flows.parser import build_parser;"
        f" pkgutil.resolve_name(build_parser().parse_args({verb.split()!r}).act);"
        f" assert not [name for name in {shut!r} if name in sys.modules]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def acts(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What every verb and sub-verb calls."""
    for action in parser._actions:
        for one in action.choices.values() if isinstance(action, argparse._SubParsersAction) else ():
            yield from acts(one)
    if act := parser.get_default("act"):
        yield act


def test_every_verb_names_a_function_that_is_there() -> None:
    named = list(acts(build_parser()))
    assert len(named) >= 20
    assert all(callable(pkgutil.resolve_name(one)) for one in named)


def test_files_stay_small_and_well_named(project_root: Path) -> None:
    vague = {"utils", "util", "helpers", "common", "core", "base", "misc", "manager"}
    for path in modules(project_root, "flows", "tasks", "warehouse"):
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= 300, f"{path} has {lines} lines: is it still about one thing?"
        assert path.stem not in vague, path
