-- The runs whose replaced rows are back.
update meta_reprocess
set
    finished_at = coalesce(finished_at, (select finished_at from staged_finished)),
    undone_at = (select finished_at from staged_finished)
where undone_at is null;
