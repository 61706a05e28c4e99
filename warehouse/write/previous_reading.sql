-- The touched items; after all else that is kept of them, which looks here for what is kept already.
insert into previous_reading by name
select
    t.release_id,
    t.document_id,
    t.ref,
    k.cleaner_version,
    k.extractor_version,
    k.run_id,
    k.read_at
from staged_touched t
left join core_reading k using (release_id)
where t.release_id not in (select release_id from previous_reading);
