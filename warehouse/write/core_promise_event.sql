-- The events of the ledger.
merge into core_promise_event as book
using staged_core_promise_event as staged
on book.event_id = staged.event_id
when matched then update set
    promise_id = staged.promise_id,
    kind = staged.kind,
    happened_on = staged.happened_on,
    release_id = staged.release_id,
    target_id = staged.target_id,
    value_before = staged.value_before,
    value_after = staged.value_after,
    year_before = staged.year_before,
    year_after = staged.year_after,
    note = staged.note,
    rule = staged.rule
when not matched then insert by name;
