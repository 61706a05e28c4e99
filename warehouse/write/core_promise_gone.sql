-- What the ledger does not say any more of the companies it was kept for.
delete from core_promise
where promise_id in (
    select promise_id
    from (
        select * from core_promise where company_key in (select company_key from staged_ledger_key)
        except
        select * from staged_core_promise
    )
);
