-- The releases of the staged items as they were before the last reprocess.
delete from core_release where release_id in (select release_id from staged_undone);
insert into core_release by name
select * from previous_release where release_id in (select release_id from staged_undone);
delete from previous_release where release_id in (select release_id from staged_undone);
