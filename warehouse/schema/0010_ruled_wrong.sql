-- Rows that a person ruled wrong: kept and marked, and out of every published list and count.

create view ruled_wrong as
with ruled as (
    select unnest(target_ids) as target_id, verdict_id, why
    from core_verdict
    where kind = 'wrong' and problem is null
)

select t.company, t.wording as promise, t.evidence, u.why, u.verdict_id, t.target_id, t.release_id
from core_target t
join ruled u using (target_id);
comment on view ruled_wrong is 'Rows that a verdict in force calls wrong: they stay in core_target and count nowhere';
comment on column ruled_wrong.company is 'who owns it, as the release names it';
comment on column ruled_wrong.promise is 'the row in words';
comment on column ruled_wrong.evidence is 'the sentence that it was read from';
comment on column ruled_wrong.why is 'why, as the person wrote it';
comment on column ruled_wrong.verdict_id is 'row of core_verdict; pledgebook verdict undo takes it back';
comment on column ruled_wrong.target_id is 'row of core_target';
comment on column ruled_wrong.release_id is 'row of core_release';

create or replace view out_week_targets as
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
    where r.duplicate_of is null and t.target_id not in (select w.target_id from ruled_wrong w)
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
comment on view out_week_targets is 'Every target of a week with its evidence; of achievements and withdrawals those that did something to a promise; without rows ruled wrong';
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

create or replace view targets as
select r.published_on, t.company, t.wording as promise, t.kind, t.action, t.topic, t.metric, t.value, t.value_max, t.unit, t.per,
    t.scopes, t.base_year, t.target_year, t.evidence, t.confidence, t.confidence < 0.75 as is_unsure, r.title, r.url,
    t.target_id, t.release_id
from core_target t
join core_release r using (release_id)
where r.duplicate_of is null and t.target_id not in (select w.target_id from ruled_wrong w);
comment on view targets is 'Targets with their releases; a text that came twice counts once; without rows ruled wrong';
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
