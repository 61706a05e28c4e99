-- What happened in the weeks being built, counted by topic and company of the promise. Counting by kind here and turning
-- kinds into columns later costs half of ten filtered counts over every event.
create or replace temp table mart_event as
with happened as (
    select w.week_starts_on, hash(e.promise_id) as promise, e.kind
    from core_promise_event e
    join staged_week w on w.monday = (e.happened_on - date '0001-01-01') // 7
),

promises as (
    select hash(promise_id) as promise, topic, company from core_promise
)

select h.week_starts_on, p.topic, p.company, h.kind, count(*) as events
from happened h
join promises p using (promise)
group by all;
