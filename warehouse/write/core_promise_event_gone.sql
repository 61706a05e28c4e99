-- The ledger is a function of all targets: what it no longer says is gone.
delete from core_promise_event where event_id not in (select event_id from staged_core_promise_event);
