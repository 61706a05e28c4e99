-- Companies whose rows changed since the ledger was kept, by the key of their name.
select distinct n.company_key from core_ledger_queue q join core_company_name n on n.company = q.company;
