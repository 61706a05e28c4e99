-- The verdicts with the rows that they met.
insert into core_verdict by name select * from staged_core_verdict;
