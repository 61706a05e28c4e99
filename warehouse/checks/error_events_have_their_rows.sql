-- Every event but overdue names a row of the book and the release that says it; a promise's last row is in the book.
select e.event_id as id, e.kind, e.release_id, e.target_id
from core_promise_event e
left join core_target t on t.target_id = e.target_id
where e.kind <> 'overdue' and (t.target_id is null or t.release_id is distinct from e.release_id)
union all
select promise_id, 'promise', null, last_target_id
from core_promise
where last_target_id not in (select target_id from core_target);
