-- Every attempt is a row of its own.
insert into raw_fetch by name select * from staged_raw_fetch;
