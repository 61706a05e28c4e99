-- What was set aside of the staged items while cleaning.
select * from raw_reject where stage = 'clean' and ref in (select ref from staged_wanted);
