-- What happened in the weeks being built, counted by topic, by company, and in all (neither named). Counted here, for
-- DuckDB reads a table that the same transaction made on one thread only.
create or replace temp table mart_event as
with happened as (
    select w.week_starts_on, hash(e.promise_id) as promise, e.kind
    from core_promise_event e
    join staged_week w on w.monday = (e.happened_on - date '0001-01-01') // 7
),

promises as (
    select hash(promise_id) as promise, topic, if(company is null, null, hash(company)) as company_hash from core_promise
)

select
    h.week_starts_on,
    p.topic,
    p.company_hash,
    grouping(p.topic) = 0 as by_topic,
    grouping(p.company_hash) = 0 as by_company,
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
group by grouping sets (
    (h.week_starts_on, p.topic), (h.week_starts_on, p.company_hash), (h.week_starts_on)
);
