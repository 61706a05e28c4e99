-- What the ledger has seen; what was queued while it was worked out stays.
delete from core_ledger_queue where ticket <= (select ticket from staged_ledger_state);
