-- What happened to promises: those that are new or have changed.
insert into core_promise_event by name
select * from staged_core_promise_event
where event_id not in (
    select event_id from core_promise_event
    where company_key in (select company_key from staged_ledger_key)
        and get_bit(getvariable('ledger_marks'), cast(hash(company_key) % 65536 as integer)) = 1
);
