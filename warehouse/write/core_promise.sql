-- The promises as they stand: those that are new or have changed.
insert into core_promise by name
select * from staged_core_promise
where promise_id not in (
    select promise_id from core_promise where company_key in (select company_key from staged_ledger_key)
);
