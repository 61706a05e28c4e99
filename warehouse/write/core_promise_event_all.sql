-- Everything that happened anew, from the parts that were worked out.
insert into core_promise_event by name select * from read_parquet($parts);
