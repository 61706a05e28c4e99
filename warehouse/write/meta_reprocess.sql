-- The run that begins to store.
insert into meta_reprocess by name
select * from staged_meta_reprocess;
