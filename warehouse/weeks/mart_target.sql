-- The rows of those releases, with what each did to which promise.
create or replace temp table mart_target as
with did as (
    select
        target_id,
        string_agg(kind, ', ' order by kind) as events,
        any_value(promise_id) as promise_id,
        any_value(company) as company
    from mart_event
    where target_id is not null
    group by target_id
)

select
    r.week, r.week_starts_on, r.dated_by, r.late, coalesce(d.company, t.company) as company, t.wording as promise,
    t.kind, t.action, t.topic, t.metric, t.value, t.value_max, t.unit, t.per, t.scopes, t.base_year, t.target_year,
    t.deadline_text, d.events, t.evidence, r.title, r.link, r.published_on, r.source, t.confidence, d.promise_id,
    t.target_id, t.release_id, t.position
from core_target t
join mart_release r using (release_id)
left join did d using (target_id);
