-- How far the ledger is kept now.
insert into core_ledger_state by name
select as_of, ledger_version, run_id, now() as kept_at from staged_ledger_state;
