-- Marks of items that are no release any more.
delete from core_release_sketch
where release_id in (select release_id from staged_raw_document)
    and release_id not in (select release_id from staged_core_release);
