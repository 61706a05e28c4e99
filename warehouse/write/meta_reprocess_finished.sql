-- The ledger and the weekly tables have followed: what was stopped before is finished with it.
update meta_reprocess
set finished_at = (select finished_at from staged_finished)
where finished_at is null;
