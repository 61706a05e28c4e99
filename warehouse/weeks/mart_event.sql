-- What happened in the weeks being built, each under the company and topic of its promise.
create or replace temp table mart_event as
with happened as materialized (
    select e.*, w.week, w.week_starts_on
    from core_promise_event e
    join staged_week w on w.week_starts_on = e.happened_on - cast(isodow(e.happened_on) - 1 as integer)
)

select h.*, p.company, p.topic, p.last_target_id
from happened h
join core_promise p using (promise_id);
