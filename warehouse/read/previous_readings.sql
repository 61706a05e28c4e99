-- By which versions the staged items had been read, where that was known.
select release_id, document_id, cleaner_version, extractor_version, run_id, read_at
from previous_reading
where cleaner_version is not null and release_id in (select release_id from staged_undone);
