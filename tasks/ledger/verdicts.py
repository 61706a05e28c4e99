"""Verdicts: what people have decided about rows, promises and companies. The file verdicts.toml is theirs.

A verdict names a row by its release and its sentence, for a row's id changes with the extractor. Where a sentence has
several rows, what the row said then tells which is meant.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tasks.ledger.companies import company_key
from tasks.ledger.rulings import Rulings

VerdictKind = Literal["wrong", "one", "two", "company"]


class VerdictError(ValueError):
    """A verdict that cannot be read as one; says which, and what to do."""


class RowRef(BaseModel):
    """A row: its release, its sentence, and what it said when it was judged."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    release: str = Field(min_length=1)
    evidence: str = Field(min_length=1)
    action: str | None = None
    topic: str | None = None
    metric: str | None = None
    value: float | int | None = None
    unit: str | None = None
    target_year: int | None = None


class Verdict(BaseModel):
    """One stanza of the file.

    `wrong` and `company` name one row, `one` and `two` two rows; `company` may name a name instead of a row.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kind: VerdictKind
    why: str | None = None
    rows: list[RowRef] = Field(default_factory=list)
    name: str | None = None
    company: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Verdict:
        wanted = {"wrong": 1, "one": 2, "two": 2, "company": 0 if self.name else 1}[self.kind]
        if len(self.rows) != wanted:
            raise ValueError(f"a verdict {self.kind!r} names {wanted} rows, this one {len(self.rows)}")
        if (self.kind == "company") != bool(self.company and self.company.strip()):
            raise ValueError("a verdict 'company' says which company it is, and no other does: company = \"Acme\"")
        if self.name is not None and self.kind != "company":
            raise ValueError("only a verdict 'company' has a name")
        return self

    @property
    def verdict_id(self) -> str:
        """A hash of what it says, but for the reason."""
        said = self.model_dump(exclude={"why"})
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]

    @property
    def in_words(self) -> str:
        """What it says, in a line."""
        named = [f"“{row.evidence}”" for row in self.rows]
        if self.kind == "company":
            return f"{self.name or named[0]} is {self.company}"
        said = {"wrong": "is wrong", "one": "are one promise", "two": "are two promises"}[self.kind]
        return f"{' and '.join(named)} {said}"


@dataclass(frozen=True, slots=True)
class Ruled:
    """A verdict with the rows that it met, and why it has no effect where it met none."""

    verdict: Verdict
    target_ids: tuple[str, ...]
    problem: str | None


def read_verdicts(path: Path) -> list[Verdict]:
    """The verdicts of a file; none where there is no file.

    Raises VerdictError, naming the entry and the remedy, for anything that is not as it should be.
    """
    if not path.is_file():
        return []
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise VerdictError(f"{path} cannot be read ({wrong.strerror}): make it readable") from wrong
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise VerdictError(f"{path} is no TOML: {wrong}; mend the line, or undo it with: pledgebook verdict") from wrong
    stanzas = given.pop("verdict", [])
    if given or not isinstance(stanzas, list):
        raise VerdictError(f"{path}: unknown key {next(iter(given), 'verdict')!r}; write [[verdict]] stanzas")
    found = [_verdict(path, number, stanza) for number, stanza in enumerate(stanzas, start=1)]
    _no_contradiction(path, found)
    return found


def _verdict(path: Path, number: int, stanza: Any) -> Verdict:
    try:
        return Verdict.model_validate(stanza)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the stanza"
        keys = ", ".join(Verdict.model_fields)
        message = f"{path}: verdict {number}: {place}: {first['msg']}; the keys are {keys}, or take the verdict out"
        raise VerdictError(message) from wrong


def _no_contradiction(path: Path, found: Sequence[Verdict]) -> None:
    """Two rows cannot be one promise and two."""
    said: dict[tuple[str, ...], tuple[int, str]] = {}
    for number, one in enumerate(found, start=1):
        if one.kind in ("one", "two"):
            key = tuple(sorted(row.model_dump_json() for row in one.rows))
            before = said.setdefault(key, (number, one.kind))
            if before[1] != one.kind:
                message = f"{path}: verdicts {before[0]} and {number} say of the same rows that they are one and two"
                raise VerdictError(f"{message}; take one of them out: pledgebook verdict undo {one.verdict_id}")


def write_verdicts(path: Path, verdicts: Iterable[Verdict]) -> None:
    """The file anew, whole or not at all.

    Raises VerdictError where it cannot be written, or would contradict itself.
    """
    kept = list(verdicts)
    _no_contradiction(path, kept)
    text = "# What people have decided; see `pledgebook verdict --help`.\n" + "".join(_stanza(one) for one in kept)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(".toml.part")
        made.write_text(text, encoding="utf-8")
        made.replace(path)
    except OSError as wrong:
        raise VerdictError(f"{path} cannot be written ({wrong.strerror}): make its folder writable") from wrong


def _stanza(one: Verdict) -> str:
    given = one.model_dump(exclude_none=True)
    lines = [f"{key} = {_toml(value)}" for key, value in given.items() if key != "rows"]
    if one.rows:
        rows = [row.model_dump(exclude_none=True) for row in one.rows]
        lines.append("rows = [\n" + "".join(f"  {_toml(row)},\n" for row in rows) + "]")
    return "\n[[verdict]]\n" + "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """A value as TOML has it; JSON's strings are among TOML's, but for the control character that it lets stand."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(of)}" for key, of in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def rule(verdicts: Sequence[Verdict], rows: Sequence[Mapping[str, Any]]) -> tuple[Rulings, list[Ruled]]:
    """Verdicts in the ids of the rows at hand, and what became of each.

    `rows`: mappings with target_id, release_id, company, action, topic, metric, value, unit, target_year, evidence, of
    all releases that the verdicts name.
    """
    of_release: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        of_release.setdefault(str(row["release_id"]), []).append(row)
    ruled = [_ruled(one, of_release) for one in verdicts]
    holds = [one for one in ruled if one.problem is None]
    return Rulings(
        wrong=frozenset(one.target_ids[0] for one in holds if one.verdict.kind == "wrong"),
        one=_pairs(one for one in holds if one.verdict.kind == "one"),
        two=_pairs(one for one in holds if one.verdict.kind == "two"),
        companies={
            one.target_ids[0]: one.verdict.company or ""
            for one in holds
            if one.verdict.kind == "company" and one.target_ids
        },
        names={company_key(one.name): one.company or "" for one in verdicts if one.kind == "company" and one.name},
    ), ruled


def _pairs(found: Iterable[Ruled]) -> dict[str, frozenset[str]]:
    pairs: dict[str, frozenset[str]] = {}
    for one in found:
        first, second = one.target_ids
        pairs[first] = pairs.get(first, frozenset()) | {second}
        pairs[second] = pairs.get(second, frozenset()) | {first}
    return pairs


def _ruled(one: Verdict, of_release: Mapping[str, list[Mapping[str, Any]]]) -> Ruled:
    met: list[str] = []
    for row in one.rows:
        found, problem = _meant(row, of_release.get(row.release, []))
        if found is None:
            return Ruled(one, tuple(met), problem)
        met.append(found)
    if len(set(met)) < len(met):
        return Ruled(one, tuple(met), "both of its rows are the same row now")
    return Ruled(one, tuple(met), None)


def _meant(ref: RowRef, rows: Sequence[Mapping[str, Any]]) -> tuple[str | None, str | None]:
    """The row that a reference means: the same sentence, or one that holds it or lies in it; then what it said."""
    if not rows:
        return None, f"no row of release {ref.release} is in the book"
    wanted = _folded(ref.evidence)
    same = [row for row in rows if _folded(row["evidence"]) == wanted]
    close = same or [row for row in rows if wanted in _folded(row["evidence"]) or _folded(row["evidence"]) in wanted]
    if not close:
        return None, f"no row of release {ref.release} has the sentence “{ref.evidence}” any more"
    scored = [(_agreeing(ref, row), str(row["target_id"])) for row in close]
    best = max(scored)[0]
    first = sorted(target_id for score, target_id in scored if score == best)
    if len(first) > 1:
        return None, f"{len(first)} rows of release {ref.release} fit “{ref.evidence}” equally well"
    if len(close) > 1 and best < _said(ref) / 2:
        return None, f"none of the {len(close)} rows of “{ref.evidence}” says what was judged"
    return first[0], None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


_SAYS = ("action", "topic", "metric", "value", "unit", "target_year")


def _said(ref: RowRef) -> int:
    return sum(getattr(ref, name) is not None for name in _SAYS)


def _agreeing(ref: RowRef, row: Mapping[str, Any]) -> int:
    return sum(getattr(ref, name) is not None and getattr(ref, name) == row[name] for name in _SAYS)
