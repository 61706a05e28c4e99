-- The sections of the staged items as they stand.
select * from core_section where release_id in (select release_id from staged_wanted)
order by release_id, position;
