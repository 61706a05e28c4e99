"""From the marks of a sentence to its rows: quantities and end states, each with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tasks.releases.records import Release
from tasks.targets.attach import Around, Dated, base_for, dated, deadline_for, inherited
from tasks.targets.bare_goals import bare_goals
from tasks.targets.believable import believable
from tasks.targets.clauses import Clause, clause_at, clauses_of
from tasks.targets.counted_before import with_units_told
from tasks.targets.deed_records import Deed
from tasks.targets.deeds import deed_of
from tasks.targets.everything import beside_other_figures, due_between, find_everything
from tasks.targets.fields import (
    denominator_of,
    is_past,
    level_year,
    met_in,
    scopes_of,
    split_by_topic,
    unit_of,
    validator_of,
    year_reached,
)
from tasks.targets.hearsay import is_denied, is_to_be_missed
from tasks.targets.levels import roles_of
from tasks.targets.levels_so_far import level_so_far
from tasks.targets.marks import Sentence
from tasks.targets.meant import kind_of, stance_in
from tasks.targets.metrics import is_left_out, metric_of
from tasks.targets.quantity_records import Quantity
from tasks.targets.reading import (
    Reading,
    anchors_of,
    in_one_clause,
    in_state,
    owner_of,
)
from tasks.targets.records import Kind, Target, Topic
from tasks.targets.replaced import is_given_new_date, is_of_old_goal
from tasks.targets.replaced_years import replaced_year
from tasks.targets.respective import is_paired, paired_thing, paired_year
from tasks.targets.results import is_result
from tasks.targets.second_figures import is_doubled_level, second_date
from tasks.targets.state_records import State
from tasks.targets.state_rows import repeated_states, state_row
from tasks.targets.states import find_states, tells_ends
from tasks.targets.subjects import categories_in, topic_words
from tasks.targets.topics_of_figures import plain_quantity, topic_of_figure


def rows_of(sentence: Sentence, release: Release, around: Around, *, lead_promises: bool) -> list[Target]:
    """The rows of a sentence, list item or heading, in order; of every kind."""
    told = find_everything(sentence)
    fates = {goal.fate for goal in sentence.goals} | {cue.entry.name for cue in sentence.cues}
    bare = not fates.isdisjoint(("dropped", "moved"))
    if not (sentence.quantities or told or bare or tells_ends(sentence)):
        return []
    sentence = replace(sentence, quantities=with_units_told(sentence))
    clauses = clauses_of(sentence)
    states = find_states(sentence, clauses)
    everything = beside_other_figures(sentence, clauses, told, states)
    if everything:
        quantities = sorted([*sentence.quantities, *everything], key=lambda one: one.first)
        sentence = replace(sentence, quantities=quantities)
    if not (sentence.quantities or states or bare) or sentence.passage.text.rstrip(' "”').endswith("?"):
        return []
    roles = roles_of(sentence)
    anchors = anchors_of(sentence, roles, states)
    listed = sentence.passage.label == "list"
    reading = Reading(sentence, clauses, roles, states, release, around, listed, lead_promises, anchors)
    rows: list[Target] = []
    for number, one in enumerate(sentence.quantities):
        whole = one.value == 100 and any(
            state.first == one.last or _is_state_of(sentence, clauses, one, state) for state in states
        )  # "be 100 % carbon neutral", "100 % of shipments will be carbon neutral"
        if reading.roles.is_outcome(number) and not whole and not in_state(states, one):
            rows += _quantity_rows(reading, number, one)
    for state in [*states, *repeated_states(sentence, states)]:
        if any(one.value < 100 and _is_state_of(sentence, clauses, one, state) for one in sentence.quantities):
            continue  # "60 % of shipments will be carbon neutral": what is due is the share
        if state.action == "net_zero" and any(
            other.kind == "percent"
            and abs(other.first - state.first) < 14
            and "aligned" in sentence.lows(other.last, state.first)
            for other in sentence.quantities
        ):
            continue  # "70 % of assets aligned with net zero by 2040": what is due is the share
        shared = sentence.low(state.first - 1) in ("as", "sending", "generating")
        if shared and any(
            one.kind in ("percent", "count")
            and in_one_clause(clauses, one.first, state.first)
            and one.first < state.first
            for one in sentence.quantities
        ):
            continue  # "certify 10 % of sites as zero waste": what is due is the share
        if (row := state_row(reading, state)) is not None:
            rows.append(row)
    return rows or list(bare_goals(reading))


_BECOMES = {"be", "become", "is", "are", "operate", "run", "go"}


def _is_state_of(sentence: Sentence, clauses: list[Clause], one: Quantity, state: State) -> bool:
    """Whether an end state is what a share of things comes to: "half of our shipments will be net zero by 2030"."""
    return (
        one.kind in ("percent", "all")
        and (state.action in ("net_zero", "carbon_neutral") or (one.value < 100 and state.rule == "free of a thing"))
        and sentence.low(one.last) == "of"
        and one.last < state.first
        and in_one_clause(clauses, one.lead, state.first)
        and sentence.low(state.first - 1) in _BECOMES
        and not due_between(sentence, one.last, state.first)
    )


def _quantity_rows(reading: Reading, number: int, one: Quantity) -> Iterator[Target]:
    sentence, clauses = reading.sentence, reading.clauses
    at = clause_at(clauses, one.first)
    clause = clauses[at]
    if is_doubled_level(reading, number, one) or sentence.lows(one.last, one.last + 3) == ["of", "the", "way"]:
        return  # "two thirds of the way to our goal"
    if sentence.low(one.lead - 1) == "at" and any(
        state.action == "peak" and in_one_clause(clauses, state.first, one.first) for state in reading.states
    ):
        return
    stance = stance_in(reading, at, one.lead)
    if stance in ("perhaps", "other", "open") or is_of_old_goal(sentence, one):
        return
    deed = deed_of(sentence, clause, one)
    if deed is None:
        return
    deed = paired_thing(sentence, one, deed)
    if stance == "promised" and deed.action in ("reach", "reduce") and is_denied(sentence, clause.first, one.lead):
        if is_to_be_missed(sentence, clause.first, one.lead) and not is_given_new_date(sentence.passage):
            return
        stance = "dropped"
    if one.kind == "plain":
        named = plain_quantity(sentence, clause, one, deed)
        if named is None:
            return
        one = named
    topic = topic_of_figure(reading, clause, one, deed)
    if topic is None:
        return
    deadline = paired_year(sentence, one) or deadline_for(
        sentence, clauses, (one.lead, one.last), reading.anchors, reading.around
    )
    changes = deed.action in ("reduce", "increase") or deed.rule == "verb of change to a level"
    if deadline is None and changes and one.kind == "percent":
        deadline = inherited(sentence, clause, one.lead)
    if (kind := kind_of(reading, stance, deadline)) is None:
        return
    doing = (deed.verb.first - 2, deed.verb.last) if deed.verb is not None else (0, 0)
    told = [(goal.first, goal.last) for goal in sentence.goals] if clause.shares else []
    firm = bool(topic_words(sentence, [deed.metric, *deed.told, (one.first, one.last), doing, *told], firm=True))
    firm = firm or (kind == "achievement" and is_left_out(reading, clause, one, deed, topic))
    if not believable(
        sentence,
        clause,
        one,
        deed,
        topic,
        dated=deadline is not None or kind != "target" or reading.lead_promises,
        firm=firm,
        heads=reading.listed and reading.lead_promises and (one.lead <= 1 or sentence.low(one.lead - 1) == ":"),
    ):
        return
    if kind == "achievement" and not is_result(reading, clause, one, deed, topic, firm=firm):
        return
    owner, strange = owner_of(reading, at, one.lead)
    if strange:
        return
    for row in _filled(reading, number, one, deed, topic, deadline, kind, owner):
        yield row
        if (so_far := level_so_far(reading, number, row)) is not None:
            yield so_far
        if (later := second_date(sentence, one)) is not None and row.target_year is not None and kind == "target":
            yield replace(row, target_year=later.year, deadline_text=dated(sentence, later).text)


def _filled(
    reading: Reading,
    number: int,
    one: Quantity,
    deed: Deed,
    topic: Topic,
    deadline: Dated | None,
    kind: Kind,
    owner: str | None,
) -> Iterator[Target]:
    sentence, clauses, passage = reading.sentence, reading.clauses, reading.sentence.passage
    clause = clauses[clause_at(clauses, one.first)]
    near = sentence.text(clause.first, clause.last)
    base = base_for(
        sentence,
        clauses,
        (one.lead, one.last),
        reading.anchors,
        reading.around,
        change=deed.action in ("reduce", "increase"),
        today=reading.release.published_on.year if reading.release.published_on else 2024,
    )
    roles, quantities = reading.roles, sentence.quantities
    second = next((quantities[other] for other, of in roles.second.items() if of == number), None)
    metric = sentence.text(*deed.metric)
    scopes = scopes_of(reading, clause, one, metric) if topic in ("ghg", "suppliers") else ()
    named = metric_of(reading, clause, one, deed, topic)
    per = denominator_of(one, deed, topic, f"{metric}. {near}") or denominator_of(one, deed, topic, named)
    own_deadline = (
        deadline
        if kind != "achievement"
        or deadline is None
        or deadline.year is None
        or (is_past(reading, deadline) and met_in(sentence, one) is None)
        else None
    )
    row = Target(
        company=owner,
        action=deed.action,
        topic=topic,
        metric=named,
        evidence=reading.release.text[passage.start : passage.end],
        start=passage.start,
        end=passage.end,
        value=one.value,
        value_max=one.value_max,
        unit=unit_of(
            sentence,
            one,
            topic,
            deed,
            annual=bool({"annual", "annually", "yearly"} & set(sentence.lows(clause.first, clause.last))),
        ),
        qualifier=one.qualifier or ("at_most" if deed.action == "limit" else None),
        per=per,
        scopes=scopes,
        scope3_categories=categories_in(near) if topic == "ghg" else (),
        base_year=(base or level_year(reading, number)) if kind != "withdrawal" else None,
        base_value=roles.value(roles.start_level, number, quantities),
        target_year=own_deadline.year
        if own_deadline
        else year_reached(reading, one)
        if kind == "achievement"
        else None,
        deadline_text=own_deadline.text if own_deadline else None,
        value_alt=second.value if second else None,
        unit_alt=second.unit if second else None,
        previous_value=roles.value(roles.replaced, number, quantities),
        previous_year=replaced_year(sentence, clause, own_deadline),
        validated_by=validator_of(reading, topic, by_scope=bool(scopes) or per is None)
        if deed.action in ("reduce", "reach")
        else None,
        kind=kind,
        confidence=0.5,
        rules=(deed.rule, f"{one.kind} quantity", *(("deadline",) if deadline else ())),
    )
    if is_paired(sentence, one):
        yield row
        return
    yield from split_by_topic(sentence, deed, row)
