-- Every near miss anew, from the parts that were worked out.
insert into core_promise_review by name select * from read_parquet($parts);
