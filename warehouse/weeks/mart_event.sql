-- What happened in the weeks being built, counted by topic and company of the promise.
create or replace temp table mart_event as
with happened as materialized (
    select w.week_starts_on, hash(e.promise_id) as promise, e.kind
    from core_promise_event e
    join staged_week w on w.monday = (e.happened_on - date '0001-01-01') // 7
),

promises as (
    select hash(promise_id) as promise, topic, company from core_promise
)

select
    h.week_starts_on,
    p.topic,
    p.company,
    count(*) filter (h.kind = 'new') as "new",
    count(*) filter (h.kind = 'restated') as restated,
    count(*) filter (h.kind = 'raised') as raised,
    count(*) filter (h.kind = 'lowered') as lowered,
    count(*) filter (h.kind = 'brought_forward') as brought_forward,
    count(*) filter (h.kind = 'delayed') as "delayed",
    count(*) filter (h.kind = 'rebased') as rebased,
    count(*) filter (h.kind = 'achieved') as achieved,
    count(*) filter (h.kind = 'withdrawn') as withdrawn,
    count(*) filter (h.kind = 'overdue') as overdue
from happened h
join promises p using (promise)
group by all;
