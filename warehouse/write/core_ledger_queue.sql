-- Companies of the staged releases and of all that share a text with them: run before and after these are stored.
insert into core_ledger_queue
with known as (
    select coalesce(duplicate_of, release_id) as leader
    from core_release
    where release_id in (select release_id from staged_raw_document)
),

touched as (
    select release_id from core_release where release_id in (select leader from known)
    union
    select release_id from core_release where duplicate_of in (select leader from known)
)

select company, (select coalesce(max(ticket), 0) + 1 from core_ledger_queue) as ticket
from core_target
where release_id in (select release_id from touched) and company is not null
group by company;
