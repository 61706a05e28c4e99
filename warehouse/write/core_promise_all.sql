-- Every promise anew, from the parts that were worked out.
insert into core_promise by name select * from read_parquet($parts);
