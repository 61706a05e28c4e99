-- What was set aside; the same thing for the same reason is one row.
merge into raw_reject as book
using staged_raw_reject as staged
on book.stage = staged.stage and book.ref = staged.ref and book.reason = staged.reason
when matched then update set
    detail = staged.detail,
    run_id = staged.run_id,
    seen_at = staged.seen_at
when not matched then insert by name;
