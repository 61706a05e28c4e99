-- Every notice is a row of its own.
insert into raw_notice by name select * from staged_raw_notice;
