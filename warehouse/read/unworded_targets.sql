-- Rows that were stored before there was a column for their words.
select * from core_target where wording is null;
