-- How far the ledger is kept, how many rows there are, and the last ticket of the queue.
select
    s.as_of,
    s.ledger_version,
    s.run_id,
    (select count(*) from core_target) as target_count,
    (select coalesce(max(ticket), 0) from core_ledger_queue) as ticket
from (select 1 as one)
left join core_ledger_state s on true;
