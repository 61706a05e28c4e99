"""Which promise each row of a release speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from tasks.ledger.measures import alike, is_bare, measured, reaches
from tasks.ledger.records import Statement
from tasks.ledger.rulings import Rulings
from tasks.ledger.sameness import APART, BOTH_NAMED, LOOSE, SAME, Likeness, likeness, named_by_sentence
from tasks.ledger.subjects import Subject, content_words, is_misread, subject_of
from tasks.ledger.support import Fit, best_likeness, fit
from tasks.ledger.threads import Thread, sentence_words
from tasks.ledger.vocabulary import says, stems

# Points from which a refusal is a near miss, by degree: APART only where a rule says so, LOOSE, SAME.
_NEAR = {APART: float("inf"), LOOSE: 1.0, SAME: 0.0}
VERDICT = 1000.0  # a person's word outweighs every score


@dataclass(frozen=True, slots=True)
class Meeting:
    """A row with the promise it speaks of, or None and the promise that it nearly met; the rule for either."""

    row: Statement
    thread: Thread | None
    rule: str
    near: Thread | None = None


def meet_targets(threads: Sequence[Thread], rows: Sequence[Statement], rulings: Rulings) -> list[Meeting]:
    """A meeting for each target row of a release, best fits first; a promise meets one row of a release.

    A row that fits several promises equally well is taken for none of them.
    """
    fits = [_fits(threads, row, rulings) for row in rows]
    met: dict[int, Meeting] = {}
    taken: set[str] = set()
    while found := _surest(rows, fits, met, taken):
        number, thread, rule = found
        met[number] = Meeting(rows[number], thread, rule)
        taken.add(thread.promise_id)
    for number, row in enumerate(rows):
        if number not in met:
            met[number] = _unmet(row, fits[number], taken)
    return [met[number] for number in range(len(rows))]


Fits = list[tuple[Fit, Thread]]


def _fits(threads: Sequence[Thread], row: Statement, rulings: Rulings) -> Fits:
    subject, misread = subject_of(row.target), is_misread(row.target)
    bare = is_bare(row.target)  # it names neither the figure nor whether it was to be cut or to be reached
    found: Fits = []
    for thread in threads:
        meant = misread or thread.held.topic == row.target.topic
        if not meant and not rulings.one:
            continue
        if rulings.apart(row.target_id, thread.rows):
            continue
        if rulings.together(row.target_id, thread.rows):
            found.append((Fit(best_likeness(thread, row, subject), 0.0, VERDICT, "verdict: one promise"), thread))
        elif meant and thread.status != "withdrawn":
            asked = subject_of(replace(row.target, action=thread.held.action)) if bare else subject
            found.append((fit(thread, row, asked), thread))
    return found


def _surest(
    rows: Sequence[Statement], fits: list[Fits], met: dict[int, Meeting], taken: set[str]
) -> tuple[int, Thread, str] | None:
    """The row with the highest score of all whose best promise is the only best one."""
    best: tuple[float, int, Thread, str] | None = None
    for number in range(len(rows)):
        if number in met:
            continue
        scored = [(f.score, f.rule, t) for f, t in fits[number] if f.score is not None and t.promise_id not in taken]
        if not scored:
            continue
        score, rule, thread = max(scored, key=lambda one: one[0])
        alone = sum(one[0] == score for one in scored) == 1
        if alone and (best is None or score > best[0]):
            best = (score, number, thread, rule)
    return None if best is None else best[1:]


def _unmet(row: Statement, fits: Fits, taken: set[str]) -> Meeting:
    """No promise took it: which one nearly did, for a person to look at."""
    ruled = [t for f, t in fits if f.score == VERDICT]
    if ruled:
        return Meeting(row, ruled[0], "verdict: one promise")
    free = [(f, t) for f, t in fits if t.promise_id not in taken and t.status != "withdrawn"]
    several = [(f, t) for f, t in free if f.score is not None]
    if several:
        return Meeting(row, None, "several promises fit equally well", several[0][1])
    refused = [(f, t) for f, t in free if f.points >= _NEAR[f.likeness.degree] or (f.likeness.near and f.points >= 2)]
    if not refused:
        return Meeting(row, None, "first stated")
    closest, thread = max(refused, key=lambda one: (one[0].likeness.degree, one[0].points))
    return Meeting(row, None, closest.rule, thread)


def meet_achievement(threads: Sequence[Thread], row: Statement, rulings: Rulings) -> list[Meeting]:
    """Every open promise that a result reaches; one that is less surely meant only where it is the only one."""
    subject = subject_of(row.target)
    sure, unsure, near = [], [], []
    for thread in threads:
        if thread.status != "open" or not reaches(thread.held, row.target) or rulings.apart(row.target_id, thread.rows):
            continue
        like = _result_likeness(thread, row, subject)
        bases = (thread.held.base_year, row.target.base_year)
        if rulings.together(row.target_id, thread.rows):
            sure.append(Meeting(row, thread, "verdict: one promise"))
        elif like.degree and None not in bases and bases[0] != bases[1]:
            near.append(Meeting(row, None, "a result against another base", thread))
        elif like.degree == SAME:
            sure.append(Meeting(row, thread, like.rule))
        elif like.degree == LOOSE and (like.rule == BOTH_NAMED or says("goal met", row.target.evidence)):
            unsure.append(Meeting(row, thread, like.rule))
        elif like.degree == LOOSE:
            near.append(Meeting(row, None, f"a result, perhaps of a part: {like.rule}", thread))
    if sure or len(unsure) == 1:
        return sure or unsure
    return [Meeting(row, None, "a result that fits several", one.thread) for one in unsure[:1]] or near[:1]


def _result_likeness(thread: Thread, row: Statement, subject: Subject) -> Likeness:
    """The likeness of a result. One that says that a goal is met may name it beside its figure: "has reached its cullet
    target: 61 % of what goes into its furnaces"."""
    like, evidence, topic = best_likeness(thread, row, subject), row.target.evidence, thread.held.topic
    if like.degree > APART or topic != row.target.topic or not says("goal met", evidence):
        return like
    return named_by_sentence(
        thread.subject, subject, partial(content_words, evidence, topic), frozenset(stems(evidence))
    )


def meet_withdrawal(threads: Sequence[Thread], row: Statement, taken: set[str], rulings: Rulings) -> Meeting | None:
    """The promise that a text drops; None where nothing like it stands, or where the same release replaces it."""
    found: list[tuple[float, Thread, str]] = []
    for thread in threads:
        if thread.status == "withdrawn" or rulings.apart(row.target_id, thread.rows):
            continue
        held, gone = thread.held, row.target
        # "has dropped its goal of 40 %" names the value and not whether it was to be cut or to be reached
        like = best_likeness(thread, row, subject_of(replace(gone, action=held.action)))
        year = gone.target_year is not None and gone.target_year == held.target_year
        value = gone.value is not None and alike(measured(gone, gone.value), measured(held, held.value))
        end = gone.value is None and gone.action == held.action
        if like.degree == SAME or (like.degree == LOOSE and year + value + end >= 2):
            found.append((2 * year + 2 * value + end + like.degree, thread, like.rule))
    if not found:
        return None
    best = max(one[0] for one in found)
    first = [one for one in found if one[0] == best]
    if any(one[1].promise_id in taken for one in first):
        return None  # withdrawn and replaced is the new row
    if len(first) > 1:
        return Meeting(row, None, "several promises could be meant", first[0][1])
    return Meeting(row, first[0][1], first[0][2])


def once_each(rows: Sequence[Statement]) -> list[Statement]:
    """Rows of one release without those that say in another sentence what a row before them said."""
    kept: list[Statement] = []
    for row in rows:
        if not any(_said_twice(one, row) for one in kept):
            kept.append(row)
    return kept


def without_replaced(threads: Sequence[Thread], rows: Sequence[Statement]) -> list[Statement]:
    """Rows without the old goals: what stands already, in a sentence that says what takes its place."""
    return [row for row in rows if not (any(_takes_place(row, one) for one in rows) and _stands(threads, row))]


def _takes_place(old: Statement, new: Statement) -> bool:
    if old is new or old.target.start != new.target.start or not says("replaces", old.target.evidence):
        return False
    same = (old.target.action, old.target.value, old.target.target_year) == (
        new.target.action,
        new.target.value,
        new.target.target_year,
    )
    return not same and likeness(subject_of(old.target), subject_of(new.target), frozenset, frozenset).degree > APART


def _stands(threads: Sequence[Thread], row: Statement) -> bool:
    """Whether a promise stands that says just this."""
    target, subject = row.target, subject_of(row.target)
    return any(
        thread.held.action == target.action
        and thread.held.target_year == target.target_year
        and alike(measured(thread.held, thread.held.value), measured(target, target.value))
        and best_likeness(thread, row, subject).degree == SAME
        for thread in threads
        if thread.held.topic == target.topic and thread.status != "withdrawn"
    )


def _said_twice(one: Statement, other: Statement) -> bool:
    mine, theirs = one.target, other.target
    if mine.start == theirs.start or mine.topic != theirs.topic or mine.target_year != theirs.target_year:
        return False
    if mine.action != theirs.action or not alike(measured(mine, mine.value), measured(theirs, theirs.value)):
        return False
    like = likeness(subject_of(mine), subject_of(theirs), lambda: sentence_words(one), lambda: sentence_words(other))
    return like.degree == SAME and like.rule == "same thing measured"
