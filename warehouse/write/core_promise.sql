-- The promises as they stand.
merge into core_promise as book
using staged_core_promise as staged
on book.promise_id = staged.promise_id
when matched then update set
    company = staged.company,
    topic = staged.topic,
    action = staged.action,
    metric = staged.metric,
    wording = staged.wording,
    value = staged.value,
    value_max = staged.value_max,
    unit = staged.unit,
    per = staged.per,
    scopes = staged.scopes,
    base_year = staged.base_year,
    target_year = staged.target_year,
    status = staged.status,
    first_said_on = staged.first_said_on,
    last_said_on = staged.last_said_on,
    statement_count = staged.statement_count,
    last_target_id = staged.last_target_id
when not matched then insert by name;
