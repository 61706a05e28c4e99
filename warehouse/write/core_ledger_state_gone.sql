-- One row.
delete from core_ledger_state;
