-- Near misses: those that are new or have changed.
insert into core_promise_review by name
select * from staged_core_promise_review
where review_id not in (
    select review_id from core_promise_review where company_key in (select company_key from staged_ledger_key)
);
