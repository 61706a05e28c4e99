-- How often a run's releases did what to promises.
select e.kind, count(*) as promises
from core_promise_event e
join core_target t using (target_id)
where t.run_id = $run
group by e.kind
order by promises desc, e.kind;
