-- By which versions the staged items had been read; those of which that was not known have no row.
delete from core_reading where release_id in (select release_id from staged_undone);
insert into core_reading by name
select release_id, document_id, cleaner_version, extractor_version, run_id, read_at
from previous_reading
where cleaner_version is not null and release_id in (select release_id from staged_undone);
delete from previous_reading where release_id in (select release_id from staged_undone);
