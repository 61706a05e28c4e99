-- The weekly tables that people read, what they were built from, and views named for users.

-- The wording was made anew for every row at every report; it is a function of the row, so it is stored with it.
alter table core_target add column wording varchar;
comment on column core_target.wording is 'the row in words; null in rows of before migration 6 until the next report';

-- What was set aside belongs to the week that saw it first, however often it is seen again.
alter table raw_reject add column first_seen_at timestamptz;
update raw_reject set first_seen_at = seen_at;
comment on column raw_reject.first_seen_at is 'when it was first seen, UTC';

create table meta_mart (
    mart varchar not null,
    sha256 varchar not null
);
comment on table meta_mart is 'The statements that filled the out_ tables: where one was edited since, all weeks are filled anew';
comment on column meta_mart.mart is 'name of the table, and of its file in warehouse/marts';
comment on column meta_mart.sha256 is 'SHA-256 of that file and, of out_horizon, of the promises that it counts; hexadecimal';

create table meta_mart_week (
    week_starts_on date not null,
    inputs varchar not null
);
comment on table meta_mart_week is 'What each week of the out_ tables was built from: a week whose inputs differ is built anew';
comment on column meta_mart_week.week_starts_on is 'Monday of the week';
comment on column meta_mart_week.inputs is 'digest of the releases, targets, events, attempts and set-aside things that fall into it';

alter table out_week_summary add column late bigint;
comment on column out_week_summary.late is 'of the releases, those first seen after the week had ended';
alter table out_week_companies add column late bigint;
comment on column out_week_companies.late is 'of the releases, those first seen after the week had ended';
alter table out_week_companies add column week_starts_on date;
comment on column out_week_companies.week_starts_on is 'its Monday';
comment on table out_week_summary is 'Counts by ISO week and topic, from the first week of the book to the last; a week without releases is there with zeros';
comment on column out_week_summary.topic is 'topic of TARGETS.md, each in every week; all counts every release once';
comment on column out_week_summary.dated_by is 'published, first_seen or mixed: which date put the releases into the week; published where there are none';
comment on table out_week_companies is 'Counts by ISO week and company; a company is there in the weeks in which it said something or something happened to its promises';
comment on column out_week_companies.company is 'who owns the promises: events count under the name in the ledger, releases and targets under that in the release';
comment on column out_week_companies.new is 'promises first stated';
comment on column out_week_companies.restated is 'promises stated again without change';
comment on column out_week_companies.raised is 'promises made more ambitious';
comment on column out_week_companies.lowered is 'promises made less ambitious';
comment on column out_week_companies.brought_forward is 'promises moved to an earlier year';
comment on column out_week_companies.delayed is 'promises moved to a later year';
comment on column out_week_companies.rebased is 'promises with another base year or boundary';
comment on column out_week_companies.achieved is 'promises reached';
comment on column out_week_companies.withdrawn is 'promises given up';
comment on column out_week_companies.overdue is 'promises whose year ended in silence';

create table out_week_rolling (
    week varchar not null,
    week_starts_on date not null,
    topic varchar not null,
    weeks integer not null,
    covered integer not null,
    releases bigint not null,
    targets bigint not null,
    new bigint not null,
    restated bigint not null,
    raised bigint not null,
    lowered bigint not null,
    brought_forward bigint not null,
    delayed bigint not null,
    rebased bigint not null,
    achieved bigint not null,
    withdrawn bigint not null,
    overdue bigint not null,
    releases_before bigint,
    targets_before bigint,
    new_before bigint,
    restated_before bigint,
    raised_before bigint,
    lowered_before bigint,
    brought_forward_before bigint,
    delayed_before bigint,
    rebased_before bigint,
    achieved_before bigint,
    withdrawn_before bigint,
    overdue_before bigint,
    releases_year_before bigint,
    targets_year_before bigint,
    new_year_before bigint,
    restated_year_before bigint,
    raised_year_before bigint,
    lowered_year_before bigint,
    brought_forward_year_before bigint,
    delayed_year_before bigint,
    rebased_year_before bigint,
    achieved_year_before bigint,
    withdrawn_year_before bigint,
    overdue_year_before bigint
);
comment on table out_week_rolling is 'Sums over the 4 and the 52 weeks that end with a week, by topic, beside the span before and the same span a year earlier';
comment on column out_week_rolling.week is 'ISO week, like 2025-W18';
comment on column out_week_rolling.week_starts_on is 'its Monday';
comment on column out_week_rolling.topic is 'topic of TARGETS.md, or all';
comment on column out_week_rolling.weeks is '4 or 52: how many weeks the span counts, this one the last of them';
comment on column out_week_rolling.covered is 'how many of them the book holds';
comment on column out_week_rolling.releases is 'releases in the span';
comment on column out_week_rolling.targets is 'rows of kind target in the span';
comment on column out_week_rolling.new is 'promises first stated in the span';
comment on column out_week_rolling.restated is 'promises stated again without change in the span';
comment on column out_week_rolling.raised is 'promises made more ambitious in the span';
comment on column out_week_rolling.lowered is 'promises made less ambitious in the span';
comment on column out_week_rolling.brought_forward is 'promises moved to an earlier year in the span';
comment on column out_week_rolling.delayed is 'promises moved to a later year in the span';
comment on column out_week_rolling.rebased is 'promises with another base year or boundary in the span';
comment on column out_week_rolling.achieved is 'promises reached in the span';
comment on column out_week_rolling.withdrawn is 'promises given up in the span';
comment on column out_week_rolling.overdue is 'promises whose year ended in silence in the span';
comment on column out_week_rolling.releases_before is 'releases in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.targets_before is 'targets in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.new_before is 'new in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.restated_before is 'restated in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.raised_before is 'raised in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.lowered_before is 'lowered in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.brought_forward_before is 'brought forward in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.delayed_before is 'delayed in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.rebased_before is 'rebased in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.achieved_before is 'achieved in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.withdrawn_before is 'withdrawn in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.overdue_before is 'overdue in the span of the same length just before; null where the book does not hold all of it';
comment on column out_week_rolling.releases_year_before is 'releases in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.targets_year_before is 'targets in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.new_year_before is 'new in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.restated_year_before is 'restated in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.raised_year_before is 'raised in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.lowered_year_before is 'lowered in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.brought_forward_year_before is 'brought forward in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.delayed_year_before is 'delayed in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.rebased_year_before is 'rebased in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.achieved_year_before is 'achieved in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.withdrawn_year_before is 'withdrawn in the same span 52 weeks earlier; null where the book does not hold all of it';
comment on column out_week_rolling.overdue_year_before is 'overdue in the same span 52 weeks earlier; null where the book does not hold all of it';

create table out_week_sources (
    week varchar not null,
    week_starts_on date not null,
    source varchar not null,
    attempts bigint not null,
    answers bigint not null,
    failures bigint not null,
    skipped bigint not null,
    listed bigint not null,
    new_items bigint not null,
    changed_items bigint not null,
    set_aside bigint not null,
    documents bigint not null,
    last_detail varchar
);
comment on table out_week_sources is 'How each source fared in a week; from its first attempt to the last of any source every week is there, with zeros where nothing was tried';
comment on column out_week_sources.week is 'ISO week, like 2025-W18';
comment on column out_week_sources.week_starts_on is 'its Monday';
comment on column out_week_sources.source is 'name of the source';
comment on column out_week_sources.attempts is 'attempts to read it, one of its pages or files';
comment on column out_week_sources.answers is 'of them those that brought content, or the word that it had not changed';
comment on column out_week_sources.failures is 'of them those that failed, were refused, blocked or forbidden by robots.txt';
comment on column out_week_sources.skipped is 'times that it was left alone: not due, asked to wait, or gone for good';
comment on column out_week_sources.listed is 'items that it listed, summed over its readings';
comment on column out_week_sources.new_items is 'of them new ones';
comment on column out_week_sources.changed_items is 'of them new versions of known ones';
comment on column out_week_sources.set_aside is 'of them set aside';
comment on column out_week_sources.documents is 'documents that it brought into the archive';
comment on column out_week_sources.last_detail is 'what the week''s last failure said';

create table out_week_rejects (
    week varchar not null,
    week_starts_on date not null,
    stage varchar not null,
    reason varchar not null,
    rejects bigint not null,
    example varchar not null,
    detail varchar not null
);
comment on table out_week_rejects is 'What was set aside for the first time in a week, counted by reason';
comment on column out_week_rejects.week is 'ISO week, like 2025-W18';
comment on column out_week_rejects.week_starts_on is 'its Monday';
comment on column out_week_rejects.stage is 'fetch, clean or extract';
comment on column out_week_rejects.reason is 'short reason in snake case';
comment on column out_week_rejects.rejects is 'how many things';
comment on column out_week_rejects.example is 'one of them: source:item, or a source';
comment on column out_week_rejects.detail is 'what is wrong with that one and what to do';

create table out_horizon (
    target_year integer,
    topic varchar not null,
    promises bigint not null,
    companies bigint not null,
    open bigint not null,
    achieved bigint not null,
    withdrawn bigint not null,
    overdue bigint not null
);
comment on table out_horizon is 'What falls due when: promises by target year and topic; topic all counts each once';
comment on column out_horizon.target_year is 'year by which; null for promises that state none';
comment on column out_horizon.topic is 'topic of TARGETS.md, or all';
comment on column out_horizon.promises is 'promises for that year as they stand';
comment on column out_horizon.companies is 'companies that made them';
comment on column out_horizon.open is 'of the promises, those still open';
comment on column out_horizon.achieved is 'of them those reached';
comment on column out_horizon.withdrawn is 'of them those given up';
comment on column out_horizon.overdue is 'of them those whose year ended in silence';

-- The lists by row are views: each says again what stands in core_, and a copy of every sentence costs more than its join.
drop table out_week_targets;
create view out_week_targets as
with said as (
    select
        t.*, r.title, r.published_on, r.source,
        coalesce(r.url, d.source || ':' || d.item_key) as link,
        coalesce(r.published_on, cast(r.first_seen_at as date)) as day,
        cast(r.first_seen_at as date) as seen_on,
        (
            select {'events': string_agg(e.kind, ', ' order by e.kind), 'promise_id': any_value(e.promise_id)}
            from core_promise_event e
            where e.target_id = t.target_id
        ) as did
    from core_target t
    join core_release r using (release_id)
    left join raw_document d on d.document_id = r.document_id
    where r.duplicate_of is null
)

select
    strftime(day, '%G-W%V') as week,
    day - cast(isodow(day) - 1 as integer) as week_starts_on,
    if(published_on is null, 'first_seen', 'published') as dated_by,
    seen_on > day - cast(isodow(day) - 7 as integer) as late,
    company, wording as promise, kind, action, topic, metric, value, value_max, unit, per, scopes, base_year, target_year,
    deadline_text, coalesce(did.events, '') as events, evidence, title, link, published_on, source, confidence,
    did.promise_id as promise_id, target_id, release_id
from said
where kind = 'target' or did.events is not null;
comment on view out_week_targets is 'Every target of a week with its evidence; of achievements and withdrawals those that did something to a promise';
comment on column out_week_targets.week is 'ISO week, like 2025-W18';
comment on column out_week_targets.week_starts_on is 'its Monday';
comment on column out_week_targets.dated_by is 'published or first_seen: which date put it into the week';
comment on column out_week_targets.late is 'whether the release was first seen after the week had ended';
comment on column out_week_targets.company is 'who owns it, as the release names it';
comment on column out_week_targets.promise is 'the row in words';
comment on column out_week_targets.kind is 'target, achievement or withdrawal';
comment on column out_week_targets.action is 'as in core_target';
comment on column out_week_targets.topic is 'as in core_target';
comment on column out_week_targets.metric is 'the thing measured';
comment on column out_week_targets.value is 'the number, in unit';
comment on column out_week_targets.value_max is 'upper end of a range, in unit';
comment on column out_week_targets.unit is 'as in core_target';
comment on column out_week_targets.per is 'denominator of an intensity';
comment on column out_week_targets.scopes is 'GHG Protocol scopes that the text names';
comment on column out_week_targets.base_year is 'year that a change is measured from';
comment on column out_week_targets.target_year is 'year by which';
comment on column out_week_targets.deadline_text is 'the deadline as worded';
comment on column out_week_targets.events is 'what the release did to the promise, comma-separated';
comment on column out_week_targets.evidence is 'the sentence that says it';
comment on column out_week_targets.title is 'headline of the release';
comment on column out_week_targets.link is 'URL of the release, or source:item for a file';
comment on column out_week_targets.published_on is 'publication date as stated';
comment on column out_week_targets.source is 'name of the source that brought the release';
comment on column out_week_targets.confidence is '0 to 1';
comment on column out_week_targets.promise_id is 'row of core_promise; null where it speaks of none';
comment on column out_week_targets.target_id is 'row of core_target';
comment on column out_week_targets.release_id is 'row of core_release';

create view out_changes as
select
    strftime(e.happened_on, '%G-W%V') as week,
    e.happened_on - cast(isodow(e.happened_on) - 1 as integer) as week_starts_on,
    e.happened_on,
    case when e.kind = 'overdue' then 'calendar' when r.published_on is null then 'first_seen' else 'published' end as dated_by,
    e.kind <> 'overdue'
        and cast(r.first_seen_at as date) > e.happened_on - cast(isodow(e.happened_on) - 7 as integer) as late,
    p.company, e.kind, p.topic, coalesce(t.action, p.action) as action, coalesce(t.wording, p.wording) as promise,
    e.value_before, e.value_after, coalesce(t.unit, p.unit) as unit, e.year_before, e.year_after, e.note, e.rule, t.evidence,
    r.title, coalesce(r.url, d.source || ':' || d.item_key) as link, r.published_on, t.confidence, e.event_id, e.promise_id,
    t.target_id, t.release_id
from core_promise_event e
join core_promise p using (promise_id)
left join core_target t on t.target_id = coalesce(e.target_id, p.last_target_id)
left join core_release r on r.release_id = t.release_id
left join raw_document d on d.document_id = r.document_id
where e.kind <> 'restated';
comment on view out_changes is 'The change list: everything that happened to a promise but restatements, with the sentence behind it';
comment on column out_changes.week is 'ISO week, like 2025-W18';
comment on column out_changes.week_starts_on is 'its Monday';
comment on column out_changes.happened_on is 'day of the release; for overdue the first day after the target year';
comment on column out_changes.dated_by is 'published or first_seen: which date put the release into the week; calendar for overdue';
comment on column out_changes.late is 'whether the release was first seen after the week had ended';
comment on column out_changes.company is 'who owns the promise';
comment on column out_changes.kind is 'new, raised, lowered, brought_forward, delayed, rebased, achieved, withdrawn or overdue';
comment on column out_changes.topic is 'as in core_target';
comment on column out_changes.action is 'as in core_target';
comment on column out_changes.promise is 'the promise in words as this release puts it; for overdue as the last one did';
comment on column out_changes.value_before is 'value before it, in unit';
comment on column out_changes.value_after is 'value after it, in unit';
comment on column out_changes.unit is 'as in core_target';
comment on column out_changes.year_before is 'target year before it';
comment on column out_changes.year_after is 'target year after it';
comment on column out_changes.note is 'where the text and the book differ, and how';
comment on column out_changes.rule is 'name of the rule that recognised it';
comment on column out_changes.evidence is 'the sentence that says it; for overdue the last one that spoke of the promise';
comment on column out_changes.title is 'headline of its release';
comment on column out_changes.link is 'URL of its release, or source:item for a file';
comment on column out_changes.published_on is 'its publication date as stated';
comment on column out_changes.confidence is '0 to 1, of the row behind it';
comment on column out_changes.event_id is 'row of core_promise_event';
comment on column out_changes.promise_id is 'row of core_promise';
comment on column out_changes.target_id is 'row of core_target behind it';
comment on column out_changes.release_id is 'row of core_release behind it';

create view out_overdue as
select
    p.company, p.wording as promise, p.topic, p.action, p.value, p.value_max, p.unit, p.target_year,
    e.happened_on - cast(isodow(e.happened_on) - 1 as integer) as week_starts_on, e.happened_on as overdue_on, p.first_said_on,
    p.last_said_on, p.statement_count, t.evidence, r.title, coalesce(r.url, d.source || ':' || d.item_key) as link,
    r.published_on, p.promise_id, p.last_target_id as target_id, t.release_id
from core_promise p
join core_promise_event e on e.promise_id = p.promise_id and e.kind = 'overdue'
left join core_target t on t.target_id = p.last_target_id
left join core_release r on r.release_id = t.release_id
left join raw_document d on d.document_id = r.document_id
where p.status = 'overdue';
comment on view out_overdue is 'Promises whose year has passed and of which nothing was heard, with the sentence that last spoke of them';
comment on column out_overdue.company is 'who owns it';
comment on column out_overdue.promise is 'the promise in words';
comment on column out_overdue.topic is 'as in core_target';
comment on column out_overdue.action is 'as in core_target';
comment on column out_overdue.value is 'latest value, in unit';
comment on column out_overdue.value_max is 'upper end of a range, in unit';
comment on column out_overdue.unit is 'as in core_target';
comment on column out_overdue.target_year is 'year by which it was to be reached';
comment on column out_overdue.week_starts_on is 'Monday of the week in which it became so';
comment on column out_overdue.overdue_on is 'first day on which it was overdue';
comment on column out_overdue.first_said_on is 'day of the first release that states it';
comment on column out_overdue.last_said_on is 'day of the latest release that speaks of it';
comment on column out_overdue.statement_count is 'how many rows speak of it';
comment on column out_overdue.evidence is 'the latest sentence that speaks of it';
comment on column out_overdue.title is 'headline of its release';
comment on column out_overdue.link is 'URL of its release, or source:item for a file';
comment on column out_overdue.published_on is 'its publication date as stated';
comment on column out_overdue.promise_id is 'row of core_promise';
comment on column out_overdue.target_id is 'row of core_target that last speaks of it';
comment on column out_overdue.release_id is 'row of core_release';

-- Views named for users: short names, no text of a release, for that holds the names and numbers of press contacts.
create view weeks as
select week, week_starts_on, releases, late, companies, targets, "new", restated, raised, lowered, brought_forward,
    delayed, rebased, achieved, withdrawn, overdue, dated_by
from out_week_summary
where topic = 'all';
comment on view weeks is 'One row a week: what was said and what happened; weeks without releases are there with zeros';
comment on column weeks.week is 'ISO week, like 2025-W18';
comment on column weeks.week_starts_on is 'its Monday';
comment on column weeks.releases is 'releases';
comment on column weeks.late is 'of them those first seen after the week had ended';
comment on column weeks.companies is 'companies with a target';
comment on column weeks.targets is 'rows of kind target';
comment on column weeks.new is 'promises first stated';
comment on column weeks.restated is 'promises stated again without change';
comment on column weeks.raised is 'promises made more ambitious';
comment on column weeks.lowered is 'promises made less ambitious';
comment on column weeks.brought_forward is 'promises moved to an earlier year';
comment on column weeks.delayed is 'promises moved to a later year';
comment on column weeks.rebased is 'promises with another base year or boundary';
comment on column weeks.achieved is 'promises reached';
comment on column weeks.withdrawn is 'promises given up';
comment on column weeks.overdue is 'promises whose year ended in silence';
comment on column weeks.dated_by is 'published, first_seen or mixed: which date put the releases into the week';

create view topics as
select week, week_starts_on, topic, releases, late, companies, targets, "new", restated, raised, lowered, brought_forward,
    delayed, rebased, achieved, withdrawn, overdue
from out_week_summary
where topic <> 'all';
comment on view topics is 'One row a week and topic';
comment on column topics.week is 'ISO week, like 2025-W18';
comment on column topics.week_starts_on is 'its Monday';
comment on column topics.topic is 'topic of TARGETS.md';
comment on column topics.releases is 'releases with a target of the topic';
comment on column topics.late is 'of them those first seen after the week had ended';
comment on column topics.companies is 'companies with a target of the topic';
comment on column topics.targets is 'rows of kind target';
comment on column topics.new is 'promises first stated';
comment on column topics.restated is 'promises stated again without change';
comment on column topics.raised is 'promises made more ambitious';
comment on column topics.lowered is 'promises made less ambitious';
comment on column topics.brought_forward is 'promises moved to an earlier year';
comment on column topics.delayed is 'promises moved to a later year';
comment on column topics.rebased is 'promises with another base year or boundary';
comment on column topics.achieved is 'promises reached';
comment on column topics.withdrawn is 'promises given up';
comment on column topics.overdue is 'promises whose year ended in silence';

create view changes as
select happened_on, week, company, kind, promise, topic, value_before, value_after, unit, year_before, year_after, note,
    evidence, title, link, late, confidence, promise_id, target_id, release_id
from out_changes;
comment on view changes is 'What happened to promises, with the sentence behind it; restatements left out';
comment on column changes.happened_on is 'day of the release; for overdue the first day after the target year';
comment on column changes.week is 'its ISO week, like 2025-W18';
comment on column changes.company is 'who owns the promise';
comment on column changes.kind is 'new, raised, lowered, brought_forward, delayed, rebased, achieved, withdrawn or overdue';
comment on column changes.promise is 'the promise in words as this release puts it';
comment on column changes.topic is 'topic of TARGETS.md';
comment on column changes.value_before is 'value before it, in unit';
comment on column changes.value_after is 'value after it, in unit';
comment on column changes.unit is 'as in core_target';
comment on column changes.year_before is 'target year before it';
comment on column changes.year_after is 'target year after it';
comment on column changes.note is 'where the text and the book differ, and how';
comment on column changes.evidence is 'the sentence that says it; for overdue the last one that spoke of the promise';
comment on column changes.title is 'headline of its release';
comment on column changes.link is 'URL of its release, or source:item for a file';
comment on column changes.late is 'whether the release was first seen after the week had ended';
comment on column changes.confidence is '0 to 1, of the row behind it';
comment on column changes.promise_id is 'row of core_promise';
comment on column changes.target_id is 'row of core_target behind it';
comment on column changes.release_id is 'row of core_release behind it';

create view promises as
select p.company, p.wording as promise, p.status, p.target_year, p.topic, p.action, p.metric, p.value, p.value_max,
    p.unit, p.per, p.scopes, p.base_year, p.first_said_on, p.last_said_on, p.statement_count, t.evidence, r.title,
    coalesce(r.url, d.source || ':' || d.item_key) as link, p.promise_id, p.last_target_id as target_id, t.release_id
from core_promise p
left join core_target t on t.target_id = p.last_target_id
left join core_release r on r.release_id = t.release_id
left join raw_document d on d.document_id = r.document_id;
comment on view promises is 'Every promise as it stands, with the sentence that last spoke of it';
comment on column promises.company is 'who owns it';
comment on column promises.promise is 'the promise in words';
comment on column promises.status is 'open, achieved, withdrawn or overdue';
comment on column promises.target_year is 'year by which, as last said';
comment on column promises.topic is 'topic of TARGETS.md';
comment on column promises.action is 'as in core_target';
comment on column promises.metric is 'the thing measured';
comment on column promises.value is 'latest value, in unit';
comment on column promises.value_max is 'upper end of a range, in unit';
comment on column promises.unit is 'as in core_target';
comment on column promises.per is 'denominator of an intensity';
comment on column promises.scopes is 'GHG Protocol scopes';
comment on column promises.base_year is 'latest base year';
comment on column promises.first_said_on is 'day of the first release that states it';
comment on column promises.last_said_on is 'day of the latest release that speaks of it';
comment on column promises.statement_count is 'how many rows speak of it';
comment on column promises.evidence is 'the latest sentence that speaks of it';
comment on column promises.title is 'headline of its release';
comment on column promises.link is 'URL of its release, or source:item for a file';
comment on column promises.promise_id is 'row of core_promise';
comment on column promises.target_id is 'row of core_target';
comment on column promises.release_id is 'row of core_release';

create view companies as
with stand as (
    select
        company,
        count(*) as promises,
        count(*) filter (status = 'open') as "open",
        count(*) filter (status = 'overdue') as overdue,
        count(*) filter (status = 'achieved') as achieved,
        count(*) filter (status = 'withdrawn') as withdrawn,
        min(first_said_on) as first_said_on,
        max(last_said_on) as last_said_on
    from core_promise
    group by company
),

moved as (
    select
        company,
        cast(sum(raised) as bigint) as raised,
        cast(sum(lowered) as bigint) as lowered,
        cast(sum(brought_forward) as bigint) as brought_forward,
        cast(sum("delayed") as bigint) as "delayed"
    from out_week_companies
    group by company
)

select s.company, s.promises, s."open", s.overdue, s.achieved, s.withdrawn, coalesce(m.raised, 0) as raised,
    coalesce(m.lowered, 0) as lowered, coalesce(m.brought_forward, 0) as brought_forward,
    coalesce(m."delayed", 0) as "delayed", s.first_said_on, s.last_said_on
from stand s
left join moved m using (company);
comment on view companies is 'One row a company: how its promises stand and how often it moved them';
comment on column companies.company is 'who owns the promises';
comment on column companies.promises is 'promises in the book';
comment on column companies.open is 'of them those still open';
comment on column companies.overdue is 'of them those whose year ended in silence';
comment on column companies.achieved is 'of them those reached';
comment on column companies.withdrawn is 'of them those given up';
comment on column companies.raised is 'times that one was made more ambitious';
comment on column companies.lowered is 'times that one was made less ambitious';
comment on column companies.brought_forward is 'times that one was moved to an earlier year';
comment on column companies.delayed is 'times that one was moved to a later year';
comment on column companies.first_said_on is 'day of the first release that states one';
comment on column companies.last_said_on is 'day of the latest release that speaks of one';

create view horizon as
select target_year, topic, promises, companies, "open", achieved, withdrawn, overdue
from out_horizon;
comment on view horizon is 'What falls due when: promises by target year and topic';
comment on column horizon.target_year is 'year by which; null for promises that state none';
comment on column horizon.topic is 'topic of TARGETS.md, or all, which counts each promise once';
comment on column horizon.promises is 'promises for that year as they stand';
comment on column horizon.companies is 'companies that made them';
comment on column horizon.open is 'of the promises, those still open';
comment on column horizon.achieved is 'of them those reached';
comment on column horizon.withdrawn is 'of them those given up';
comment on column horizon.overdue is 'of them those whose year ended in silence';

create view overdue as
select company, promise, target_year, overdue_on, last_said_on, topic, value, unit, evidence, title, link, promise_id,
    target_id, release_id
from out_overdue;
comment on view overdue is 'Promises whose year has passed and of which nothing was heard';
comment on column overdue.company is 'who owns it';
comment on column overdue.promise is 'the promise in words';
comment on column overdue.target_year is 'year by which it was to be reached';
comment on column overdue.overdue_on is 'first day on which it was overdue';
comment on column overdue.last_said_on is 'day of the latest release that speaks of it';
comment on column overdue.topic is 'topic of TARGETS.md';
comment on column overdue.value is 'latest value, in unit';
comment on column overdue.unit is 'as in core_target';
comment on column overdue.evidence is 'the latest sentence that speaks of it';
comment on column overdue.title is 'headline of its release';
comment on column overdue.link is 'URL of its release, or source:item for a file';
comment on column overdue.promise_id is 'row of core_promise';
comment on column overdue.target_id is 'row of core_target';
comment on column overdue.release_id is 'row of core_release';

create view sources as
select source, status, last_reason, last_attempt_at, last_answer_at, last_new_at, item_count, read_from, last_notice
from out_source_health;
comment on view sources is 'How each source fares, asked at the time of reading';
comment on column sources.source is 'name of the source';
comment on column sources.status is 'gone, dying, failing, shrinking, stale or ok: the first that is true';
comment on column sources.last_reason is 'why the last attempt failed, in snake case';
comment on column sources.last_attempt_at is 'when it was last tried, UTC';
comment on column sources.last_answer_at is 'when it last answered, UTC';
comment on column sources.last_new_at is 'when it last brought something new, UTC';
comment on column sources.item_count is 'items of it in the book';
comment on column sources.read_from is 'where it is read';
comment on column sources.last_notice is 'the last notice, with its kind';

create view releases as
select r.published_on, strftime(coalesce(r.published_on, cast(r.first_seen_at as date)), '%G-W%V') as week,
    if(r.published_on is null, 'first_seen', 'published') as dated_by, r.issuer, r.title,
    coalesce(r.url, d.source || ':' || d.item_key) as link, r.source, r.wire, r.language, r.first_seen_at, r.duplicate_of, r.release_id
from core_release r
left join raw_document d on d.document_id = r.document_id;
comment on view releases is 'Every release, without its text; a text that came twice is marked';
comment on column releases.published_on is 'publication date as stated; null where there is none';
comment on column releases.week is 'ISO week that it belongs to, like 2025-W18';
comment on column releases.dated_by is 'published or first_seen: which date put it into the week';
comment on column releases.issuer is 'who publishes it, without legal suffix';
comment on column releases.title is 'its headline';
comment on column releases.link is 'where it can be read; source:item for a file';
comment on column releases.source is 'name of the source';
comment on column releases.wire is 'newswire that carried it';
comment on column releases.language is 'ISO 639-1 code';
comment on column releases.first_seen_at is 'when it was first seen, UTC';
comment on column releases.duplicate_of is 'the release with the same text that counts; null for that one';
comment on column releases.release_id is 'row of core_release';

create view set_aside as
select stage, ref, reason, detail, first_seen_at, seen_at as last_seen_at
from raw_reject;
comment on view set_aside is 'What was set aside, with the reason and the remedy';
comment on column set_aside.stage is 'fetch, clean or extract';
comment on column set_aside.ref is 'what was set aside: source:item, or a source';
comment on column set_aside.reason is 'short reason in snake case';
comment on column set_aside.detail is 'what is wrong with it and what to do';
comment on column set_aside.first_seen_at is 'when it was first seen, UTC';
comment on column set_aside.last_seen_at is 'when it was seen last, UTC';

create or replace view targets as
select r.published_on, t.company, t.wording as promise, t.kind, t.action, t.topic, t.metric, t.value, t.value_max, t.unit, t.per,
    t.scopes, t.base_year, t.target_year, t.evidence, t.confidence, t.confidence < 0.75 as is_unsure, r.title, r.url,
    t.target_id, t.release_id
from core_target t
join core_release r using (release_id)
where r.duplicate_of is null;
comment on view targets is 'Targets with their releases; a text that came twice counts once';
comment on column targets.published_on is 'publication date as stated; null where there is none';
comment on column targets.company is 'who owns it, without legal suffix';
comment on column targets.kind is 'target, achievement or withdrawal';
comment on column targets.action is 'reduce, increase, reach, limit, eliminate, net_zero, carbon_neutral, climate_positive or peak';
comment on column targets.topic is 'ghg, energy, renewables, water, waste, materials, nature, products, suppliers, people, society, finance or governance';
comment on column targets.metric is 'the thing measured, as worded';
comment on column targets.value is 'the number, in unit; null for end states';
comment on column targets.value_max is 'upper end of a range, in unit';
comment on column targets.unit is '%, pp, x, tCO2e, MWh, ISO currency or the counted noun; /year for rates';
comment on column targets.per is 'denominator of an intensity';
comment on column targets.scopes is 'GHG Protocol scopes that the text names';
comment on column targets.base_year is 'year that a change is measured from';
comment on column targets.target_year is 'year by which it is to be reached; of an achievement the year it was reached';
comment on column targets.evidence is 'the sentence, list item or table row that says it';
comment on column targets.confidence is 'estimated probability that the row is right, 0 to 1';
comment on column targets.is_unsure is 'whether confidence is under 0.75: on the labelled releases one such row in seven was wrong; kept, to be looked at';
comment on column targets.title is 'its headline';
comment on column targets.url is 'where it can be read';
comment on column targets.target_id is 'hash of the release and of all that the row says';
comment on column targets.release_id is 'hash of source and item key';
comment on column targets.promise is 'the row in words';
