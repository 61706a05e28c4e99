-- What the ledger does not say any more of the companies it was kept for.
delete from core_promise_event
where event_id in (
    select event_id
    from (
        select * from core_promise_event
        where company_key in (select company_key from staged_ledger_key)
            and get_bit(getvariable('ledger_marks'), cast(hash(company_key) % 65536 as integer)) = 1
        except
        select * from staged_core_promise_event
    )
) and get_bit(getvariable('ledger_marks'), cast(hash(company_key) % 65536 as integer)) = 1;
