-- Of the items that are as they were before those of which nobody knew by which version they were read.
delete from core_reading
where release_id in (select release_id from staged_undone)
    and release_id not in (select release_id from staged_core_reading);
