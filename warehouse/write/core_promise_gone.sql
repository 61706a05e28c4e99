-- The ledger is a function of all targets: what it no longer says is gone.
delete from core_promise where promise_id not in (select promise_id from staged_core_promise);
