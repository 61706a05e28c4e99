-- What was set aside of the staged items before the last reprocess.
delete from raw_reject where stage = 'clean' and ref in (select ref from staged_undone);
insert into raw_reject by name
select * from previous_reject where ref in (select ref from staged_undone);
delete from previous_reject where ref in (select ref from staged_undone);
