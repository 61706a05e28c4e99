-- The targets of the staged items as they were before the last reprocess.
delete from core_target where release_id in (select release_id from staged_undone);
insert into core_target by name
select * from previous_target where release_id in (select release_id from staged_undone);
delete from previous_target where release_id in (select release_id from staged_undone);
