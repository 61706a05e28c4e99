-- Every promise has an event, and every event a promise.
select promise_id from core_promise where promise_id not in (select promise_id from core_promise_event)
union all
select promise_id from core_promise_event where promise_id not in (select promise_id from core_promise);
