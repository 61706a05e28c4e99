-- The sections of the staged items as they were before the last reprocess.
delete from core_section where release_id in (select release_id from staged_undone);
insert into core_section by name
select * from previous_section where release_id in (select release_id from staged_undone);
delete from previous_section where release_id in (select release_id from staged_undone);
