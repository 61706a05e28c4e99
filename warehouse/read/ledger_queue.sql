-- Companies whose rows changed since the ledger was kept.
select distinct company from core_ledger_queue;
